#include "engine/places/observation_owners.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

namespace lykta {

ObservationOwners::ObservationOwners(const StudyGrid& study, std::span<Place* const> places, const Reach& reach)
    : study_(study), places_(places), own_(study.size()), reached_(study.size()) {
  for (std::uint32_t place = 0; place < places.size(); ++place) {
    for (const auto slot : places[place]->slots) {
      assert(!own_[slot]);
      own_[slot] = place;
    }
  }
  for (std::uint32_t place = 0; place < places.size(); ++place) {
    for (const auto slot : reach(*places[place])) {
      if (!own_[slot]) {
        reached_[slot].push_back(place);
      }
    }
  }
}

std::optional<std::uint32_t> ObservationOwners::of(std::uint32_t slot, const Point& position) const {
  if (own_[slot] || reached_[slot].empty()) {
    return own_[slot];
  }
  const auto& near = reached_[slot];
  return *std::ranges::min_element(near, {}, [&](std::uint32_t place) { return distance_mm(place, position); });
}

std::int64_t ObservationOwners::distance_mm(std::uint32_t place, const Point& position) const {
  auto nearest = std::numeric_limits<double>::infinity();
  for (const auto slot : places_[place]->slots) {
    nearest = std::min(nearest, distance_m(study_.grid.centre(study_.cells[slot]), position));
  }
  // Centres of hexagons are rounded: what lies in the middle must stay there.
  return std::llround(1000 * nearest);
}

}  // namespace lykta
