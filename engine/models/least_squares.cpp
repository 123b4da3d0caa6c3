#include "engine/models/least_squares.hpp"

#include <cassert>
#include <cmath>
#include <cstddef>

#include <Eigen/Dense>

namespace lykta {

namespace {

Eigen::Index as_index(std::size_t number) { return static_cast<Eigen::Index>(number); }

double product(std::span<const double> a, std::span<const double> b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    sum += a[i] * b[i];
  }
  return sum;
}

void take_off(std::vector<double>& column, const std::vector<double>& direction) {
  const auto share = product(column, direction);
  for (std::size_t i = 0; i < column.size(); ++i) {
    column[i] -= share * direction[i];
  }
}

}  // namespace

LeastSquares least_squares(const DesignMatrix& matrix, std::span<const double> weight, std::span<const double> response,
                           std::span<const double> penalty) {
  assert(weight.size() == matrix.rows && response.size() == matrix.rows && penalty.size() == matrix.columns.size());
  const auto rows = as_index(matrix.rows);
  const auto columns = as_index(matrix.columns.size());
  Eigen::MatrixXd x = Eigen::MatrixXd::Zero(rows + columns, columns);
  Eigen::VectorXd y = Eigen::VectorXd::Zero(rows + columns);
  for (Eigen::Index row = 0; row < rows; ++row) {
    const auto at = static_cast<std::size_t>(row);
    const auto root = std::sqrt(weight[at]);
    y(row) = root * response[at];
    for (Eigen::Index column = 0; column < columns; ++column) {
      x(row, column) = root * matrix.columns[static_cast<std::size_t>(column)][at];
    }
  }
  for (Eigen::Index column = 0; column < columns; ++column) {
    x(rows + column, column) = std::sqrt(penalty[static_cast<std::size_t>(column)]);
  }
  const Eigen::HouseholderQR<Eigen::MatrixXd> qr(x);
  const Eigen::VectorXd coefficient = qr.solve(y);
  const Eigen::MatrixXd triangle = qr.matrixQR().topRows(columns).triangularView<Eigen::Upper>();
  const Eigen::MatrixXd inverse_triangle =
      triangle.triangularView<Eigen::Upper>().solve(Eigen::MatrixXd::Identity(columns, columns));
  const Eigen::MatrixXd inverse = inverse_triangle * inverse_triangle.transpose();
  LeastSquares result;
  for (Eigen::Index i = 0; i < columns; ++i) {
    result.coefficient.push_back(coefficient(i));
    result.log_determinant += 2 * std::log(std::abs(triangle(i, i)));
    for (Eigen::Index j = 0; j < columns; ++j) {
      result.inverse.push_back(inverse(i, j));
    }
  }
  return result;
}

std::vector<bool> independent_columns(const DesignMatrix& matrix) {
  constexpr double least_left = 1e-7;
  std::vector<std::vector<double>> directions;
  std::vector<bool> independent;
  for (auto column : matrix.columns) {
    const auto length = std::sqrt(product(column, column));
    // Once more takes off what rounding has left.
    for (auto pass = 0; pass < 2; ++pass) {
      for (const auto& direction : directions) {
        take_off(column, direction);
      }
    }
    const auto left = std::sqrt(product(column, column));
    independent.push_back(left > least_left * length);
    if (independent.back()) {
      for (auto& value : column) {
        value /= left;
      }
      directions.push_back(std::move(column));
    }
  }
  return independent;
}

std::vector<std::vector<double>> null_space(const DesignMatrix& matrix) {
  const auto columns = as_index(matrix.columns.size());
  // A row of zeros changes nothing, and lets there be no rows.
  Eigen::MatrixXd x = Eigen::MatrixXd::Zero(as_index(matrix.rows) + 1, columns);
  for (Eigen::Index row = 0; row < as_index(matrix.rows); ++row) {
    for (Eigen::Index column = 0; column < columns; ++column) {
      x(row, column) = matrix.columns[static_cast<std::size_t>(column)][static_cast<std::size_t>(row)];
    }
  }
  Eigen::FullPivLU<Eigen::MatrixXd> decomposition(x);
  decomposition.setThreshold(1e-9);
  std::vector<std::vector<double>> space;
  if (columns == 0 || decomposition.dimensionOfKernel() == 0) {
    return space;
  }
  const Eigen::MatrixXd kernel = decomposition.kernel();
  for (Eigen::Index each = 0; each < kernel.cols(); ++each) {
    std::vector<double> column;
    for (Eigen::Index i = 0; i < columns; ++i) {
      column.push_back(kernel(i, each));
    }
    space.push_back(std::move(column));
  }
  return space;
}

}  // namespace lykta
