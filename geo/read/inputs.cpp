#include "geo/read/inputs.hpp"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <map>
#include <numeric>
#include <span>
#include <string_view>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/base/error.hpp"
#include "engine/inputs/comparable_events.hpp"
#include "geo/crs/crs_evidence.hpp"
#include "geo/files/file_state.hpp"
#include "geo/files/locations.hpp"
#include "geo/files/naming_file.hpp"
#include "geo/read/action_log.hpp"
#include "geo/read/area_losses.hpp"
#include "geo/read/events.hpp"
#include "geo/read/file_hashes.hpp"
#include "geo/read/level_log.hpp"
#include "geo/read/localities.hpp"
#include "geo/read/losses.hpp"
#include "geo/read/map_crs.hpp"
#include "geo/read/names_table.hpp"
#include "geo/read/stray_positions.hpp"
#include "geo/read/zone_polygons.hpp"
#include "geo/shapes/outline.hpp"
#include "geo/values/text_values.hpp"

namespace lykta {

namespace {

/// Without any event there will be no list of rejects to look into, so the message shows the first.
[[noreturn]] void refuse_nothing_usable(const InputsDescription& description, const ReadReport& report) {
  const Reject* first = nullptr;
  std::map<RejectCause, std::size_t> faults;
  for (const auto& reject : report.rejects) {
    if (description.sources[reject.source].kind == SourceKind::incidents) {
      first = first != nullptr ? first : &reject;
      ++faults[reject.cause];
    }
  }
  if (first == nullptr) {
    std::vector<std::string> files;
    for (const auto& source : description.sources) {
      if (source.kind == SourceKind::incidents) {
        files.push_back(without_secrets(source.path));
      }
    }
    throw DataError(fmt::format(
        "{}: no usable position was read: none has a place on the globe; check columns and coordinate systems",
        fmt::join(files, ", ")));
  }
  throw DataError(fmt::format(
      "no usable event was read ({}): check the column mapping; the first is row {} of {}, column '{}': '{}'",
      causes_text(faults, Language::en), first->row, report.sources[first->source].path, first->column, first->value));
}

std::optional<Surroundings> surroundings_of(const InputsDescription& description, const std::optional<AreaFile>& area,
                                            const std::optional<ZonePolygons>& zones) {
  if (area) {
    const auto& crs = description.area.crs;
    return Surroundings{&area->crs,
                        area->degrees,
                        {"området", "the study area"},
                        {"områdets eget", "of the study area"},
                        crs.empty() ? "" : "crs " + crs};
  }
  if (zones) {
    const auto& crs = description.zones->crs;
    return Surroundings{&zones->crs(),
                        zones->box_in_degrees(),
                        {"polygonerna", "the polygons counted in"},
                        {"polygonernas eget", "of the polygons counted in"},
                        crs.empty() ? "" : "--zones-crs " + crs};
  }
  return std::nullopt;
}

std::optional<CrsOperation> operation_into(const AreaFile& file, const Crs& crs) {
  OGREnvelope box;
  file.geometry->getEnvelope(&box);
  return Projection(file.crs, crs).operation_over({box.MinX, box.MinY, box.MaxX, box.MaxY});
}

std::optional<StudyArea> study_area(const AreaDescription& description, const std::optional<AreaFile>& file,
                                    const Crs& crs, ReadReport& report) {
  if (description.extent) {
    return StudyArea(rectangle(*description.extent));
  }
  if (!file) {
    return std::nullopt;
  }
  // Of all features together.
  OutlineRepair repair{.of = {}, .fault = {}, .area_change = {}};
  StudyArea area = projected(*file, crs, repair);
  if (!repair.fault.empty()) {
    report.area->repairs.push_back(std::move(repair));
  }
  report.area->crs_operation = operation_into(*file, crs);
  return area;
}

AreaReport report_of(const AreaDescription& description, const AreaFile& file) {
  return {.path = without_secrets(description.path_as_written),
          .layer = file.layer,
          .where = description.where,
          .features = file.features,
          .chosen = file.chosen.size(),
          .crs = file.crs.id(),
          .crs_operation = {},
          .mended = file.mended,
          .repairs = file.repairs,
          .not_polygons = file.not_polygons};
}

CrsWords crs_words_of(const SourceDescription& source) {
  CrsWords words{.crs_option = source.options.crs};
  if (!source.options.x_and_y.empty()) {
    words.columns = source.options.x_and_y;
  }
  return words;
}

/// A wrong coordinate system makes a map that looks as real as the right one, so it is refused.
void refuse_contradiction(const SourceDescription& source, std::span<const Point> points, const Crs& crs,
                          const std::optional<Surroundings>& surroundings) {
  CrsQuestion question{
      .points = points, .x_name = source.columns.x, .y_name = source.columns.y, .expected_degrees = {}};
  if (surroundings) {
    question.expected_degrees = surroundings->degrees;
    question.expected_name = surroundings->name.en;
  }
  if (const auto found = contradiction(crs, question)) {
    auto alone = question;
    alone.expected_degrees.reset();
    // What lies well by itself is not to blame when somebody stated the system of the other.
    if (surroundings && !surroundings->stated.empty() && !contradiction(crs, alone)) {
      throw DataError(fmt::format("{}: {}; the coordinate system of {} was stated ({}): check that first", source.name,
                                  found->what, surroundings->name.en, surroundings->stated));
    }
    throw DataError(fmt::format("{}: {}", source.name, words_for(*found, crs, crs_words_of(source))));
  }
}

void refuse_contradictions(const InputsDescription& description, const EventReader& reader,
                           const std::vector<Crs>& systems, const std::optional<Surroundings>& surroundings) {
  for (std::uint32_t index = 0; index < systems.size(); ++index) {
    const auto& source = description.sources[index];
    const auto points = reader.some_incidents_of(index);
    naming_file(without_secrets(source.path),
                [&] { refuse_contradiction(source, points, systems[index], surroundings); });
  }
}

std::vector<std::uint32_t> inverse(std::span<const std::uint32_t> order) {
  std::vector<std::uint32_t> place(order.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) {
    place[order[i]] = i;
  }
  return place;
}

/// By source: how many come before it in the alphabet.
std::vector<std::uint32_t> ranks_of_names(const std::vector<SourceDescription>& sources) {
  std::vector<std::uint32_t> order(sources.size());
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::stable_sort(order, {}, [&](std::uint32_t i) { return std::string_view(sources[i].name); });
  return inverse(order);
}

void renumber_sources(std::span<const std::uint32_t> number, Incidents& incidents) {
  for (auto& row : incidents.row) {
    row.source = number[row.source];
  }
}

void link(const InputsDescription& description, Inputs& inputs, ReadReport& report) {
  const auto incident_sources =
      std::ranges::count(description.sources, SourceKind::incidents, &SourceDescription::kind);
  if (incident_sources < 2 || !description.links.enabled) {
    return;
  }
  // Of reports as good as each other one is counted: by the name of its source, not by where that stands in the file.
  const auto rank = ranks_of_names(description.sources);
  renumber_sources(rank, inputs.incidents);
  inputs.counted_as = link_reports(inputs.incidents, description.links, inputs.study_area).counted_as;
  renumber_sources(inverse(rank), inputs.incidents);
  for (std::uint32_t i = 0; i < inputs.counted_as.size(); ++i) {
    if (inputs.counted_as[i] != i) {
      ++report.sources[inputs.incidents.row[i].source].linked;
    }
  }
}

}  // namespace

void find_coverage(std::span<const SourceDescription> sources, Inputs& inputs, ReadReport& report) {
  for (const auto& source : sources) {
    auto& facts = inputs.sources.emplace_back(SourceFacts{.name = source.name, .covers = source.covers});
    // A report there is for each source that was read.
    if (const auto index = inputs.sources.size() - 1; index < report.sources.size()) {
      if (const auto& operation = report.sources[index].crs_operation) {
        facts.reprojection = Reprojection{.accuracy_m = operation->accuracy_m, .is_ballpark = operation->is_ballpark};
      }
    }
  }
  inputs.coverage = coverage_of(inputs);
  for (const auto& coverage : inputs.coverage) {
    auto& source = report.sources[coverage.source];
    source.coverage = coverage;
    const auto& columns = sources[coverage.source].columns;
    source.date_column = columns.date.empty() ? columns.year : columns.date;
    for (const auto i : coverage.outlying) {
      if (inputs.incidents.shares_row_with_last(i)) {
        continue;
      }
      source.outlying_rows.push_back({inputs.incidents.row[i].row, days_text(*inputs.incidents.time[i])});
    }
  }
  for (const auto& each : default_times(inputs.incidents)) {
    report.sources[each.source].default_times.push_back(each);
  }
}

namespace {

std::optional<AreaFile> read_area_file(const InputsDescription& description, FileHashes& hashes, ReadReport& report) {
  const auto& area = description.area;
  if (area.path.empty()) {
    return std::nullopt;
  }
  auto file = naming_file(without_secrets(area.path), [&] {
    return read_area(area.path, area.layer, area.crs, description.allowed_hosts, area.where);
  });
  report.area = report_of(area, file);
  hashes.add(file.files, area.path, area.path_as_written);
  return file;
}

std::optional<ZonePolygons> read_zones(const std::optional<ZonesDescription>& described,
                                       const InputsDescription& description, FileHashes& hashes,
                                       const Progress& progress) {
  if (!described) {
    return std::nullopt;
  }
  auto zones = naming_file(without_secrets(described->path),
                           [&] { return ZonePolygons(*described, description.allowed_hosts, progress); });
  hashes.add(zones.files(), described->path, described->path_as_written);
  return zones;
}

/// The coordinate system of each source.
std::vector<Crs> read_sources(const InputsDescription& description, EventReader& reader, FileHashes& hashes,
                              const Progress& progress) {
  std::vector<Crs> systems;
  for (std::uint32_t index = 0; index < description.sources.size(); ++index) {
    const auto& source = description.sources[index];
    naming_file(without_secrets(source.path), [&] {
      Rows rows(source, description.allowed_hosts);
      hashes.add(rows.format().files, source.path, source.path_as_written);
      std::optional<AreaPolygons> polygons;
      if (source.polygons) {
        polygons = naming_file(without_secrets(source.polygons->path), [&] {
          return AreaPolygons(*source.polygons, description.allowed_hosts, source.person_columns);
        });
        hashes.add(polygons->files(), source.polygons->path, source.polygons->path_as_written);
      }
      if (rows.addresses() != nullptr) {
        hashes.add(rows.addresses()->files(), source.addresses->path, source.addresses->path_as_written);
      }
      bool assumed = false;
      systems.push_back(polygons ? polygons->crs() : rows.crs(assumed));
      reader.add(index, rows, systems.back(), assumed, progress, polygons ? &*polygons : nullptr);
    });
  }
  return systems;
}

/// Of what is no source of rows, as warnings ask for it.
void add_other_reprojections(const ReadReport& report, Inputs& inputs) {
  const auto add = [&](const auto& file) {
    if (file && file->crs_operation) {
      const auto& operation = *file->crs_operation;
      inputs.other_reprojections.push_back({.name = file->path,
                                            .covers = {},
                                            .reprojection = Reprojection{operation.accuracy_m, operation.is_ballpark}});
    }
  };
  add(report.area);
  add(report.zones);
  add(report.strata);
  add(report.names);
}

/// Names of one's own, and of localities, near the events.
void read_all_names(const InputsDescription& description, const Crs& crs, const Progress& progress, FileHashes& hashes,
                    Inputs& inputs, ReadReport& report) {
  if (description.names) {
    inputs.names = naming_file(without_secrets(description.names->source.path), [&] {
      return read_names(*description.names, crs, progress, description.allowed_hosts, hashes, report.names.emplace());
    });
  }
  if (description.needs_localities) {
    inputs.localities = localities_around(bounding_box(inputs.incidents.position), crs);
  }
}

void read_calendars(const InputsDescription& description, const Progress& progress, FileHashes& hashes, Inputs& inputs,
                    ReadReport& report) {
  for (const auto& calendar : description.calendars) {
    auto read = read_calendar(calendar, description.time_zone, progress);
    hashes.add(read.files, calendar.path, calendar.path_as_written);
    std::ranges::move(read.entries, std::back_inserter(inputs.calendar));
    report.calendars.push_back(std::move(read.report));
  }
}

/// What people keep by hand beside the events.
void read_logs(const InputsDescription& description, const Crs& crs, FileHashes& hashes, Inputs& inputs,
               ReadReport& report) {
  const auto& hosts = description.allowed_hosts;
  if (const auto& log = description.actions) {
    auto read = naming_file(without_secrets(log->path), [&] { return read_actions(*log, crs, hosts); });
    hashes.add(read.files, log->path, log->path_as_written);
    inputs.actions = std::move(read.actions);
    report.actions = std::move(read.report);
  }
  if (const auto& log = description.levels; log && !log->path.empty()) {
    auto read = naming_file(without_secrets(log->path), [&] { return read_levels(*log, hosts); });
    hashes.add(read.files, log->path, log->path_as_written);
    inputs.set_levels = std::move(read.levels);
    report.levels = std::move(read.report);
  }
}

}  // namespace

ReadInputs read_inputs(const InputsDescription& description, const Progress& progress) {
  start_gdal();
  check_time_zone(description.time_zone);
  if (std::ranges::none_of(description.sources,
                           [](const auto& source) { return source.kind == SourceKind::incidents; })) {
    throw InvalidOption("there is no source of kind incidents: a picture needs at least one");
  }
  FileHashes hashes(description.needs_hashes);
  ReadReport report;
  const auto area_file = read_area_file(description, hashes, report);
  auto zones = read_zones(description.zones, description, hashes, progress);
  auto strata = read_zones(description.strata, description, hashes, progress);
  EventReader reader(description, report);
  const auto systems = read_sources(description, reader, hashes, progress);
  const auto surroundings = surroundings_of(description, area_file, zones);
  refuse_contradictions(description, reader, systems, surroundings);
  const auto positions = surroundings ? std::vector<Point>() : without_far_off(reader.some_incidents_in_degrees());
  if (positions.empty() && !surroundings && description.target_crs.empty() && !description.area.extent) {
    refuse_nothing_usable(description, report);
  }
  auto [crs, reason, scale] = choose_map_crs(description.target_crs, description.area.extent, surroundings, positions);
  for (std::size_t index = 0; index < systems.size(); ++index) {
    // A way that there is not is said here, where the file is known.
    naming_file(without_secrets(description.sources[index].path),
                [&] { static_cast<void>(Projection(systems[index], crs)); });
  }
  auto inputs = reader.take(crs, progress, surroundings ? std::optional(surroundings->degrees) : std::nullopt);
  if (inputs.incidents.size() == 0) {
    refuse_nothing_usable(description, report);
  }
  for (const auto& source : description.sources) {
    inputs.source_names.push_back(source.name);
  }
  find_coverage(description.sources, inputs, report);
  if (scale && !is_true_to_scale(scale)) {
    inputs.scale_deviation = scale->deviation();
  }
  inputs.study_area = naming_file(without_secrets(description.area.path),
                                  [&] { return study_area(description.area, area_file, crs, report); });
  link(description, inputs, report);
  if (zones) {
    inputs.zones = zones->take(crs, report.zones.emplace());
  }
  if (strata) {
    inputs.strata = strata->take(crs, report.strata.emplace());
  }
  read_all_names(description, crs, progress, hashes, inputs, report);
  find_losses_by_street(inputs, report);
  find_losses_by_area(inputs, report);
  read_calendars(description, progress, hashes, inputs, report);
  read_logs(description, crs, hashes, inputs, report);
  add_other_reprojections(report, inputs);
  report.files = hashes.take();
  return {std::move(inputs), std::move(report), std::move(crs), std::move(reason), std::move(scale)};
}

}  // namespace lykta
