#include "geo/values/date_text.hpp"

#include <algorithm>
#include <chrono>

namespace lykta {

namespace {

using std::chrono::days;
using std::chrono::local_days;

std::optional<WrittenTime> with_time(const WrittenDate& date, LocalTime midnight) {
  if (date.has_time) {
    const auto moment = midnight + date.time_of_day;
    return WrittenTime{{moment, moment + date.time_length},
                       date.has_offset ? std::optional(date.utc_offset) : std::nullopt};
  }
  return WrittenTime{{midnight, midnight + days{1}}, {}};
}

std::optional<WrittenTime> on_day(const WrittenDate& date, int month, int day, std::optional<int> other_year = {}) {
  using std::chrono::months;
  using std::chrono::year;
  const auto month_of_year = year{other_year.value_or(date.year)} / std::chrono::month{static_cast<unsigned>(month)};
  if (!month_of_year.ok()) {
    return std::nullopt;
  }
  if (day == 0 && date.manner == DateManner::clear) {
    return WrittenTime{{local_days{month_of_year / 1}, local_days{(month_of_year + months{1}) / 1}}, {}};
  }
  const auto written = month_of_year / std::chrono::day{static_cast<unsigned>(day)};
  return written.ok() ? with_time(date, local_days{written}) : std::nullopt;
}

std::optional<WrittenTime> on_serial_day(const WrittenDate& date, SerialDays serials) {
  using namespace std::chrono_literals;
  constexpr int leap_day_that_never_was = 60;
  constexpr int last_from_1900 = 2958465;  // 31 December 9999
  constexpr int last_from_1904 = 2957003;
  const auto from_1900 = serials == SerialDays::from_1900;
  if (serials == SerialDays::none || date.first < 1 || date.first > (from_1900 ? last_from_1900 : last_from_1904) ||
      (from_1900 && date.first == leap_day_that_never_was)) {
    return std::nullopt;
  }
  if (!from_1900) {
    return with_time(date, local_days{1904y / 1 / 1} + days{date.first});
  }
  const auto before = date.first < leap_day_that_never_was ? local_days{1899y / 12 / 31} : local_days{1899y / 12 / 30};
  return with_time(date, before + days{date.first});
}

constexpr bool is_digit_at(std::string_view text, std::size_t at) { return text[at] >= '0' && text[at] <= '9'; }

/// The number of two digits, or -1.
int pair_at(std::string_view text, std::size_t at) {
  return is_digit_at(text, at) && is_digit_at(text, at + 1) ? (text[at] - '0') * 10 + (text[at + 1] - '0') : -1;
}

/// Nothing for what is no clock time of a day: perhaps 24:00, perhaps nothing, the long way tells.
std::optional<LocalTime> moment_of(const std::chrono::year_month_day& date, int hour, int minute, int second) {
  if (!date.ok() || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) {
    return std::nullopt;
  }
  return std::chrono::local_days{date} + std::chrono::hours{hour} + std::chrono::minutes{minute} +
         std::chrono::seconds{second};
}

std::chrono::year_month_day calendar_day(int year, int month, int day) {
  return std::chrono::year{year} / std::chrono::month{static_cast<unsigned>(month)} /
         std::chrono::day{static_cast<unsigned>(day)};
}

/// What layers and most exports write, and nothing else: "2024-03-01 23:15", perhaps with seconds and a fraction of them, perhaps
/// with Z or +00.
/// It means the same in every style; a million of them should not be taken apart letter by letter.
std::optional<WrittenTime> read_plain(std::string_view text) {
  constexpr std::string_view form = "0000-00-00 00:00";
  constexpr std::size_t with_seconds = 19;
  if (text.size() < form.size() || text[4] != text[7] || (text[4] != '-' && text[4] != '/') ||
      (text[10] != ' ' && text[10] != 'T') || text[13] != ':') {
    return std::nullopt;
  }
  const auto has_seconds = text.size() >= with_seconds && text[form.size()] == ':';
  const auto second = has_seconds ? pair_at(text, form.size() + 1) : 0;
  const auto century = pair_at(text, 0);
  const auto year = pair_at(text, 2);
  const auto month = pair_at(text, 5);
  const auto day = pair_at(text, 8);
  if (century < 0 || year < 0 || month < 0 || day < 0 || second < 0) {
    return std::nullopt;
  }
  auto zone = text.substr(has_seconds ? with_seconds : form.size());
  if (has_seconds && zone.size() > 1 && zone.front() == '.') {
    // A fraction of a second is read and dropped.
    const auto end = zone.find_first_not_of("0123456789", 1);
    zone = end == 1 || zone.size() > 10 ? std::string_view("?") : zone.substr(std::min(end, zone.size()));
  }
  const auto is_utc = zone == "Z" || zone == "+00";
  const auto time = zone.empty() || is_utc ? moment_of(calendar_day(century * 100 + year, month, day),
                                                       pair_at(text, 11), pair_at(text, 14), second)
                                           : std::nullopt;
  return time ? std::optional(
                    WrittenTime{{*time, *time}, is_utc ? std::optional(std::chrono::seconds{0}) : std::nullopt})
              : std::nullopt;
}

/// "03/31/2024 11:15:00 PM" and nothing else, as American registers write it.
std::optional<WrittenTime> read_american(std::string_view text, DateOrder order) {
  constexpr std::string_view form = "00/00/0000 00:00:00 PM";
  if (order == DateOrder::year_first || text.size() != form.size() || text[2] != '/' || text[5] != '/' ||
      text[10] != ' ' || text[13] != ':' || text[16] != ':' || text[19] != ' ' || text[21] != 'M' ||
      (text[20] != 'A' && text[20] != 'P')) {
    return std::nullopt;
  }
  const auto first = pair_at(text, 0);
  const auto second = pair_at(text, 3);
  const auto century = pair_at(text, 6);
  const auto year = pair_at(text, 8);
  const auto hour = pair_at(text, 11);
  if (first < 0 || second < 0 || century < 0 || year < 0 || hour < 1 || hour > 12) {
    return std::nullopt;
  }
  const auto is_day_first = order == DateOrder::day_first;
  const auto date = calendar_day(century * 100 + year, is_day_first ? second : first, is_day_first ? first : second);
  const auto time = moment_of(date, hour % 12 + (text[20] == 'P' ? 12 : 0), pair_at(text, 14), pair_at(text, 17));
  return time ? std::optional(WrittenTime{{*time, *time}, {}}) : std::nullopt;
}

/// The order says which of the numbers is the year, too.
std::optional<WrittenTime> on_short_date(const WrittenDate& date, DateOrder order) {
  const auto year = year_of_two_digits(order == DateOrder::year_first ? date.first : date.third);
  switch (order) {
    case DateOrder::year_first:
      return date.third > 0 ? on_day(date, date.second, date.third, year) : std::nullopt;
    case DateOrder::day_first:
      return on_day(date, date.second, date.first, year);
    case DateOrder::month_first:
      break;
  }
  return on_day(date, date.first, date.second, year);
}

}  // namespace

std::optional<WrittenTime> time_of(const WrittenDate& date, DateStyle style) {
  switch (date.manner) {
    case DateManner::clear:
      return on_day(date, date.first, date.second);
    case DateManner::dotted:
      return style.order == DateOrder::day_first ? on_day(date, date.second, date.first) : std::nullopt;
    case DateManner::slashed:
      if (style.order == DateOrder::year_first) {
        return std::nullopt;
      }
      return style.order == DateOrder::day_first ? on_day(date, date.second, date.first)
                                                 : on_day(date, date.first, date.second);
    case DateManner::serial:
      return on_serial_day(date, style.serials);
    case DateManner::short_year:
      return style.short_years ? on_short_date(date, style.order) : std::nullopt;
    case DateManner::six_digits:
      return style.short_years ? on_day(date, date.first, date.second) : std::nullopt;
    case DateManner::named_yearless:
      return style.year > 0 ? on_day(date, date.first, date.second, style.year) : std::nullopt;
    case DateManner::yearless:
      if (style.year == 0) {
        return std::nullopt;
      }
      return style.order == DateOrder::day_first ? on_day(date, date.second, date.first, style.year)
                                                 : on_day(date, date.first, date.second, style.year);
  }
  return std::nullopt;
}

std::optional<WrittenTime> parse_date_time(std::string_view text, DateStyle style) {
  text = trimmed(text);
  if (const auto plain = read_plain(text)) {
    return plain;
  }
  if (const auto american = read_american(text, style.order)) {
    return american;
  }
  const auto date = read_date(text);
  const auto time = date ? time_of(*date, style) : std::nullopt;
  if (time || style.serials == SerialDays::none) {
    return time;
  }
  const auto serial = read_serial(text);
  return serial ? time_of(*serial, style) : std::nullopt;
}

std::optional<WrittenTime> parse_day_in_front(std::string_view text, DateStyle style) {
  const auto date = read_day_in_front(trimmed(text));
  return date ? time_of(*date, style) : std::nullopt;
}

}  // namespace lykta
