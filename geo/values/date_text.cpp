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

/// What layers and most exports write, and nothing else: "2024-03-01 23:15", perhaps with seconds and a fraction of them, perhaps
/// with Z or +00.
/// It means the same in every style; a million of them should not be taken apart letter by letter.
std::optional<WrittenTime> read_plain(std::string_view text) {
  constexpr std::string_view form = "0000-00-00 00:00";
  constexpr std::size_t with_seconds = 19;
  if (text.size() < form.size()) {
    return std::nullopt;
  }
  const auto digit = [&](std::size_t at) { return text[at] - '0'; };
  const auto has_seconds = text.size() >= with_seconds && text[form.size()] == ':';
  const auto length = has_seconds ? with_seconds : form.size();
  for (std::size_t i = 0; i < length; ++i) {
    const auto is_digit = text[i] >= '0' && text[i] <= '9';
    const auto wants_digit = i >= form.size() ? i > form.size() : form[i] == '0';
    if (is_digit != wants_digit) {
      return std::nullopt;
    }
  }
  auto zone = text.substr(length);
  if (has_seconds && zone.size() > 1 && zone.front() == '.') {
    // A fraction of a second is read and dropped.
    const auto end = zone.find_first_not_of("0123456789", 1);
    zone = end == 1 || zone.size() > 10 ? std::string_view("?") : zone.substr(std::min(end, zone.size()));
  }
  const auto is_utc = zone == "Z" || zone == "+00";
  const auto has_usual_signs = text[4] == text[7] && (text[4] == '-' || text[4] == '/') &&
                               (text[10] == ' ' || text[10] == 'T') && text[13] == ':';
  if (!has_usual_signs || !(zone.empty() || is_utc)) {
    return std::nullopt;
  }
  const auto two = [&](std::size_t at) { return digit(at) * 10 + digit(at + 1); };
  const auto date = std::chrono::year{two(0) * 100 + two(2)} / std::chrono::month{static_cast<unsigned>(two(5))} /
                    std::chrono::day{static_cast<unsigned>(two(8))};
  const auto second = has_seconds ? two(17) : 0;
  if (!date.ok() || two(11) > 23 || two(14) > 59 || second > 59) {
    return std::nullopt;  // perhaps 24:00, perhaps nothing: the long way tells
  }
  const LocalTime time = std::chrono::local_days{date} + std::chrono::hours{two(11)} + std::chrono::minutes{two(14)} +
                         std::chrono::seconds{second};
  return WrittenTime{{time, time}, is_utc ? std::optional(std::chrono::seconds{0}) : std::nullopt};
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
