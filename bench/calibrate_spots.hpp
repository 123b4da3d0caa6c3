// Is one place in a quiet town found, and called what it is?
#pragma once

#include "bench/calibration_maps.hpp"

namespace lykta::bench {

/// A square of 8 x 8 km, ten steps of a week: 21 events a week anywhere, and a spot that lasts, has begun, begins,
/// fades or is over; at one address, spread over 60 m, or on a corner of four cells, which then all must be named. One
/// record per course, form and side of the cells: the share of cubes in which it is named rightly, and in how many any
/// cell is hot that is neither the spot's nor beside one of it.
[[nodiscard]] Records planted_spots(const Calibration& calibration);

}  // namespace lykta::bench
