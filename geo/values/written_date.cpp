#include "geo/values/written_date.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "geo/values/letters.hpp"
#include "geo/values/missing_words.hpp"
#include "geo/values/parts_of_day.hpp"
#include "geo/values/text_values.hpp"

namespace lykta {

namespace {

using std::chrono::days;
using std::chrono::seconds;

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
  if (cursor.at_end() || !is_ascii_letter(cursor.rest().front())) {
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

/// Behind a day and the name of a month two digits are a year; before the name they would be the day.
std::optional<int> take_year_behind(TextCursor& cursor) {
  static_cast<void>(cursor.one_of("'"));
  if (cursor.digits_ahead() != 2) {
    return take_year(cursor);
  }
  auto behind = cursor;
  const auto year = behind.digits(2, 2);
  if (behind.one_of(":.") && behind.digits_ahead() > 0) {
    return std::nullopt;  // "3 mars 14:30"
  }
  static_cast<void>(cursor.digits(2, 2));
  return year_of_two_digits(*year);
}

struct WeekdayName {
  std::string_view name;
  unsigned weekday;  ///< 0 is Sunday
};

/// In lower case, the longest first. Without their dots as well: programs that know only ASCII write "lordag".
constexpr std::array<WeekdayName, 45> weekday_names{
    {{"wednesday", 3}, {"thursday", 4}, {"saturday", 6}, {"tuesday", 2}, {"måndag", 1}, {"mandag", 1}, {"lördag", 6},
     {"lordag", 6},    {"söndag", 0},   {"sondag", 0},   {"torsdag", 4}, {"tisdag", 2}, {"onsdag", 3}, {"fredag", 5},
     {"monday", 1},    {"friday", 5},   {"sunday", 0},   {"thurs", 4},   {"tues", 2},   {"tors", 4},   {"thur", 4},
     {"mån", 1},       {"man", 1},      {"mon", 1},      {"tis", 2},     {"tue", 2},    {"ons", 3},    {"wed", 3},
     {"tor", 4},       {"thu", 4},      {"fre", 5},      {"fri", 5},     {"lör", 6},    {"lor", 6},    {"sat", 6},
     {"sön", 0},       {"son", 0},      {"sun", 0},      {"må", 1},      {"ti", 2},     {"on", 3},     {"to", 4},
     {"fr", 5},        {"lö", 6},       {"sö", 0}}};

/// The name of a weekday with its ending ("måndagen") and point, when no letter goes on behind it.
std::optional<std::chrono::weekday> take_weekday(TextCursor& cursor) {
  if (cursor.at_end() || !is_letter(cursor.rest().front())) {
    return std::nullopt;
  }
  constexpr std::size_t longest = 12;
  const auto lower = lower_case(cursor.rest().substr(0, longest));
  for (const auto& [name, weekday] : weekday_names) {
    if (!lower.starts_with(name)) {
      continue;
    }
    auto behind = cursor;
    behind.skip(name.size());
    if (name.ends_with("dag")) {
      static_cast<void>(behind.word("en"));
    }
    if (!behind.at_end() && is_letter(behind.rest().front())) {
      continue;
    }
    static_cast<void>(behind.one_of("."));
    cursor = behind;
    return std::chrono::weekday{weekday};
  }
  return std::nullopt;
}

/// A weekday in front of a date, and what joins it to the date: ", ", " den ".
std::optional<std::chrono::weekday> take_weekday_in_front(TextCursor& cursor) {
  auto behind = cursor;
  const auto weekday = take_weekday(behind);
  if (!weekday) {
    return std::nullopt;
  }
  static_cast<void>(behind.one_of(","));
  if (!behind.spaces() || behind.at_end()) {
    return std::nullopt;
  }
  if (behind.word("den ") || behind.word("the ")) {
    behind.spaces();
  }
  cursor = behind;
  return weekday;
}

/// "(mån)", "mån" behind a date, and nothing else behind that.
bool take_weekday_behind(TextCursor cursor, std::optional<std::chrono::weekday>& weekday) {
  const auto bracket = cursor.one_of("(").has_value();
  const auto found = take_weekday(cursor);
  if (!found || (bracket && !cursor.one_of(")")) || !cursor.at_end()) {
    return false;
  }
  weekday = found;
  return true;
}

/// "st", "nd", "rd", "th", ":a", ":e" behind the number of a day.
void take_ordinal(TextCursor& cursor) {
  if (cursor.at_end() || !(cursor.rest().front() == ':' || is_ascii_letter(cursor.rest().front()))) {
    return;
  }
  for (const std::string_view ending : {"st", "nd", "rd", "th", ":a", ":e"}) {
    if (cursor.word(ending)) {
      return;
    }
  }
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
  const auto is_joined = !cursor.at_end() && cursor.rest().front() == '-';
  take_gap(cursor);
  if (const auto year = take_year(cursor)) {
    return WrittenDate{.year = *year, .first = *month};
  }
  const auto day = take_day(cursor);
  if (!day || *day == 0) {
    return std::nullopt;
  }
  take_ordinal(cursor);
  auto behind = cursor;
  take_gap(behind);
  if (const auto year = take_year_behind(behind)) {
    cursor = behind;
    return WrittenDate{.year = *year, .first = *month, .second = *day};
  }
  // "mar-24" is a month of a year as sheets show it.
  return is_joined ? std::nullopt
                   : std::optional(WrittenDate{.manner = DateManner::named_yearless, .first = *month, .second = *day});
}

/// The numbers behind the first: "/03/2024", "/03/24", "-03-01", "/3".
std::optional<WrittenDate> take_numbers(TextCursor& cursor, int first) {
  const auto sign = cursor.one_of("./-");
  const auto second = sign ? take_day(cursor) : std::nullopt;
  if (!second) {
    return std::nullopt;
  }
  auto behind = cursor;
  const auto goes_on = behind.one_of(std::string_view(&*sign, 1)).has_value();
  if (!goes_on || behind.digits_ahead() == 0) {
    if (goes_on && *sign == '.') {
      cursor = behind;  // "24.3." closes its month as its day
    }
    return WrittenDate{.manner = DateManner::yearless, .first = first, .second = *second, .sign = *sign};
  }
  cursor = behind;
  if (const auto year = take_year(cursor)) {
    const auto manner = *sign == '.' ? DateManner::dotted : DateManner::slashed;
    return WrittenDate{.manner = manner, .year = *year, .first = first, .second = *second};
  }
  const auto third = cursor.digits_ahead() <= 2 ? cursor.digits(1, 2) : std::nullopt;
  return third
             ? std::optional(WrittenDate{
                   .manner = DateManner::short_year, .first = first, .second = *second, .third = *third, .sign = *sign})
             : std::nullopt;
}

/// "1.3.2024", "01/03/2024", "1 mars 2024", "01-Mar-2024", "01/03/24", "24-03-01", "1/3", "1 mars".
std::optional<WrittenDate> take_day_or_month_first(TextCursor& cursor) {
  const auto first = take_day(cursor);
  if (!first) {
    return std::nullopt;
  }
  auto numbers = cursor;
  take_ordinal(cursor);
  take_gap(cursor);
  if (const auto month = take_month_name(cursor)) {
    if (*first == 0) {
      return std::nullopt;
    }
    auto behind = cursor;
    take_gap(behind);
    if (const auto year = take_year_behind(behind)) {
      cursor = behind;
      return WrittenDate{.year = *year, .first = *month, .second = *first};
    }
    return WrittenDate{.manner = DateManner::named_yearless, .first = *month, .second = *first};
  }
  cursor = numbers;
  return take_numbers(cursor, *first);
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
    const auto day = cursor.one_of(std::string_view(&*separator, 1)) ? take_day(cursor).value_or(0) : 0;
    return alone || day > 0 ? std::optional(WrittenDate{.year = *year, .first = *month, .second = day}) : std::nullopt;
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

/// "240301".
std::optional<WrittenDate> take_six_digits(TextCursor& cursor) {
  const auto year = cursor.digits(2, 2);
  const auto month = cursor.digits(2, 2);
  const auto day = cursor.digits(2, 2);
  if (!day || *month < 1 || *month > 12 || *day < 1) {
    return std::nullopt;
  }
  return WrittenDate{
      .manner = DateManner::six_digits, .year = year_of_two_digits(*year), .first = *month, .second = *day};
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
    case 6:
      return take_six_digits(cursor);
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

/// "23:15", "kl 23.15", "kväll", and perhaps an offset behind a clock time. False when it is anything else.
bool take_time_of_day(TextCursor& cursor, WrittenDate& date) {
  const auto rest = cursor.rest();
  const auto clock = rest.substr(0, static_cast<std::size_t>(std::ranges::find_if(rest, begins_offset) - rest.begin()));
  if (const auto time_of_day = parse_clock_time(clock)) {
    date.has_time = true;
    date.time_of_day = *time_of_day;
    cursor.skip(clock.size());
    return true;
  }
  if (const auto part = parse_part_of_day(rest)) {
    date.has_time = true;
    date.time_of_day = part->begin;
    date.time_length = part->end - part->begin;
    cursor.skip(rest.size());
    return true;
  }
  return false;
}

/// What stands behind the date: a time of day, an offset, a weekday, a word for a time that is missing. False when it is
/// anything else.
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
    if (take_weekday_behind(cursor, date.weekday) || says_missing(cursor.rest())) {
      return true;
    }
    if (cursor.word("at")) {
      cursor.spaces();
    }
    if (!take_time_of_day(cursor, date)) {
      return false;
    }
  }
  cursor.spaces();
  if (!cursor.at_end()) {
    const auto offset = parse_utc_offset(cursor.rest());
    date.has_offset = offset.has_value();
    date.utc_offset = offset.value_or(seconds{0});
  }
  return date.has_time && (cursor.at_end() || date.has_offset);
}

}  // namespace

std::optional<int> month_named(std::string_view text) {
  TextCursor cursor(trimmed(text));
  const auto month = take_month_name(cursor);
  static_cast<void>(cursor.one_of("."));
  return month && cursor.at_end() ? month : std::nullopt;
}

std::optional<WrittenDate> read_date(std::string_view text) {
  TextCursor cursor(text);
  const auto weekday = take_weekday_in_front(cursor);
  auto date = take_date(cursor);
  if (date) {
    date->weekday = weekday;
  }
  return date && take_behind_date(cursor, *date) ? date : std::nullopt;
}

std::optional<WrittenDate> read_day_in_front(std::string_view text) {
  TextCursor cursor(text);
  const auto weekday = take_weekday_in_front(cursor);
  auto date = take_date(cursor);
  const auto is_parted =
      !cursor.at_end() && std::string_view(" ,Tt\t").find(cursor.rest().front()) != std::string_view::npos;
  if (!date || date->second == 0 || !is_parted) {
    return std::nullopt;
  }
  date->weekday = weekday;
  date->has_time = false;
  return date;
}

std::optional<WrittenDate> read_serial(std::string_view text) {
  TextCursor cursor(text);
  constexpr std::size_t most_digits = 7;
  constexpr std::size_t exact_digits = 15;
  const auto whole = cursor.digits_ahead() <= most_digits ? cursor.digits(1, most_digits) : std::nullopt;
  if (!whole || (!cursor.at_end() && !cursor.one_of(".,"))) {
    return std::nullopt;
  }
  WrittenDate date{.manner = DateManner::serial, .first = *whole};
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

}  // namespace lykta
