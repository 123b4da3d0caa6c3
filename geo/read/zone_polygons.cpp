#include "geo/read/zone_polygons.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "geo/crs/straight_edges.hpp"
#include "geo/files/locations.hpp"
#include "geo/read/person_watch.hpp"
#include "geo/shapes/outline.hpp"
#include "geo/shapes/repair.hpp"
#include "geo/values/number_style.hpp"
#include "geo/values/text_values.hpp"

namespace lykta {

namespace {

/// The columns that are named, of codes, names and exposures, in this order.
std::vector<std::string> columns_of(const ZonesDescription& description) {
  std::vector<std::string> columns{description.id_column, description.name_column, description.exposure_column};
  std::erase(columns, "");
  return columns;
}

RowRequest request_for(const ZonesDescription& description, const std::vector<std::string>& allowed_hosts) {
  RowRequest request;
  request.path = description.path;
  request.layer = description.layer;
  request.wanted = columns_of(description);
  request.allowed_hosts = allowed_hosts;
  return request;
}

bool is_number(const OGRFeature& feature, std::size_t field) {
  const auto type = feature.GetFieldDefnRef(static_cast<int>(field))->GetType();
  return type == OFTReal || type == OFTInteger || type == OFTInteger64;
}

bool is_exposure(double value) { return std::isfinite(value) && value >= 0; }

/// The polygons of a geometry; mending leaves lines beside them.
void add_polygons(const OGRGeometry& geometry, OGRMultiPolygon& to) {
  const auto type = wkbFlatten(geometry.getGeometryType());
  if (type == wkbPolygon) {
    to.addGeometry(&geometry);
  } else if (type == wkbMultiPolygon || type == wkbGeometryCollection) {
    for (const auto* part : *geometry.toGeometryCollection()) {
      add_polygons(*part, to);
    }
  }
}

/// Parts that lie over each other or side by side become one outline.
OGRGeometryUniquePtr joined(std::vector<OGRGeometryUniquePtr> parts, const std::string& id,
                            std::vector<OutlineRepair>& repairs) {
  if (parts.size() == 1) {
    return std::move(parts.front());
  }
  OGRMultiPolygon polygons;
  for (auto& part : parts) {
    if (part->hasCurveGeometry() != 0) {
      part.reset(part->getLinearGeometry());
    }
    if (!is_valid(*part)) {
      auto [geometry, repair] = mended_outline(*part);
      repair.of = id;
      repairs.push_back(std::move(repair));
      part = std::move(geometry);
    }
    if (part) {
      add_polygons(*part, polygons);
    }
  }
  auto one = united(polygons);
  if (!one) {
    throw DataError(fmt::format("the polygons of the zone '{}' could not be joined: {}", id, last_gdal_error()));
  }
  return one;
}

/// How far a corner may lie beside the edge of a neighbour: a tenth of a millimetre, in the units of the file.
double on_edge(const Crs& crs) {
  constexpr double on_edge_m = 1e-4;
  constexpr double on_edge_degrees = 1e-9;
  return crs.reference().IsGeographic() != 0 ? on_edge_degrees : on_edge_m;
}

}  // namespace

ZonePolygons::ZonePolygons(const ZonesDescription& description, const std::vector<std::string>& allowed_hosts,
                           const Progress& progress)
    : noun_(description.noun), crs_option_(description.crs_option) {
  const RowSource source(request_for(description, allowed_hosts));
  shown_ = fmt::format("{} ({})", without_secrets(description.path), source.format().layer);
  if (source.layer_file() == nullptr || !source.format().has_geometry) {
    throw DataError(fmt::format("{}: {} need polygons, and the file has no geometry", shown_, noun_));
  }
  if (!description.crs.empty()) {
    crs_ = Crs::parse(description.crs);
  } else if (source.format().crs) {
    crs_ = source.format().crs;
  } else {
    throw DataError(fmt::format("{}: the {} declare no coordinate system: state it ({})", shown_, noun_, crs_option_));
  }
  files_ = source.format().files;
  report_.path = without_secrets(description.path_as_written);
  report_.layer = source.format().layer;
  report_.driver = source.format().driver;
  report_.crs = crs_->id();
  {
    const NetworkPermit permit(allowed_hosts);
    read(source, description, progress);
  }
  source.check_unchanged();
  judge_texts(description);
  if (zones_.empty()) {
    throw DataError(
        fmt::format("{}: {} need polygons, and none of its {} features is one", shown_, noun_, report_.features));
  }
  read_exposures(description.exposure_column);
}

void ZonePolygons::read(const RowSource& source, const ZonesDescription& description, const Progress& progress) {
  const auto positions = source.positions_of(columns_of(description));
  source.layer_file()->read_features(
      positions,
      [&](OGRFeature& feature) {
        add(*source.layer_file(), description, positions, feature);
        return true;
      },
      progress);
}

void ZonePolygons::add(const LayerFile& layer, const ZonesDescription& description,
                       const std::vector<std::size_t>& positions, OGRFeature& feature) {
  ++report_.features;
  std::size_t next = 0;
  const auto position_of = [&](const std::string& column) {
    return column.empty() ? std::nullopt : std::optional(positions[next++]);
  };
  const auto text_at = [&](std::optional<std::size_t> position) {
    return position ? std::string(trimmed(layer.text_of(feature, *position))) : std::string();
  };
  auto id = text_at(position_of(description.id_column));
  const auto name = text_at(position_of(description.name_column));
  codes_.add(id);
  names_.add(name);
  const auto is_code = !id.empty();
  if (!is_code) {
    const auto wants_code = !description.id_column.empty();
    id = fmt::format("{}{}", wants_code ? "feature " : "", feature.GetFID());
    report_.without_id += wants_code ? 1U : 0U;
  }
  OGRGeometryUniquePtr geometry(feature.StealGeometry());
  if (!geometry || geometry->IsEmpty() != 0 || geometry->getDimension() != 2) {
    report_.without_polygon.push_back(id);
    return;
  }
  const auto number = zone_of(id, is_code);
  auto& zone = zones_[number];
  report_.joined += zone.parts.empty() ? 0U : 1U;
  zone.name = zone.name.empty() ? name : zone.name;
  zone.parts.push_back(std::move(geometry));
  if (const auto exposure = position_of(description.exposure_column)) {
    WrittenExposure written{number, text_at(exposure), std::nullopt};
    if (!written.text.empty() && is_number(feature, *exposure)) {
      written.number = feature.GetFieldAsDouble(static_cast<int>(*exposure));
    }
    exposures_.push_back(std::move(written));
  }
}

void ZonePolygons::judge_texts(const ZonesDescription& description) {
  for (const auto& [column, sample] :
       {std::pair(description.id_column, &codes_), std::pair(description.name_column, &names_)}) {
    const auto texts = sample->views();
    if (column.empty() || texts.empty()) {
      continue;  // in an empty column stands nobody, whatever it is called
    }
    refuse_persons(shown_, column, texts, "Take another column of codes or names, or none");
    if (auto note = note_on_properties(column, texts); !note.empty()) {
      report_.defaults.push_back(std::move(note));
    }
  }
}

std::size_t ZonePolygons::zone_of(const std::string& id, bool is_code) {
  if (is_code) {
    const auto [known, is_new] = by_id_.try_emplace(id, zones_.size());
    if (!is_new) {
      return known->second;
    }
  }
  zones_.push_back({id, {}, {}, {}});
  return zones_.size() - 1;
}

void ZonePolygons::read_exposures(const std::string& column) {
  std::vector<std::string_view> texts;
  for (const auto& written : exposures_) {
    if (!written.number) {
      texts.emplace_back(written.text);
    }
  }
  const auto finding = find_number_style(texts);
  // A sign before just three digits may stand for decimals or between thousands; of what is counted it is thousands.
  const auto style = finding.ambiguous ? std::nullopt : finding.style;
  if (finding.ambiguous) {
    const auto example = std::ranges::find_if(
        texts, [&](std::string_view text) { return parse_count(text) != parse_number(text, *finding.style); });
    const auto shown = example != texts.end() ? said({", som '{}',", ", as '{}',"}, *example) : Said();
    report_.defaults.push_back(
        said({"tal i kolumnen '{}'{} kan ha decimaler eller vara tusental: lästa som tusental",
              "numbers in the column '{}'{} may have decimals or be thousands: taken for thousands"},
             column, shown));
  }
  for (const auto& written : exposures_) {
    if (written.text.empty()) {
      continue;
    }
    auto& zone = zones_[written.zone];
    const auto value = written.number ? written.number
                       : style        ? parse_unmistakable_number(written.text, *style)
                                      : parse_count(written.text);
    if (value && is_exposure(*value)) {
      set_exposure(zone, *value, column);
    } else {
      report_.unreadable_exposure.push_back(fmt::format("{}: '{}'", zone.id, as_example(written.text)));
    }
  }
  if (column.empty()) {
    return;
  }
  for (const auto& zone : zones_) {
    if (!zone.exposure) {
      report_.without_exposure.push_back(zone.id);
    }
  }
}

void ZonePolygons::set_exposure(Zone& zone, double exposure, const std::string& column) const {
  if (zone.exposure && *zone.exposure != exposure) {
    throw DataError(
        fmt::format("{}: several features have the code '{}', but '{}' is {} of one and {} of another: give each a "
                    "code of its own, "
                    "or the whole zone's value to all (or to one, and leave it empty for the others)",
                    shown_, zone.id, column, *zone.exposure, exposure));
  }
  zone.exposure = exposure;
}

Box ZonePolygons::box() const {
  Box box;
  for (const auto& zone : zones_) {
    for (const auto& part : zone.parts) {
      OGREnvelope around;
      part->getEnvelope(&around);
      box.add({around.MinX, around.MinY});
      box.add({around.MaxX, around.MaxY});
    }
  }
  return box;
}

Box ZonePolygons::box_in_degrees() const {
  std::vector<Point> corners;
  for (const auto& zone : zones_) {
    for (const auto& part : zone.parts) {
      OGREnvelope box;
      part->getEnvelope(&box);
      corners.insert(corners.end(),
                     {{box.MinX, box.MinY}, {box.MaxX, box.MinY}, {box.MaxX, box.MaxY}, {box.MinX, box.MaxY}});
    }
  }
  Box degrees;
  for (const auto& corner : Projection(*crs_, wgs84()).points(corners)) {
    if (corner) {
      degrees.add(*corner);
    }
  }
  if (degrees.empty()) {
    throw DataError(
        fmt::format("{}: the {} have no place on the globe in {}: check {}", shown_, noun_, crs_->id(), crs_option_));
  }
  return degrees;
}

std::vector<OwnPolygon> ZonePolygons::take(const Crs& target, ZonesReport& report) {
  const QuietGdal quiet;
  const Projection projection(*crs_, target);
  report_.crs_operation = projection.operation_over(box());
  std::vector<OGRGeometryUniquePtr> outlines;
  for (auto& zone : zones_) {
    const auto finite = std::ranges::all_of(zone.parts, [](const auto& part) { return is_finite(*part); });
    outlines.push_back(finite ? joined(std::move(zone.parts), zone.id, report_.repairs) : nullptr);
  }
  if (!projection.is_identity()) {
    share_corners(outlines, on_edge(*crs_));
  }
  std::vector<OwnPolygon> zones;
  for (std::size_t i = 0; i < zones_.size(); ++i) {
    auto& zone = zones_[i];
    const auto geometry = outlines[i] ? projection.geometry(*outlines[i]) : nullptr;
    if (!geometry) {
      report_.without_place.push_back(zone.id);
      continue;
    }
    OutlineRepair repair{.of = zone.id, .fault = {}, .area_change = {}};
    auto area = area_of(*geometry, &repair);
    if (!area || !(area_m2(*area) > 0)) {
      report_.without_polygon.push_back(zone.id);
      continue;
    }
    if (!repair.fault.empty()) {
      report_.repairs.push_back(std::move(repair));
    }
    zones.push_back({.id = std::move(zone.id),
                     .name = std::move(zone.name),
                     .area = std::move(*area),
                     .exposure = zone.exposure.value_or(std::numeric_limits<double>::quiet_NaN())});
  }
  if (zones.empty()) {
    throw DataError(
        fmt::format("{}: none of the {} has a place in {}: check {}", shown_, noun_, target.id(), crs_option_));
  }
  report_.zones = zones.size();
  report = std::move(report_);
  return zones;
}

}  // namespace lykta
