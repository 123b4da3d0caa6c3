#include "bench/hand_made_indexes.hpp"

#include <algorithm>
#include <bit>
#include <cassert>
#include <cmath>
#include <cstdint>
#include <limits>
#include <numeric>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

#include <ogr_geometry.h>

#include "engine/space/line_bins.hpp"

namespace lykta::bench {

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

/// Corners in square bins.
class CornersInBins {
 public:
  explicit CornersInBins(std::vector<Point> corners) : corners_(std::move(corners)) {
    const auto box = bounding_box(std::span<const Point>(corners_));
    bins_.corner = {box.min_x, box.min_y};
    const auto side = std::sqrt(std::max(box.width(), 1e-9) * std::max(box.height(), 1e-9) /
                                std::max<double>(1, static_cast<double>(corners_.size())));
    bins_.bin_m = std::max({side, box.width() / 4096, box.height() / 4096});
    columns_ = bins_.column_at(box.max_x) + 1;
    rows_ = bins_.row_at(box.max_y) + 1;
    std::ranges::sort(corners_, [&](const Point& a, const Point& b) {
      const auto of_a = bin_of(a);
      const auto of_b = bin_of(b);
      return of_a != of_b ? of_a < of_b : a.x != b.x ? a.x < b.x : a.y < b.y;
    });
    corners_.erase(std::unique(corners_.begin(), corners_.end()), corners_.end());
    start_.assign(static_cast<std::size_t>(columns_ * rows_) + 1, corners_.size());
    for (auto i = corners_.size(); i-- > 0;) {
      start_[bin_of(corners_[i])] = i;
    }
    for (auto bin = start_.size() - 1; bin-- > 0;) {
      start_[bin] = std::min(start_[bin], start_[bin + 1]);
    }
  }

  /// Those on the edge between two others, within `at_most`, in its order.
  [[nodiscard]] std::vector<Point> on_edge(const Point& from, const Point& to, double at_most) const {
    const Point along{to.x - from.x, to.y - from.y};
    const auto squared = along.x * along.x + along.y * along.y;
    const auto part_along = [&](const Point& corner) {
      return ((corner.x - from.x) * along.x + (corner.y - from.y) * along.y) / squared;
    };
    std::vector<Point> found;
    if (!(squared > 0)) {
      return found;
    }
    bins_.visit_line(from, to, at_most, [&](auto row, auto first, auto last) {
      if (row < 0 || row >= rows_ || last < 0 || first >= columns_) {
        return;
      }
      const auto begin = row * columns_ + std::max<std::int64_t>(first, 0);
      const auto end = row * columns_ + std::min(last, columns_ - 1);
      for (auto i = start_[static_cast<std::size_t>(begin)]; i < start_[static_cast<std::size_t>(end) + 1]; ++i) {
        const auto& corner = corners_[i];
        const auto t = part_along(corner);
        if (t > 0 && t < 1 && corner != from && corner != to &&
            distance_m(corner, {from.x + t * along.x, from.y + t * along.y}) <= at_most) {
          found.push_back(corner);
        }
      }
    });
    std::ranges::sort(found, {}, part_along);
    return found;
  }

 private:
  [[nodiscard]] std::size_t bin_of(const Point& point) const {
    const auto column = std::clamp<std::int64_t>(bins_.column_at(point.x), 0, columns_ - 1);
    const auto row = std::clamp<std::int64_t>(bins_.row_at(point.y), 0, rows_ - 1);
    return static_cast<std::size_t>(row * columns_ + column);
  }

  std::vector<Point> corners_;
  Bins bins_;
  std::int64_t columns_ = 1;
  std::int64_t rows_ = 1;
  std::vector<std::size_t> start_;
};

std::vector<Point> points_of(const OGRLinearRing& ring) {
  std::vector<Point> points;
  points.reserve(static_cast<std::size_t>(ring.getNumPoints()));
  for (int i = 0; i < ring.getNumPoints(); ++i) {
    points.push_back({ring.getX(i), ring.getY(i)});
  }
  return points;
}

void set_points(OGRLinearRing& ring, const std::vector<Point>& points) {
  ring.setNumPoints(static_cast<int>(points.size()));
  for (std::size_t i = 0; i < points.size(); ++i) {
    ring.setPoint(static_cast<int>(i), points[i].x, points[i].y);
  }
}

}  // namespace

Neighbours neighbours_by_outline_in_bins(std::span<const OwnPolygon> polygons, double tolerance_m) {
  const auto pairs = look_at_near_sides(polygons, tolerance_m, [&](const Side& side, const Side& other, double& much) {
    if (come_within(side, other, tolerance_m)) {
      much = Pairs::enough;
    }
  });
  return pairs.lists(polygons.size(), Pairs::enough);
}

void share_corners_in_bins(std::span<OGRGeometryUniquePtr> polygons, double at_most) {
  std::vector<Point> all;
  for (const auto& polygon : polygons) {
    const auto points = points_of(*polygon->toPolygon()->getExteriorRing());
    all.insert(all.end(), points.begin(), points.end());
  }
  const CornersInBins corners(std::move(all));
  for (auto& polygon : polygons) {
    auto& ring = *polygon->toPolygon()->getExteriorRing();
    const auto points = points_of(ring);
    std::vector<Point> more;
    for (std::size_t i = 0; i < points.size(); ++i) {
      if (i > 0) {
        const auto between = corners.on_edge(points[i - 1], points[i], at_most);
        more.insert(more.end(), between.begin(), between.end());
      }
      more.push_back(points[i]);
    }
    if (more.size() != points.size()) {
      set_points(ring, more);
    }
  }
}

std::size_t nearest_name_of_all(std::span<const NamedPosition> names, const Point& position) {
  const auto nearest = std::ranges::min_element(names, {}, [&](const NamedPosition& named) {
    return std::tuple(distance_m(named.position, position), std::string_view(named.name), named.position.x,
                      named.position.y);
  });
  return static_cast<std::size_t>(nearest - names.begin());
}

}  // namespace lykta::bench
