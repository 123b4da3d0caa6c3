#include "engine/space/common_area.hpp"

#include <algorithm>
#include <vector>

namespace lykta {

namespace {

/// The ground between an edge and the base line; positive under an upper edge, which runs to the left.
struct Strip {
  double left = 0;
  double right = 0;
  double left_height = 0;
  double right_height = 0;
  double sign = 1;

  [[nodiscard]] double height_at(double x) const {
    const auto t = (x - left) / (right - left);
    return left_height + t * (right_height - left_height);
  }
};

std::vector<Strip> strips_of(std::span<const Ring> rings, const Point& base) {
  std::vector<Strip> strips;
  for (const auto& ring : rings) {
    for (std::size_t i = 0; i < ring.size(); ++i) {
      const auto& from = ring[i];
      const auto& to = ring[i + 1 < ring.size() ? i + 1 : 0];
      if (from.x == to.x) {
        continue;
      }
      const auto leftwards = to.x < from.x;
      const auto& left = leftwards ? to : from;
      const auto& right = leftwards ? from : to;
      strips.push_back({left.x - base.x, right.x - base.x, left.y - base.y, right.y - base.y, leftwards ? 1.0 : -1.0});
    }
  }
  std::ranges::sort(strips, {}, &Strip::left);
  return strips;
}

/// Area under the lower of two edges where both are.
double under_both_m2(const Strip& a, const Strip& b) {
  const auto left = std::max(a.left, b.left);
  const auto right = std::min(a.right, b.right);
  if (!(left < right)) {
    return 0;
  }
  const auto a_left = a.height_at(left);
  const auto b_left = b.height_at(left);
  const auto a_right = a.height_at(right);
  const auto b_right = b.height_at(right);
  const auto from = std::min(a_left, b_left);
  const auto to = std::min(a_right, b_right);
  const auto above_left = a_left - b_left;
  const auto above_right = a_right - b_right;
  if ((above_left < 0) == (above_right < 0) || above_left == 0 || above_right == 0) {
    return (from + to) / 2 * (right - left);
  }
  const auto t = above_left / (above_left - above_right);
  const auto crossing = a_left + t * (a_right - a_left);
  return ((from + crossing) / 2 * t + (crossing + to) / 2 * (1 - t)) * (right - left);
}

}  // namespace

double common_area_m2(std::span<const Ring> a, std::span<const Ring> b) {
  Box box;
  for (const auto rings : {a, b}) {
    for (const auto& ring : rings) {
      for (const auto& point : ring) {
        box.add(point);
      }
    }
  }
  const Point base{box.min_x, box.min_y};
  const auto strips = strips_of(b, base);
  double sum = 0;
  for (const auto& strip : strips_of(a, base)) {
    for (const auto& other : strips) {
      if (other.left >= strip.right) {
        break;
      }
      sum += strip.sign * other.sign * under_both_m2(strip, other);
    }
  }
  return std::max(sum, 0.0);
}

}  // namespace lykta
