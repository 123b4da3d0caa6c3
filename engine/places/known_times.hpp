// Of which events of a place is the time known, and on which days has each source recorded?
#pragma once

#include <span>
#include <vector>

#include "engine/events/time_precision.hpp"
#include "engine/places/rank.hpp"

namespace lykta {

/// By place, the events whose weekday is known. `precision` has one element per incident.
[[nodiscard]] std::vector<std::vector<KnownTime>> known_times(const RankingInputs& inputs,
                                                              std::span<const TimePrecision> precision,
                                                              std::span<const Place> places);

/// By source: from its first to its last event, within the period of the inputs if they have one. A source without any
/// known time has recorded nothing.
[[nodiscard]] std::vector<Period> recorded_periods(const RankingInputs& inputs,
                                                   std::span<const TimePrecision> precision);

}  // namespace lykta
