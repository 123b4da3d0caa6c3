// Which of the listed places have become more or less busy, when all of them were looked at?
#pragma once

#include <span>

#include "engine/places/place.hpp"

namespace lykta {

/// Fills in the change of places that have a comparison count, by the events that can be compared: the E-test of period_change.hpp with the days of both
/// periods (positive) as exposures, adjusted over these places (Benjamini-Hochberg).
void compare(std::span<Place> places, double days, double comparison_days);

}  // namespace lykta
