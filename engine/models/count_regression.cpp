#include "engine/models/count_regression.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <functional>
#include <numeric>

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "engine/base/numbers.hpp"
#include "engine/models/least_squares.hpp"
#include "engine/models/separated_rows.hpp"

namespace lykta {

namespace {

/// The rows and columns that a likeliest finite coefficient exists for.
struct SoundPart {
  DesignMatrix matrix;
  std::vector<std::uint64_t> count;
  std::vector<double> offset;
  std::vector<double> penalty;
  std::vector<std::size_t> row;     ///< of the whole
  std::vector<std::size_t> column;  ///< of the whole
};

/// Where the steps stand.
struct FitState {
  LeastSquares squares{};
  std::vector<double> mean{};
  double deviance = 0;
  double penalised = 0;  ///< deviance + sum penalty b^2
  unsigned steps = 0;
  bool converged = false;
};

void check_regression(const DesignMatrix& matrix, std::span<const std::uint64_t> count, std::span<const double> offset,
                      std::span<const double> penalty) {
  if (matrix.rows == 0 || matrix.columns.empty()) {
    throw InvalidOption("a regression needs rows and columns");
  }
  const auto fits = [&](const std::vector<double>& column) {
    return column.size() == matrix.rows && std::ranges::all_of(column, [](double x) { return std::isfinite(x); });
  };
  if (!std::ranges::all_of(matrix.columns, fits) || count.size() != matrix.rows ||
      (!offset.empty() && offset.size() != matrix.rows) ||
      (!penalty.empty() && penalty.size() != matrix.columns.size())) {
    throw InvalidOption(
        fmt::format("columns, counts and offsets of a regression have {} numbers each, all finite, and there is "
                    "a penalty for each column or for none",
                    matrix.rows));
  }
  if (!std::ranges::all_of(offset, [](double x) { return std::isfinite(x); }) ||
      !std::ranges::all_of(penalty, [](double x) { return std::isfinite(x) && x >= 0; })) {
    throw InvalidOption("offsets of a regression are finite, and penalties are not negative");
  }
}

DesignMatrix part_of_matrix(const DesignMatrix& matrix, std::span<const std::size_t> rows,
                            std::span<const std::size_t> columns) {
  DesignMatrix part{rows.size(), {}};
  for (const auto column : columns) {
    auto& values = part.columns.emplace_back();
    for (const auto row : rows) {
      values.push_back(matrix.columns[column][row]);
    }
  }
  return part;
}

std::vector<std::size_t> every_index(std::size_t size) {
  std::vector<std::size_t> all(size);
  std::iota(all.begin(), all.end(), std::size_t{0});
  return all;
}

/// Of the columns without a penalty those that are independent in these rows. A penalty makes any other sound.
std::vector<std::size_t> without_aliased(const DesignMatrix& matrix, std::span<const std::size_t> rows,
                                         std::span<const std::size_t> free) {
  const auto independent = independent_columns(part_of_matrix(matrix, rows, free));
  std::vector<std::size_t> kept;
  for (std::size_t i = 0; i < free.size(); ++i) {
    if (independent[i]) {
      kept.push_back(free[i]);
    }
  }
  return kept;
}

/// Says in the result what is left out and why.
SoundPart sound_part(const DesignMatrix& matrix, std::span<const std::uint64_t> count, std::span<const double> offset,
                     std::span<const double> penalty, CountRegression& result) {
  std::vector<std::size_t> free;
  for (std::size_t column = 0; column < matrix.columns.size(); ++column) {
    if (penalty.empty() || penalty[column] == 0) {
      free.push_back(column);
    }
  }
  auto rows = every_index(matrix.rows);
  const auto apart = without_aliased(matrix, rows, free);
  result.missing.assign(matrix.columns.size(), NoCoefficient::has_value);
  for (const auto column : free) {
    result.missing[column] = NoCoefficient::aliased;
  }
  result.separated = separated_rows(part_of_matrix(matrix, rows, apart), count);
  std::erase_if(rows, [&](std::size_t row) { return std::ranges::binary_search(result.separated, row); });
  for (const auto column : apart) {
    result.missing[column] = NoCoefficient::separated;
  }
  for (const auto column : without_aliased(matrix, rows, apart)) {
    result.missing[column] = NoCoefficient::has_value;
  }
  SoundPart part;
  for (std::size_t column = 0; column < matrix.columns.size(); ++column) {
    if (result.missing[column] == NoCoefficient::has_value) {
      part.column.push_back(column);
      part.penalty.push_back(penalty.empty() ? 0 : penalty[column]);
    }
  }
  part.matrix = part_of_matrix(matrix, rows, part.column);
  for (const auto row : rows) {
    part.count.push_back(count[row]);
    part.offset.push_back(offset.empty() ? 0 : offset[row]);
  }
  part.row = std::move(rows);
  return part;
}

/// Puts means and deviance in place for these coefficients.
void look_at_fit(const SoundPart& part, double dispersion, FitState& state) {
  state.mean = part.offset;
  state.deviance = 0;
  state.penalised = 0;
  for (std::size_t j = 0; j < part.matrix.columns.size(); ++j) {
    const auto coefficient = state.squares.coefficient[j];
    state.penalised += part.penalty[j] * coefficient * coefficient;
    for (std::size_t row = 0; row < part.matrix.rows; ++row) {
      state.mean[row] += coefficient * part.matrix.columns[j][row];
    }
  }
  for (std::size_t row = 0; row < part.matrix.rows; ++row) {
    state.mean[row] = std::exp(state.mean[row]);
    state.deviance += unit_deviance(part.count[row], state.mean[row], dispersion);
  }
  state.penalised += state.deviance;
}

LeastSquares regression_step(const SoundPart& part, double dispersion, const std::vector<double>& mean) {
  std::vector<double> weight;
  std::vector<double> response;
  for (std::size_t row = 0; row < part.matrix.rows; ++row) {
    weight.push_back(mean[row] / (1 + dispersion * mean[row]));
    response.push_back(std::log(mean[row]) - part.offset[row] +
                       (static_cast<double>(part.count[row]) - mean[row]) / mean[row]);
  }
  return least_squares(part.matrix, weight, response, part.penalty);
}

/// A step that makes the fit worse is halved until it does not.
void halve_until_better(const SoundPart& part, double dispersion, const FitState& before, FitState& state) {
  constexpr auto most_halvings = 30;
  const auto is_worse = [&] {
    return !(state.penalised <= before.penalised + 1e-9 * (std::abs(before.penalised) + 1));
  };
  for (auto halving = 0; halving < most_halvings && is_worse(); ++halving) {
    for (std::size_t j = 0; j < part.column.size(); ++j) {
      auto& coefficient = state.squares.coefficient[j];
      coefficient = (coefficient + before.squares.coefficient[j]) / 2;
    }
    look_at_fit(part, dispersion, state);
  }
}

bool stands_still(const FitState& before, const FitState& state, double tolerance) {
  const auto& coefficient = state.squares.coefficient;
  for (std::size_t j = 0; j < coefficient.size(); ++j) {
    const auto error = std::sqrt(state.squares.inverse[j * coefficient.size() + j]);
    if (!(std::abs(coefficient[j] - before.squares.coefficient[j]) <= tolerance * error)) {
      return false;
    }
  }
  return true;
}

/// `start`: means to begin with, or empty for count + 0.1 (as R's poisson family).
FitState iterate_fit(const SoundPart& part, double dispersion, const CountRegressionOptions& options,
                     std::vector<double> start) {
  FitState state;
  if (start.empty()) {
    for (const auto count : part.count) {
      start.push_back(static_cast<double>(count) + 0.1);
    }
  }
  state.squares = regression_step(part, dispersion, start);
  look_at_fit(part, dispersion, state);
  for (state.steps = 1; state.steps < options.most_steps && !state.converged;) {
    const auto before = state;
    state.squares = regression_step(part, dispersion, before.mean);
    look_at_fit(part, dispersion, state);
    halve_until_better(part, dispersion, before, state);
    ++state.steps;
    state.converged = stands_still(before, state, options.tolerance);
  }
  // Weights at the end, which the covariance is made of.
  const auto coefficient = state.squares.coefficient;
  state.squares = regression_step(part, dispersion, state.mean);
  state.squares.coefficient = coefficient;
  return state;
}

double log_likelihood_of(const SoundPart& part, const std::vector<double>& mean, double dispersion) {
  double sum = 0;
  for (std::size_t row = 0; row < mean.size(); ++row) {
    sum += log_probability(part.count[row], mean[row], dispersion);
  }
  return sum;
}

/// Puts what was found in the sound part in its place in the whole.
void put_in_place(const SoundPart& part, const FitState& state, std::size_t rows, CountRegression& result) {
  const auto columns = result.missing.size();
  result.coefficient.assign(columns, no_number);
  result.covariance.assign(columns * columns, no_number);
  result.fitted.assign(rows, 0);
  result.effective_parameters = 0;
  for (std::size_t i = 0; i < part.column.size(); ++i) {
    result.coefficient[part.column[i]] = state.squares.coefficient[i];
    result.effective_parameters += 1 - part.penalty[i] * state.squares.inverse[i * part.column.size() + i];
    for (std::size_t j = 0; j < part.column.size(); ++j) {
      result.covariance[part.column[i] * columns + part.column[j]] = state.squares.inverse[i * part.column.size() + j];
    }
  }
  for (std::size_t i = 0; i < part.row.size(); ++i) {
    result.fitted[part.row[i]] = state.mean[i];
  }
  result.deviance = state.deviance;
  result.log_determinant = state.squares.log_determinant;
  result.log_likelihood = log_likelihood_of(part, state.mean, result.dispersion_value());
  result.aic = -2 * result.log_likelihood + 2 * (result.effective_parameters + (result.dispersion ? 1 : 0));
  result.steps += state.steps;
  if (!state.converged) {
    result.end = FitEnd::not_converged;
  }
}

/// Theta and coefficients in turns; the Poisson fit comes in, the last fit goes out.
FitState alternate_fits(const SoundPart& part, const CountRegressionOptions& options, FitState state,
                        CountRegression& result) {
  constexpr auto most_rounds = 100;
  constexpr double close_enough = 1e-10;
  auto last = -std::numeric_limits<double>::infinity();
  for (auto round = 0; round < most_rounds; ++round) {
    result.dispersion = most_likely_dispersion(part.count, state.mean);
    const auto dispersion = result.dispersion_value();
    const auto steps = state.steps;
    state = iterate_fit(part, dispersion, options, std::move(state.mean));
    state.steps += steps;
    const auto now = log_likelihood_of(part, state.mean, dispersion);
    if (!result.dispersion || std::abs(now - last) <= close_enough * (std::abs(now) + 1)) {
      return state;
    }
    last = now;
  }
  state.converged = false;
  return state;
}

using WayToFit = std::function<FitState(const SoundPart&, CountRegression&)>;

CountRegression fit_sound_part(const DesignMatrix& matrix, std::span<const std::uint64_t> count,
                               std::span<const double> offset, const CountRegressionOptions& options,
                               const WayToFit& how) {
  check_regression(matrix, count, offset, options.penalty);
  CountRegression result;
  const auto part = sound_part(matrix, count, offset, options.penalty, result);
  FitState state;
  state.converged = true;
  if (part.row.empty()) {
    result.missing.assign(matrix.columns.size(), NoCoefficient::separated);
    put_in_place({}, state, matrix.rows, result);
    result.end = FitEnd::no_events;
    return result;
  }
  state = how(part, result);
  put_in_place(part, state, matrix.rows, result);
  return result;
}

}  // namespace

std::string_view name_of(NoCoefficient why) {
  switch (why) {
    case NoCoefficient::aliased:
      return "aliased";
    case NoCoefficient::separated:
      return "separated";
    case NoCoefficient::has_value:
      break;
  }
  return "";
}

std::string_view name_of(FitEnd end) {
  switch (end) {
    case FitEnd::not_converged:
      return "not_converged";
    case FitEnd::no_events:
      return "no_events";
    case FitEnd::converged:
      break;
  }
  return "converged";
}

double CountRegression::standard_error(std::size_t column) const { return std::sqrt(covariance_of(column, column)); }

std::optional<LinearPredictor> CountRegression::predict(std::span<const double> row) const {
  assert(row.size() == coefficient.size());
  LinearPredictor predictor;
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (row[i] == 0) {
      continue;
    }
    if (missing[i] != NoCoefficient::has_value) {
      return std::nullopt;
    }
    predictor.value += row[i] * coefficient[i];
    for (std::size_t j = 0; j < row.size(); ++j) {
      if (row[j] != 0 && missing[j] == NoCoefficient::has_value) {
        predictor.variance += row[i] * row[j] * covariance_of(i, j);
      }
    }
  }
  return predictor;
}

CountRegression fit_with_dispersion(const DesignMatrix& matrix, std::span<const std::uint64_t> count,
                                    std::span<const double> offset, double dispersion,
                                    const CountRegressionOptions& options) {
  return fit_sound_part(matrix, count, offset, options, [&](const SoundPart& part, CountRegression& result) {
    if (dispersion > 0) {
      result.dispersion = DispersionFit{dispersion, no_number};
    }
    return iterate_fit(part, dispersion, options, {});
  });
}

CountRegression fit_poisson(const DesignMatrix& matrix, std::span<const std::uint64_t> count,
                            std::span<const double> offset, const CountRegressionOptions& options) {
  return fit_with_dispersion(matrix, count, offset, 0, options);
}

CountRegression fit_negative_binomial(const DesignMatrix& matrix, std::span<const std::uint64_t> count,
                                      std::span<const double> offset, const CountRegressionOptions& options) {
  return fit_sound_part(matrix, count, offset, options, [&](const SoundPart& part, CountRegression& result) {
    auto poisson = iterate_fit(part, 0, options, {});
    if (!most_likely_dispersion(part.count, poisson.mean)) {
      return poisson;
    }
    return alternate_fits(part, options, std::move(poisson), result);
  });
}

}  // namespace lykta
