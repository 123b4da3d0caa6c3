// How often does the scan statistic find a cluster where there is none, and how often one that is there?
#pragma once

#include "bench/calibration_maps.hpp"

namespace lykta::bench {

/// 400 places with uneven population: one record per number of cases and relative risk (1: no cluster) in the twelve
/// places around a random one. Found: the first cluster has p <= 0.05 and shares a place with the planted one.
[[nodiscard]] Records scanned_places(const Calibration& calibration);

/// The permutation model: 64 places, 10 periods with more and more cases (the last some twice those of the first), 400
/// cases in all; the cluster has five places and two periods.
[[nodiscard]] Records scanned_periods(const Calibration& calibration);

}  // namespace lykta::bench
