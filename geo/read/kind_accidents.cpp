// Traffic accidents with their severity.
#include <fmt/format.h>

#include "geo/read/accident_words.hpp"
#include "geo/read/kept_records.hpp"
#include "geo/read/kinds.hpp"
#include "geo/read/named_samples.hpp"
#include "geo/read/source_reading.hpp"

namespace lykta {

namespace {

constexpr std::array accidents_columns{&ColumnMapping::x,        &ColumnMapping::y,       &ColumnMapping::position,
                                       &ColumnMapping::date,     &ColumnMapping::time,    &ColumnMapping::end_date,
                                       &ColumnMapping::end_time, &ColumnMapping::severity};
constexpr std::array accidents_needed{&ColumnMapping::severity};

bool are_severities(const ColumnSample& sample) {
  return nearly_all(sample, [](const std::string& text) { return accident_severity(text).has_value(); });
}

bool guess_accidents(const std::vector<ColumnSample>& samples, bool /*has_geometry*/, SourceGuess& guess) {
  const auto by_values = names_where(samples, are_severities);
  const auto found =
      by_values.empty()
          ? name_with(names_where(samples, [](const ColumnSample& sample) { return sample.type != ColumnType::date; }),
                      {"svårhetsgrad", "svarhetsgrad", "skadegrad"})
          : by_values.front();
  if (found.empty()) {
    return false;
  }
  guess.columns.severity = found;
  guess.kind_why = said({"olyckors svårhetsgrad ({})", "the severity of accidents ({})"}, found);
  return true;
}

std::optional<Objection> check_accidents(const SourceDescription& description) {
  for (const auto& [value, severity] : description.classes.written()) {
    if (!accident_severity(severity)) {
      return Objection{"classes",
                       fmt::format("maps '{}' to '{}': an accident is fatal, severe or slight", value, severity)};
    }
  }
  return std::nullopt;
}

/// Unknown values are counted in the report.
AccidentSeverity severity_of(SourceReading& reading, std::string_view value) {
  const auto* mapped = reading.description().classes.find(value);
  if (const auto severity = accident_severity(mapped != nullptr ? *mapped : value)) {
    return *severity;
  }
  reading.count_unmapped(value);
  return AccidentSeverity::unmapped;
}

void add_accident(SourceReading& reading, const RowAt& at, const Point& position) {
  const auto time = reading.time(at);
  if (!time) {
    return;
  }
  auto& accidents = reading.inputs().accidents;
  accidents.position.push_back(position);
  accidents.time.push_back(time->span);
  accidents.severity.push_back(severity_of(reading, reading.text(&ColumnMapping::severity, at)));
  accidents.row.push_back(reading.reference(at));
  reading.count_time(*time);
}

PointColumns points_of_accidents(ReadSoFar& read) {
  return {read.inputs.accidents.position, read.inputs.accidents.row};
}

void keep_accidents(ReadSoFar& read, const Marks& marks) {
  auto& [position, time, severity, row] = read.inputs.accidents;
  keep_marked(marks, position, time, severity, row);
}

}  // namespace

constinit const KindOfSource accidents_kind{
    .kind = SourceKind::accidents,
    .name = "accidents",
    .title = {"trafikolyckor", "traffic accidents"},
    .columns = accidents_columns,
    .needed = accidents_needed,
    .mapped = &ColumnMapping::severity,
    .example_of_classes =
        "# [sources.classes]  # what the source calls it = fatal, severe or slight\n# \"1\" = \"fatal\"\n",
    .guess = guess_accidents,
    .check = check_accidents,
    .add = add_accident,
    .points = points_of_accidents,
    .keep = keep_accidents};

}  // namespace lykta
