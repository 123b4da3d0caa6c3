// Which edges of an outline lie near a place?
//
// The edges of an area's rings in their order, under a tree of boxes: neighbours along a ring are neighbours in the
// plane, so eight edges, eight boxes of eight edges and so on are found without sorting.
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

#include "engine/space/area.hpp"
#include "engine/space/points.hpp"

namespace lykta {

/// A piece of the outline; the area lies on its left.
struct OutlineEdge {
  Point from;
  Point to;
  Point direction;  ///< unit vector
  double length_m = 0;
};

/// An edge seen from a point: how far its line is away (positive when the point lies on the left of it), and where
/// its ends are along it, counted from the foot of the perpendicular.
struct SeenEdge {
  double away_m = 0;
  double begin_m = 0;
  double end_m = 0;
};

/// A point on the edge lies on one side of it all the same, as if it were moved upwards by next to nothing (and then to
/// the left by much less); the sign of `away_m`, which may be that of a zero, tells. `SeenEdge`s of all edges and
/// `OutlineEdges::contains` agree on that, so that angles under which a closed line is seen add up exactly.
[[nodiscard]] SeenEdge seen_from(const Point& point, const OutlineEdge& edge);

class OutlineEdges {
 public:
  /// Rings may run in any direction and repeat points. They must not cross each other.
  explicit OutlineEdges(const Area& area);

  [[nodiscard]] const std::vector<OutlineEdge>& edges() const { return edges_; }

  /// Whether the point lies inside. For points that are not on the outline the same as contains(area, point).
  [[nodiscard]] bool contains(const Point& point) const;

  /// Calls `visit(edge)` for all edges within `reach_m` of the box, and for some others, in the order of the outline.
  template <class Visit>
  void for_each_near(const Box& box, double reach_m, Visit&& visit) const {
    descend([&](const Box& part) { return away_squared_m2(part, box) <= reach_m * reach_m; }, visit);
  }

 private:
  static constexpr std::size_t branches = 8;

  static double away_squared_m2(const Box& a, const Box& b) {
    const auto x = std::max({0.0, a.min_x - b.max_x, b.min_x - a.max_x});
    const auto y = std::max({0.0, a.min_y - b.max_y, b.min_y - a.max_y});
    return x * x + y * y;
  }

  template <class Wanted, class Visit>
  void descend(const Wanted& wanted, Visit&& visit) const {
    if (!levels_.empty()) {
      for (std::size_t i = 0; i < levels_.back().size(); ++i) {
        descend(levels_.size() - 1, i, wanted, visit);
      }
    }
  }

  template <class Wanted, class Visit>
  void descend(std::size_t level, std::size_t node, const Wanted& wanted, Visit&& visit) const {
    if (!wanted(levels_[level][node])) {
      return;
    }
    const auto below = level == 0 ? edges_.size() : levels_[level - 1].size();
    const auto last = std::min(below, (node + 1) * branches);
    for (auto i = node * branches; i < last; ++i) {
      if (level == 0) {
        visit(edges_[i]);
      } else {
        descend(level - 1, i, wanted, visit);
      }
    }
  }

  std::vector<OutlineEdge> edges_;
  std::vector<std::vector<Box>> levels_;  ///< boxes around eight of the level below; level 0 around eight edges
};

}  // namespace lykta
