#include "publish/records/inspection_record.hpp"

#include <fmt/format.h>

#include "geo/files/locations.hpp"
#include "geo/read/kinds.hpp"
#include "publish/records/source_record.hpp"

namespace lykta {

using nlohmann::ordered_json;

namespace {

ordered_json format_record(const SourceFormat& format) {
  ordered_json record{{"driver", format.driver}, {"layer", format.layer}, {"layers", format.layers}};
  if (!format.rows_of_layers.empty()) {
    record["rows_of_layers"] = format.rows_of_layers;
    record["hidden_layers"] = format.hidden_layers;
  }
  if (format.encoding) {
    record["encoding"] = {{"name", format.encoding->name}, {"why", format.encoding->why.en()}};
  }
  if (format.dialect) {
    record["separator"] = {{"character", std::string(1, format.dialect->separator)}, {"why", format.dialect->why.en()}};
  }
  if (format.header) {
    record["header"] = {{"row", format.header->row}, {"why", format.header->why.en()}};
  }
  record["days_from_1904"] = format.from_1904;
  record["has_geometry"] = format.has_geometry;
  return record;
}

ordered_json columns_record(const std::vector<InspectedColumn>& columns) {
  auto record = ordered_json::array();
  for (const auto& column : columns) {
    record.push_back({{"name", column.name},
                      {"type", name_of(column.type)},
                      {"how", column.how.en()},
                      {"filled", column.filled},
                      {"examples", column.examples},
                      {"personal_data", name_of(column.personal.what)},
                      {"personal_data_why", column.personal.why.en()},
                      {"property_names_why", column.property.en()}});
  }
  return record;
}

ordered_json guess_record(const SourceGuess& guess) {
  auto columns = ordered_json::object();
  for (const auto& reason : guess.reasons) {
    columns[reason.key] = {{"column", reason.column}, {"why", reason.why.en()}};
  }
  auto unfit = ordered_json::array();
  for (const auto& column : guess.unfit) {
    unfit.push_back({{"key", column.key}, {"column", column.column}, {"why", column.why.en()}});
  }
  return {{"kind", name_of(guess.kind)},
          {"kind_why", guess.kind_why.en()},
          {"columns", std::move(columns)},
          {"unfit_columns", std::move(unfit)},
          {"crs", guess.crs.empty() ? ordered_json(nullptr) : ordered_json(guess.crs)},
          {"crs_declared", guess.crs_declared},
          {"crs_why", guess.crs_why.en()},
          {"clock", "as_written"},
          {"clock_why", guess.clock_why.en()}};
}

ordered_json times_record(const std::optional<InspectedTimes>& times) {
  if (!times) {
    return nullptr;
  }
  return {{"from", local_time_text(times->range.start)}, {"to", local_time_text(times->range.end)},
          {"months_only", times->months_only},           {"days_only", times->days_only},
          {"first_of_month", times->first_of_month},     {"at_midnight", times->at_midnight}};
}

ordered_json box_record(const std::optional<Box>& box) {
  return box ? ordered_json{box->min_x, box->min_y, box->max_x, box->max_y} : ordered_json(nullptr);
}

}  // namespace

std::string local_time_text(LocalTime time) {
  const auto midnight = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day day{midnight};
  const std::chrono::hh_mm_ss clock{time - midnight};
  return fmt::format("{:04}-{:02}-{:02} {:02}:{:02}:{:02}", static_cast<int>(day.year()),
                     static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()), clock.hours().count(),
                     clock.minutes().count(), clock.seconds().count());
}

ordered_json inspection_record(const Inspection& inspection) {
  ordered_json record{{"path", without_secrets(inspection.path)},
                      {"format", format_record(inspection.format)},
                      {"rows", inspection.rows},
                      {"equal_rows", inspection.equal_rows},
                      {"has_polygons", inspection.has_polygons},
                      {"columns", columns_record(inspection.columns)},
                      {"guess", guess_record(inspection.guess)},
                      {"not_read", inspection.not_read.en()}};
  record["extent_degrees"] = box_record(inspection.extent_degrees);
  record["times"] = times_record(inspection.times);
  record["same_events"] = inspection.same_events;
  record["repeated_ids"] =
      inspection.repeated_ids.column.empty()
          ? ordered_json(nullptr)
          : ordered_json{{"column", inspection.repeated_ids.column}, {"rows", inspection.repeated_ids.rows}};
  record["count_offered"] =
      inspection.guess.count_offered.empty() ? ordered_json(nullptr) : ordered_json(inspection.guess.count_offered);
  record["class_values"] = inspection.class_values;
  if (inspection.report) {
    const auto source = sources_record(*inspection.report).front();
    record["used"] = source["used"];
    record["rejected"] = source["rejected"];
    record["lost_by_class"] = source["lost_by_class"];
    record["covers"] = source["covers"];
    record["quality"] = source["quality"];
  }
  return record;
}

}  // namespace lykta
