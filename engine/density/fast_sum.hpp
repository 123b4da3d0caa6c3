// What do kernels add up to on a lattice, by way of its Fourier transform?
//
// Events are spread over the nodes, the lattice is transformed, multiplied by the kernel's transform and divided by the
// spline's, and transformed back. Which error that leaves is another question (fast_check.hpp).
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/base/progress.hpp"
#include "engine/density/density.hpp"
#include "engine/density/lattice.hpp"
#include "engine/density/spline_spread.hpp"

namespace lykta {

/// A node with the weight that lies on it, by row and column of the lattice.
struct HeavyNode {
  float weight = 0;
  std::int64_t row = 0;
  std::int64_t column = 0;
};

/// Density per km2 at each cell of the lattice, into `density`; at least one event. Returns the nodes that most weight
/// lies on, one of a band of rows at most, the heaviest first.
std::vector<HeavyNode> fast_sum(const BandedEvents& events, const Lattice& lattice, const DensityOptions& options,
                                std::span<float> density, const Progress& progress);

}  // namespace lykta
