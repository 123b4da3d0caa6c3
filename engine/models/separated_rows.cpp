#include "engine/models/separated_rows.hpp"

#include <algorithm>
#include <cmath>

#include "engine/models/least_squares.hpp"

namespace lykta {

namespace {

/// X b for each row and each b.
DesignMatrix values_along(const DesignMatrix& matrix, const std::vector<std::vector<double>>& directions) {
  DesignMatrix values{matrix.rows, {}};
  for (const auto& direction : directions) {
    auto& column = values.columns.emplace_back(matrix.rows, 0.0);
    for (std::size_t j = 0; j < direction.size(); ++j) {
      for (std::size_t row = 0; row < matrix.rows; ++row) {
        column[row] += matrix.columns[j][row] * direction[j];
      }
    }
  }
  return values;
}

std::vector<double> fitted_along(const DesignMatrix& matrix, const std::vector<double>& response) {
  const std::vector<double> ones(matrix.rows, 1.0);
  const std::vector<double> none(matrix.columns.size(), 0.0);
  const auto found = least_squares(matrix, ones, response, none).coefficient;
  std::vector<double> values(matrix.rows, 0.0);
  for (std::size_t j = 0; j < found.size(); ++j) {
    for (std::size_t row = 0; row < matrix.rows; ++row) {
      values[row] += found[j] * matrix.columns[j][row];
    }
  }
  return values;
}

}  // namespace

std::vector<std::size_t> separated_rows(const DesignMatrix& matrix, std::span<const std::uint64_t> count) {
  constexpr double is_zero = 1e-7;
  constexpr auto most_steps = 10'000;
  std::vector<std::size_t> with_events;
  std::vector<std::size_t> without;
  for (std::size_t row = 0; row < matrix.rows; ++row) {
    (count[row] > 0 ? with_events : without).push_back(row);
  }
  const auto directions = null_space(rows_of(matrix, with_events));
  if (directions.empty() || without.empty()) {
    return {};
  }
  const auto free = values_along(rows_of(matrix, without), directions);
  std::vector<double> response(free.rows, 1.0);
  for (auto step = 0; step < most_steps; ++step) {
    response = fitted_along(free, response);
    if (std::ranges::min(response) >= -is_zero) {
      break;
    }
    std::ranges::transform(response, response.begin(), [](double value) { return std::max(value, 0.0); });
  }
  std::vector<std::size_t> rows;
  for (std::size_t i = 0; i < response.size(); ++i) {
    if (response[i] > is_zero) {
      rows.push_back(without[i]);
    }
  }
  return rows;
}

}  // namespace lykta
