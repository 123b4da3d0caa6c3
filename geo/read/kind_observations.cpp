// What people saw and felt on safety walks.
#include <algorithm>

#include "geo/read/kept_records.hpp"
#include "geo/read/kinds.hpp"
#include "geo/read/named_samples.hpp"
#include "geo/read/source_reading.hpp"
#include "geo/values/folded_text.hpp"
#include "geo/values/text_values.hpp"

namespace lykta {

namespace {

constexpr std::array observations_columns{&ColumnMapping::x,        &ColumnMapping::y,        &ColumnMapping::position,
                                          &ColumnMapping::date,     &ColumnMapping::time,     &ColumnMapping::end_date,
                                          &ColumnMapping::end_time, &ColumnMapping::category, &ColumnMapping::severity,
                                          &ColumnMapping::feeling};

constexpr double default_severity = 1;

bool guess_observations(const std::vector<ColumnSample>& /*samples*/, bool /*has_geometry*/, SourceGuess& guess) {
  auto& mapping = guess.columns;
  if (mapping.feeling.empty() && (mapping.category.empty() || mapping.severity.empty())) {
    return false;
  }
  clear_end(mapping);
  guess.kind_why =
      said({"kolumner med vad någon kände eller hur allvarligt det är", "columns of what was felt or how grave it is"});
  return true;
}

void begin_observations(SourceReading& reading) {
  if (reading.description().columns.feeling.empty()) {
    reading.source().defaults.push_back(said({"känsla: ingen kolumn anger den, så varje iakttagelse räknas som otrygg",
                                              "feeling: no column tells it, so every observation counts as unsafe"}));
  }
}

Feeling feeling_of(std::string_view text) {
  if (is_one_of(text, {"trygg", "safe"})) {
    return Feeling::safe;
  }
  return is_one_of(text, {"neutral"}) ? Feeling::neutral : Feeling::unsafe;
}

std::uint16_t category_of(SourceReading& reading, std::string_view value) {
  const auto& classes = reading.description().classes;
  const auto* mapped = classes.find(value);
  const auto name = mapped != nullptr ? *mapped : composed(value);
  if (!classes.empty() && mapped == nullptr) {
    reading.count_unmapped(name);
  }
  return reading.number_of(name, reading.inputs().observation_categories, "category");
}

void add_observation(SourceReading& reading, const RowAt& at, const Point& position) {
  const auto time = reading.time(at);
  if (!time) {
    return;
  }
  const auto severity_text = reading.text(&ColumnMapping::severity, at);
  const auto severity = severity_text.empty() ? std::optional(default_severity) : parse_number(severity_text);
  if (!severity || *severity < 0) {
    reading.reject(at, RejectCause::unreadable_number, &ColumnMapping::severity);
    return;
  }
  auto& observations = reading.inputs().observations;
  observations.position.push_back(position);
  observations.time.push_back(time->span);
  observations.category_index.push_back(category_of(reading, reading.text(&ColumnMapping::category, at)));
  observations.severity.push_back(*severity);
  observations.feeling.push_back(feeling_of(reading.text(&ColumnMapping::feeling, at)));
  observations.row.push_back(reading.reference(at));
  reading.count_time(*time);
}

PointColumns points_of_observations(ReadSoFar& read) {
  return {read.inputs.observations.position, read.inputs.observations.row};
}

void keep_observations(ReadSoFar& read, const Marks& marks) {
  auto& [position, time, category_index, severity, feeling, row] = read.inputs.observations;
  keep_marked(marks, position, time, category_index, severity, feeling, row);
}

void sort_categories(const InputsDescription& /*description*/, Inputs& inputs) {
  sort_by_name(inputs.observation_categories, inputs.observations.category_index);
}

}  // namespace

constinit const KindOfSource observations_kind{.kind = SourceKind::observations,
                                               .name = "observations",
                                               .title = {"iakttagelser", "observations"},
                                               .columns = observations_columns,
                                               .mapped = &ColumnMapping::category,
                                               .guess = guess_observations,
                                               .begin = begin_observations,
                                               .add = add_observation,
                                               .points = points_of_observations,
                                               .keep = keep_observations,
                                               .sort_names = sort_categories};

}  // namespace lykta
