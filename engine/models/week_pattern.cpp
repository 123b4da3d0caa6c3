#include "engine/models/week_pattern.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numbers>
#include <utility>

#include <fmt/format.h>

#include "engine/base/error.hpp"

namespace lykta {

namespace {

constexpr double days_of_year = 365.2425;
constexpr double weeks_of_year = days_of_year / 7;

double penalty_of(double sd) { return 1 / (sd * sd); }

/// Columns of all weeks with their names and penalties.
struct PatternColumns {
  DesignMatrix matrix;
  std::vector<std::string> name;
  std::vector<double> penalty;
};

void check_weeks(const PatternWeeks& weeks) {
  const auto all = weeks.baseline + weeks.ahead;
  if (weeks.count.size() != weeks.baseline || weeks.exposure.size() != weeks.baseline ||
      !std::ranges::all_of(weeks.features, [&](const WeekFeature& feature) { return feature.value.size() == all; })) {
    throw InvalidOption(
        fmt::format("{} weeks of a baseline have as many counts and exposures, and features have values for {}",
                    weeks.baseline, all));
  }
  if (!std::ranges::all_of(weeks.exposure, [](double share) { return std::isfinite(share) && share >= 0; })) {
    throw InvalidOption("the recorded share of a week is not negative");
  }
}

std::vector<double> trend_in_years(const PatternWeeks& weeks, double damping) {
  const auto middle = (static_cast<double>(weeks.baseline) - 1) / 2;
  std::vector<double> trend;
  auto step = 1.0;
  for (std::size_t week = 0; week < weeks.baseline + weeks.ahead; ++week) {
    if (week < weeks.baseline) {
      trend.push_back((static_cast<double>(week) - middle) / weeks_of_year);
    } else {
      step *= damping;
      trend.push_back((trend.empty() ? 0 : trend.back()) + step / weeks_of_year);
    }
  }
  return trend;
}

std::vector<double> wave(const PatternWeeks& weeks, unsigned harmonic, double turn) {
  std::vector<double> values;
  for (std::size_t week = 0; week < weeks.baseline + weeks.ahead; ++week) {
    const auto thursday = weeks.first_monday + std::chrono::days(static_cast<int>(7 * week) + 3);
    const auto day = static_cast<double>(thursday.time_since_epoch().count());
    values.push_back(std::sin(2 * std::numbers::pi * (harmonic * day / days_of_year + turn)));
  }
  return values;
}

PatternColumns columns_of(const PatternWeeks& weeks, unsigned harmonics, const WeekPatternOptions& options) {
  PatternColumns columns;
  const auto add = [&](std::vector<double> values, std::string name, double penalty) {
    columns.matrix.columns.push_back(std::move(values));
    columns.name.push_back(std::move(name));
    columns.penalty.push_back(penalty);
  };
  columns.matrix.rows = weeks.baseline + weeks.ahead;
  add(std::vector<double>(columns.matrix.rows, 1.0), "mean", 0);
  if (options.trend) {
    add(trend_in_years(weeks, options.trend_damping), "trend", penalty_of(options.trend_sd));
  }
  for (unsigned harmonic = 1; harmonic <= harmonics; ++harmonic) {
    add(wave(weeks, harmonic, 0), fmt::format("season {} sine", harmonic), penalty_of(options.season_sd));
    add(wave(weeks, harmonic, 0.25), fmt::format("season {} cosine", harmonic), penalty_of(options.season_sd));
  }
  for (const auto& feature : weeks.features) {
    const auto sd = feature.kind == FeatureKind::event  ? options.event_sd
                    : feature.kind == FeatureKind::kind ? options.kind_sd
                                                        : options.feature_sd;
    add(feature.value, feature.name, penalty_of(sd));
  }
  return columns;
}

/// The weeks that were recorded, as a regression takes them.
struct RecordedWeeks {
  std::vector<std::size_t> week;
  std::vector<std::uint64_t> count;
  std::vector<double> offset;
};

RecordedWeeks recorded_weeks(const PatternWeeks& weeks) {
  RecordedWeeks recorded;
  for (std::size_t week = 0; week < weeks.baseline; ++week) {
    if (weeks.exposure[week] > 0) {
      recorded.week.push_back(week);
      recorded.count.push_back(weeks.count[week]);
      recorded.offset.push_back(std::log(weeks.exposure[week]));
    }
  }
  return recorded;
}

std::size_t weeks_with(const WeekFeature& feature, std::span<const std::size_t> weeks) {
  return static_cast<std::size_t>(
      std::ranges::count_if(weeks, [&](std::size_t week) { return feature.value[week] != 0; }));
}

/// Enough for a choice and for what is said to four digits.
constexpr double pattern_tolerance = 1e-6;

CountRegression fit_columns(const PatternColumns& columns, const RecordedWeeks& recorded,
                            std::optional<double> dispersion) {
  const auto matrix = rows_of(columns.matrix, recorded.week);
  const CountRegressionOptions how{.tolerance = pattern_tolerance, .penalty = columns.penalty};
  return dispersion ? fit_with_dispersion(matrix, recorded.count, recorded.offset, *dispersion, how)
                    : fit_negative_binomial(matrix, recorded.count, recorded.offset, how);
}

/// The number with the lowest AIC, all with the dispersion that the most harmonics leave.
unsigned chosen_harmonics(const PatternWeeks& weeks, const RecordedWeeks& recorded, const WeekPatternOptions& options) {
  const auto most = recorded.week.size() >= 104 ? 2U : recorded.week.size() >= 52 ? 1U : 0U;
  if (options.harmonics || most == 0) {
    return options.harmonics.value_or(0);
  }
  const auto largest = fit_columns(columns_of(weeks, most, options), recorded, std::nullopt);
  const auto dispersion = largest.dispersion_value();
  auto best = most;
  auto lowest = largest.aic - (largest.dispersion ? 2 : 0);
  for (auto harmonics = most; harmonics > 0; --harmonics) {
    const auto fit = fit_columns(columns_of(weeks, harmonics - 1, options), recorded, dispersion);
    const auto aic = -2 * fit.log_likelihood + 2 * fit.effective_parameters;
    if (aic <= lowest) {
      best = harmonics - 1;
      lowest = aic;
    }
  }
  return best;
}

/// The mean row of the baseline, weeks counting by what is expected in them: log(sum of levels) moves with it.
std::vector<double> mean_row(const DesignMatrix& matrix, const WeekPattern& pattern, const RecordedWeeks& recorded) {
  std::vector<double> row(matrix.columns.size(), 0.0);
  double all = 0;
  for (std::size_t i = 0; i < recorded.week.size(); ++i) {
    all += pattern.fit.fitted[i];
    for (std::size_t column = 0; column < row.size(); ++column) {
      row[column] += pattern.fit.fitted[i] * matrix.columns[column][recorded.week[i]];
    }
  }
  for (auto& value : row) {
    value /= all;
  }
  return row;
}

void say_each_week(const DesignMatrix& matrix, const RecordedWeeks& recorded, WeekPattern& pattern) {
  const auto middle = mean_row(matrix, pattern, recorded);
  for (std::size_t week = 0; week < matrix.rows; ++week) {
    auto row = matrix.row(week);
    const auto predicted = pattern.fit.predict(row);
    pattern.level.push_back(std::exp(predicted->value));
    pattern.variance.push_back(predicted->variance);
    for (std::size_t column = 0; column < row.size(); ++column) {
      row[column] -= middle[column];
    }
    // Both have 1 for the mean, but for rounding.
    row[0] = 0;
    pattern.variance_beside_baseline.push_back(pattern.fit.predict(row)->variance);
  }
}

}  // namespace

void check(const WeekPatternOptions& options) {
  constexpr unsigned most_harmonics = 6;
  for (const auto sd : {options.trend_sd, options.season_sd, options.feature_sd, options.kind_sd, options.event_sd}) {
    if (!(std::isfinite(sd) && sd > 0)) {
      throw InvalidOption("the standard deviation of a prior is a positive number");
    }
  }
  if (!(options.trend_damping >= 0 && options.trend_damping <= 1)) {
    throw InvalidOption("a trend is damped by a factor between 0 and 1");
  }
  if (options.fewest_weeks_of_feature == 0) {
    throw InvalidOption("what comes now and then is told by at least one week");
  }
  if (options.harmonics.value_or(0) > most_harmonics) {
    throw InvalidOption(fmt::format("a season has at most {} harmonics", most_harmonics));
  }
}

std::optional<WeekPattern> week_pattern(const PatternWeeks& weeks, const WeekPatternOptions& options) {
  check(options);
  check_weeks(weeks);
  const auto recorded = recorded_weeks(weeks);
  if (std::ranges::all_of(recorded.count, [](std::uint64_t count) { return count == 0; })) {
    return std::nullopt;
  }
  WeekPattern pattern;
  auto heeded = weeks;
  heeded.features = heeded_features(weeks.features, recorded.week, options);
  pattern.harmonics = chosen_harmonics(heeded, recorded, options);
  const auto columns = columns_of(heeded, pattern.harmonics, options);
  pattern.fit = fit_columns(columns, recorded, std::nullopt);
  pattern.columns = columns.name;
  say_each_week(columns.matrix, recorded, pattern);
  for (const auto& feature : weeks.features) {
    if (weeks_with(feature, recorded.week) == 0 || !pattern.heeds(feature.name)) {
      pattern.without_data.push_back(feature.name);
    }
  }
  return pattern;
}

bool WeekPattern::heeds(const std::string& column) const { return std::ranges::find(columns, column) != columns.end(); }

std::vector<WeekFeature> heeded_features(std::span<const WeekFeature> features,
                                         std::span<const std::size_t> recorded_weeks,
                                         const WeekPatternOptions& options) {
  // Names with the most weeks first, of equals the one that comes first.
  std::vector<std::pair<std::size_t, std::size_t>> names;
  for (std::size_t i = 0; i < features.size(); ++i) {
    if (const auto with = weeks_with(features[i], recorded_weeks); features[i].kind == FeatureKind::event &&
                                                                   with >= options.fewest_weeks_of_feature &&
                                                                   with < recorded_weeks.size()) {
      names.emplace_back(with, i);
    }
  }
  std::ranges::stable_sort(names, std::greater<>{}, &std::pair<std::size_t, std::size_t>::first);
  names.resize(std::min(names.size(), options.most_names));
  std::vector<WeekFeature> heeded;
  for (std::size_t i = 0; i < features.size(); ++i) {
    const auto with = weeks_with(features[i], recorded_weeks);
    const auto is_known = with >= options.fewest_weeks_of_feature && with < recorded_weeks.size();
    if (features[i].kind == FeatureKind::days || (features[i].kind == FeatureKind::kind && is_known) ||
        std::ranges::find(names, i, &std::pair<std::size_t, std::size_t>::second) != names.end()) {
      heeded.push_back(features[i]);
    }
  }
  return heeded;
}

DesignMatrix season_columns(const PatternWeeks& weeks, unsigned harmonics) {
  DesignMatrix matrix{weeks.baseline + weeks.ahead, {}};
  for (unsigned harmonic = 1; harmonic <= harmonics; ++harmonic) {
    matrix.columns.push_back(wave(weeks, harmonic, 0));
    matrix.columns.push_back(wave(weeks, harmonic, 0.25));
  }
  return matrix;
}

}  // namespace lykta
