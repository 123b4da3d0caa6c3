#include "engine/models/own_season.hpp"

#include <algorithm>
#include <cmath>

#include "engine/models/count_regression.hpp"

namespace lykta {

namespace {

/// A mean and the season in the weeks that tell.
DesignMatrix telling_weeks(const DesignMatrix& season, std::size_t weeks) {
  DesignMatrix matrix{weeks, {std::vector<double>(weeks, 1.0)}};
  for (const auto& column : season.columns) {
    matrix.columns.emplace_back(column.begin(), column.begin() + static_cast<std::ptrdiff_t>(weeks));
  }
  return matrix;
}

/// Of a week or of several: their mean row, without the mean.
std::vector<double> row_without_mean(const DesignMatrix& season, std::span<const double> weight) {
  std::vector<double> row{0.0};
  for (const auto& column : season.columns) {
    double sum = 0;
    double all = 0;
    for (std::size_t week = 0; week < weight.size(); ++week) {
      sum += weight[week] * column[week];
      all += weight[week];
    }
    row.push_back(sum / all);
  }
  return row;
}

}  // namespace

std::optional<OwnSeason> own_season(const OwnSeasonWeeks& weeks, double dispersion, double prior_sd) {
  constexpr double close_enough = 1e-6;
  const auto telling = weeks.count.size() - std::min(weeks.count.size(), weeks.guarded);
  if (telling == 0) {
    return std::nullopt;
  }
  const auto matrix = telling_weeks(*weeks.season, telling);
  std::vector<double> offset;
  for (const auto level : weeks.level.first(telling)) {
    offset.push_back(std::log(level));
  }
  CountRegressionOptions how{.tolerance = close_enough};
  how.penalty.assign(matrix.columns.size(), 1 / (prior_sd * prior_sd));
  how.penalty[0] = 0;
  const auto count = weeks.count.first(telling);
  const auto own = fit_with_dispersion(matrix, count, offset, dispersion, how);
  const DesignMatrix alone{matrix.rows, {matrix.columns[0]}};
  const auto none = fit_with_dispersion(alone, count, offset, dispersion, {.tolerance = close_enough});
  if (own.end == FitEnd::no_events || own.aic >= none.aic) {
    return std::nullopt;
  }
  OwnSeason season;
  for (std::size_t week = 0; week < weeks.season->rows; ++week) {
    std::vector<double> row{0.0};
    for (const auto& column : weeks.season->columns) {
      row.push_back(column[week]);
    }
    season.factor.push_back(std::exp(own.predict(row)->value));
  }
  auto beside = row_without_mean(*weeks.season, weeks.level);
  for (std::size_t column = 0; column < weeks.season->columns.size(); ++column) {
    beside[column + 1] = weeks.season->columns[column].back() - beside[column + 1];
  }
  season.variance = own.predict(beside)->variance;
  return season;
}

}  // namespace lykta
