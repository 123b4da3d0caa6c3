#include "geo/values/written_date.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "geo/values/letters.hpp"
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
  const auto manner = *separator == '.' ? DateManner::dotted : DateManner::slashed;
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

}  // namespace

std::optional<WrittenDate> read_date(std::string_view text) {
  TextCursor cursor(text);
  auto date = take_date(cursor);
  return date && take_behind_date(cursor, *date) ? date : std::nullopt;
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
