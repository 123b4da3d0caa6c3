// How often is a place said to have changed where nothing has, and is what rose and what fell found equally often?
//
// Towns of 3 x 3 km with events anywhere and around 15 spots, in two years. Every map goes the whole way of a run: from
// events to the list of places.
#pragma once

#include "bench/calibration_maps.hpp"

namespace lykta::bench {

/// Both years alike. One record per surface and limit: the share of maps in which any listed place has a clear change,
/// an increase, a decrease, and how many places were listed, tested and called.
[[nodiscard]] Records places_without_change(const Calibration& calibration);

/// One spot goes from m to 2m events a year, or from 2m to m, the others keep m. One record per m, limit and direction:
/// the share of maps in which the place that holds it is called rightly, listed, and listed with a rank.
[[nodiscard]] Records places_with_change(const Calibration& calibration);

}  // namespace lykta::bench
