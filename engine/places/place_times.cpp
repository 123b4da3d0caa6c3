#include "engine/places/place_times.hpp"

#include <cstddef>
#include <utility>

#include "engine/events/time_precision.hpp"
#include "engine/places/known_times.hpp"
#include "engine/places/place_hours.hpp"

namespace lykta {

void add_times(const RankingInputs& inputs, const BusyWindowOptions& options, std::span<Place> places) {
  if (places.empty()) {
    return;
  }
  const auto precision = time_precision(inputs.incidents);
  const auto known = known_times(inputs, precision, places);
  const auto recorded = recorded_periods(inputs, precision);
  auto times = busy_windows(known, recorded, options);
  auto hours = place_hours(known, recorded, options);
  for (std::size_t i = 0; i < places.size(); ++i) {
    places[i].times = std::move(times[i]);
    places[i].hours = std::move(hours[i]);
  }
}

}  // namespace lykta
