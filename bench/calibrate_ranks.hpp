// How often does the interval of a place's rank hold the true rank?
//
// Towns of 3 x 3 km with events anywhere and around 15 spots whose rates are distinct, nearly tied or tied. Each town
// goes the whole way of a run, so where its places lie is found in the same events again each time.
#pragma once

#include "bench/calibration_maps.hpp"

namespace lykta::bench {

/// One record per kind of town. The true rank of a place is that of the events that its cells have in the long run,
/// without errors of position, among all places that compete. So places of tied spots have ranks of their own, as far as
/// they are cut differently. Of the places of each list with an interval: the share whose interval holds the true rank, its
/// mean width, both also of percentiles of resampled ranks, and the chances to belong on the list beside the share that does.
[[nodiscard]] Records ranks_of_places(const Calibration& calibration);

}  // namespace lykta::bench
