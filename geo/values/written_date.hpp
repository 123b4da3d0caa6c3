// Which numbers does the text of a date hold, and what stands behind them?
//
// Which of the numbers is the month may be for the whole column to say; a name of a month or a year in front tells it.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

namespace lykta {

enum class DateManner : std::uint8_t {
  clear,       ///< the year in front or the month by name: `first` is the month, `second` the day
  dotted,      ///< 1.3.2024
  slashed,     ///< 01/03/2024, 01-03-2024
  serial,      ///< 45352, 45352.96875: `first` is the number of days
  short_year,  ///< 24-03-01, 01/03/24, 1.3.24: three numbers of which none has four digits
  six_digits,  ///< 240301: `year` is set, `first` is the month, `second` the day; or 200312, which may be a month too
  yearless,    ///< 24/3, 24.3: two numbers
  named_yearless,  ///< 3 mars, March 3: `first` is the month, `second` the day
};

/// The numbers of a text as they stand; which of them is the month is not yet said.
struct WrittenDate {
  DateManner manner = DateManner::clear;
  int year = 0;
  int first = 0;
  int second = 0;                                 ///< 0 for a month alone
  int third = 0;                                  ///< of `short_year`
  char sign = ' ';                                ///< between the numbers of `short_year` and `yearless`
  std::optional<std::chrono::weekday> weekday{};  ///< that stands beside it
  bool has_time = false;
  bool has_offset = false;
  std::chrono::seconds time_of_day{0};
  std::chrono::seconds time_length{0};  ///< of a part of the day ("kväll"); 0 for a clock time
  std::chrono::seconds utc_offset{0};
};

/// The year of two digits: 70 to 99 are 1970 to 1999, 00 to 69 are 2000 to 2069.
[[nodiscard]] constexpr int year_of_two_digits(int year) {
  constexpr int pivot = 70;
  return year < pivot ? 2000 + year : 1900 + year;
}

/// A month by its Swedish or English name, in full or its first letters, and nothing behind it: 1 to 12.
[[nodiscard]] std::optional<int> month_named(std::string_view text);

/// A date that is no serial number, with what stands behind it; nothing where anything is left over. A weekday may stand
/// in front ("mån 3 mars 2025", "Monday, 3 March 2025", "måndagen den 3 mars") or behind in brackets or without.
[[nodiscard]] std::optional<WrittenDate> read_date(std::string_view text);

/// The day of a text that has something unreadable behind its date ("2024-03-01 25:61", "1/3/2024 okänd tid"): the date
/// without it. Nothing unless a space, a comma or a T stands between.
[[nodiscard]] std::optional<WrittenDate> read_day_in_front(std::string_view text);

/// "45352", "45352.96875", "45352,96875".
[[nodiscard]] std::optional<WrittenDate> read_serial(std::string_view text);

}  // namespace lykta
