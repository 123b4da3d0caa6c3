// The part of EventReader for visits and accidents.
#include <array>
#include <cmath>
#include <limits>
#include <utility>

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "geo/read/accident_words.hpp"
#include "geo/read/events.hpp"
#include "geo/values/text_values.hpp"

namespace lykta {

namespace {

using std::chrono::days;

/// Nobody stands at one place for a day: somebody forgot to sign off, or only the days are known.
constexpr days too_long{1};

/// When a visit ended, as far as the row says.
OrFault<std::optional<LocalTime>> end_of_visit(const Rows& rows, const TimeSpan& span, bool has_end_date,
                                               const RowBatch& batch, std::size_t row) {
  const auto& columns = rows.description().columns;
  const auto is_moment = span.length().count() == 0;
  if (has_end_date) {
    return std::optional(span.end);
  }
  if (const auto text = rows.text(&ColumnMapping::minutes, batch, row); !text.empty()) {
    const auto minutes = parse_count(text);
    constexpr double most_believed = 1e6;
    if (!minutes || *minutes < 0 || *minutes > most_believed) {
      return Fault{RejectCause::unreadable_number, columns.minutes, std::string(text)};
    }
    const std::chrono::seconds length{std::llround(*minutes * 60)};
    return is_moment ? std::optional(span.start + length) : std::nullopt;
  }
  const auto text = rows.text(&ColumnMapping::end_time, batch, row);
  if (text.empty() || !columns.end_date.empty()) {
    return std::optional<LocalTime>();
  }
  const auto time_of_day = parse_time_of_day(text);
  if (!time_of_day) {
    return Fault{RejectCause::unreadable_time, columns.end_time, std::string(text)};
  }
  if (!is_moment) {
    return std::optional<LocalTime>();
  }
  const LocalTime end = std::chrono::floor<days>(span.start) + *time_of_day;
  return std::optional(end < span.start ? end + days{1} : end);
}

}  // namespace

std::uint16_t EventReader::unit_named(std::string_view name) {
  const auto known = inputs_.visiting_units.size();
  if (const auto found = unit_index_.find(name); found != unit_index_.end()) {
    return found->second;
  }
  if (known > std::numeric_limits<std::uint16_t>::max()) {
    throw DataError(fmt::format("the column unit holds more than {} different values: is it the right column?", known));
  }
  inputs_.visiting_units.emplace_back(name);
  return unit_index_.emplace(name, static_cast<std::uint16_t>(known)).first->second;
}

void EventReader::add_visit(const Rows& rows, const RowBatch& batch, std::size_t row) {
  const auto index = parts_.back().index;
  const auto refuse = [&](const Fault& fault) { reject(index, batch.row[row], fault); };
  const auto position = rows.position(batch, row);
  if (const auto* fault = std::get_if<Fault>(&position)) {
    return refuse(*fault);
  }
  const auto time = time_of(rows, batch, row);
  if (const auto* fault = std::get_if<Fault>(&time)) {
    return refuse(*fault);
  }
  auto when = std::get<RowTime>(time);
  const auto span = when.span.value();
  const auto has_end_date = !rows.text(&ColumnMapping::end_date, batch, row).empty();
  const auto found = end_of_visit(rows, span, has_end_date, batch, row);
  if (const auto* fault = std::get_if<Fault>(&found)) {
    return refuse(*fault);
  }
  auto end = std::get<std::optional<LocalTime>>(found);
  if (end && *end - span.start >= too_long) {
    end.reset();
  }
  auto& visits = inputs_.visits;
  visits.position.push_back(std::get<Point>(position));
  visits.start.push_back(span.start);
  visits.end.push_back(end);
  visits.unit_index.push_back(unit_named(rows.text(&ColumnMapping::unit, batch, row)));
  visits.row.push_back({index, batch.row[row]});
  when.no_end = !end;
  when.span = TimeSpan{span.start, end.value_or(span.start)};
  count_time(rows, when);
}

AccidentSeverity EventReader::severity_of(const SourceDescription& description, std::string_view value) {
  if (const auto* mapped = description.classes.find(value)) {
    if (const auto severity = accident_severity(*mapped)) {
      return *severity;
    }
  } else if (const auto severity = accident_severity(value)) {
    return *severity;
  }
  ++current().unmapped_values[std::string(value)];
  return AccidentSeverity::unmapped;
}

void EventReader::add_accident(const Rows& rows, const RowBatch& batch, std::size_t row) {
  const auto index = parts_.back().index;
  const auto position = rows.position(batch, row);
  if (const auto* fault = std::get_if<Fault>(&position)) {
    reject(index, batch.row[row], *fault);
    return;
  }
  const auto time = time_of(rows, batch, row);
  if (const auto* fault = std::get_if<Fault>(&time)) {
    reject(index, batch.row[row], *fault);
    return;
  }
  const auto& when = std::get<RowTime>(time);
  auto& accidents = inputs_.accidents;
  accidents.position.push_back(std::get<Point>(position));
  accidents.time.push_back(when.span);
  accidents.severity.push_back(severity_of(rows.description(), rows.text(&ColumnMapping::severity, batch, row)));
  accidents.row.push_back({index, batch.row[row]});
  count_time(rows, when);
}

}  // namespace lykta
