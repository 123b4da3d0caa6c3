#include "engine/space/polygon_contiguity.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <numeric>
#include <unordered_map>
#include <utility>
#include <vector>

#include "engine/space/box_index.hpp"

namespace lykta {

namespace {

/// A side of a polygon's outline.
struct Side {
  Point from;
  Point to;
};

/// Sides that follow each other along a ring: first .. last - 1.
struct Stretch {
  std::size_t first = 0;
  std::size_t last = 0;
  std::uint32_t polygon = 0;
};

struct Outlines {
  std::vector<Side> sides;
  std::vector<Stretch> stretches;
  std::vector<Box> boxes;  ///< of the stretches
};

/// An index of single sides would be eight times as large and is four times as slow: neighbouring sides ask for the same.
constexpr std::size_t sides_of_stretch = 8;

Outlines outlines_of(std::span<const OwnPolygon> polygons) {
  Outlines outlines;
  for (std::size_t polygon = 0; polygon < polygons.size(); ++polygon) {
    const auto number = static_cast<std::uint32_t>(polygon);
    for (const auto& ring : polygons[polygon].area.rings) {
      for (std::size_t i = 0; i < ring.size(); ++i) {
        if (i % sides_of_stretch == 0) {
          outlines.stretches.push_back({outlines.sides.size(), outlines.sides.size(), number});
          outlines.boxes.emplace_back();
        }
        const Side side{ring[i], ring[i + 1 < ring.size() ? i + 1 : 0]};
        outlines.sides.push_back(side);
        ++outlines.stretches.back().last;
        outlines.boxes.back().add(side.from);
        outlines.boxes.back().add(side.to);
      }
    }
  }
  return outlines;
}

Box box_of(const Side& side) {
  Box box;
  box.add(side.from);
  box.add(side.to);
  return box;
}

Box widened(const Box& box, double reach_m) {
  return {box.min_x - reach_m, box.min_y - reach_m, box.max_x + reach_m, box.max_y + reach_m};
}

bool boxes_within(const Box& a, const Box& b, double reach_m) {
  return a.min_x <= b.max_x + reach_m && b.min_x <= a.max_x + reach_m && a.min_y <= b.max_y + reach_m &&
         b.min_y <= a.max_y + reach_m;
}

/// Twice the area of the triangle from a side to a point, positive on its left.
double turn(const Side& side, const Point& point) {
  return (side.to.x - side.from.x) * (point.y - side.from.y) - (side.to.y - side.from.y) * (point.x - side.from.x);
}

double distance_to_side_m(const Point& point, const Side& side) {
  const auto dx = side.to.x - side.from.x;
  const auto dy = side.to.y - side.from.y;
  const auto squared = dx * dx + dy * dy;
  const auto along =
      squared > 0 ? std::clamp(((point.x - side.from.x) * dx + (point.y - side.from.y) * dy) / squared, 0.0, 1.0) : 0.0;
  return distance_m(point, {side.from.x + along * dx, side.from.y + along * dy});
}

bool come_within(const Side& a, const Side& b, double reach_m) {
  const auto crosses = (turn(a, b.from) > 0) != (turn(a, b.to) > 0) && (turn(b, a.from) > 0) != (turn(b, a.to) > 0);
  return crosses || distance_to_side_m(a.from, b) <= reach_m || distance_to_side_m(a.to, b) <= reach_m ||
         distance_to_side_m(b.from, a) <= reach_m || distance_to_side_m(b.to, a) <= reach_m;
}

/// How long two sides run beside each other, metres.
double shared_length_m(const Side& a, const Side& b, double tolerance_m) {
  // Steeper than this they do not run along each other, and flatter than that also where they part farther on.
  constexpr double steepest = 0.2;
  constexpr double flat = 0.02;
  const auto a_is_longer = distance_m(a.from, a.to) >= distance_m(b.from, b.to);
  const auto& line = a_is_longer ? a : b;
  const auto& other = a_is_longer ? b : a;
  const auto length = distance_m(line.from, line.to);
  if (!(length > 0)) {
    return 0;
  }
  const auto along = [&](const Point& point) {
    return ((line.to.x - line.from.x) * (point.x - line.from.x) + (line.to.y - line.from.y) * (point.y - line.from.y)) /
           length;
  };
  const Point start{along(other.from), turn(line, other.from) / length};
  const Point end{along(other.to), turn(line, other.to) / length};
  const auto run = end.x - start.x;
  const auto rise = end.y - start.y;
  if (!(std::abs(run) > 0) || std::abs(rise) > steepest * std::abs(run)) {
    return 0;
  }
  auto low = std::max(std::min(start.x, end.x), 0.0);
  auto high = std::min(std::max(start.x, end.x), length);
  if (!(high > low)) {
    return 0;
  }
  const auto slope = rise / run;
  const auto apart = [&](double at) { return start.y + (at - start.x) * slope; };
  if (std::abs(apart(low)) <= tolerance_m && std::abs(apart(high)) <= tolerance_m) {
    return high - low;
  }
  if (std::abs(slope) > flat || rise == 0) {
    return 0;
  }
  const auto one_end = start.x + (tolerance_m - start.y) / slope;
  const auto other_end = start.x + (-tolerance_m - start.y) / slope;
  low = std::max(low, std::min(one_end, other_end));
  high = std::min(high, std::max(one_end, other_end));
  return std::max(high - low, 0.0);
}

/// Pairs of polygons, and what is known so far of how far they touch.
class Pairs {
 public:
  static constexpr double enough = std::numeric_limits<double>::infinity();

  double& operator()(std::uint32_t low, std::uint32_t high) {
    return known_[(static_cast<std::uint64_t>(low) << 32U) | high];
  }

  [[nodiscard]] Neighbours lists(std::size_t polygons, double at_least) const {
    std::vector<std::uint64_t> both_ways;
    for (const auto& [pair, much] : known_) {
      if (much >= at_least) {
        both_ways.push_back(pair);
        both_ways.push_back((pair << 32U) | (pair >> 32U));
      }
    }
    std::ranges::sort(both_ways);
    Neighbours neighbours;
    neighbours.start.assign(polygons + 1, 0);
    for (const auto pair : both_ways) {
      ++neighbours.start[(pair >> 32U) + 1];
      neighbours.index.push_back(static_cast<std::uint32_t>(pair));
    }
    std::partial_sum(neighbours.start.begin(), neighbours.start.end(), neighbours.start.begin());
    return neighbours;
  }

 private:
  std::unordered_map<std::uint64_t, double> known_;
};

/// Calls `look(side, other, much)` for the sides of two stretches whose boxes come within the tolerance.
template <class Look>
void look_at(const Outlines& outlines, const Stretch& one, const Stretch& other, double tolerance_m, double& much,
             Look look) {
  if (much >= Pairs::enough) {
    return;
  }
  Box box;
  for (auto i = other.first; i < other.last; ++i) {
    box.add(outlines.sides[i].from);
    box.add(outlines.sides[i].to);
  }
  for (auto i = one.first; i < one.last; ++i) {
    const auto of_side = box_of(outlines.sides[i]);
    if (!boxes_within(of_side, box, tolerance_m)) {
      continue;
    }
    for (auto j = other.first; j < other.last && much < Pairs::enough; ++j) {
      if (boxes_within(of_side, box_of(outlines.sides[j]), tolerance_m)) {
        look(outlines.sides[i], outlines.sides[j], much);
      }
    }
  }
}

/// Calls `look(side, other, much)` once for each two sides of different polygons whose boxes come within the tolerance,
/// as long as `much`, what is known of the two polygons, is not enough.
template <class Look>
Pairs look_at_near_sides(std::span<const OwnPolygon> polygons, double tolerance_m, Look look) {
  assert(tolerance_m > 0);
  Pairs pairs;
  const auto outlines = outlines_of(polygons);
  const BoxIndex index(outlines.boxes);
  std::vector<std::uint32_t> near;
  for (std::size_t i = 0; i < outlines.stretches.size(); ++i) {
    const auto& stretch = outlines.stretches[i];
    // Rounding must not lose a box that is only touched.
    const auto& box = outlines.boxes[i];
    const auto room = 1e-12 * (std::abs(box.min_x) + std::abs(box.min_y) + std::abs(box.max_x) + std::abs(box.max_y));
    index.find_touching(widened(box, tolerance_m + room), near);
    // In the order of the outlines, whatever the tree looks like: lengths are added up.
    std::ranges::sort(near);
    for (const auto j : near) {
      const auto& other = outlines.stretches[j];
      if (other.polygon > stretch.polygon) {
        look_at(outlines, stretch, other, tolerance_m, pairs(stretch.polygon, other.polygon), look);
      }
    }
  }
  return pairs;
}

}  // namespace

Neighbours neighbours_by_outline(std::span<const OwnPolygon> polygons, double tolerance_m) {
  const auto pairs = look_at_near_sides(polygons, tolerance_m, [&](const Side& side, const Side& other, double& much) {
    if (come_within(side, other, tolerance_m)) {
      much = Pairs::enough;
    }
  });
  return pairs.lists(polygons.size(), Pairs::enough);
}

Neighbours neighbours_by_side(std::span<const OwnPolygon> polygons, double tolerance_m) {
  const auto pairs = look_at_near_sides(polygons, tolerance_m, [&](const Side& side, const Side& other, double& much) {
    const auto shared_m = shared_length_m(side, other, tolerance_m);
    much = shared_m > tolerance_m ? Pairs::enough : much + shared_m;
  });
  return pairs.lists(polygons.size(), 4 * tolerance_m);
}

}  // namespace lykta
