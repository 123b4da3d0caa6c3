#include "engine/time/near_places.hpp"

#include <cmath>

namespace lykta {

double distance_between(const Point& a, const Point& b, Metric metric) {
  const auto dx = a.x - b.x;
  const auto dy = a.y - b.y;
  return metric == Metric::manhattan ? std::abs(dx) + std::abs(dy) : std::hypot(dx, dy);
}

NumberedPlaces numbered_places(std::span<const Point> places) {
  const auto together = coincident(places);
  const PointIndex index(together.locations);
  NumberedPlaces result;
  std::vector<std::uint32_t> number(together.locations.size());
  for (const auto location : index.order()) {
    number[location] = static_cast<std::uint32_t>(result.places.size());
    result.places.push_back(together.locations[location]);
  }
  for (const auto location : together.location) {
    result.place_of_event.push_back(number[location]);
  }
  return result;
}

NearPlaces::NearPlaces(std::span<const Point> places, double distance_m, Metric metric)
    : places_(places), distance_m_(distance_m), metric_(metric), index_(places) {
  start_.push_back(0);
  for (std::uint32_t place = 0; place < places.size(); ++place) {
    search(place, [&](std::uint32_t other) {
      near_.push_back(other);
      return near_.size() < kept_at_most;
    });
    if (near_.size() >= kept_at_most) {
      near_ = {};
      start_ = {};
      return;
    }
    start_.push_back(near_.size());
  }
}

}  // namespace lykta
