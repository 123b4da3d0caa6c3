// Which days does "the last 4 weeks" mean?
#pragma once

#include <chrono>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "engine/events/data_coverage.hpp"
#include "engine/time/iso_week.hpp"

namespace lykta {

enum class PeriodUnit : std::uint8_t { days, weeks, months, years };

struct RelativePeriod {
  unsigned number = 1;
  PeriodUnit unit = PeriodUnit::weeks;

  friend bool operator==(const RelativePeriod&, const RelativePeriod&) = default;
};

/// "last 4 weeks", "last week", "past 24 months", "senaste 4 veckorna", "de senaste 24 månaderna", "senaste året", "sista veckan": a number of days, weeks,
/// months or years, 1 where none stands, in either language and in small or capital letters. Throws InvalidOption for another
/// text, for 0, and for more than 200 years.
[[nodiscard]] RelativePeriod parse_relative_period(std::string_view text);

/// The period of that length that ends with this week. Months and years go back by the date of the day behind its Sunday; a day that a
/// month does not have is its last one (a month before 31 March begins on 28 or 29 February).
[[nodiscard]] Period period_ending_with(const RelativePeriod& length, const IsoWeek& last);

/// The same with the day behind its last one.
[[nodiscard]] Period period_before(const RelativePeriod& length, std::chrono::local_days end);

struct CoveredWeek {
  std::optional<IsoWeek> week{};  ///< the last week that every source covers whole; nothing where there is none
  std::vector<std::uint32_t> ends_before{};  ///< sources that end before the latest one does, and so hold the week back
  std::vector<std::uint32_t> in_mid_week{};  ///< those of them whose last week is a part of one
};

/// Where the coverage of a source is only known by its events, a silence at its end that chance leaves more often than once in a hundred
/// times, by its events a day, does not end it. Give only the sources that are meant to go on: one that ended years ago would hold all back.
[[nodiscard]] CoveredWeek last_covered_week(std::span<const SourceCoverage> coverages);

}  // namespace lykta
