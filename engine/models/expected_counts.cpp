#include "engine/models/expected_counts.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "engine/models/own_season.hpp"
#include "engine/models/steady_rate.hpp"

namespace lykta {

namespace {

/// The weeks of a baseline that were recorded.
struct Baseline {
  std::size_t from = 0;
  std::vector<std::size_t> week;  ///< of the counts
  std::vector<double> level;      ///< of the pattern, times the share that was recorded
};

double recorded_share(const WeeklyCounts& counts, std::size_t week) {
  return week < counts.exposure.size() ? counts.exposure[week] : 1;
}

std::vector<std::uint64_t> in_baseline(const Baseline& baseline, const std::vector<std::uint64_t>& count) {
  std::vector<std::uint64_t> chosen;
  for (const auto week : baseline.week) {
    chosen.push_back(count[week]);
  }
  return chosen;
}

void check_weekly_counts(const WeeklyCounts& counts, std::span<const WeekFeature> features, std::size_t week) {
  const auto fits = [&](const std::vector<std::uint64_t>& count) { return count.size() == counts.weeks(); };
  if (!std::ranges::all_of(counts.of_place, fits) ||
      (!counts.exposure.empty() && counts.exposure.size() != counts.weeks())) {
    throw InvalidOption(fmt::format("each place has a count for each of {} weeks", counts.weeks()));
  }
  const auto check_feature = [&](const WeekFeature& feature) {
    if (feature.value.size() < std::max(counts.weeks(), week + 1)) {
      throw InvalidOption(fmt::format("'{}' is known for {} weeks; {} are asked for", feature.name,
                                      feature.value.size(), std::max(counts.weeks(), week + 1)));
    }
  };
  std::ranges::for_each(features, check_feature);
  for (const auto& of_place : counts.features_of_place) {
    std::ranges::for_each(of_place, check_feature);
  }
  if (!counts.features_of_place.empty() && counts.features_of_place.size() != counts.of_place.size()) {
    throw InvalidOption("what comes at places is known for each of them, or for none");
  }
}

PatternWeeks pattern_weeks(const WeeklyCounts& counts, std::span<const WeekFeature> features, std::size_t from,
                           std::size_t to, std::size_t week) {
  PatternWeeks weeks;
  weeks.first_monday = counts.first_monday + std::chrono::days(7 * static_cast<int>(from));
  weeks.baseline = to - from;
  weeks.ahead = week + 1 - to;
  for (auto each = from; each < to; ++each) {
    weeks.count.push_back(counts.whole[each]);
    weeks.exposure.push_back(recorded_share(counts, each));
  }
  for (const auto& feature : features) {
    auto& part = weeks.features.emplace_back(WeekFeature{feature.kind, feature.name, {}});
    for (auto each = from; each <= week; ++each) {
      part.value.push_back(feature.value[each]);
    }
  }
  return weeks;
}

/// A mean in the week of the forecast for each dispersion, and the variance of its log.
struct MeanOverSwing {
  OverSwing mean{};
  OverSwing variance{};
};

void put_forecast(const MeanOverSwing& found, const OverSwing& weight, ExpectedCount& result) {
  constexpr double too_light = 1e-3;
  double kept = 0;
  for (const auto each : weight) {
    kept += each >= too_light ? each : 0;
  }
  std::vector<ForecastPart> parts;
  double square = 0;
  double mean = 0;
  for (std::size_t i = 0; i < weight.size(); ++i) {
    if (weight[i] < too_light) {
      continue;
    }
    const auto swing = dispersion_at(i);
    const auto share = weight[i] / kept;
    parts.push_back({share, found.mean[i], swing + found.variance[i] + swing * found.variance[i]});
    result.dispersion += share * swing;
    mean += share * found.mean[i];
    square += share * found.mean[i] * found.mean[i] * (1 + found.variance[i]);
  }
  result.mean_error = std::sqrt(std::max(0.0, square - mean * mean));
  result.forecast = CountForecast(std::move(parts));
}

/// How likely the whole swings so much beside its pattern: as in steady_rate.hpp, for all coefficients of the pattern.
OverSwing evidence_of_whole(const std::vector<std::uint64_t>& count, const std::vector<double>& mean,
                            double coefficients) {
  auto evidence = likelihood_over_swing(count, mean);
  for (std::size_t i = 0; i < evidence.size(); ++i) {
    double information = 0;
    for (const auto each : mean) {
      information += each / (1 + dispersion_at(i) * each);
    }
    evidence[i] -= coefficients * std::log(information) / 2;
  }
  return evidence;
}

void expect_whole(const WeeklyCounts& counts, const Baseline& baseline, const WeekPattern& pattern, std::size_t week,
                  ExpectedCount& result) {
  const auto count = in_baseline(baseline, counts.whole);
  for (const auto each : count) {
    result.baseline_events += each;
  }
  const auto weight = swing_weights(evidence_of_whole(count, pattern.fit.fitted, pattern.fit.effective_parameters));
  MeanOverSwing found;
  const auto at = week - baseline.from;
  found.mean.fill(pattern.level[at] * recorded_share(counts, week));
  found.variance.fill(pattern.variance[at]);
  put_forecast(found, weight, result);
}

/// What all places tell of how much places swing; the place itself is one of them.
OverSwing with_others(const OverSwing& own, const OverSwing& all, double weight) {
  OverSwing together{};
  for (std::size_t i = 0; i < own.size(); ++i) {
    together[i] = own[i] + weight * (all[i] - own[i]);
  }
  return together;
}

/// All places of a baseline, and what they share.
class PlacesOfBaseline {
 public:
  PlacesOfBaseline(const WeeklyCounts& counts, const Baseline& baseline, const PatternWeeks& weeks,
                   const WeekPattern& pattern, std::size_t week, const ExpectedCountsOptions& options)
      : baseline_(baseline),
        options_(options),
        counts_(counts),
        week_(week),
        level_(pattern.level[week - baseline.from] * recorded_share(counts, week)),
        variance_(pattern.variance_beside_baseline[week - baseline.from]) {
    auto rows = baseline.week;
    rows.push_back(week);
    for (const auto& column : season_columns(weeks, 1).columns) {
      auto& values = season_.columns.emplace_back();
      for (const auto each : rows) {
        values.push_back(column[each - baseline.from]);
      }
    }
    season_.rows = rows.size();
    for (const auto& count : counts.of_place) {
      count_.push_back(in_baseline(baseline, count));
      rate_.push_back(steady_rate(count_.back(), baseline.level));
      for (std::size_t i = 0; i < all_.size(); ++i) {
        all_[i] += rate_.back().log_likelihood[i];
      }
    }
  }

  [[nodiscard]] ExpectedCount expect(std::size_t place) const {
    ExpectedCount expected;
    for (const auto each : count_[place]) {
      expected.baseline_events += each;
    }
    const auto weight = swing_weights(with_others(rate_[place].log_likelihood, all_, weight_of_others()));
    auto rate = rate_[place];
    auto level = baseline_.level;
    auto factor = 1.0;
    auto variance = variance_;
    const auto take = [&](const OwnSeason& own) {
      std::ranges::transform(level, own.factor, level.begin(), std::multiplies<>{});
      rate = steady_rate(count_[place], level);
      factor *= own.factor.back();
      variance += own.variance;
    };
    if (const auto events = events_of(place, weight)) {
      take(*events);
      expected.has_own_events = true;
    }
    if (const auto season = season_of(place, level, weight, expected.baseline_events)) {
      take(*season);
      expected.has_own_season = true;
    }
    MeanOverSwing found;
    for (std::size_t i = 0; i < weight.size(); ++i) {
      found.mean[i] = rate.rate[i] * factor * level_;
      found.variance[i] = 1 / rate.information[i] + variance;
    }
    put_forecast(found, weight, expected);
    return expected;
  }

 private:
  [[nodiscard]] double weight_of_others() const {
    const auto weeks = static_cast<double>((count_.size() - 1) * baseline_.week.size());
    return weeks > 0 ? std::min(1.0, options_.swing_of_others_weeks / weeks) : 0;
  }

  [[nodiscard]] static double mean_dispersion(const OverSwing& weight) {
    double dispersion = 0;
    for (std::size_t i = 0; i < weight.size(); ++i) {
      dispersion += weight[i] * dispersion_at(i);
    }
    return dispersion;
  }

  [[nodiscard]] std::optional<OwnSeason> season_of(std::size_t place, const std::vector<double>& level,
                                                   const OverSwing& weight, std::uint64_t events) const {
    constexpr std::size_t year_weeks = 52;
    if (events < options_.own_season_events || baseline_.week.size() < year_weeks) {
      return std::nullopt;
    }
    return own_season({count_[place], level, &season_, options_.own_season_guard_weeks}, mean_dispersion(weight),
                      options_.own_season_sd);
  }

  /// What comes just here now and then, as far as the baseline tells of it.
  [[nodiscard]] std::optional<OwnSeason> events_of(std::size_t place, const OverSwing& weight) const {
    if (counts_.features_of_place.empty()) {
      return std::nullopt;
    }
    auto how = options_.pattern;
    how.most_names = options_.most_own_names;
    DesignMatrix matrix{baseline_.week.size() + 1, {}};
    for (const auto& feature : heeded_features(counts_.features_of_place[place], baseline_.week, how)) {
      auto& values = matrix.columns.emplace_back();
      for (const auto each : baseline_.week) {
        values.push_back(feature.value[each]);
      }
      values.push_back(feature.value[week_]);
    }
    return matrix.columns.empty() ? std::nullopt
                                  : own_season({count_[place], baseline_.level, &matrix, 0}, mean_dispersion(weight),
                                               options_.own_events_sd);
  }

  const Baseline& baseline_;
  const ExpectedCountsOptions& options_;
  const WeeklyCounts& counts_;
  std::size_t week_;
  double level_;
  double variance_;
  DesignMatrix season_;  ///< of the recorded weeks of the baseline and of the forecast's
  std::vector<std::vector<std::uint64_t>> count_;
  std::vector<SteadyRate> rate_;
  OverSwing all_{};  ///< log likelihood of all places together
};

}  // namespace

void check(const ExpectedCountsOptions& options) {
  constexpr std::size_t least = 4;
  check(options.pattern);
  if (options.fewest_weeks < least || options.baseline_weeks < options.fewest_weeks) {
    throw InvalidOption(fmt::format("a baseline has at least {} weeks, and may have as many as it must", least));
  }
  if (!(options.own_season_sd > 0) || !(options.own_events_sd > 0) || !(options.swing_of_others_weeks >= 0)) {
    throw InvalidOption(
        "the standard deviation of a prior is a positive number, and evidence in weeks is not negative");
  }
}

std::string_view name_of(NoExpectation why) {
  switch (why) {
    case NoExpectation::too_few_weeks:
      return "too_few_weeks";
    case NoExpectation::no_events:
      return "no_events";
    case NoExpectation::not_recorded:
      return "not_recorded";
    case NoExpectation::has_value:
      break;
  }
  return "";
}

ExpectedCounts expected_counts(const WeeklyCounts& counts, std::span<const WeekFeature> features, std::size_t week,
                               const ExpectedCountsOptions& options) {
  check(options);
  check_weekly_counts(counts, features, week);
  ExpectedCounts result;
  result.baseline_to = std::min(week, counts.weeks());
  result.baseline_from = result.baseline_to - std::min(result.baseline_to, options.baseline_weeks);
  Baseline baseline{result.baseline_from, {}, {}};
  for (auto each = result.baseline_from; each < result.baseline_to; ++each) {
    if (recorded_share(counts, each) > 0) {
      baseline.week.push_back(each);
    }
  }
  result.recorded_weeks = baseline.week.size();
  const auto none = [&](NoExpectation why) {
    result.why = why;
    result.place.resize(counts.of_place.size());
    return result;
  };
  if (baseline.week.size() < options.fewest_weeks) {
    return none(NoExpectation::too_few_weeks);
  }
  if (recorded_share(counts, week) <= 0) {
    return none(NoExpectation::not_recorded);
  }
  const auto weeks = pattern_weeks(counts, features, result.baseline_from, result.baseline_to, week);
  result.pattern = week_pattern(weeks, options.pattern);
  if (!result.pattern) {
    return none(NoExpectation::no_events);
  }
  for (const auto each : baseline.week) {
    baseline.level.push_back(result.pattern->level[each - result.baseline_from] * recorded_share(counts, each));
  }
  expect_whole(counts, baseline, *result.pattern, week, result.whole);
  const PlacesOfBaseline places(counts, baseline, weeks, *result.pattern, week, options);
  for (std::size_t place = 0; place < counts.of_place.size(); ++place) {
    result.place.push_back(places.expect(place));
  }
  return result;
}

}  // namespace lykta
