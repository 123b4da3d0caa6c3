#include "geo/read/inspection.hpp"

#include <algorithm>
#include <numeric>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "geo/crs/crs_evidence.hpp"
#include "geo/files/locations.hpp"
#include "geo/read/case_numbers.hpp"
#include "geo/read/events.hpp"
#include "geo/read/kinds.hpp"
#include "geo/read/losses.hpp"
#include "geo/read/map_crs.hpp"
#include "geo/read/spread_sample.hpp"
#include "geo/read/stray_positions.hpp"
#include "geo/read/understand.hpp"
#include "geo/shapes/outline.hpp"
#include "geo/values/property_names.hpp"

namespace lykta {

namespace {

std::vector<InspectedColumn> columns_of(const SourceFormat& format, const std::vector<ColumnSample>& samples) {
  constexpr std::size_t most_examples = 3;
  std::vector<InspectedColumn> columns;
  for (const auto& name : format.columns) {
    InspectedColumn column;
    column.name = name;
    const auto sample = std::ranges::find(samples, name, &ColumnSample::name);
    if (sample != samples.end()) {
      column.type = sample->type;
      column.how = sample->how;
      column.personal = find_personal_data(name, sample->views());
      for (const auto& text : sample->texts) {
        const auto is_new = !text.empty() && std::ranges::find(column.examples, text) == column.examples.end();
        if (is_new && column.examples.size() < most_examples && column.personal.what == PersonalData::none) {
          column.examples.push_back(text);
        }
      }
    } else {
      column.how = said({"namnet finns flera gånger: byt namn på alla utom en",
                         "the name is there several times: rename all but one"});
    }
    columns.push_back(std::move(column));
  }
  return columns;
}

/// Of lines and areas only the kind is known here, so no two count as equal.
void add_geometry(const RowBatch& batch, std::size_t row, RowHash& hash) {
  const auto is_known = batch.geometry[row] == RowGeometry::point || batch.geometry[row] == RowGeometry::none;
  const auto add = [&](const auto& value) { hash.add({reinterpret_cast<const char*>(&value), sizeof(value)}); };
  add(batch.point[row].x);
  add(batch.point[row].y);
  add(is_known ? std::int64_t{-1} : batch.row[row]);
}

/// Judges the columns again by rows from all of the file.
void judge_columns(const std::vector<SpreadSample>& spread, std::vector<ColumnSample>& samples,
                   std::vector<InspectedColumn>& columns) {
  for (std::size_t i = 0; i < columns.size(); ++i) {
    auto& column = columns[i];
    const auto texts = spread[i].views();
    if (column.personal.what == PersonalData::none) {
      column.personal = find_personal_data(column.name, texts);
    }
    if (column.personal.what == PersonalData::none) {
      column.property = find_property_names(column.name, texts);
      continue;
    }
    column.examples.clear();
    const auto sample = std::ranges::find(samples, column.name, &ColumnSample::name);
    if (sample != samples.end()) {
      sample->holds_persons = true;
    }
  }
}

/// One pass over everything: rows, filled cells, equal rows and case numbers, and values from all of the file.
std::vector<SpreadSample> count_rows(RowSource& source, Inspection& inspection, const Progress& progress) {
  std::vector<std::size_t> all(source.format().columns.size());
  std::iota(all.begin(), all.end(), 0U);
  std::vector<std::uint64_t> hashes;
  CaseNumbers case_numbers(source.format().columns);
  std::vector<SpreadSample> spread(all.size());
  source.read(
      all,
      [&](const RowBatch& batch) {
        for (std::size_t row = 0; row < batch.size(); ++row) {
          RowHash hash;
          for (std::size_t column = 0; column < all.size(); ++column) {
            const auto text = batch.columns[column][row];
            inspection.columns[column].filled += text.empty() ? 0U : 1U;
            hash.add(text);
            case_numbers.add(column, text);
            spread[column].add(text);
          }
          if (!batch.geometry.empty()) {
            add_geometry(batch, row, hash);
          }
          hashes.push_back(hash.value());
        }
        inspection.rows += batch.size();
        return true;
      },
      progress);
  inspection.equal_rows = repeats_among(hashes);
  inspection.repeated_ids = case_numbers.finding();
  return spread;
}

InspectedTimes times_of(const Incidents& incidents) {
  InspectedTimes times;
  times.range = {LocalTime::max(), LocalTime::min()};
  for (const auto& span : incidents.time) {
    if (!span) {
      continue;
    }
    times.range.start = std::min(times.range.start, span->start);
    times.range.end = std::max(times.range.end, span->end);
    const auto midnight = std::chrono::floor<std::chrono::days>(span->start);
    const auto length = span->length();
    constexpr std::chrono::days shortest_month{28};
    constexpr std::chrono::days longest_month{31};
    const std::chrono::year_month_day day{midnight};
    const auto is_whole_days = span->start == midnight && length >= std::chrono::days{1};
    if (is_whole_days && day.day() == std::chrono::day{1} && length >= shortest_month && length <= longest_month) {
      ++times.months_only;
    } else if (is_whole_days && length == std::chrono::days{1}) {
      ++times.days_only;
      times.first_of_month += day.day() == std::chrono::day{1} ? 1U : 0U;
    } else if (span->start == midnight && length.count() == 0) {
      ++times.at_midnight;
    }
  }
  return times;
}

std::uint64_t same_events(const Incidents& incidents) {
  struct Event {
    Point position;
    std::optional<TimeSpan> time;
    std::uint16_t class_index = 0;
  };
  std::vector<std::uint64_t> hashes;
  for (std::size_t i = 0; i < incidents.size(); ++i) {
    if (i > 0 && incidents.row[i].row == incidents.row[i - 1].row) {
      continue;  // a row that stands for several events
    }
    RowHash hash;
    const auto add = [&](const auto& value) { hash.add({reinterpret_cast<const char*>(&value), sizeof(value)}); };
    add(incidents.position[i].x);
    add(incidents.position[i].y);
    add(incidents.class_index[i]);
    if (incidents.time[i]) {
      add(incidents.time[i]->start);
      add(incidents.time[i]->end);
    }
    hashes.push_back(hash.value());
  }
  return repeats_among(hashes);
}

Box box_in_degrees(const std::vector<Point>& points, const Crs& crs) {
  Box box;
  for (const auto& point : Projection(crs, wgs84()).points(points)) {
    if (point) {
      box.add(*point);
    }
  }
  return box;
}

/// As a run would refuse it.
void refuse_contradiction(const EventReader& reader, const SourceDescription& description, const Crs& crs,
                          const std::optional<Box>& expected_degrees) {
  const auto points = reader.some_incidents_of(0);
  const CrsQuestion question{.points = points,
                             .x_name = description.columns.x,
                             .y_name = description.columns.y,
                             .expected_degrees = expected_degrees};
  if (const auto found = contradiction(crs, question)) {
    throw DataError(words_for(*found, crs));
  }
}

void describe_incidents(const Inputs& read, const Crs& crs, const ColumnMapping& columns, Inspection& inspection) {
  if (read.incidents.size() == 0) {
    return;
  }
  inspection.extent_degrees = box_in_degrees(read.incidents.position, crs);
  inspection.same_events = same_events(read.incidents);
  if (tells_date(columns)) {
    inspection.times = times_of(read.incidents);
  }
  if (columns.class_name.empty()) {
    return;
  }
  constexpr std::size_t most_listed = 100;
  auto& values = inspection.class_values;
  for (const auto class_index : read.incidents.class_index) {
    const auto& name = read.classes[class_index].name;
    if (values.size() < most_listed || values.contains(name)) {
      ++values[name];
    }
  }
}

std::optional<AreaFile> area_file_of(const InspectionRequest& request) {
  const auto& area = request.area;
  return area.path.empty()
             ? std::nullopt
             : std::optional(read_area(area.path, area.layer, area.crs, request.allowed_hosts, area.where));
}

/// In which a run would work.
Crs map_crs_of(const std::optional<AreaFile>& area, const std::vector<Point>& degrees) {
  std::optional<Surroundings> surroundings;
  if (area) {
    surroundings = Surroundings{
        &area->crs, area->degrees, {"området", "the study area"}, {"områdets eget", "of the study area"}, ""};
  }
  return choose_map_crs("", std::nullopt, surroundings, without_far_off(degrees)).crs;
}

StudyArea ground_of(const AreaFile& area, const Crs& crs) {
  OutlineRepair repair{.of = {}, .fault = {}, .area_change = {}};
  return projected(area, crs, repair);
}

/// What lies outside the study area is no use to a run.
void reject_outside(const Inputs& read, ReadReport& report) {
  const auto& ground = *read.study_area;
  const auto& incidents = read.incidents;
  for (std::size_t i = 0; i < incidents.size(); ++i) {
    if (!incidents.shares_row_with_last(i) && !ground.holds(incidents.position[i])) {
      report.rejects.push_back(
          {.source = 0,
           .row = incidents.row[i].row,
           .column = "",
           .cause = RejectCause::outside_area,
           .value = fmt::format("{:.1f}, {:.1f}", incidents.position[i].x, incidents.position[i].y),
           .class_name = read.classes[incidents.class_index[i]].name});
      --report.sources.front().used;
    }
  }
}

void read_incidents(const InspectionRequest& request, const InputsDescription& inputs, const Crs& crs,
                    EventReader& reader, ReadReport& report, Inspection& inspection, const Progress& progress) {
  const auto& description = inputs.sources.front();
  const auto some = reader.some_incidents_in_degrees();
  if (some.empty()) {
    return;
  }
  const auto area = area_file_of(request);
  const auto expected = area ? std::optional(area->degrees) : request.expected_degrees;
  refuse_contradiction(reader, description, crs, expected);
  inspection.some_degrees = some;
  const auto metric = map_crs_of(area, some);
  auto read = reader.take(metric, progress, expected);
  find_coverage(inputs.sources, read, report);
  describe_incidents(read, metric, description.columns, inspection);
  if (inspection.times && !read.coverage.empty()) {
    inspection.times->covers = read.coverage.front().covers;
  }
  if (area) {
    read.study_area = ground_of(*area, metric);
  }
  find_losses_by_street(read, report);
  if (area) {
    reject_outside(read, report);
  }
}

/// Reads the file, which is open already, as a run would.
void read_as_guessed(const InspectionRequest& request, RowSource source, Inspection& inspection,
                     const Progress& progress) {
  auto description = description_of(inspection);
  if (description.crs.empty() && !inspection.guess.crs_declared) {
    inspection.not_read = said({"koordinatsystemet är inte känt: {}", "the coordinate system is not known: {}"},
                               inspection.guess.crs_why);
    return;
  }
  InputsDescription inputs;
  inputs.time_zone = request.time_zone;
  inputs.sources = {description};
  Rows rows(description, request.allowed_hosts, std::move(source));
  bool assumed = false;
  const auto crs = rows.crs(assumed);
  ReadReport report;
  EventReader reader(inputs, report);
  reader.add(0, rows, crs, assumed, progress);
  if (description.kind != SourceKind::incidents) {
    static_cast<void>(reader.take(wgs84(), progress));  // says which rows have a place on the globe
  } else {
    read_incidents(request, inputs, crs, reader, report, inspection, progress);
  }
  inspection.report = std::move(report);
}

std::optional<Box> expected_of(const InspectionRequest& request) {
  const auto& area = request.area;
  return area.path.empty() ? request.expected_degrees : extent_of_polygons(area.path, area.layer, area.crs, area.where);
}

bool holds_polygons(const RowSource& source) {
  auto found = false;
  if (const auto* layer = source.layer_file()) {
    std::size_t looked_at = 0;
    constexpr std::size_t enough = 100;
    layer->read_features({},
                         [&](OGRFeature& feature) {
                           const auto* geometry = feature.GetGeometryRef();
                           found = geometry != nullptr && geometry->getDimension() == 2;
                           return !found && ++looked_at < enough;
                         },
                         {});
  }
  return found;
}

}  // namespace

SourceDescription description_of(const Inspection& inspection) {
  SourceDescription description;
  description.path = inspection.path;
  description.path_as_written = inspection.path;
  description.name = inspection.path;
  description.layer = inspection.format.layers.size() > 1 ? inspection.format.layer : "";
  description.kind = inspection.guess.kind;
  description.columns = inspection.guess.columns;
  description.crs = inspection.guess.crs_declared ? "" : inspection.guess.crs;
  description.text.encoding = inspection.format.encoding && inspection.format.encoding->stated
                                  ? inspection.format.encoding->name
                                  : std::string();
  return description;
}

Inspection inspect(const InspectionRequest& request, const Progress& progress) {
  RowSource source({.path = request.path,
                    .layer = request.layer,
                    .text = {.encoding = request.encoding, .separator = {}, .header_row = 0},
                    .wanted = {},
                    .allowed_hosts = request.allowed_hosts});
  Inspection inspection;
  inspection.path = request.path;
  inspection.format = source.format();
  auto samples = sample_columns(source);
  inspection.columns = columns_of(inspection.format, samples);
  const auto spread = count_rows(source, inspection, progress);
  judge_columns(spread, samples, inspection.columns);
  inspection.format = source.format();  // another encoding may have come up
  inspection.has_polygons = holds_polygons(source);
  try {
    inspection.guess = guess_source(source, samples, expected_of(request));
    const auto& guess = inspection.guess;
    const auto is_placed =
        !guess.columns.x.empty() || !guess.columns.position.empty() || inspection.format.has_geometry;
    if (!is_placed) {
      inspection.not_read =
          is_about_areas(guess.kind)
              ? said({"områdena har ingen plats än: ange polygonerna att koppla dem till ([sources.polygons])",
                      "the areas have no place yet: name the polygons to join them with ([sources.polygons])"})
              : said({"ingen kolumn med lägen känns igen, och geometri saknas",
                      "no column of positions was recognised, and there is no geometry"});
      if (!guess.unread_positions.empty()) {
        inspection.not_read.add(": ", guess.unread_positions);
      }
    } else if (!inspection.has_polygons || is_about_areas(guess.kind)) {
      read_as_guessed(request, std::move(source), inspection, progress);
    }
  } catch (const InvalidOption& error) {
    inspection.not_read = Said::same(error.what());
  } catch (const DataError& error) {
    inspection.not_read = Said::same(error.what());
  }
  refuse_changed(inspection.format.files);
  return inspection;
}

std::optional<Box> extent_of_polygons(const std::string& path, const std::string& layer, const std::string& stated_crs,
                                      const std::string& where) {
  try {
    return read_area(path, layer, stated_crs, {}, where).degrees;
  } catch (const DataError&) {
    return std::nullopt;
  }
}

}  // namespace lykta
