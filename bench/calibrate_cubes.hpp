// How often does a cube of counts without any pattern show one?
#pragma once

#include "bench/calibration_maps.hpp"

namespace lykta::bench {

/// Cubes of 20 x 20 cells and 12 steps of independent Poisson counts, queen neighbours, nothing left out for having too
/// few events: one record per mean and way from z to p (the share of cubes with a hot bin, and with a hot or cold one),
/// and one per mean and series that is tested for a trend (the share of cells with p <= 0.05, not corrected, and of
/// cubes with any trend).
[[nodiscard]] Records cubes_without_pattern(const Calibration& calibration);

}  // namespace lykta::bench
