// Which days does a picture look at, when nobody writes dates: week 48, the last four weeks, the month up to a day?
//
// A list that is made each week states its length once, and the data say where it ends: with the last week that every
// source covers, so that a source that comes late does not look like a quiet one.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/events/data_coverage.hpp"
#include "engine/events/time_window.hpp"
#include "engine/time/relative_period.hpp"

namespace lykta {

/// What is looked at. Stated at most: a week or a last day, not both.
struct PeriodChoice {
  std::optional<IsoWeek> week{};                ///< the period ends with it
  std::optional<std::chrono::local_days> to{};  ///< the last day
  std::optional<RelativePeriod> last{};         ///< how long it is; nothing: a week

  [[nodiscard]] bool is_made() const { return week || to || last; }
};

/// What it is compared with.
enum class ComparisonRule : std::uint8_t {
  year_before,  ///< the days 52 weeks before: the same weekdays of the same season
  before,       ///< as many days right before
  none,
};

struct SettledPeriods {
  Period period{};
  std::optional<Period> comparison{};
  /// Sources without which the period would end at least a week later, where the data say when it ends.
  std::vector<std::uint32_t> held_back_by{};
  /// Sources whose record ended so long ago that they are not waited for.
  std::vector<std::uint32_t> ended{};
};

/// The longest time for which a source that has fallen silent is waited for.
constexpr std::chrono::days longest_wait{91};

/// What a period is compared with by the rule; nothing where it is none. A period longer than 52 weeks overlaps the one a year
/// before: it is compared with as many days right before.
[[nodiscard]] std::optional<Period> comparison_of(const Period& period, ComparisonRule rule);

/// The days of the choice. Where neither a week nor a last day is stated, the last week that every source covers is the last
/// (see last_covered_week()); sources that ended over `longest_wait` before the latest one hold nothing back. Throws InvalidOption for a week and a last day
/// together, DataError where no week is covered by all.
[[nodiscard]] SettledPeriods choose_periods(const PeriodChoice& choice, ComparisonRule rule,
                                            std::span<const SourceCoverage> coverages);

}  // namespace lykta
