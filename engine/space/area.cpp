#include "engine/space/area.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>

#include "engine/space/point_locator.hpp"

namespace lykta {

namespace {

/// Parity of the crossings of the ray from the point towards +x. Edges are closed at their lower end.
bool crosses_odd(const Ring& ring, const Point& point) {
  bool odd = false;
  const Point* previous = &ring.back();
  for (const auto& current : ring) {
    if ((current.y > point.y) != (previous->y > point.y)) {
      // Always from the lower end, so that two areas that run along an edge in opposite directions agree on it.
      const auto& low = current.y < previous->y ? current : *previous;
      const auto& high = current.y < previous->y ? *previous : current;
      const auto x = low.x + (point.y - low.y) / (high.y - low.y) * (high.x - low.x);
      if (point.x < x) {
        odd = !odd;
      }
    }
    previous = &current;
  }
  return odd;
}

}  // namespace

Area rectangle(const Box& box) {
  return Area{{Ring{{box.min_x, box.min_y}, {box.max_x, box.min_y}, {box.max_x, box.max_y}, {box.min_x, box.max_y}}}};
}

Box bounding_box(const Area& area) {
  Box box;
  for (const auto& ring : area.rings) {
    for (const auto& point : ring) {
      box.add(point);
    }
  }
  return box;
}

bool contains(const Area& area, const Point& point) {
  bool inside = false;
  for (const auto& ring : area.rings) {
    if (!ring.empty() && crosses_odd(ring, point)) {
      inside = !inside;
    }
  }
  return inside;
}

double distance_to_line_m(const Point& point, const Point& from, const Point& to) {
  const Point along{to.x - from.x, to.y - from.y};
  const auto squared = along.x * along.x + along.y * along.y;
  const auto at = squared > 0 ? ((point.x - from.x) * along.x + (point.y - from.y) * along.y) / squared : 0.0;
  const auto t = std::clamp(at, 0.0, 1.0);
  return distance_m(point, {from.x + t * along.x, from.y + t * along.y});
}

bool outline_is_near(const Area& area, const Point& point, double reach_m) {
  for (const auto& ring : area.rings) {
    for (std::size_t i = 0; i < ring.size(); ++i) {
      if (distance_to_line_m(point, ring[i], ring[i + 1 < ring.size() ? i + 1 : 0]) <= reach_m) {
        return true;
      }
    }
  }
  return false;
}

double twice_signed_area_m2(const Ring& ring) {
  if (ring.size() < 3) {
    return 0;
  }
  const auto origin = ring.front();
  double sum = 0;
  for (std::size_t i = 1; i + 1 < ring.size(); ++i) {
    sum += (ring[i].x - origin.x) * (ring[i + 1].y - origin.y) - (ring[i + 1].x - origin.x) * (ring[i].y - origin.y);
  }
  return sum;
}

double area_m2(const Area& area) {
  double sum = 0;
  for (const auto& ring : area.rings) {
    sum += twice_signed_area_m2(ring);
  }
  return sum / 2;
}

Area oriented(Area area) {
  std::erase_if(area.rings, [](const Ring& ring) { return ring.size() < 3; });
  auto result = area;
  // All rings are asked at once, and what the ring itself says is taken off: with thousands of islands each of them
  // would else be asked for each. A few are asked faster without an index.
  constexpr std::size_t few_rings = 8;
  const auto index = area.rings.size() > few_rings ? std::optional<PointLocator>(area) : std::nullopt;
  for (std::size_t i = 0; i < area.rings.size(); ++i) {
    // A ring is a hole when an odd number of the others hold it. Its first corner may touch another ring, so the
    // middle of its first edge is asked instead.
    const auto& ring = area.rings[i];
    const Point probe{(ring[0].x + ring[1].x) / 2, (ring[0].y + ring[1].y) / 2};
    const auto inside = index ? index->contains(probe) : contains(area, probe);
    const auto hole = inside != crosses_odd(ring, probe);
    if (const bool clockwise = twice_signed_area_m2(ring) < 0; clockwise != hole) {
      std::ranges::reverse(result.rings[i]);
    }
  }
  return result;
}

Ring clipped(const Ring& ring, double a, double b, double c) {
  Ring result;
  if (ring.empty()) {
    return result;
  }
  result.reserve(ring.size() + 4);
  const auto excess = [&](const Point& point) { return a * point.x + b * point.y - c; };
  auto previous = ring.back();
  auto previous_excess = excess(previous);
  for (const auto& current : ring) {
    const auto current_excess = excess(current);
    if ((previous_excess <= 0) != (current_excess <= 0)) {
      const auto t = previous_excess / (previous_excess - current_excess);
      result.push_back({previous.x + t * (current.x - previous.x), previous.y + t * (current.y - previous.y)});
    }
    if (current_excess <= 0) {
      result.push_back(current);
    }
    previous = current;
    previous_excess = current_excess;
  }
  return result;
}

}  // namespace lykta
