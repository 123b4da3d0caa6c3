#include "engine/questions/chosen_periods.hpp"

#include <algorithm>

#include "engine/base/error.hpp"

namespace lykta {

namespace {

using std::chrono::days;

constexpr days year_of_weeks{364};

std::optional<LocalTime> latest_end(std::span<const SourceCoverage> coverages) {
  std::optional<LocalTime> latest;
  for (const auto& coverage : coverages) {
    if (coverage.covers) {
      latest = std::max(latest.value_or(coverage.covers->to), coverage.covers->to);
    }
  }
  return latest;
}

/// The last week that the data cover; notes who holds it back and who is not waited for.
IsoWeek covered_week(std::span<const SourceCoverage> coverages, SettledPeriods& chosen) {
  const auto latest = latest_end(coverages);
  std::vector<SourceCoverage> going_on;
  for (const auto& coverage : coverages) {
    if (coverage.covers && coverage.covers->to + longest_wait < *latest) {
      chosen.ended.push_back(coverage.source);
    } else {
      going_on.push_back(coverage);
    }
  }
  const auto covered = last_covered_week(going_on);
  if (!covered.week) {
    throw DataError(
        "no whole week is covered by every source of incidents, so nothing says where the period ends: state the week "
        "or "
        "the last day");
  }
  // Whoever ends before the next week does, where the latest source covers that whole.
  const auto next_end = period_of(plus_weeks(*covered.week, 1)).to;
  for (const auto& coverage : going_on) {
    const auto ends_first = std::ranges::find(covered.ends_before, coverage.source) != covered.ends_before.end();
    if (ends_first && *latest >= next_end && coverage.covers->to < next_end) {
      chosen.held_back_by.push_back(coverage.source);
    }
  }
  return *covered.week;
}

}  // namespace

std::optional<Period> comparison_of(const Period& period, ComparisonRule rule) {
  const auto length = period.to - period.from;
  if (rule == ComparisonRule::none) {
    return std::nullopt;
  }
  if (rule == ComparisonRule::year_before && length <= year_of_weeks) {
    return Period{period.from - year_of_weeks, period.to - year_of_weeks};
  }
  return Period{period.from - length, period.from};
}

SettledPeriods choose_periods(const PeriodChoice& choice, ComparisonRule rule,
                              std::span<const SourceCoverage> coverages) {
  if (choice.week && choice.to) {
    throw InvalidOption("a week and a last day: give one of them");
  }
  SettledPeriods chosen;
  const auto length = choice.last.value_or(RelativePeriod{});
  if (choice.to) {
    chosen.period = period_before(length, *choice.to + days{1});
  } else {
    chosen.period = period_ending_with(length, choice.week ? *choice.week : covered_week(coverages, chosen));
  }
  chosen.comparison = comparison_of(chosen.period, rule);
  return chosen;
}

}  // namespace lykta
