// Which weeks of which places are unusual, when a quiet year of the whole list may bring one false alarm?
//
// Three things are watched in each place: the week itself, and sums that grow while counts stay above, or below, what was to be
// expected. The chance of a false alarm is spent over the list week by week: thresholds are numbers of events, so it cannot be the same
// everywhere, and sparse places leave what they cannot use to the others.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/models/expected_counts.hpp"

namespace lykta {

struct CountWatchOptions {
  double false_alarms_a_year = 1;  ///< of the whole list, while nothing changes
  double rise = 2;                 ///< the factor that the sum of rises looks for, above 1
  double fall = 0.5;               ///< the factor that the sum of falls looks for, below 1
  double share_of_week = 0.5;      ///< of the false alarms, those of the single week; the sums share the others
  ExpectedCountsOptions expected{};
};
/// Throws InvalidOption.
void check(const CountWatchOptions& options);

/// What is said of a place in a week; the week itself goes before the sums.
enum class CountAlarm : std::uint8_t { none, week_above, rise, fall };
[[nodiscard]] std::string_view name_of(CountAlarm alarm);

struct WatchedCount {
  ExpectedCount expected{};
  std::uint64_t count = 0;
  double p_above = 1;  ///< P(at least as many), of the forecast; not a number without one
  double p_below = 1;  ///< P(at most as many)
  CountAlarm alarm = CountAlarm::none;
  std::uint64_t alarm_count = 0;  ///< events that would be an alarm of the week; 0: none would
  /// Sums of log likelihood ratios up to this week: how much better the factor explains the last weeks. They begin anew after an
  /// alarm of theirs, the sum of rises also after one of the week.
  double rise_sum = 0;
  double fall_sum = 0;
  double rise_alarm = 0;  ///< the sum that is an alarm
  double fall_alarm = 0;
  std::size_t weeks_of_sum =
      0;  ///< of the sum that gave the alarm: weeks since it was 0, this one included; 0 for others
};

struct WatchedWeek {
  std::size_t week = 0;       ///< of the counts
  ExpectedCounts expected{};  ///< without `place`, which `place` below holds
  std::vector<WatchedCount> place{};
  double false_alarms = 0;  ///< expected in this week by the forecasts: close to false_alarms_a_year / 52
};

/// Watches the weeks [first, last) one after the other, each forecast from the weeks before it. Sums begin with 0 at `first`: let that be
/// half a year before the week that is asked about.
///
/// Rule. Of the single week: P(X >= k) of all places and numbers k up to a common limit are alarms, the limit such that the sum over the
/// places of the largest of them comes nearest to what may be spent. Of the sums: CUSUM of the log likelihood ratio of the forecast
/// with its mean times the factor against the forecast (Page 1954, doi 10.1093/biomet/41.1-2.100; Lucas 1985, doi
/// 10.1080/00401706.1985.10488030), in steps of 1/20. The chance of each value of a sum, with its returns to 0 after alarms, is carried on
/// from week to week by the forecasts (probability control limits: Shen, Zou, Jiang & Tsung 2013, doi 10.1002/nav.21557),
/// and a common limit for all sums is chosen as above for what the single week has left. No random numbers.
/// Weeks without a forecast leave the sums as they are. Throws InvalidOption as expected_counts() and check() do, or where first > last or
/// last is beyond the counts.
[[nodiscard]] std::vector<WatchedWeek> watch_counts(const WeeklyCounts& counts, std::span<const WeekFeature> features,
                                                    std::size_t first, std::size_t last,
                                                    const CountWatchOptions& options = {});

}  // namespace lykta
