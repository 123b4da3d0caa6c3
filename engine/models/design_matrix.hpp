// What is known of each row that a regression explains: one column of numbers for each thing that may matter.
#pragma once

#include <cstddef>
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

}  // namespace lykta
