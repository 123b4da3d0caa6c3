// How often are cells called significant where nothing is, and how often where something is?
//
// Maps of 40 x 40 cells with queen neighbours and independent Poisson counts. Nothing is left out for having too few
// events, so that p alone is judged, but where it is said.
#pragma once

#include "bench/calibration_maps.hpp"

namespace lykta::bench {

/// One record per way to a p, tail, mean per cell and correction. Corrected: the share of maps in which any cell has an
/// adjusted p of at most 0.05; not corrected: the share of cells.
[[nodiscard]] Records cells_without_cluster(const Calibration& calibration);

/// One record per way, mean and relative risk of a planted cluster of three by three cells, under Benjamini-Hochberg:
/// the share of maps in which a cell of the cluster is called, and the share of called cells in the cluster or beside.
[[nodiscard]] Records cells_with_cluster(const Calibration& calibration);

}  // namespace lykta::bench
