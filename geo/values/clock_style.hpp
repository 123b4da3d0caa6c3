// How does a column write its times of day? Are 5, 257 and 1839 clock times without a colon, or hours, or neither?
//
// Registers keep hours and minutes as one whole number, and the zeros in front go: 257 is 02:57, 5 is five past midnight.
// One number cannot tell that it is no hour, its column can.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "engine/base/phrase.hpp"
#include "geo/values/parts_of_day.hpp"

namespace lykta {

/// What a whole number means in a column of times.
enum class ClockNumbers : std::uint8_t {
  none,                   ///< only four digits do: "0915", "2315"
  hours,                  ///< 0 to 24: the whole hour, a span
  hours_minutes,          ///< 5 is 00:05, 257 is 02:57, 2400 is midnight
  hours_minutes_seconds,  ///< 5 is 00:00:05, 91536 is 09:15:36
};

/// The time that the whole text means: as parse_time_of_day (a moment), parse_part_of_day, parse_clock_range, or as a
/// number of the column's kind, a ".0" behind it dropped. Nothing for all else.
[[nodiscard]] std::optional<TimeOfDay> parse_time(std::string_view text, ClockNumbers numbers);

struct ClockFinding {
  ClockNumbers numbers = ClockNumbers::none;
  std::size_t readable = 0;  ///< texts that are times so
  std::size_t unreadable = 0;
  std::size_t empty = 0;  ///< and those that say that there is no value (missing_words.hpp)
  Said why;               ///< of the numbers, with an example; empty for none
};

/// Whole numbers are hours when none is over 24, hours and minutes when none is over 2400 and the last two digits are
/// below 60, hours, minutes and seconds when the same holds of six digits: in nine tenths of those that are there.
/// Columns of minutes since midnight (0 to 1439) do not pass, nor do those of running numbers.
[[nodiscard]] ClockFinding find_clock_numbers(std::span<const std::string_view> texts);

}  // namespace lykta
