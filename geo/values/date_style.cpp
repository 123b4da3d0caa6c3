#include "geo/values/date_style.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <initializer_list>

#include <fmt/format.h>

namespace lykta {

namespace {

using std::chrono::days;
using std::chrono::local_days;
using std::chrono::seconds;

enum class Manner : std::uint8_t {
  clear,    ///< the year in front or the month by name: `first` is the month, `second` the day
  dotted,   ///< 1.3.2024
  slashed,  ///< 01/03/2024, 01-03-2024
  serial,   ///< 45352, 45352.96875: `first` is the number of days
};

/// The numbers of a text as they stand; which of them is the month is not yet said.
struct WrittenDate {
  Manner manner = Manner::clear;
  int year = 0;
  int first = 0;
  int second = 0;  ///< 0 for a month alone
  bool has_time = false;
  bool has_offset = false;
  seconds time_of_day{0};
  seconds utc_offset{0};
};

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// A month by its Swedish or English name, in full or its first letters: 1 to 12.
std::optional<int> take_month_name(TextCursor& cursor) {
  struct Name {
    std::string_view name;
    int month;
  };
  // The longest names first, as a short one is the beginning of a longer.
  constexpr std::array<Name, 33> names{
      {{"september", 9}, {"february", 2}, {"november", 11}, {"december", 12}, {"februari", 2}, {"januari", 1},
       {"january", 1},   {"october", 10}, {"oktober", 10},  {"augusti", 8},   {"august", 8},   {"march", 3},
       {"april", 4},     {"sept", 9},     {"mars", 3},      {"juni", 6},      {"juli", 7},     {"june", 6},
       {"july", 7},      {"jan", 1},      {"feb", 2},       {"mar", 3},       {"apr", 4},      {"maj", 5},
       {"may", 5},       {"jun", 6},      {"jul", 7},       {"aug", 8},       {"sep", 9},      {"oct", 10},
       {"okt", 10},      {"nov", 11},     {"dec", 12}}};
  if (cursor.at_end() || !is_letter(cursor.rest().front())) {
    return std::nullopt;
  }
  const auto initial = static_cast<char>(cursor.rest().front() | 0x20);  // in lower case
  for (const auto& [name, month] : names) {
    if (name.front() == initial && cursor.word(name)) {
      return month;
    }
  }
  return std::nullopt;
}

/// What may stand between the parts of a date with a month's name: a sign, spaces, both or nothing ("1. mars 2024",
/// "01-Mar-2024", "01MAR2024").
void take_gap(TextCursor& cursor) {
  static_cast<void>(cursor.one_of(".,-/"));
  cursor.spaces();
}

std::optional<int> take_year(TextCursor& cursor) {
  return cursor.digits_ahead() == 4 ? cursor.digits(4, 4) : std::nullopt;
}

std::optional<int> take_day(TextCursor& cursor) {
  return cursor.digits_ahead() <= 2 ? cursor.digits(1, 2) : std::nullopt;
}

/// "March 1, 2024", "Mar  1 2024", "mars 2024".
std::optional<WrittenDate> take_name_first(TextCursor& cursor) {
  const auto month = take_month_name(cursor);
  if (!month) {
    return std::nullopt;
  }
  take_gap(cursor);
  if (const auto year = take_year(cursor)) {
    return WrittenDate{.year = *year, .first = *month};
  }
  const auto day = take_day(cursor);
  take_gap(cursor);
  const auto year = day ? take_year(cursor) : std::nullopt;
  return year && *day > 0 ? std::optional(WrittenDate{.year = *year, .first = *month, .second = *day}) : std::nullopt;
}

/// "1.3.2024", "01/03/2024", "1 mars 2024", "01-Mar-2024".
std::optional<WrittenDate> take_day_or_month_first(TextCursor& cursor) {
  const auto first = take_day(cursor);
  if (!first) {
    return std::nullopt;
  }
  auto numbers = cursor;
  take_gap(cursor);
  if (const auto month = take_month_name(cursor)) {
    take_gap(cursor);
    const auto year = take_year(cursor);
    return year && *first > 0 ? std::optional(WrittenDate{.year = *year, .first = *month, .second = *first})
                              : std::nullopt;
  }
  const auto separator = numbers.one_of("./-");
  const auto second = separator ? take_day(numbers) : std::nullopt;
  const auto year = second && numbers.one_of(std::string_view(&*separator, 1)) ? take_year(numbers) : std::nullopt;
  cursor = numbers;
  if (!year) {
    return std::nullopt;
  }
  const auto manner = *separator == '.' ? Manner::dotted : Manner::slashed;
  return WrittenDate{.manner = manner, .year = *year, .first = *first, .second = *second};
}

/// "2024-03-01", "2024/3/1", "2024.03.01", "2024-03", "2024-Mar-01".
std::optional<WrittenDate> take_year_first(TextCursor& cursor) {
  const auto year = take_year(cursor);
  const auto separator = year ? cursor.one_of("-/. ") : std::nullopt;
  if (!separator) {
    return std::nullopt;
  }
  if (const auto month = take_month_name(cursor)) {
    const auto alone = cursor.at_end();
    const auto day = cursor.one_of(std::string_view(&*separator, 1)) ? take_day(cursor) : std::nullopt;
    return alone || (day && *day > 0)
               ? std::optional(WrittenDate{.year = *year, .first = *month, .second = day.value_or(0)})
               : std::nullopt;
  }
  const auto month = *separator != ' ' ? take_day(cursor) : std::nullopt;
  if (!month) {
    return std::nullopt;
  }
  if (cursor.at_end()) {
    // "2024.03" is a number.
    return *separator != '.' ? std::optional(WrittenDate{.year = *year, .first = *month}) : std::nullopt;
  }
  const auto day = cursor.one_of(std::string_view(&*separator, 1)) ? take_day(cursor) : std::nullopt;
  return day && *day > 0 ? std::optional(WrittenDate{.year = *year, .first = *month, .second = *day}) : std::nullopt;
}

/// "2315" or "231530" with perhaps a fraction of the second, which is dropped.
std::optional<seconds> take_basic_time(TextCursor& cursor) {
  const auto length = cursor.digits_ahead();
  const auto hours = length == 4 || length == 6 ? cursor.digits(2, 2) : std::nullopt;
  const auto minutes = hours ? cursor.digits(2, 2) : std::nullopt;
  const auto whole_seconds = minutes && length == 6 ? cursor.digits(2, 2) : std::optional(0);
  if (!minutes || *minutes > 59 || *whole_seconds > 59) {
    return std::nullopt;
  }
  if (length == 6 && cursor.one_of(".,") && !cursor.digits(1, 9)) {
    return std::nullopt;
  }
  const auto total = std::chrono::hours{*hours} + std::chrono::minutes{*minutes} + seconds{*whole_seconds};
  return total <= days{1} ? std::optional<seconds>(total) : std::nullopt;
}

/// "20240301", "20240301T231500", "20240301 2315", "202403012315". Numbers of eight digits may be anything, so the year
/// must be one in which somebody may have written a table.
std::optional<WrittenDate> take_compact(TextCursor& cursor) {
  const auto year = cursor.digits(4, 4);
  const auto month = cursor.digits(2, 2);
  const auto day = cursor.digits(2, 2);
  if (!year || !month || !day || *year < 1900 || *year > 2099 || *day < 1) {
    return std::nullopt;
  }
  WrittenDate date{.year = *year, .first = *month, .second = *day};
  auto behind = cursor;
  if (behind.digits_ahead() == 0 && !behind.one_of("Tt ")) {
    return date;
  }
  const auto time_of_day = take_basic_time(behind);
  if (!time_of_day) {
    return cursor.digits_ahead() == 0 ? std::optional(date) : std::nullopt;  // "20240301 23:15" follows elsewhere
  }
  cursor = behind;
  date.has_time = true;
  date.time_of_day = *time_of_day;
  return date;
}

std::optional<WrittenDate> take_date(TextCursor& cursor) {
  switch (cursor.digits_ahead()) {
    case 0:
      return take_name_first(cursor);
    case 1:
    case 2:
      return take_day_or_month_first(cursor);
    case 4:
      return take_year_first(cursor);
    case 8:
    case 12:
    case 14:
      return take_compact(cursor);
    default:
      return std::nullopt;
  }
}

/// "Z", "UTC", "+01", "+0100", "-05:30".
std::optional<seconds> parse_utc_offset(std::string_view text) {
  TextCursor cursor(text);
  if (cursor.word("utc") || cursor.word("gmt") || cursor.one_of("Zz")) {
    return cursor.at_end() ? std::optional(seconds{0}) : std::nullopt;
  }
  const auto sign = cursor.one_of("+-");
  const auto hours = sign ? cursor.digits(2, 2) : std::nullopt;
  if (!hours || *hours > 14) {
    return std::nullopt;
  }
  int minutes = 0;
  const auto colon = cursor.one_of(":");
  if (colon || !cursor.at_end()) {
    const auto read = cursor.digits(2, 2);
    if (!read || *read > 59) {
      return std::nullopt;
    }
    minutes = *read;
  }
  const seconds offset = std::chrono::hours{*hours} + std::chrono::minutes{minutes};
  return !cursor.at_end() ? std::nullopt : std::optional(*sign == '-' ? -offset : offset);
}

/// None of these letters is part of a time of day: Z, UTC, GMT.
bool begins_offset(char c) {
  const auto letter = static_cast<char>(c | 0x20);  // in lower case
  return c == '+' || c == '-' || letter == 'z' || letter == 'u' || letter == 'g';
}

/// What stands behind the date: a time of day, an offset. False when it is anything else.
bool take_behind_date(TextCursor cursor, WrittenDate& date) {
  if (cursor.at_end()) {
    return true;
  }
  if (date.second == 0) {
    return false;  // a month has no time of day
  }
  if (!date.has_time) {
    const auto comma = cursor.one_of(",").has_value();
    if (!cursor.spaces() && !comma && !cursor.one_of("Tt")) {
      return false;
    }
    if (cursor.word("at")) {
      cursor.spaces();
    }
    const auto rest = cursor.rest();
    const auto clock =
        rest.substr(0, static_cast<std::size_t>(std::ranges::find_if(rest, begins_offset) - rest.begin()));
    const auto time_of_day = parse_clock_time(clock);
    date.has_time = time_of_day.has_value();
    date.time_of_day = time_of_day.value_or(seconds{0});
    cursor.skip(clock.size());
  }
  cursor.spaces();
  if (!cursor.at_end()) {
    const auto offset = parse_utc_offset(cursor.rest());
    date.has_offset = offset.has_value();
    date.utc_offset = offset.value_or(seconds{0});
  }
  return date.has_time && (cursor.at_end() || date.has_offset);
}

/// "45352", "45352.96875", "45352,96875".
std::optional<WrittenDate> take_serial(TextCursor cursor) {
  constexpr std::size_t most_digits = 7;
  constexpr std::size_t exact_digits = 15;
  const auto whole = cursor.digits_ahead() <= most_digits ? cursor.digits(1, most_digits) : std::nullopt;
  if (!whole || (!cursor.at_end() && !cursor.one_of(".,"))) {
    return std::nullopt;
  }
  WrittenDate date{.manner = Manner::serial, .first = *whole};
  const auto digits = cursor.rest();
  if (cursor.digits_ahead() != digits.size()) {
    return std::nullopt;
  }
  double fraction = 0;
  double unit = 1;
  for (const auto digit : digits.substr(0, exact_digits)) {
    fraction = fraction * 10 + (digit - '0');
    unit *= 10;
  }
  if (fraction > 0) {
    date.has_time = true;
    date.time_of_day = seconds{std::llround(fraction / unit * static_cast<double>(seconds{days{1}}.count()))};
  }
  return date;
}

std::optional<WrittenDate> read_date(std::string_view text) {
  TextCursor cursor(text);
  auto date = take_date(cursor);
  return date && take_behind_date(cursor, *date) ? date : std::nullopt;
}

std::optional<WrittenTime> with_time(const WrittenDate& date, LocalTime midnight) {
  if (date.has_time) {
    const auto moment = midnight + date.time_of_day;
    return WrittenTime{{moment, moment}, date.has_offset ? std::optional(date.utc_offset) : std::nullopt};
  }
  return WrittenTime{{midnight, midnight + days{1}}, {}};
}

std::optional<WrittenTime> on_day(const WrittenDate& date, int month, int day) {
  using std::chrono::months;
  using std::chrono::year;
  const auto month_of_year = year{date.year} / std::chrono::month{static_cast<unsigned>(month)};
  if (!month_of_year.ok()) {
    return std::nullopt;
  }
  if (day == 0 && date.manner == Manner::clear) {
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

std::optional<WrittenTime> resolve(const WrittenDate& date, DateStyle style) {
  switch (date.manner) {
    case Manner::clear:
      return on_day(date, date.first, date.second);
    case Manner::dotted:
      return style.order == DateOrder::day_first ? on_day(date, date.second, date.first) : std::nullopt;
    case Manner::slashed:
      if (style.order == DateOrder::year_first) {
        return std::nullopt;
      }
      return style.order == DateOrder::day_first ? on_day(date, date.second, date.first)
                                                 : on_day(date, date.first, date.second);
    case Manner::serial:
      return on_serial_day(date, style.serials);
  }
  return std::nullopt;
}

/// "'01/03/2024' may be 1 March or January 3".
std::string two_readings(const std::string& text) {
  constexpr std::array<std::string_view, 12> names{"January",   "February", "March",    "April",
                                                   "May",       "June",     "July",     "August",
                                                   "September", "October",  "November", "December"};
  const auto date = read_date(text);
  if (!date || std::min(date->first, date->second) < 1 || std::max(date->first, date->second) > 12) {
    return fmt::format("'{}' may be day first or month first", text);
  }
  const auto name = [&](int month) { return names[static_cast<std::size_t>(month) - 1]; };
  return fmt::format("'{}' may be {} {} or {} {}", text, date->first, name(date->second), name(date->first),
                     date->second);
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

}  // namespace

std::optional<WrittenTime> parse_date_time(std::string_view text, DateStyle style) {
  text = trimmed(text);
  if (const auto plain = read_plain(text)) {
    return plain;
  }
  auto date = read_date(text);
  if (!date && style.serials != SerialDays::none) {
    date = take_serial(TextCursor(text));
  }
  return date ? resolve(*date, style) : std::nullopt;
}

void DateStyleFinder::Example::add(std::size_t index, std::string_view text) {
  if (count == 0) {
    first_at = index;
    first = as_example(text);
  }
  ++count;
}

void DateStyleFinder::Tally::add(std::size_t index, std::string_view text, const std::optional<WrittenTime>& written,
                                 bool has_time) {
  if (!written) {
    unreadable.add(index, text);
    return;
  }
  readable.add(index, text);
  const auto length = written->span.length();
  days_only += length == days{1} ? 1U : 0U;
  months_only += length > days{1} ? 1U : 0U;
  at_midnight += has_time && written->span.start == std::chrono::floor<days>(written->span.start) ? 1U : 0U;
  with_zone += written->utc_offset ? 1U : 0U;
}

void DateStyleFinder::add(std::string_view text) {
  const auto index = texts_++;
  text = trimmed(text);
  if (text.empty()) {
    ++empty_;
    return;
  }
  auto date = read_date(text);
  if (!date) {
    date = take_serial(TextCursor(text));
  }
  if (!date) {
    others_.add(index, text, std::nullopt, false);
    return;
  }
  const auto has_time = date->has_time;
  const auto by_day = resolve(*date, {DateOrder::day_first, SerialDays::from_1900});
  switch (date->manner) {
    case Manner::clear:
      clear_.add(index, text, by_day, has_time);
      break;
    case Manner::dotted:
      dotted_.add(index, text, by_day, has_time);
      break;
    case Manner::slashed:
      add_slashed(text, by_day, resolve(*date, {DateOrder::month_first, SerialDays::none}), has_time);
      break;
    case Manner::serial:
      serials_.add(index, text, by_day, has_time);
      if (date->first >= 20000 && date->first <= 60000) {
        recent_serials_.add(index, text);
      }
      break;
  }
}

void DateStyleFinder::add_slashed(std::string_view text, const std::optional<WrittenTime>& by_day,
                                  const std::optional<WrittenTime>& by_month, bool has_time) {
  const auto index = texts_ - 1;
  slashed_by_day_.add(index, text, by_day, has_time);
  slashed_by_month_.add(index, text, by_month, has_time);
  if (by_day && by_month) {
    if (by_day->span != by_month->span) {
      either_order_.add(index, text);
    }
  } else if (by_day) {
    only_day_first_.add(index, text);
  } else if (by_month) {
    only_month_first_.add(index, text);
  }
}

bool DateStyleFinder::is_serial_column() const { return filled() > 0 && recent_serials_.count * 10 >= filled() * 9; }

DateStyleFinder::Decision DateStyleFinder::decide_order() const {
  const auto& day_example = only_day_first_.count > 0 ? only_day_first_ : dotted_.readable;
  const auto by_day = only_day_first_.count + dotted_.readable.count;
  const auto by_month = only_month_first_.count;
  if (by_day > 0 && by_month > 0) {
    auto why = fmt::format("day first, as in '{}' ({} texts), against month first, as in '{}' ({} texts)",
                           day_example.first, by_day, only_month_first_.first, by_month);
    if (by_day == by_month) {
      return {std::nullopt, std::move(why)};
    }
    return {by_day > by_month ? DateOrder::day_first : DateOrder::month_first,
            fmt::format("{}: the larger number taken", why)};
  }
  if (by_day > 0) {
    return {DateOrder::day_first, fmt::format("day first, as in '{}'", day_example.first)};
  }
  if (by_month > 0) {
    return {DateOrder::month_first, fmt::format("month first, as in '{}'", only_month_first_.first)};
  }
  const auto clear = clear_.readable.count;
  const auto few_unclear = clear * 10 >= filled() * 9;
  if (either_order_.count > 0 && !few_unclear) {
    return {std::nullopt, two_readings(either_order_.first)};
  }
  if (either_order_.count == 0 && slashed_by_day_.readable.count > 0) {
    return {DateOrder::day_first,
            fmt::format("day and month are the same number, as in '{}'", slashed_by_day_.readable.first)};
  }
  const auto by_name = clear > 0 && std::ranges::any_of(clear_.readable.first.substr(0, 8), is_letter);
  return {DateOrder::year_first,
          fmt::format("{}, as in '{}'{}", by_name ? "month by name" : "year first", clear_.readable.first,
                      either_order_.count > 0 ? fmt::format("; {}, not read", two_readings(either_order_.first))
                                              : std::string())};
}

DateFinding DateStyleFinder::counted(DateOrder order, bool has_serials) const {
  DateFinding finding;
  finding.empty = empty_;
  std::size_t first_unreadable_at = texts_;
  const auto miss = [&](const Example& example) {
    finding.unreadable += example.count;
    if (example.count > 0 && example.first_at < first_unreadable_at) {
      first_unreadable_at = example.first_at;
      finding.first_unreadable = example.first;
    }
  };
  const auto count = [&](const Tally& tally, bool is_read) {
    miss(tally.unreadable);
    if (!is_read) {
      miss(tally.readable);
      return;
    }
    finding.readable += tally.readable.count;
    finding.months_only += tally.months_only;
    finding.days_only += tally.days_only;
    finding.at_midnight += tally.at_midnight;
    finding.with_zone += tally.with_zone;
  };
  count(clear_, true);
  count(dotted_, order == DateOrder::day_first);
  count(order == DateOrder::month_first ? slashed_by_month_ : slashed_by_day_, order != DateOrder::year_first);
  count(serials_, has_serials);
  count(others_, false);
  return finding;
}

DateFinding DateStyleFinder::finding() const {
  auto [order, why] = decide_order();
  const auto has_serials = is_serial_column();
  if (has_serials) {
    why = fmt::format(
        "serial numbers of a sheet, as in '{}', taken from the 1900 epoch (1904 cannot be told from the numbers: state "
        "it)",
        recent_serials_.first);
    order = order.value_or(DateOrder::year_first);  // a few dates of unclear order stay unread
  }
  auto finding = counted(order.value_or(DateOrder::day_first), has_serials);
  finding.ambiguous = !order.has_value();
  finding.why = std::move(why);
  if (finding.readable == 0) {
    finding.why = filled() == 0 ? "no text at all" : fmt::format("no date, as in '{}'", finding.first_unreadable);
  } else if (order) {
    finding.style = DateStyle{*order, has_serials ? SerialDays::from_1900 : SerialDays::none};
  }
  return finding;
}

}  // namespace lykta
