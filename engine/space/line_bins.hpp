// Which square bins does a straight line pass?
//
// Bins are counted from a corner, columns to the right and rows up; those left of or below it have negative numbers.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "engine/space/points.hpp"

namespace lykta {

struct Bins {
  Point corner;
  double bin_m = 1;

  [[nodiscard]] std::int64_t column_at(double x) const { return number_of((x - corner.x) / bin_m); }
  [[nodiscard]] std::int64_t row_at(double y) const { return number_of((y - corner.y) / bin_m); }

  /// Calls `visit(row, first_column, last_column)` for rows from below that together hold every bin with a point at
  /// most `reach_m` from the line between two points, and perhaps some a little farther.
  template <class Visit>
  void visit_line(const Point& from, const Point& to, double reach_m, Visit visit) const;

 private:
  static std::int64_t number_of(double bins) { return static_cast<std::int64_t>(std::floor(bins)); }
};

template <class Visit>
void Bins::visit_line(const Point& from, const Point& to, double reach_m, Visit visit) const {
  const auto& low = to.y < from.y ? to : from;
  const auto& high = to.y < from.y ? from : to;
  // Rounding must not lose a bin that the line only touches.
  const auto reach =
      reach_m + 1e-12 * (bin_m + std::abs(low.x) + std::abs(low.y) + std::abs(high.x) + std::abs(high.y));
  const auto height = high.y - low.y;
  const auto x_at = [&](double y) {
    return height > 0 ? low.x + std::clamp((y - low.y) / height, 0.0, 1.0) * (high.x - low.x) : low.x;
  };
  const auto last_row = row_at(high.y + reach);
  for (auto row = row_at(low.y - reach); row <= last_row; ++row) {
    const auto floor_y = corner.y + static_cast<double>(row) * bin_m;
    // A level line has no height to be cut into rows.
    const auto enters = height > 0 ? x_at(floor_y - reach) : low.x;
    const auto leaves = height > 0 ? x_at(floor_y + bin_m + reach) : high.x;
    visit(row, column_at(std::min(enters, leaves) - reach), column_at(std::max(enters, leaves) + reach));
  }
}

}  // namespace lykta
