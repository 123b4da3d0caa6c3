#include "engine/space/cell_outline.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

namespace lykta {

namespace {

/// From the lower to the upper, and from left to right.
struct Lower {
  bool operator()(const Point& a, const Point& b) const { return std::tie(a.y, a.x) < std::tie(b.y, b.x); }
};
using CornersAfter = std::map<Point, std::set<Point, Lower>, Lower>;

/// Sides by where they begin; a side that a neighbour runs the other way is inside and gone.
CornersAfter sides_of(const StudyGrid& study, std::span<const std::uint32_t> slots) {
  CornersAfter sides;
  for (const auto slot : slots) {
    const auto ring = study.grid.corners(study.cells[slot]);
    for (std::size_t i = 0; i < ring.size(); ++i) {
      const auto& from = ring[i];
      const auto& to = ring[(i + 1) % ring.size()];
      if (const auto back = sides.find(to); back != sides.end() && back->second.erase(from) > 0) {
        if (back->second.empty()) {
          sides.erase(back);
        }
        continue;
      }
      sides[from].insert(to);
    }
  }
  return sides;
}

bool is_straight(const Point& before, const Point& corner, const Point& after) {
  return (corner.x - before.x) * (after.y - corner.y) == (corner.y - before.y) * (after.x - corner.x);
}

Ring without_straight_corners(const Ring& ring) {
  Ring corners;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const auto& before = ring[(i + ring.size() - 1) % ring.size()];
    const auto& after = ring[(i + 1) % ring.size()];
    if (!is_straight(before, ring[i], after)) {
      corners.push_back(ring[i]);
    }
  }
  return corners;
}

/// The ring that begins with the lowest corner left, whose sides are taken.
Ring take_ring(CornersAfter& sides) {
  Ring ring;
  auto at = sides.begin();
  while (at != sides.end()) {
    ring.push_back(at->first);
    const auto next = *at->second.begin();
    at->second.erase(at->second.begin());
    if (at->second.empty()) {
      sides.erase(at);
    }
    at = next == ring.front() ? sides.end() : sides.find(next);
  }
  return ring;
}

}  // namespace

Area outline_of_cells(const StudyGrid& study, std::span<const std::uint32_t> slots) {
  auto sides = sides_of(study, slots);
  Area area;
  while (!sides.empty()) {
    area.rings.push_back(without_straight_corners(take_ring(sides)));
  }
  return area;
}

}  // namespace lykta
