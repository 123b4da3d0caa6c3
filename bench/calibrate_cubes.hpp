// How often does a cube of counts without any pattern show one, and is a pattern found and named that is there?
#pragma once

#include "bench/calibration_maps.hpp"

namespace lykta::bench {

/// Cubes of independent Poisson counts, queen neighbours, nothing left out for having too few events: 20 x 20 cells and
/// 12 steps, and of events thrown other shapes too. One record per shape, mean and way from counts to p: the share of
/// cubes with a hot bin, with a hot or cold one, and with any trend, and that of cells with a trend's p <= 0.05, not
/// corrected.
[[nodiscard]] Records cubes_without_pattern(const Calibration& calibration);

/// The same cubes of 20 x 20 cells and 12 steps with three by three cells of a higher risk, in all steps or in the last
/// one: the share of cubes in which one of them is hot in the last step.
[[nodiscard]] Records cubes_with_cluster(const Calibration& calibration);

}  // namespace lykta::bench
