// How often is a weekday or a time of day named where there is none, and how often is a true one found?
#pragma once

#include "bench/calibration_maps.hpp"

namespace lykta::bench {

/// Lists of 10 places (and of 1 and 50) of 5 to 100 events each, thrown evenly over a period: one record per kind of
/// times, with the share of lists in which any place has a clear weekday or clear hours.
[[nodiscard]] Records times_without_pattern(const Calibration& calibration);

/// Lists of 10 places, one of them with 40 or 100 events of which a part is of Friday nights: one record per number and
/// part, with the shares of lists in which Friday, and hours within those of the nights, are found there.
[[nodiscard]] Records friday_nights(const Calibration& calibration);

}  // namespace lykta::bench
