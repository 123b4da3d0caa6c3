// On which weekday and at which hours are the listed places busy, as far as the times of their events are known?
#pragma once

#include <span>

#include "engine/places/rank.hpp"

namespace lykta {

/// Fills in the times of places of events: the test of busy_windows.hpp over all of them. A source has recorded what
/// lies between its first and its last event, within the period of the inputs if they have one.
void add_times(const RankingInputs& inputs, const BusyWindowOptions& options, std::span<Place> places);

}  // namespace lykta
