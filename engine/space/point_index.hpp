// Which points are near here? An index of square bins over points in the plane.
//
// Points are counting-sorted into bins, row by row from the lower left, and keep the order of the input within a bin:
// what is visited, and in which order, depends on the points alone. Bins hold a few points each where most points are;
// the outermost bins reach to infinity, so a stray coordinate far away does not make all the others coarse.
// Coordinates must be finite and below 1e150 (their squares are compared).
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "engine/space/points.hpp"

namespace lykta {

class PointIndex {
 public:
  explicit PointIndex(std::span<const Point> points);

  [[nodiscard]] std::size_t size() const { return x_.size(); }
  /// The number that each point of the index had in the input. What belongs to the points (weights) can be laid out
  /// in this order once and be read in the order of the visit.
  [[nodiscard]] std::span<const std::uint32_t> order() const { return order_; }
  [[nodiscard]] std::span<const double> x() const { return x_; }
  [[nodiscard]] std::span<const double> y() const { return y_; }

  /// Calls `visit(begin, end)` for ranges of positions in order() that together hold every point at most `radius_m`
  /// from `centre`, and others a little farther: the caller looks at the distances. Ranges come in ascending order.
  template <class Visit>
  void visit_ranges(const Point& centre, double radius_m, Visit visit) const;

  /// Calls `visit(number, squared_distance)` for every point with dx² + dy² <= radius², by its number in the input, in
  /// the order of the index.
  template <class Visit>
  void visit_within(const Point& centre, double radius_m, Visit visit) const;

  /// Distances in metres from a place to the `k` nearest points (all, when there are fewer), ascending, into
  /// `distances`. A point at the place counts, so from a point of the index itself the first is 0. Stops as soon as no
  /// other point can be nearer, also among any number of coincident points.
  void nearest_distances_m(const Point& from, std::size_t k, std::vector<double>& distances) const;

 private:
  [[nodiscard]] std::size_t column_at(double x) const { return bin_at((x - corner_.x) / bin_m_, columns_); }
  [[nodiscard]] std::size_t row_at(double y) const { return bin_at((y - corner_.y) / bin_m_, rows_); }
  static std::size_t bin_at(double bins, std::size_t count) {
    return bins >= 1 ? static_cast<std::size_t>(std::min(bins, static_cast<double>(count - 1))) : 0;
  }
  /// How far `y` is from a row of bins at least; the outermost rows have no outer end.
  [[nodiscard]] double distance_to_row(double y, std::size_t row) const;
  [[nodiscard]] double distance_out_of(const Point& from, std::size_t column, std::size_t row, std::size_t ring) const;
  void sort_into_bins(std::span<const Point> points);

  Point corner_;
  double bin_m_ = 1;
  std::size_t columns_ = 1;
  std::size_t rows_ = 1;
  std::vector<std::size_t> start_;  ///< points of bin b: start_[b] .. start_[b + 1]
  std::vector<double> x_;
  std::vector<double> y_;
  std::vector<std::uint32_t> order_;
};

template <class Visit>
void PointIndex::visit_ranges(const Point& centre, double radius_m, Visit visit) const {
  // Rounding must not lose a point exactly on the circle.
  const auto reach = radius_m + 1e-12 * (radius_m + std::abs(centre.x) + std::abs(centre.y));
  const auto last_row = row_at(centre.y + reach);
  for (auto row = row_at(centre.y - reach); row <= last_row; ++row) {
    const auto dy = distance_to_row(centre.y, row);
    if (dy > reach) {
      continue;
    }
    const auto half_chord = std::sqrt(reach * reach - dy * dy);
    const auto* const bins = start_.data() + row * columns_;
    const auto begin = bins[column_at(centre.x - half_chord)];
    const auto end = bins[column_at(centre.x + half_chord) + 1];
    if (begin < end) {
      visit(begin, end);
    }
  }
}

template <class Visit>
void PointIndex::visit_within(const Point& centre, double radius_m, Visit visit) const {
  const auto limit = radius_m * radius_m;
  visit_ranges(centre, radius_m, [&](std::size_t begin, std::size_t end) {
    for (auto i = begin; i < end; ++i) {
      const auto dx = x_[i] - centre.x;
      const auto dy = y_[i] - centre.y;
      if (const auto squared = dx * dx + dy * dy; squared <= limit) {
        visit(order_[i], squared);
      }
    }
  });
}

/// Points that lie at the same place, put together.
struct CoincidentPoints {
  std::vector<Point> locations;         ///< each place once, by y and then by x
  std::vector<std::uint32_t> location;  ///< of each point: the number of its place
  std::vector<std::uint32_t> count;     ///< how many points lie at a place
};

/// Finds the places of the points; 0 and -0 are one number.
[[nodiscard]] CoincidentPoints coincident(std::span<const Point> points);

}  // namespace lykta
