#include "engine/space/polygon_contiguity.hpp"

#include <algorithm>
#include <bit>
#include <cassert>
#include <cmath>
#include <limits>
#include <numeric>
#include <unordered_map>
#include <utility>
#include <vector>

#include "engine/space/line_bins.hpp"

namespace lykta {

namespace {

/// A side of a polygon's outline.
struct Side {
  Point from;
  Point to;
  std::uint32_t polygon = 0;
};

std::vector<Side> sides_of(std::span<const OwnPolygon> polygons) {
  std::vector<Side> sides;
  for (std::size_t polygon = 0; polygon < polygons.size(); ++polygon) {
    for (const auto& ring : polygons[polygon].area.rings) {
      for (std::size_t i = 0; i < ring.size(); ++i) {
        sides.push_back({ring[i], ring[i + 1 < ring.size() ? i + 1 : 0], static_cast<std::uint32_t>(polygon)});
      }
    }
  }
  return sides;
}

/// Sides by the bins that they pass. Bins are as wide as a side is long in the mean, so a side is in few of them; they
/// share their lists by chance (hashing), so that no far outlier makes the bins coarse or the memory large.
class SideIndex {
 public:
  SideIndex(const std::vector<Side>& sides, double reach_m) : reach_m_(reach_m) {
    double length_m = 0;
    for (const auto& side : sides) {
      length_m += distance_m(side.from, side.to);
    }
    bins_.bin_m = std::max(length_m / static_cast<double>(sides.size()), 8 * reach_m);
    mask_ = std::bit_ceil(2 * sides.size()) - 1;
    start_.assign(mask_ + 2, 0);
    for (const auto& side : sides) {
      visit_lists(side, 0, [&](std::size_t list) { ++start_[list + 1]; });
    }
    std::partial_sum(start_.begin(), start_.end(), start_.begin());
    sides_.resize(start_.back());
    auto next = start_;
    for (std::size_t i = 0; i < sides.size(); ++i) {
      visit_lists(sides[i], 0, [&](std::size_t list) { sides_[next[list]++] = static_cast<std::uint32_t>(i); });
    }
  }

  /// Calls `visit(number)` for the sides that may come within the reach of this one, some of them more than once.
  template <class Visit>
  void visit_near(const Side& side, Visit visit) const {
    visit_lists(side, reach_m_, [&](std::size_t list) {
      for (auto i = start_[list]; i < start_[list + 1]; ++i) {
        visit(sides_[i]);
      }
    });
  }

 private:
  template <class Visit>
  void visit_lists(const Side& side, double reach_m, Visit visit) const {
    bins_.visit_line(side.from, side.to, reach_m, [&](std::int64_t row, std::int64_t first, std::int64_t last) {
      // Rows are scattered, columns stay beside each other in memory.
      const auto scattered = static_cast<std::uint64_t>(row) * 0x9E3779B97F4A7C15U;
      for (auto column = first; column <= last; ++column) {
        visit(((scattered ^ (scattered >> 32U)) + static_cast<std::uint64_t>(column)) & mask_);
      }
    });
  }

  Bins bins_;
  double reach_m_ = 0;
  std::size_t mask_ = 0;
  std::vector<std::size_t> start_;
  std::vector<std::uint32_t> sides_;
};

bool boxes_within(const Side& a, const Side& b, double reach_m) {
  return std::min(a.from.x, a.to.x) <= std::max(b.from.x, b.to.x) + reach_m &&
         std::min(b.from.x, b.to.x) <= std::max(a.from.x, a.to.x) + reach_m &&
         std::min(a.from.y, a.to.y) <= std::max(b.from.y, b.to.y) + reach_m &&
         std::min(b.from.y, b.to.y) <= std::max(a.from.y, a.to.y) + reach_m;
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

/// Calls `look(side, other, much)` once for each two sides of different polygons whose boxes come within the tolerance,
/// as long as `much`, what is known of the two polygons, is not enough.
template <class Look>
Pairs look_at_near_sides(std::span<const OwnPolygon> polygons, double tolerance_m, Look look) {
  assert(tolerance_m > 0);
  Pairs pairs;
  const auto sides = sides_of(polygons);
  if (sides.empty()) {
    return pairs;
  }
  const SideIndex index(sides, tolerance_m);
  std::vector<std::uint32_t> last_asked(sides.size(), std::numeric_limits<std::uint32_t>::max());
  for (std::uint32_t i = 0; i < sides.size(); ++i) {
    const auto& side = sides[i];
    index.visit_near(side, [&](std::uint32_t j) {
      const auto& other = sides[j];
      if (other.polygon <= side.polygon || last_asked[j] == i || !boxes_within(side, other, tolerance_m)) {
        return;
      }
      last_asked[j] = i;
      if (auto& much = pairs(side.polygon, other.polygon); much < Pairs::enough) {
        look(side, other, much);
      }
    });
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
