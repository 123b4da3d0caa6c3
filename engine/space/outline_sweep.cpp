#include "engine/space/outline_sweep.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <iterator>
#include <limits>
#include <set>

namespace lykta {

namespace {

constexpr auto none = std::numeric_limits<std::uint32_t>::max();

/// From left to right, and what lies on an upright line from below: as if all were turned by a hair.
bool is_before(const Point& a, const Point& b) { return a.x != b.x ? a.x < b.x : a.y < b.y; }

enum class Side : std::int8_t { right, unsure, left };

/// Where a point lies, seen from one point to another.
Side side_of(const Point& from, const Point& to, const Point& point) {
  constexpr double half_ulp = 0x1p-53;
  constexpr double largest_error = (3 + 16 * half_ulp) * half_ulp;
  const auto one = (from.x - point.x) * (to.y - point.y);
  const auto other = (from.y - point.y) * (to.x - point.x);
  const auto turn = one - other;
  if (!(std::abs(turn) > largest_error * (std::abs(one) + std::abs(other)))) {
    return Side::unsure;
  }
  return turn > 0 ? Side::left : Side::right;
}

struct Edge {
  Point left;
  Point right;
  std::uint32_t ring = 0;
  bool is_forward = true;  ///< the ring runs from left to right here
};

struct Corner {
  Point point;
  std::uint32_t in = 0;   ///< the edge that ends here as the ring runs
  std::uint32_t out = 0;  ///< the one that begins here
};

struct SweptRing {
  std::uint32_t shell = none;   ///< of a hole: the ring that it is cut out of
  std::uint32_t parent = none;  ///< the ring around it
  bool is_seen = false;
  bool is_counter_clockwise = false;
};

/// Both on the same side of the line through an edge.
bool is_beside(const Edge& edge, const Edge& other) {
  const auto side = side_of(edge.left, edge.right, other.left);
  return side != Side::unsure && side == side_of(edge.left, edge.right, other.right);
}

/// Surely without a common point, but for the corner of neighbours.
bool are_apart(const Edge& a, const Edge& b) {
  if (a.left == b.left) {
    return side_of(a.left, a.right, b.right) != Side::unsure;
  }
  if (a.right == b.right) {
    return side_of(a.left, a.right, b.left) != Side::unsure;
  }
  const auto [low_a, high_a] = std::minmax(a.left.y, a.right.y);
  const auto [low_b, high_b] = std::minmax(b.left.y, b.right.y);
  return high_a < low_b || high_b < low_a || is_beside(a, b) || is_beside(b, a);
}

class Sweep {
 public:
  /// False where a ring is none.
  bool add(std::span<const PolygonRings> polygons) {
    for (const auto& polygon : polygons) {
      const auto shell = static_cast<std::uint32_t>(rings_.size());
      if (!add(polygon.shell, none) ||
          !std::ranges::all_of(polygon.holes, [&](const Ring& hole) { return add(hole, shell); })) {
        return false;
      }
    }
    return true;
  }

  bool finds_order(const Progress& progress) {
    std::ranges::sort(corners_, [](const Corner& a, const Corner& b) { return is_before(a.point, b.point); });
    const auto touch = std::ranges::adjacent_find(corners_, {}, &Corner::point);
    if (touch != corners_.end()) {
      return false;
    }
    place_.assign(edges_.size(), status_.end());
    constexpr std::size_t corners_in_stage = 1U << 14U;
    for (std::size_t i = 0; i < corners_.size(); ++i) {
      if (i % corners_in_stage == 0) {
        report(progress, "checking the outline", static_cast<double>(i) / static_cast<double>(corners_.size()));
      }
      if (!pass(corners_[i])) {
        return false;
      }
    }
    return std::ranges::all_of(rings_, [&](const SweptRing& ring) {
      return ring.shell == none ? ring.parent == none || rings_[ring.parent].shell != none : ring.parent == ring.shell;
    });
  }

 private:
  /// From below; which of two edges that the sweeping line meets is the lower one.
  struct IsLower {
    Sweep* sweep;
    bool operator()(std::uint32_t a, std::uint32_t b) const { return a != b && sweep->is_lower(a, b); }
  };
  using Status = std::set<std::uint32_t, IsLower>;

  bool add(const Ring& ring, std::uint32_t shell) {
    std::vector<Point> points;
    points.reserve(ring.size());
    for (const auto& point : ring) {
      if (!std::isfinite(point.x) || !std::isfinite(point.y)) {
        return false;
      }
      if (points.empty() || points.back() != point) {
        points.push_back(point);
      }
    }
    while (points.size() > 1 && points.back() == points.front()) {
      points.pop_back();
    }
    if (points.size() < 3 || edges_.size() + points.size() >= none) {
      return false;
    }
    const auto first = static_cast<std::uint32_t>(edges_.size());
    const auto number = static_cast<std::uint32_t>(points.size());
    for (std::uint32_t i = 0; i < number; ++i) {
      const auto& from = points[i];
      const auto& to = points[i + 1 < number ? i + 1 : 0];
      const auto is_forward = is_before(from, to);
      edges_.push_back(
          {is_forward ? from : to, is_forward ? to : from, static_cast<std::uint32_t>(rings_.size()), is_forward});
      corners_.push_back({from, first + (i > 0 ? i - 1 : number - 1), first + i});
    }
    rings_.push_back({.shell = shell});
    return true;
  }

  bool is_lower(std::uint32_t a, std::uint32_t b) {
    const auto& one = edges_[a];
    const auto& other = edges_[b];
    const auto begins_later = is_before(other.left, one.left);
    const auto side = begins_later             ? side_of(other.left, other.right, one.left)
                      : one.left == other.left ? side_of(other.left, other.right, one.right)
                                               : side_of(one.left, one.right, other.left);
    is_unsure_ = is_unsure_ || side == Side::unsure;
    return begins_later || one.left == other.left ? side == Side::right : side == Side::left;
  }

  [[nodiscard]] bool are_apart_at(Status::const_iterator a, Status::const_iterator b) const {
    return are_apart(edges_[*a], edges_[*b]);
  }

  bool insert(std::uint32_t edge) {
    const auto [place, is_new] = status_.insert(edge);
    if (is_unsure_ || !is_new) {
      return false;
    }
    place_[edge] = place;
    const auto next = std::next(place);
    return (place == status_.begin() || are_apart_at(std::prev(place), place)) &&
           (next == status_.end() || are_apart_at(place, next));
  }

  bool erase(std::uint32_t edge) {
    const auto place = place_[edge];
    const auto next = std::next(place);
    const auto is_between = place != status_.begin() && next != status_.end();
    const auto fits = !is_between || are_apart_at(std::prev(place), next);
    status_.erase(place);
    return fits;
  }

  /// The sweeping line meets a corner: what ends there goes, what begins there comes.
  bool pass(const Corner& corner) {
    const std::array both{corner.in, corner.out};
    const auto begins = [&](std::uint32_t edge) { return edges_[edge].left == corner.point; };
    for (const auto edge : both) {
      if (!begins(edge) && !erase(edge)) {
        return false;
      }
    }
    for (const auto edge : both) {
      if (begins(edge) && !insert(edge)) {
        return false;
      }
    }
    auto& ring = rings_[edges_[corner.out].ring];
    return ring.is_seen || see(ring, corner);
  }

  /// At the leftmost corner of a ring: which way it runs, and what lies around it.
  bool see(SweptRing& ring, const Corner& corner) {
    const auto is_out_lower = std::next(place_[corner.out]) == place_[corner.in];
    const auto lower = is_out_lower ? place_[corner.out] : place_[corner.in];
    if (!is_out_lower && std::next(lower) != place_[corner.out]) {
      return false;
    }
    ring.is_seen = true;
    ring.is_counter_clockwise = is_out_lower;
    if (lower != status_.begin()) {
      const auto& below = edges_[*std::prev(lower)];
      const auto& other = rings_[below.ring];
      ring.parent = below.is_forward == other.is_counter_clockwise ? below.ring : other.parent;
    }
    return true;
  }

  std::vector<Edge> edges_;
  std::vector<Corner> corners_;
  std::vector<SweptRing> rings_;
  bool is_unsure_ = false;
  Status status_{IsLower{this}};
  std::vector<Status::iterator> place_;  ///< of each edge that the sweeping line meets
};

}  // namespace

bool is_surely_valid(std::span<const PolygonRings> polygons, const Progress& progress) {
  Sweep sweep;
  return sweep.add(polygons) && sweep.finds_order(progress);
}

}  // namespace lykta
