#include "geo/read/date_parts.hpp"

#include <chrono>

#include "geo/values/clock_style.hpp"
#include "geo/values/missing_words.hpp"
#include "geo/values/written_date.hpp"

namespace lykta {

namespace {

/// A whole number of so many digits at most, perhaps with ".0" behind.
std::optional<int> whole_part(std::string_view text, std::size_t most_digits) {
  text = trimmed(text);
  if (text.ends_with(".0") || text.ends_with(",0")) {
    text.remove_suffix(2);
  }
  TextCursor cursor(text);
  const auto number = cursor.digits_ahead() <= most_digits ? cursor.digits(1, most_digits) : std::nullopt;
  return number && cursor.at_end() ? number : std::nullopt;
}

bool says_nothing(std::string_view text) { return text.empty() || says_missing(text); }

std::optional<std::chrono::year> year_part(std::string_view text) {
  constexpr int first_of_four_digits = 1000;
  const auto number = whole_part(text, 4);
  if (!number || (*number >= 100 && *number < first_of_four_digits)) {
    return std::nullopt;
  }
  return std::chrono::year{*number < 100 ? year_of_two_digits(*number) : *number};
}

}  // namespace

std::variant<TimeSpan, DatePartFault> join_date_parts(const DateParts& parts) {
  using std::chrono::local_days;
  if (says_nothing(parts.year)) {
    return DatePartFault{&ColumnMapping::year, true};
  }
  const auto year = year_part(parts.year);
  if (!year) {
    return DatePartFault{&ColumnMapping::year, false};
  }
  if (says_nothing(parts.month)) {
    return TimeSpan{local_days{*year / 1 / 1}, local_days{(*year + std::chrono::years{1}) / 1 / 1}};
  }
  const auto number = whole_part(parts.month, 2);
  const auto month = number ? number : month_named(parts.month);
  const auto month_of_year = *year / std::chrono::month{static_cast<unsigned>(month.value_or(0))};
  if (!month_of_year.ok()) {
    return DatePartFault{&ColumnMapping::month, false};
  }
  if (says_nothing(parts.day)) {
    return TimeSpan{local_days{month_of_year / 1}, local_days{(month_of_year + std::chrono::months{1}) / 1}};
  }
  const auto day = month_of_year / std::chrono::day{static_cast<unsigned>(whole_part(parts.day, 2).value_or(0))};
  if (!day.ok()) {
    return DatePartFault{&ColumnMapping::day, false};
  }
  return TimeSpan{local_days{day}, local_days{day} + std::chrono::days{1}};
}

std::optional<TimeOfDay> join_clock_parts(std::string_view hour, std::string_view minute) {
  const auto whole_hour = whole_part(hour, 2);
  if (!whole_hour || says_nothing(minute)) {
    return parse_time(hour, ClockNumbers::hours);
  }
  const auto whole_minute = whole_part(minute, 2);
  const auto total = std::chrono::hours{*whole_hour} + std::chrono::minutes{whole_minute.value_or(0)};
  if (!whole_minute || *whole_minute > 59 || total > std::chrono::hours{24}) {
    return std::nullopt;
  }
  return TimeOfDay{total, total};
}

}  // namespace lykta
