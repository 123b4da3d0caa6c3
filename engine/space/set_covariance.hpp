// How much of an area overlaps with itself when it is moved?
//
// The set covariance of an area is g(d) = size of (area and area + d). Of all pairs of places d apart, the share g(d) /
// g(0) has both ends inside; that is what the translation correction of Ripley's K (Ohser & Stoyan 1981) divides by.
#pragma once

#include <cstddef>
#include <vector>

#include "engine/space/area.hpp"
#include "engine/space/points.hpp"

namespace lykta {

/// g(d) / g(0) for moves of up to `reach_m` along each axis. The area is cut into some thousand rows; overlaps are
/// exact along a row and summed over the rows by the midpoint rule, then tabled and interpolated. Exact (to rounding)
/// for an upright rectangle; for other shapes good to some 1e-3 near d = 0, where g has a kink, and better beyond.
class SetCovariance {
 public:
  /// The area must have a size, and the reach be at most half of the shorter side of its box.
  SetCovariance(const Area& area, double reach_m, unsigned threads = 0);

  /// The share for a move by (dx, dy), 0 to 1. Both must be within the reach.
  [[nodiscard]] double share(double dx, double dy) const {
    if (dx < 0) {
      dx = -dx;
      dy = -dy;
    }
    const auto across = dx / column_m_;
    const auto up = (dy + reach_m_) / row_m_;
    const auto column = static_cast<std::size_t>(across);
    const auto row = static_cast<std::size_t>(up);
    const auto s = across - static_cast<double>(column);
    const auto t = up - static_cast<double>(row);
    const auto* const low = table_.data() + row * columns_ + column;
    const auto* const high = low + columns_;
    return (1 - t) * (low[0] + s * (low[1] - low[0])) + t * (high[0] + s * (high[1] - high[0]));
  }

 private:
  double reach_m_ = 0;  ///< along y, a whole number of rows of the table
  double column_m_ = 1;
  double row_m_ = 1;
  std::size_t columns_ = 0;
  std::vector<double> table_;  ///< dx from 0 on, dy from -reach on
};

}  // namespace lykta
