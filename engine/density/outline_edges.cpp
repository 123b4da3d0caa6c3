#include "engine/density/outline_edges.hpp"

#include <algorithm>
#include <cmath>

namespace lykta {

namespace {

/// A corner exactly at the point would have no direction; it is seen a little below, as the point counts as moved up.
Point corner_from(const Point& point, const Point& corner) {
  const Point seen{corner.x - point.x, corner.y - point.y};
  return seen == Point{} ? Point{0, -1e-150} : seen;
}

double squared(const Point& vector) { return vector.x * vector.x + vector.y * vector.y; }

/// Which end gives the distance with fewer lost digits; both directions of an edge must choose the same.
bool begins_nearer(const Point& begin, const Point& end) {
  const auto difference = squared(begin) - squared(end);
  if (difference < 0 || difference > 0) {
    return difference < 0;
  }
  return begin.x != end.x ? begin.x < end.x : begin.y < end.y;
}

}  // namespace

SeenEdge seen_from(const Point& point, const OutlineEdge& edge) {
  const auto begin = corner_from(point, edge.from);
  const auto end = corner_from(point, edge.to);
  const auto& u = edge.direction;
  const auto& nearer = begins_nearer(begin, end) ? begin : end;
  auto away = nearer.x * u.y - nearer.y * u.x;
  if (away == 0) {
    const auto on_left = u.x > 0 || (u.x == 0 && u.y > 0);
    away = on_left ? 0.0 : -0.0;
  }
  return {away, begin.x * u.x + begin.y * u.y, end.x * u.x + end.y * u.y};
}

OutlineEdges::OutlineEdges(const Area& area) {
  for (const auto& ring : oriented(area).rings) {
    for (std::size_t i = 0; i < ring.size(); ++i) {
      const auto& from = ring[i];
      const auto& to = ring[i + 1 < ring.size() ? i + 1 : 0];
      if (const auto length_m = distance_m(from, to); length_m > 0) {
        edges_.push_back({from, to, {(to.x - from.x) / length_m, (to.y - from.y) / length_m}, length_m});
      }
    }
  }
  std::vector<Box> boxes;
  for (const auto& edge : edges_) {
    Box box;
    box.add(edge.from);
    box.add(edge.to);
    boxes.push_back(box);
  }
  while (boxes.size() > 1 || (levels_.empty() && !boxes.empty())) {
    std::vector<Box> around((boxes.size() + branches - 1) / branches);
    for (std::size_t i = 0; i < boxes.size(); ++i) {
      around[i / branches].add({boxes[i].min_x, boxes[i].min_y});
      around[i / branches].add({boxes[i].max_x, boxes[i].max_y});
    }
    levels_.push_back(around);
    boxes = std::move(around);
  }
}

bool OutlineEdges::contains(const Point& point) const {
  bool inside = false;
  const auto met_by_ray = [&](const Box& box) {
    return box.min_y <= point.y && point.y <= box.max_y && point.x <= box.max_x;
  };
  descend(met_by_ray, [&](const OutlineEdge& edge) {
    const auto upwards = edge.to.y > point.y;
    if (upwards != (edge.from.y > point.y)) {
      const auto on_left = !std::signbit(seen_from(point, edge).away_m);
      inside = inside != (on_left == upwards);
    }
  });
  return inside;
}

}  // namespace lykta
