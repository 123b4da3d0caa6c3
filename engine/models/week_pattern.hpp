// How does the number of events of a whole area go up and down from week to week, and what does that say of a week to come?
//
// One negative binomial regression over the weeks of a baseline: trend, season and what the calendar says. Priors keep the
// coefficients of short baselines small, so that nothing runs away.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/models/count_regression.hpp"
#include "engine/time/week_features.hpp"

namespace lykta {

struct WeekPatternOptions {
  /// Pairs of sine and cosine of a year and its parts. Nothing: 0, from 52 weeks on perhaps 1, and from 104 on perhaps 2: those with
  /// the lowest AIC, of equals the fewest.
  std::optional<unsigned> harmonics{};
  bool trend = true;
  /// Standard deviations of the normal priors around "no effect", as logs of a factor: 0.2 is a fifth more or less.
  double trend_sd = 0.2;  ///< of the trend, for a year
  double season_sd = 0.5;
  double feature_sd = 0.5;  ///< of each day of a sort
  double kind_sd = 0.5;     ///< of a week of a kind that comes now and then
  double event_sd = 0.5;    ///< of what one name has beside its kind
  /// Of what comes now and then, so many weeks of the baseline must tell; what has fewer is not heeded. Two is the least that tells a habit
  /// from a single week, and what a yearly event has in two years; the prior keeps small what they do not show.
  std::size_t fewest_weeks_of_feature = 2;
  std::size_t most_names = 12;  ///< that may have effects of their own: those with the most weeks, of equals the first
  /// A trend goes on behind the baseline for each week by this share of the week before it (damped: Gardner & McKenzie 1985,
  /// doi 10.1287/mnsc.31.10.1237).
  double trend_damping = 0.95;
};
/// Throws InvalidOption for priors that are not positive, a damping outside [0, 1], more than 6 harmonics, or no week of a feature.
void check(const WeekPatternOptions& options);

/// Weeks follow each other from `first_monday` on; those of the baseline come first.
struct PatternWeeks {
  std::chrono::local_days first_monday{};
  std::size_t baseline = 0;            ///< weeks with a count
  std::size_t ahead = 1;               ///< weeks after them that something is to be said of
  std::vector<std::uint64_t> count{};  ///< one per week of the baseline
  std::vector<double> exposure{};  ///< one per week of the baseline: the share of the week that was recorded; 0: none
  std::vector<WeekFeature> features{};  ///< each with a value for every week, of the baseline and ahead
};

struct WeekPattern {
  CountRegression fit;
  std::vector<std::string> columns;  ///< "mean", "trend", "season 1 sine", ..., and the names of the features
  unsigned harmonics = 0;
  std::vector<double> level;  ///< mean of a whole week: of the baseline and ahead; proportions of these are the pattern
  std::vector<double> variance;  ///< of its log
  /// Of the log of (level of a week / level of the baseline): what the pattern adds to the error of whatever is in proportion
  /// to it, as a place is. One per week.
  std::vector<double> variance_beside_baseline;
  /// Features of which nothing is known: days that are 0 in all weeks of the baseline, and what comes now and then and is not heeded.
  std::vector<std::string> without_data;

  [[nodiscard]] bool heeds(const std::string& column) const;
};

/// Those of the features that the recorded weeks of the baseline tell enough of, in their order; see WeekPatternOptions. What every week
/// has is not heeded: it would be the mean.
[[nodiscard]] std::vector<WeekFeature> heeded_features(std::span<const WeekFeature> features,
                                                       std::span<const std::size_t> recorded_weeks,
                                                       const WeekPatternOptions& options = {});

/// Columns: a mean, the trend in years from the middle of the baseline, harmonics of the day of the year of Thursdays (a year
/// being 365.2425 days), and the heeded features. Weeks of exposure 0 take no part. Nothing where no week has an event. Throws InvalidOption as
/// check() does, and where columns do not fit together.
[[nodiscard]] std::optional<WeekPattern> week_pattern(const PatternWeeks& weeks,
                                                      const WeekPatternOptions& options = {});

/// Sine and cosine of these weeks and those ahead, as above: what a place may have beside the pattern of the whole.
[[nodiscard]] DesignMatrix season_columns(const PatternWeeks& weeks, unsigned harmonics);

}  // namespace lykta
