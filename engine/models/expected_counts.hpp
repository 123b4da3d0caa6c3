// How many events were to be expected in one week, in each place and in the whole, and how sure is that?
//
// The whole has a pattern over the weeks before (see week_pattern.hpp), and a place a share of it: with few events a place
// has no season of its own that could be told. A forecast holds what weeks swing and what the baseline's own error adds.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "engine/models/count_forecast.hpp"
#include "engine/models/week_pattern.hpp"
#include "engine/time/week_features.hpp"

namespace lykta {

/// Events by week; weeks follow each other from a Monday on, and all columns are as long as `whole`.
struct WeeklyCounts {
  std::chrono::local_days first_monday{};
  std::vector<std::uint64_t> whole{};                  ///< of the area whose pattern the places share
  std::vector<std::vector<std::uint64_t>> of_place{};  ///< by place
  /// By week, the share of its events that has been recorded: days that were covered / 7, or what late reports leave (see
  /// late_reports.hpp). 0: none, and the week takes no part. Empty: all of every week.
  std::vector<double> exposure{};
  /// By place, what comes now and then just there (recurring_features() of what names it), with values for the weeks that a forecast is asked of, too.
  /// Empty: nothing is known to.
  std::vector<std::vector<WeekFeature>> features_of_place{};

  [[nodiscard]] std::size_t weeks() const { return whole.size(); }
};

struct ExpectedCountsOptions {
  std::size_t baseline_weeks = 104;  ///< at most so many weeks right before
  std::size_t fewest_weeks = 8;      ///< recorded weeks that a baseline must have
  WeekPatternOptions pattern{};
  /// A place with so many events in the baseline may have a season of one harmonic beside that of the whole, where it lowers the AIC of
  /// a baseline of at least 52 weeks. Its prior has this standard deviation, and the last weeks tell nothing of it: a rise that has just
  /// begun is no season.
  std::uint64_t own_season_events = 100;
  double own_season_sd = 0.25;
  /// A place has effects of its own of what comes just there, beside those on the whole, where they lower the AIC: normal priors of this
  /// standard deviation, for at most so many names (see WeekPatternOptions).
  double own_events_sd = 0.7;
  std::size_t most_own_names = 4;
  std::size_t own_season_guard_weeks = 13;
  /// How many weeks' worth of evidence other places give at most for how much a place swings.
  double swing_of_others_weeks = 200;
};
/// Throws InvalidOption for fewer than 4 weeks, a baseline shorter than that, priors or evidence that are not positive, and as
/// check(WeekPatternOptions) does.
void check(const ExpectedCountsOptions& options);

enum class NoExpectation : std::uint8_t {
  has_value,
  too_few_weeks,  ///< the baseline has too few recorded weeks
  no_events,      ///< the whole has none in the baseline
  not_recorded,   ///< nothing of the week itself has been recorded
};
[[nodiscard]] std::string_view name_of(NoExpectation why);

/// Of one place, or of the whole.
struct ExpectedCount {
  std::optional<CountForecast> forecast{};  ///< nothing where `ExpectedCounts::why` says so
  std::uint64_t baseline_events = 0;
  double mean_error = 0;        ///< standard deviation of the mean: by how far the baseline may be wrong
  double dispersion = 0;        ///< posterior mean; the variance of a week is mean + dispersion mean^2
  bool has_own_season = false;  ///< of a place: beside that of the whole
  bool has_own_events = false;  ///< of a place: effects of what comes just there, in some week
};

struct ExpectedCounts {
  NoExpectation why = NoExpectation::has_value;
  std::size_t baseline_from = 0;   ///< first week of the baseline
  std::size_t baseline_to = 0;     ///< the week behind its last
  std::size_t recorded_weeks = 0;  ///< of the baseline
  std::optional<WeekPattern> pattern{};
  ExpectedCount whole{};
  std::vector<ExpectedCount> place{};
};

/// The forecast of week `week` from the weeks before it, or, for a week to come, from the last ones there are. `features` have a value for
/// every week of the counts, and up to that week. Formulas:
/// - a place: rate * level of the whole, see steady_rate.hpp; Poisson with few events is the exact negative binomial of the
///   posterior Gamma(events + 1/2, sum of levels);
/// - the dispersion: its posterior over a grid, the evidence of other places counting for at most `swing_of_others_weeks`;
/// - for each dispersion d a negative binomial with spread d + v + d v, which is the product of two independent gammas matched by mean
///   and variance: the swing d and v, the variance of the log mean: 1 / information plus what the pattern adds.
/// Throws InvalidOption as check() does, for columns that do not fit together, or for a week beyond the features.
[[nodiscard]] ExpectedCounts expected_counts(const WeeklyCounts& counts, std::span<const WeekFeature> features,
                                             std::size_t week, const ExpectedCountsOptions& options = {});

}  // namespace lykta
