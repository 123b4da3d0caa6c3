#include "geo/values/recurrence.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "geo/values/text_values.hpp"

namespace lykta {

using std::chrono::days;
using std::chrono::local_days;
using std::chrono::months;
using std::chrono::weekday;
using std::chrono::year_month_day;
using std::chrono::years;

namespace {

constexpr unsigned most_interval = 1000;
constexpr unsigned most_times = 100'000;

std::optional<int> whole_number(std::string_view text, int least, int most) {
  const auto is_negative = text.starts_with('-');
  TextCursor cursor(text.substr(is_negative || text.starts_with('+') ? 1 : 0));
  constexpr std::size_t most_digits = 6;
  const auto digits = cursor.digits(1, most_digits);
  if (!digits || !cursor.at_end()) {
    return std::nullopt;
  }
  const auto value = is_negative ? -*digits : *digits;
  return value >= least && value <= most ? std::optional(value) : std::nullopt;
}

std::vector<std::string_view> parts_between(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (true) {
    const auto end = text.find(separator);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) {
      return parts;
    }
    text.remove_prefix(end + 1);
  }
}

std::optional<weekday> weekday_of(std::string_view text) {
  constexpr std::array<std::string_view, 7> names{"SU", "MO", "TU", "WE", "TH", "FR", "SA"};
  const auto found = std::ranges::find(names, text);
  return found == names.end() ? std::nullopt : std::optional(weekday{static_cast<unsigned>(found - names.begin())});
}

/// "MO,WE" or "1SA".
bool take_weekdays(std::string_view text, RecurrenceRule& rule) {
  for (const auto part : parts_between(text, ',')) {
    const auto letters = part.size() < 2 ? part : part.substr(part.size() - 2);
    const auto day = weekday_of(letters);
    if (!day) {
      return false;
    }
    if (const auto number = part.substr(0, part.size() - 2); !number.empty()) {
      const auto ordinal = whole_number(number, -5, 5);
      if (!ordinal || *ordinal == 0 || rule.ordinal) {
        return false;
      }
      rule.ordinal = ordinal;
    }
    rule.weekdays.push_back(*day);
  }
  return true;
}

template <typename Number>
bool take_number(std::string_view text, int least, int most, Number& into) {
  const auto number = whole_number(text, least, most);
  if (number && *number != 0) {
    into = static_cast<typename Number::value_type>(*number);
  }
  return number && *number != 0;
}

bool take_part(std::string_view name, std::string_view value, RecurrenceRule& rule) {
  if (name == "FREQ") {
    constexpr std::array<std::string_view, 4> names{"DAILY", "WEEKLY", "MONTHLY", "YEARLY"};
    const auto found = std::ranges::find(names, value);
    rule.frequency = static_cast<RecurrenceFrequency>(found - names.begin());
    return found != names.end();
  }
  if (name == "INTERVAL") {
    std::optional<unsigned> interval;
    const auto is_read = take_number(value, 1, most_interval, interval);
    rule.interval = interval.value_or(1);
    return is_read;
  }
  if (name == "COUNT") {
    return take_number(value, 1, most_times, rule.count);
  }
  if (name == "UNTIL") {
    rule.until = parse_calendar_moment(value);
    return rule.until.has_value();
  }
  if (name == "BYDAY") {
    return take_weekdays(value, rule);
  }
  if (name == "BYMONTHDAY") {
    return take_number(value, -31, 31, rule.month_day);
  }
  if (name == "BYMONTH") {
    return take_number(value, 1, 12, rule.month);
  }
  if (name == "WKST") {
    const auto day = weekday_of(value);
    rule.week_start = day.value_or(std::chrono::Monday);
    return day.has_value();
  }
  return false;
}

/// Whether its parts are together one of the rules that are followed.
bool is_followed(const RecurrenceRule& rule) {
  const auto by_weekday = !rule.weekdays.empty();
  const auto numbered = rule.weekdays.size() == 1 && rule.ordinal;
  if (rule.count && rule.until) {
    return false;
  }
  switch (rule.frequency) {
    case RecurrenceFrequency::daily:
      return !by_weekday && !rule.month_day && !rule.month;
    case RecurrenceFrequency::weekly:
      return !rule.ordinal && !rule.month_day && !rule.month;
    case RecurrenceFrequency::monthly:
      return !rule.month && (!by_weekday || (numbered && !rule.month_day));
    case RecurrenceFrequency::yearly:
      break;
  }
  return rule.month ? (!by_weekday || (numbered && !rule.month_day)) : !by_weekday && !rule.month_day;
}

/// The day of the rule in a month; nothing where the month has none.
std::optional<local_days> day_in_month(const RecurrenceRule& rule, std::chrono::year_month month, unsigned own_day) {
  const local_days begin{month / 1};
  const auto end = local_days{(month + months(1)) / 1};
  if (!rule.weekdays.empty()) {
    const auto wanted = rule.weekdays.front();
    const auto ordinal = *rule.ordinal;
    const auto day = ordinal > 0 ? begin + (wanted - weekday{begin}) + days(7 * (ordinal - 1))
                                 : end - days(1) - (weekday{end - days(1)} - wanted) + days(7 * (ordinal + 1));
    return day >= begin && day < end ? std::optional(day) : std::nullopt;
  }
  const auto number = rule.month_day.value_or(static_cast<int>(own_day));
  const auto day = number > 0 ? begin + days(number - 1) : end + days(number);
  return day >= begin && day < end ? std::optional(day) : std::nullopt;
}

/// The days of one step of the rule: of a day, a week, a month or a year, so many steps behind the first.
std::vector<local_days> days_of_step(const RecurrenceRule& rule, local_days first, unsigned step) {
  const auto number = static_cast<int>(step * rule.interval);
  const year_month_day date{first};
  const std::chrono::year_month month{date.year(), date.month()};
  std::optional<local_days> day;
  switch (rule.frequency) {
    case RecurrenceFrequency::daily:
      return {first + days(number)};
    case RecurrenceFrequency::weekly: {
      const auto week = first - (weekday{first} - rule.week_start) + days(7 * number);
      std::vector<local_days> found;
      for (const auto wanted : rule.weekdays.empty() ? std::vector{weekday{first}} : rule.weekdays) {
        found.push_back(week + (wanted - rule.week_start));
      }
      std::ranges::sort(found);
      found.erase(std::ranges::unique(found).begin(), found.end());
      return found;
    }
    case RecurrenceFrequency::monthly:
      day = day_in_month(rule, month + months(number), static_cast<unsigned>(date.day()));
      break;
    case RecurrenceFrequency::yearly: {
      const auto of = rule.month ? std::chrono::month{*rule.month} : date.month();
      day = day_in_month(rule, {date.year() + years(number), of}, static_cast<unsigned>(date.day()));
      break;
    }
  }
  return day ? std::vector{*day} : std::vector<local_days>();
}

}  // namespace

std::optional<CalendarMoment> parse_calendar_moment(std::string_view text) {
  constexpr int first_year = 1900;
  constexpr int last_year = 2199;
  TextCursor cursor(text);
  const auto year = cursor.digits(4, 4);
  const auto month = cursor.digits(2, 2);
  const auto day = cursor.digits(2, 2);
  if (!year || !month || !day || *year < first_year || *year > last_year) {
    return std::nullopt;
  }
  const year_month_day date{std::chrono::year{*year}, std::chrono::month{static_cast<unsigned>(*month)},
                            std::chrono::day{static_cast<unsigned>(*day)}};
  if (!date.ok()) {
    return std::nullopt;
  }
  CalendarMoment moment{local_days{date}, true, false};
  if (cursor.at_end()) {
    return moment;
  }
  const auto mark = cursor.one_of("Tt");
  const auto hour = cursor.digits(2, 2);
  const auto minute = cursor.digits(2, 2);
  const auto second = cursor.digits(2, 2);
  if (!mark || !hour || !minute || !second || *hour > 23 || *minute > 59 || *second > 60) {
    return std::nullopt;
  }
  moment.is_date = false;
  moment.is_utc = cursor.one_of("Zz").has_value();
  moment.time +=
      std::chrono::hours{*hour} + std::chrono::minutes{*minute} + std::chrono::seconds{std::min(59, *second)};
  return cursor.at_end() ? std::optional(moment) : std::nullopt;
}

std::optional<std::chrono::seconds> parse_calendar_duration(std::string_view text) {
  using std::chrono::seconds;
  TextCursor cursor(text);
  static_cast<void>(cursor.one_of("+"));
  if (!cursor.one_of("P")) {
    return std::nullopt;
  }
  seconds length{0};
  auto is_time = false;
  auto is_any = false;
  while (!cursor.at_end()) {
    if (!is_time && cursor.one_of("T")) {
      is_time = true;
      continue;
    }
    constexpr std::size_t most_digits = 6;
    const auto number = cursor.digits(1, most_digits);
    const auto unit = cursor.one_of(is_time ? "HMS" : "WD");
    if (!number || !unit) {
      return std::nullopt;
    }
    const auto each = *unit == 'W'   ? seconds(days(7))
                      : *unit == 'D' ? seconds(days(1))
                      : *unit == 'H' ? seconds(std::chrono::hours(1))
                      : *unit == 'M' ? seconds(std::chrono::minutes(1))
                                     : seconds(1);
    length += *number * each;
    is_any = true;
  }
  return is_any && length < days(3650) ? std::optional(length) : std::nullopt;
}

std::optional<RecurrenceRule> parse_recurrence_rule(std::string_view text) {
  RecurrenceRule rule;
  auto has_frequency = false;
  std::vector<std::string_view> seen;
  for (const auto part : parts_between(text, ';')) {
    const auto sign = part.find('=');
    const auto name = part.substr(0, sign);
    if (part.empty()) {
      continue;
    }
    if (sign == std::string_view::npos || std::ranges::find(seen, name) != seen.end() ||
        !take_part(name, part.substr(sign + 1), rule)) {
      return std::nullopt;
    }
    seen.push_back(name);
    has_frequency = has_frequency || name == "FREQ";
  }
  return has_frequency && is_followed(rule) ? std::optional(std::move(rule)) : std::nullopt;
}

std::vector<local_days> recurrence_days(const RecurrenceRule& rule, local_days first, std::optional<local_days> until,
                                        std::size_t at_most) {
  // A little over thirty years, so that the thirtieth is whole.
  constexpr days followed{30 * 366};
  const auto last = std::min(until.value_or(first + followed), first + followed);
  const auto most = std::min<std::size_t>(at_most, rule.count.value_or(most_times));
  std::vector<local_days> found{first};
  for (unsigned step = 0; found.size() < most; ++step) {
    const auto days_there = days_of_step(rule, first, step);
    for (const auto day : days_there) {
      if (day > first && day <= last && found.size() < most) {
        found.push_back(day);
      }
    }
    // Steps without a day (29 February) go on as long as their beginnings may lie within.
    const auto passed = days(rule.frequency == RecurrenceFrequency::daily     ? 1
                             : rule.frequency == RecurrenceFrequency::weekly  ? 7
                             : rule.frequency == RecurrenceFrequency::monthly ? 28
                                                                              : 365);
    if (first + passed * static_cast<int>(step * rule.interval) > last) {
      break;
    }
  }
  return found;
}

}  // namespace lykta
