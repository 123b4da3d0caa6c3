#include "geo/read/area_polygons.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "geo/files/locations.hpp"
#include "geo/format/row_source.hpp"
#include "geo/gdal/gdal_handle.hpp"
#include "geo/read/person_watch.hpp"
#include "geo/read/spread_sample.hpp"
#include "geo/shapes/stopping.hpp"
#include "geo/values/folded_text.hpp"
#include "geo/values/text_values.hpp"

namespace lykta {

namespace {

/// Without regard to case and composition, with one space for several and for no-break spaces.
std::string loose_name(std::string_view name) {
  constexpr std::string_view no_break_space = "\xC2\xA0";
  std::string result;
  auto rest = trimmed(name);
  auto after_space = false;
  while (!rest.empty()) {
    const auto is_wide = rest.starts_with(no_break_space);
    if (is_wide || rest.front() == ' ' || rest.front() == '\t') {
      rest.remove_prefix(is_wide ? no_break_space.size() : 1);
      after_space = true;
      continue;
    }
    if (std::exchange(after_space, false)) {
      result += ' ';
    }
    result += rest.front();
    rest.remove_prefix(1);
  }
  return folded(result);
}

RowRequest request_for(const PolygonsDescription& description, const std::vector<std::string>& allowed_hosts) {
  RowRequest request;
  request.path = description.path;
  request.layer = description.layer;
  request.wanted.push_back(description.column);
  request.allowed_hosts = allowed_hosts;
  return request;
}

}  // namespace

AreaPolygons::AreaPolygons(const PolygonsDescription& description, const std::vector<std::string>& allowed_hosts,
                           const std::vector<std::string>& person_columns) {
  const RowSource source(request_for(description, allowed_hosts));
  const auto shown = fmt::format("{} ({})", without_secrets(description.path), source.format().layer);
  if (source.layer_file() == nullptr || !source.format().has_geometry) {
    throw DataError(fmt::format("{}: the areas of a table need polygons, and the file has no geometry", shown));
  }
  if (!description.crs.empty()) {
    crs_ = Crs::parse(description.crs);
  } else if (source.format().crs) {
    crs_ = source.format().crs;
  } else {
    throw DataError(
        fmt::format("{}: the polygons declare no coordinate system: state it (crs in [sources.polygons])", shown));
  }
  files_ = source.format().files;
  const NetworkPermit permit(allowed_hosts);
  const QuietGdal quiet;
  const auto column = source.positions_of({description.column});
  SpreadSample names;
  source.layer_file()->read_features(column,
                                     [&](OGRFeature& feature) {
                                       const auto name = source.layer_file()->text_of(feature, column.front());
                                       names.add(trimmed(name));
                                       add(composed(trimmed(name)), feature.GetFID(),
                                           OGRGeometryUniquePtr(feature.StealGeometry()));
                                       return true;
                                     },
                                     {});
  source.check_unchanged();
  if (!names.views().empty() && std::ranges::find(person_columns, description.column) == person_columns.end()) {
    refuse_persons(
        shown, description.column, names.views(),
        fmt::format("Take another column; or, if it is none, state allow_person_columns = [\"{}\"] of the source",
                    description.column));
  }
  note_ = note_on_properties(description.column, names.views());
  if (polygons_.empty()) {
    throw DataError(fmt::format("{}: the areas of a table need polygons, and there is none", shown));
  }
}

void AreaPolygons::add(std::string_view name, std::int64_t feature, OGRGeometryUniquePtr geometry) {
  if (!geometry || geometry->IsEmpty() != 0 || geometry->getDimension() != 2) {
    return;
  }
  const auto known = by_name_.find(name);
  if (!name.empty() && known != by_name_.end()) {
    auto& polygon = polygons_[known->second];
    OGRGeometryUniquePtr joined(polygon.geometry->Union(geometry.get()));
    check_polygon_work();
    if (!joined) {
      throw DataError(fmt::format("the polygons named '{}' could not be joined: {}", name, last_gdal_error()));
    }
    polygon.geometry = std::shared_ptr<const OGRGeometry>(std::move(joined));
    return;
  }
  const auto index = polygons_.size();
  polygons_.push_back({std::string(name), feature, std::shared_ptr<const OGRGeometry>(std::move(geometry)), false});
  if (name.empty()) {
    return;
  }
  by_name_.emplace(name, index);
  const auto [entry, is_new] = by_loose_name_.try_emplace(loose_name(name), index);
  if (!is_new) {
    entry->second.reset();
  }
}

std::shared_ptr<const OGRGeometry> AreaPolygons::match(std::string_view name) {
  const auto plain = composed(trimmed(name));
  std::optional<std::size_t> index;
  if (const auto found = by_name_.find(plain); found != by_name_.end()) {
    index = found->second;
  } else if (const auto nearly = by_loose_name_.find(loose_name(plain));
             nearly != by_loose_name_.end() && nearly->second) {
    index = nearly->second;
    loosely_matched_.try_emplace(plain, *index);
  }
  if (!index) {
    return nullptr;
  }
  polygons_[*index].matched = true;
  return polygons_[*index].geometry;
}

std::vector<std::string> AreaPolygons::unmatched() const {
  std::vector<std::string> names;
  for (const auto& polygon : polygons_) {
    if (!polygon.matched) {
      names.push_back(polygon.name.empty() ? fmt::format("(feature {} without a name)", polygon.feature)
                                           : polygon.name);
    }
  }
  return names;
}

}  // namespace lykta
