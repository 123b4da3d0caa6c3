// Who was where when: a log of presence.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "geo/read/kept_records.hpp"
#include "geo/read/kinds.hpp"
#include "geo/read/named_samples.hpp"
#include "geo/read/source_reading.hpp"
#include "geo/values/clock_style.hpp"
#include "geo/values/missing_words.hpp"
#include "geo/values/text_values.hpp"

namespace lykta {

namespace {

using std::chrono::days;

constexpr std::array visits_columns{&ColumnMapping::x,        &ColumnMapping::y,    &ColumnMapping::position,
                                    &ColumnMapping::date,     &ColumnMapping::time, &ColumnMapping::end_date,
                                    &ColumnMapping::end_time, &ColumnMapping::unit, &ColumnMapping::minutes};
constexpr std::array visits_needed{&ColumnMapping::date};

/// Nobody stands at one place for a day: somebody forgot to sign off, or only the days are known.
constexpr days too_long{1};

/// Visits have a team, a start, and an end or a length, and nothing that happened.
bool guess_visits(const std::vector<ColumnSample>& samples, bool /*has_geometry*/, SourceGuess& guess) {
  auto& mapping = guess.columns;
  const auto unit = name_with(names_of_type(samples, ColumnType::text), {"patrull", "enhet", "patrol", "unit", "team"});
  if (unit.empty() || !mapping.class_name.empty()) {
    return false;
  }
  const auto named = [&](ColumnType type, bool (*says)(const NameWords&)) {
    const auto names = names_of_type(samples, type);
    const auto found = std::ranges::find_if(names, [&](const std::string& name) { return says(words_of(name)); });
    return found == names.end() ? std::string() : *found;
  };
  const auto start_date = named(ColumnType::date, is_start);
  const auto end_date = named(ColumnType::date, is_end);
  // Beside a time of day for the end, a start with a few unreadable texts is one as well.
  const auto clean_start_time = named(ColumnType::time_of_day, is_start);
  const auto end_time = named(ColumnType::time_of_day, is_end);
  const auto start_time =
      clean_start_time.empty() && !end_time.empty() ? named(ColumnType::text, is_start) : clean_start_time;
  const auto minutes = name_with(names_of_type(samples, ColumnType::number), {"minuter", "minutes", "min"});
  const auto date = start_date.empty() ? mapping.date : start_date;
  if (date.empty() || date == end_date || (end_date + end_time + minutes).empty()) {
    return false;
  }
  mapping.unit = unit;
  mapping.date = date;
  mapping.time = start_time.empty() && mapping.time != end_time ? mapping.time : start_time;
  mapping.end_date = end_date;
  mapping.end_time = end_time;
  mapping.minutes = (end_date + end_time).empty() ? minutes : "";
  guess.kind_why =
      said({"en grupp ({}) med start och slut eller längd", "a team ({}) with a start and an end or a length"}, unit);
  return true;
}

std::optional<Objection> check_visits(const SourceDescription& description) {
  const auto& mapping = description.columns;
  if (!mapping.minutes.empty() && !(mapping.end_date + mapping.end_time).empty()) {
    return Objection{"columns", "names minutes and an end: a visit has one of the two"};
  }
  return std::nullopt;
}

/// When a visit ended, as far as the row says.
OrFault<std::optional<LocalTime>> end_of_visit(const SourceReading& reading, const TimeSpan& span, const RowAt& at,
                                               RowTime& time) {
  const auto& mapping = reading.description().columns;
  const auto is_moment = span.length().count() == 0;
  if (!reading.text(&ColumnMapping::end_date, at).empty()) {
    return std::optional(span.end);
  }
  if (const auto text = reading.text(&ColumnMapping::minutes, at); !text.empty()) {
    const auto minutes = parse_count(text);
    constexpr double most_believed = 1e6;
    if (!minutes || *minutes < 0 || *minutes > most_believed) {
      return Fault{RejectCause::unreadable_number, mapping.minutes, std::string(text)};
    }
    const std::chrono::seconds length{std::llround(*minutes * 60)};
    return is_moment ? std::optional(span.start + length) : std::nullopt;
  }
  const auto text = reading.text(&ColumnMapping::end_time, at);
  if (text.empty() || says_missing(text) || !mapping.end_date.empty()) {
    return std::optional<LocalTime>();
  }
  const auto time_of_day = parse_time(text, reading.rows().styles().end_time);
  if (!time_of_day) {
    time.unread_time = Fault{RejectCause::unreadable_time, mapping.end_time, std::string(text)};
  }
  if (!time_of_day || !is_moment) {
    return std::optional<LocalTime>();
  }
  const LocalTime end = std::chrono::floor<days>(span.start) + time_of_day->end;
  return std::optional(end < span.start ? end + days{1} : end);
}

void add_visit(SourceReading& reading, const RowAt& at, const Point& position) {
  auto time = reading.time(at);
  if (!time) {
    return;
  }
  const auto span = time->span.value();
  const auto found = end_of_visit(reading, span, at, *time);
  if (const auto* fault = std::get_if<Fault>(&found)) {
    reading.reject(at, *fault);
    return;
  }
  auto end = std::get<std::optional<LocalTime>>(found);
  if (end && *end - span.start >= too_long) {
    end.reset();
  }
  auto& inputs = reading.inputs();
  auto& visits = inputs.visits;
  visits.position.push_back(position);
  visits.start.push_back(span.start);
  visits.end.push_back(end);
  visits.unit_index.push_back(reading.number_of(reading.text(&ColumnMapping::unit, at), inputs.visiting_units, "unit"));
  visits.row.push_back(reading.reference(at));
  time->no_end = !end;
  time->span = TimeSpan{span.start, end.value_or(span.start)};
  reading.count_time(*time);
}

PointColumns points_of_visits(ReadSoFar& read) { return {read.inputs.visits.position, read.inputs.visits.row}; }

void keep_visits(ReadSoFar& read, const Marks& marks) {
  auto& [position, start, end, unit_index, row] = read.inputs.visits;
  keep_marked(marks, position, start, end, unit_index, row);
}

void sort_units(const InputsDescription& /*description*/, Inputs& inputs) {
  sort_by_name(inputs.visiting_units, inputs.visits.unit_index);
}

}  // namespace

constinit const KindOfSource visits_kind{.kind = SourceKind::visits,
                                         .name = "visits",
                                         .title = {"besök", "visits"},
                                         .columns = visits_columns,
                                         .needed = visits_needed,
                                         .ends_by_clock = true,
                                         .guess = guess_visits,
                                         .check = check_visits,
                                         .add = add_visit,
                                         .points = points_of_visits,
                                         .keep = keep_visits,
                                         .sort_names = sort_units};

}  // namespace lykta
