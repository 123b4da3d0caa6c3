#include "geo/read/source_reading.hpp"

#include <algorithm>
#include <limits>

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "geo/values/folded_text.hpp"
#include "geo/values/street_name.hpp"
#include "geo/values/text_values.hpp"

namespace lykta {

namespace {

/// Counts a value that cannot be read, of a row that stands without it.
void note_unread(const Fault& fault, UnreadTimes& unread) {
  constexpr std::size_t most_examples = 5;
  ++unread.rows;
  unread.column = fault.column;
  const auto example = as_example(fault.value);
  if (unread.examples.size() < most_examples && std::ranges::find(unread.examples, example) == unread.examples.end()) {
    unread.examples.push_back(example);
  }
}

}  // namespace

std::uint16_t next_number(std::size_t known, std::string_view column) {
  if (known > std::numeric_limits<std::uint16_t>::max()) {
    throw DataError(fmt::format("the column {} holds more than {} different values: is it the right column?", column,
                                std::numeric_limits<std::uint16_t>::max()));
  }
  return static_cast<std::uint16_t>(known);
}

bool is_one_of(std::string_view text, std::initializer_list<std::string_view> words) {
  return !text.empty() && std::ranges::find(words, folded(text)) != words.end();
}

std::optional<Point> SourceReading::position(const RowAt& at) {
  const auto position = rows_.position(at.batch, at.row);
  if (const auto* fault = std::get_if<Fault>(&position)) {
    reject(at, *fault);
    return std::nullopt;
  }
  return std::get<Point>(position);
}

std::optional<RowTime> SourceReading::time(const RowAt& at) {
  const auto time = rows_.time(at.batch, at.row, clocks_.local);
  if (const auto* fault = std::get_if<Fault>(&time)) {
    reject(at, *fault);
    return std::nullopt;
  }
  return std::get<RowTime>(time);
}

std::optional<std::chrono::local_days> SourceReading::report_day(const RowAt& at) {
  const auto day = rows_.report_day(at.batch, at.row, clocks_.local);
  if (const auto* fault = std::get_if<Fault>(&day)) {
    note_unread(*fault, source().unread_report_dates);
    return std::nullopt;
  }
  return std::get<std::optional<std::chrono::local_days>>(day);
}

void SourceReading::count_time(const RowTime& time) {
  auto& source = this->source();
  source.no_end += time.no_end ? 1U : 0U;
  source.zones_heeded += time.stated_zone && description().clock == Clock::as_written ? 1U : 0U;
  source.zones_ignored += time.stated_zone && description().clock == Clock::wall_clock ? 1U : 0U;
  if (time.unread_time) {
    note_unread(*time.unread_time, source.unread_times);
  }
  if (!time.span) {
    return;
  }
  source.intervals += time.span->start != time.span->end ? 1U : 0U;
  // Whole days say nothing about the hour; a stated offset has told which of two equal hours it was.
  const auto is_whole_days = time.span->length() >= std::chrono::days{1};
  const auto is_certain = time.stated_zone && description().clock == Clock::as_written;
  if (!is_whole_days && !is_certain) {
    const auto oddity = clocks_.changes.of(time.span->start);
    source.repeated_hours += oddity == ClockOddity::repeated ? 1U : 0U;
    source.skipped_hours += oddity == ClockOddity::skipped ? 1U : 0U;
  }
}

std::uint16_t SourceReading::number_of(std::string_view name, std::vector<std::string>& names,
                                       std::string_view column) {
  auto& numbers = read_.names[description().kind];
  if (const auto known = numbers.find(name); known != numbers.end()) {
    return known->second;
  }
  const auto number = next_number(names.size(), column);
  names.emplace_back(name);
  numbers.emplace(name, number);
  return number;
}

void SourceReading::reject(const RowAt& at, RejectCause cause, ColumnRole column) {
  reject(at, {cause, description().columns.*column, std::string(text(column, at))});
}

std::string SourceReading::class_name_of(const RowAt& at) const {
  const auto& source = description();
  if (source.kind != SourceKind::incidents) {
    return {};
  }
  if (source.columns.class_name.empty()) {
    return source.fixed_class;
  }
  const auto value = text(&ColumnMapping::class_name, at);
  const auto* mapped = source.classes.find(value);
  return mapped != nullptr ? *mapped : std::string(value);
}

std::optional<Point> SourceReading::position_of_lost(RejectCause cause, const RowAt& at) const {
  switch (cause) {
    case RejectCause::position_class_d:
    case RejectCause::no_date:
    case RejectCause::unreadable_date:
    case RejectCause::end_before_start:
    case RejectCause::unreadable_number: {
      const auto position = rows_.position(at.batch, at.row);
      const auto* point = std::get_if<Point>(&position);
      return point != nullptr ? std::optional(*point) : std::nullopt;
    }
    default:
      return std::nullopt;
  }
}

void SourceReading::reject(const RowAt& at, const Fault& fault) {
  reject(at.batch.row[at.row], fault);
  auto& added = report_.rejects.back();
  added.class_name = class_name_of(at);
  if (description().kind == SourceKind::incidents) {
    added.street = street_of(text(&ColumnMapping::address, at));
    added.position = position_of_lost(fault.cause, at);
  }
}

void SourceReading::reject(std::int64_t row, const Fault& fault) {
  report_.rejects.push_back(
      {.source = index_, .row = row, .column = fault.column, .cause = fault.cause, .value = fault.value});
}

}  // namespace lykta
