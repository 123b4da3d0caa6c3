// Where: points and boxes in the plane, in metres of one projected coordinate system.
#pragma once

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>

namespace lykta {

struct Point {
  double x = 0;  ///< easting, metres
  double y = 0;  ///< northing, metres

  friend bool operator==(const Point&, const Point&) = default;
};

[[nodiscard]] inline double distance_m(const Point& a, const Point& b) { return std::hypot(a.x - b.x, a.y - b.y); }

/// An upright rectangle; empty (max < min) until something is added.
struct Box {
  double min_x = std::numeric_limits<double>::infinity();
  double min_y = std::numeric_limits<double>::infinity();
  double max_x = -std::numeric_limits<double>::infinity();
  double max_y = -std::numeric_limits<double>::infinity();

  [[nodiscard]] bool empty() const { return max_x < min_x || max_y < min_y; }
  [[nodiscard]] double width() const { return max_x - min_x; }
  [[nodiscard]] double height() const { return max_y - min_y; }

  void add(const Point& point) {
    min_x = std::min(min_x, point.x);
    min_y = std::min(min_y, point.y);
    max_x = std::max(max_x, point.x);
    max_y = std::max(max_y, point.y);
  }
  friend bool operator==(const Box&, const Box&) = default;
};

/// The smallest box around the points; empty for none.
[[nodiscard]] inline Box bounding_box(std::span<const Point> points) {
  Box box;
  for (const auto& point : points) {
    box.add(point);
  }
  return box;
}

}  // namespace lykta
