// Where did it become more or less from one period to another, when so many places were looked at?
//
// For columns of cells or places: the E-test, which finds more of the changes there are, or the conditional test, which
// holds whatever the sums of both periods were chosen for, and a correction for having looked everywhere.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "engine/events/time_window.hpp"
#include "engine/statistics/cell_classes.hpp"
#include "engine/statistics/significance.hpp"

namespace lykta {

enum class Direction : std::uint8_t { not_clear, increase, decrease };
[[nodiscard]] std::string_view name_of(Direction direction);

/// Two-sided p that two Poisson counts have the same rate: how often two counts with the common rate, (count + other) /
/// (exposure + other_exposure), differ by at least as much, measured by
///   |T| = |x1 / n1 - x2 / n2| / sqrt(x1 / n1^2 + x2 / n2^2)   (0 when nothing was seen).
/// The E-test of Krishnamoorthy & Thomson 2004, doi 10.1016/S0378-3758(02)00408-1. 1 when both counts are 0. Pairs
/// whose |T| is within 1e-9 of that seen tie with it. Both exposures are positive numbers.
[[nodiscard]] double e_test_p(std::uint64_t count, double exposure, std::uint64_t other, double other_exposure);

/// Two-sided p of the same given the sum: the first count is then Binomial(count + other, exposure / (exposure +
/// other_exposure)), and p twice its smaller tail, at most 1 (Przyborowski & Wilenski 1940, doi
/// 10.1093/biomet/31.3-4.313). Units that were picked for their sum, and for nothing that tells the periods apart, keep
/// their p. Below 0.05 exactly where ratio_interval_95() leaves out 1. 1 when both counts are 0.
[[nodiscard]] double conditional_p(std::uint64_t count, double exposure, std::uint64_t other, double other_exposure);

/// Exact 95 % limits of (count / exposure) / (other / other_exposure): those of the share of the events that fell into
/// the first period (Clopper & Pearson 1934, doi 10.1093/biomet/26.4.404), as odds. They belong to the conditional test
/// and are somewhat wider than the E-test: p may be below 0.05 with 1 just inside. No lower limit (0) when `count` is
/// 0, no upper one (NaN) when `other` is 0, none at all (NaN) when both are.
[[nodiscard]] Interval ratio_interval_95(std::uint64_t count, double exposure, std::uint64_t other,
                                         double other_exposure);

enum class RateTest : std::uint8_t {
  e_test,       ///< for units that were chosen without a look at these events
  conditional,  ///< for units that were chosen by the events of both periods together
};

struct PeriodChangeOptions {
  RateTest test = RateTest::e_test;
  Correction correction = Correction::benjamini_hochberg;
  double level = 0.05;
  unsigned threads = 0;  ///< 0: all cores; the result does not depend on it
};

/// One value per unit; NaN where there is none.
struct PeriodChange {
  std::vector<double> expected;    ///< other * exposure / other_exposure
  std::vector<double> difference;  ///< count - expected
  std::vector<double> ratio;       ///< count / expected; NaN when that is 0
  std::vector<double> ratio_low;
  std::vector<double> ratio_high;
  std::vector<double> p;  ///< of the test in the options
  /// Over all units that are not too small; NaN for those that are.
  std::vector<double> adjusted_p;
  /// Clear when the adjusted p is at most the level and the limits of the ratio leave out 1: the E-test finds a little
  /// more than the limits show, and a change whose interval holds "no change" would be called clear.
  std::vector<Direction> direction;
  /// Too small to say anything: however the events of both periods together were shared out between them, the p of the
  /// unit alone would be above the level. (Over equal exposures at 0.05: fewer than four events, fewer than six for the
  /// conditional test.) As this looks only at the sum of both, such units may be left out of the correction without
  /// spoiling it (Tarone 1990, doi 10.2307/2531456).
  std::vector<bool> too_few_events;
  std::size_t tested = 0;  ///< units that took part in the correction
};

/// Counts of each unit in both periods, which do not overlap. Exposures (days, or days times residents): one for all
/// units, or one per unit; a unit whose exposure is not a positive number has no value. Throws InvalidOption for
/// columns of different lengths or a level outside (0, 1).
[[nodiscard]] PeriodChange period_change(std::span<const std::uint64_t> count, std::span<const double> exposure,
                                         std::span<const std::uint64_t> other, std::span<const double> other_exposure,
                                         const PeriodChangeOptions& options);

/// The same weeks of earlier years, the latest first.
struct MatchedPeriods {
  std::vector<Period> periods;
  std::size_t left_out = 0;  ///< that lie outside what was recorded, in part or as a whole

  [[nodiscard]] double days() const;  ///< of all together
};

/// For each of `years` years back: the period moved by the number of whole weeks that comes closest to the same date,
/// so that weekdays, hours and length stay and the season is at most three days off (a year is 52 weeks, five years are
/// 261). 29 February counts as 1 March where there is none. Periods that `recorded` does not hold whole are left
/// out. Throws InvalidOption for a period that is empty or longer than 52 weeks (the years would overlap) or 0 years.
[[nodiscard]] MatchedPeriods season_matched(const Period& period, unsigned years, const Period& recorded);

}  // namespace lykta
