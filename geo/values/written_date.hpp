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
  clear,    ///< the year in front or the month by name: `first` is the month, `second` the day
  dotted,   ///< 1.3.2024
  slashed,  ///< 01/03/2024, 01-03-2024
  serial,   ///< 45352, 45352.96875: `first` is the number of days
};

/// The numbers of a text as they stand; which of them is the month is not yet said.
struct WrittenDate {
  DateManner manner = DateManner::clear;
  int year = 0;
  int first = 0;
  int second = 0;  ///< 0 for a month alone
  bool has_time = false;
  bool has_offset = false;
  std::chrono::seconds time_of_day{0};
  std::chrono::seconds utc_offset{0};
};

/// A date that is no serial number, with what stands behind it; nothing where anything is left over.
[[nodiscard]] std::optional<WrittenDate> read_date(std::string_view text);

/// "45352", "45352.96875", "45352,96875".
[[nodiscard]] std::optional<WrittenDate> read_serial(std::string_view text);

}  // namespace lykta
