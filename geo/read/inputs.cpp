#include "geo/read/inputs.hpp"

#include <algorithm>
#include <cassert>
#include <filesystem>
#include <map>
#include <string_view>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/error.hpp"
#include "geo/outline.hpp"
#include "geo/read/events.hpp"
#include "geo/read/text_values.hpp"
#include "geo/sha256.hpp"

namespace lykta {

namespace {

void add_files(const std::vector<std::string>& files, const std::string& path, const std::string& as_written,
               ReadReport& report) {
  for (const auto& file : files) {
    std::error_code error;
    if (!std::filesystem::is_regular_file(file, error)) {
      continue;
    }
    // The parts of a Shapefile differ in their ending; a file in a folder is told by its name.
    auto shown = as_written;
    if (file != path) {
      shown =
          (std::filesystem::path(as_written).parent_path() / std::filesystem::path(file).filename()).generic_string();
    }
    if (std::ranges::none_of(report.files, [&](const InputFile& known) { return known.path == shown; })) {
      report.files.push_back({shown, sha256_of_file(file)});
    }
  }
}

/// "no_date 3, zero_position 1"
std::string causes_text(const std::map<std::string_view, std::size_t>& faults) {
  std::vector<std::string> causes;
  for (const auto& [cause, rows] : faults) {
    causes.push_back(fmt::format("{} {}", cause, rows));
  }
  return fmt::to_string(fmt::join(causes, ", "));
}

/// A source between reading and projecting.
struct PendingSource {
  SourceDescription description;
  Rows rows;
  Crs crs;
  bool crs_assumed = false;
};

PendingSource read_source(const SourceDescription& description, const Progress& progress, ReadReport& report) {
  Rows rows(description, progress);
  add_files(rows.table().files, description.path, description.path_as_written, report);
  bool assumed = false;
  auto crs = rows.crs(assumed);
  return {description, std::move(rows), std::move(crs), assumed};
}

/// The box of longitudes and latitudes that the usable positions span, without the outermost hundredth on each side:
/// a few wild coordinates must not choose the coordinate system.
Box box_in_degrees(const std::vector<PendingSource>& sources) {
  std::vector<double> longitude;
  std::vector<double> latitude;
  std::map<std::string_view, std::size_t> faults;
  for (const auto& source : sources) {
    if (source.description.kind != SourceKind::incidents) {
      continue;
    }
    std::vector<Point> points;
    for (std::size_t row = 0; row < source.rows.size(); ++row) {
      const auto position = source.rows.position(row);
      if (const auto* point = std::get_if<Point>(&position)) {
        points.push_back(*point);
      } else {
        ++faults[name_of(std::get<Fault>(position).cause)];
      }
    }
    for (const auto& point : Projection(source.crs, wgs84()).points(points)) {
      if (point) {
        longitude.push_back(point->x);
        latitude.push_back(point->y);
      }
    }
  }
  if (longitude.empty()) {
    throw DataError(fmt::format("no usable position was read ({}): check columns and coordinate systems",
                                faults.empty() ? "none has a place on the globe" : causes_text(faults)));
  }
  const auto trim = static_cast<std::ptrdiff_t>(longitude.size() / 100);
  const auto range_of = [&](std::vector<double>& values) {
    std::ranges::sort(values);
    return std::pair{*(values.begin() + trim), *(values.end() - 1 - trim)};
  };
  const auto [west, east] = range_of(longitude);
  const auto [south, north] = range_of(latitude);
  return {west, south, east, north};
}

Box box_in_degrees(const AreaFile& area) {
  const auto geometry = Projection(area.crs, wgs84()).geometry(*area.geometry);
  if (!geometry) {
    throw DataError("the study area has no place on the globe in its coordinate system: check its crs");
  }
  OGREnvelope envelope;
  geometry->getEnvelope(&envelope);
  return {envelope.MinX, envelope.MinY, envelope.MaxX, envelope.MaxY};
}

std::pair<Crs, std::string> choose_crs(const InputsDescription& description, const std::optional<AreaFile>& area,
                                       const std::vector<PendingSource>& sources) {
  if (!description.target_crs.empty()) {
    auto crs = Crs::parse(description.target_crs);
    if (!crs.is_metric()) {
      throw InvalidOption(fmt::format(
          "crs = {}: distances and areas need a projected system in metres that is true to scale, such as EPSG:3006",
          crs.id()));
    }
    return {std::move(crs), "stated"};
  }
  if (description.area.extent) {
    throw InvalidOption("an extent in metres needs the coordinate system that it is given in: state crs");
  }
  if (area && area->crs.is_metric()) {
    return {area->crs, "of the study area"};
  }
  auto crs = metric_crs_for(area ? box_in_degrees(*area) : box_in_degrees(sources));
  auto reason = fmt::format("the zone that fits the {}", area ? "study area" : "positions");
  return {std::move(crs), std::move(reason)};
}

std::optional<Area> study_area(const AreaDescription& description, const std::optional<AreaFile>& file,
                               const Crs& crs) {
  if (description.extent) {
    return rectangle(*description.extent);
  }
  if (!file) {
    return std::nullopt;
  }
  const auto geometry = Projection(file->crs, crs).geometry(*file->geometry);
  auto area = geometry ? area_of(*geometry) : std::nullopt;
  if (!area) {
    throw DataError(fmt::format("{}: the study area has no place in {}", description.path, crs.id()));
  }
  return area;
}

/// Without any event there will be no list of rejects to look into, so the message shows the first.
[[noreturn]] void refuse_nothing_usable(const InputsDescription& description, const ReadReport& report) {
  const Reject* first = nullptr;
  std::map<std::string_view, std::size_t> faults;
  for (const auto& reject : report.rejects) {
    if (description.sources[reject.source].kind == SourceKind::incidents) {
      first = first != nullptr ? first : &reject;
      ++faults[name_of(reject.cause)];
    }
  }
  assert(first != nullptr);  // a file without rows is refused when it is read
  throw DataError(fmt::format(
      "no usable event was read ({}): check the column mapping; the first is row {} of {}, column '{}': '{}'",
      causes_text(faults), first->row, report.sources[first->source].path, first->column, first->value));
}

std::vector<NamedPosition> read_names(const NamesDescription& description, const Crs& crs, const Progress& progress,
                                      ReadReport& report) {
  auto source = description.source;
  source.columns.category = description.name_column;
  const auto pending = read_source(source, progress, report);
  std::vector<std::string> names;
  std::vector<Point> points;
  for (std::size_t row = 0; row < pending.rows.size(); ++row) {
    const auto name = pending.rows.text(description.name_column, row);
    const auto position = pending.rows.position(row);
    if (const auto* point = std::get_if<Point>(&position); point != nullptr && !name.empty()) {
      names.emplace_back(name);
      points.push_back(*point);
    }
  }
  std::vector<NamedPosition> result;
  const auto projected = Projection(pending.crs, crs).points(points);
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (projected[i]) {
      result.push_back({std::move(names[i]), *projected[i]});
    }
  }
  return result;
}

}  // namespace

ReadInputs read_inputs(const InputsDescription& description, const Progress& progress) {
  start_gdal();
  check_time_zone(description.time_zone);
  if (std::ranges::none_of(description.sources,
                           [](const auto& source) { return source.kind == SourceKind::incidents; })) {
    throw InvalidOption("there is no source of kind incidents: a picture needs at least one");
  }
  ReadReport report;
  std::optional<AreaFile> area_file;
  if (!description.area.path.empty()) {
    area_file = read_area(description.area.path, description.area.layer, description.area.crs);
    add_files(area_file->files, description.area.path, description.area.path_as_written, report);
  }
  std::vector<PendingSource> sources;
  for (const auto& source : description.sources) {
    sources.push_back(read_source(source, progress, report));
  }
  auto [crs, reason] = choose_crs(description, area_file, sources);

  lykta::report(progress, "project", 0);
  EventReader reader(description, crs, report);
  for (std::uint32_t index = 0; index < sources.size(); ++index) {
    const auto& source = sources[index];
    reader.add(index, source.description, source.rows, source.crs, source.crs_assumed);
  }
  auto inputs = reader.take();
  if (inputs.incidents.size() == 0) {
    refuse_nothing_usable(description, report);
  }
  inputs.study_area = study_area(description.area, area_file, crs);
  if (description.names) {
    inputs.names = read_names(*description.names, crs, progress, report);
  }
  return {std::move(inputs), std::move(report), std::move(crs), std::move(reason)};
}

}  // namespace lykta
