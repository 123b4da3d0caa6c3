#include "engine/space/convex_hull.hpp"

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <limits>
#include <tuple>

namespace lykta {

namespace {

/// Above 0 where `to` lies left of the way from `from` over `by`.
double turn(const Point& from, const Point& by, const Point& to) {
  return (by.x - from.x) * (to.y - from.y) - (by.y - from.y) * (to.x - from.x);
}

/// Adds one side of the hull behind what is there; its last corner is the first of the other side and stays away.
template <class Points>
void add_chain(const Points& points, Ring& hull) {
  const auto first = hull.size();
  for (const auto& point : points) {
    while (hull.size() >= first + 2 && turn(hull[hull.size() - 2], hull.back(), point) <= 0) {
      hull.pop_back();
    }
    hull.push_back(point);
  }
  hull.pop_back();
}

}  // namespace

Ring convex_hull(std::vector<Point> points) {
  std::ranges::sort(points, {}, [](const Point& point) { return std::tuple(point.x, point.y); });
  points.erase(std::unique(points.begin(), points.end()), points.end());
  if (points.size() < 2) {
    return points;
  }
  Ring hull;
  add_chain(points, hull);
  std::ranges::reverse(points);
  add_chain(points, hull);
  return hull;
}

double distance_to_hull_m(const Point& point, const Ring& hull) {
  assert(!hull.empty());
  auto nearest = std::numeric_limits<double>::infinity();
  auto is_inside = hull.size() > 2;
  for (std::size_t i = 0; i < hull.size(); ++i) {
    const auto& from = hull[i];
    const auto& to = hull[i + 1 < hull.size() ? i + 1 : 0];
    is_inside = is_inside && turn(from, to, point) >= 0;
    nearest = std::min(nearest, distance_to_line_m(point, from, to));
  }
  return is_inside ? 0 : nearest;
}

}  // namespace lykta
