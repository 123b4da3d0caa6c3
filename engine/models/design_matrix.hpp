// What is known of each row that a regression explains: one column of numbers for each thing that may matter.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace lykta {

/// Every column has one number per row. An intercept is a column of ones.
struct DesignMatrix {
  std::size_t rows = 0;
  std::vector<std::vector<double>> columns{};

  [[nodiscard]] std::vector<double> row(std::size_t at) const {
    std::vector<double> values;
    values.reserve(columns.size());
    for (const auto& column : columns) {
      values.push_back(column[at]);
    }
    return values;
  }
};

/// The matrix of these rows alone, in their order.
[[nodiscard]] inline DesignMatrix rows_of(const DesignMatrix& matrix, std::span<const std::size_t> rows) {
  DesignMatrix chosen{rows.size(), {}};
  for (const auto& column : matrix.columns) {
    auto& values = chosen.columns.emplace_back();
    for (const auto row : rows) {
      values.push_back(column[row]);
    }
  }
  return chosen;
}

}  // namespace lykta
