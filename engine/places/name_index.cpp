#include "engine/places/name_index.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <string_view>
#include <tuple>
#include <vector>

namespace lykta {

namespace {

std::vector<Box> boxes_of(std::span<const NamedPosition> names) {
  std::vector<Box> boxes;
  boxes.reserve(names.size());
  for (const auto& name : names) {
    boxes.push_back({name.position.x, name.position.y, name.position.x, name.position.y});
  }
  return boxes;
}

/// The square around a point that holds all within a distance, and a little more: rounding must not lose one as near.
Box square_around(const Point& point, double distance_m) {
  const auto reach_m = distance_m + 1e-12 * (distance_m + std::abs(point.x) + std::abs(point.y));
  return {point.x - reach_m, point.y - reach_m, point.x + reach_m, point.y + reach_m};
}

}  // namespace

NameIndex::NameIndex(std::span<const NamedPosition> names) : names_(names), index_(boxes_of(names)) {}

std::optional<NearestName> NameIndex::nearest(const Point& position) const {
  const auto near = index_.nearest(position);
  if (!near) {
    return std::nullopt;
  }
  std::vector<std::uint32_t> candidates;
  index_.find_touching(square_around(position, distance_m(names_[*near].position, position)), candidates);
  const auto first = std::ranges::min_element(candidates, {}, [&](std::uint32_t number) {
    const auto& named = names_[number];
    return std::tuple(distance_m(named.position, position), std::string_view(named.name), named.position.x,
                      named.position.y);
  });
  const auto& nearest = names_[*first];
  const auto angle =
      std::atan2(position.x - nearest.position.x, position.y - nearest.position.y);  // clockwise from north
  const auto eighth = static_cast<int>(std::lround(angle / (std::numbers::pi / 4)) + 8) % 8;
  const auto away_m = distance_m(nearest.position, position);
  return NearestName{.name = nearest.name,
                     .distance_m = away_m,
                     .direction = static_cast<Compass>(eighth),
                     .is_within_reach = away_m < nearest.reach_m};
}

}  // namespace lykta
