// How far is a fast density from the exact one?
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "engine/density/density.hpp"
#include "engine/density/fast_sum.hpp"
#include "engine/density/spline_spread.hpp"
#include "engine/space/grid.hpp"

namespace lykta {

struct CheckedError {
  double largest = 0;      ///< at the checked pixels, as a share of the largest density
  std::size_t pixels = 0;  ///< that were checked
  bool accepted = false;   ///< within the tolerance, with a margin for what lies between the pixels
};

/// Compares with the exact sum where the errors of a fast one are largest: the densest cell, rings at the kernel's edge
/// around the heaviest nodes; and at other cells picked by a fixed rule. `tolerance` is a share of the largest density.
[[nodiscard]] CheckedError check_fast(const BandedEvents& events, const std::vector<HeavyNode>& heavy_nodes,
                                      const Grid& grid, const DensityOptions& options, std::span<const float> density,
                                      double tolerance);

}  // namespace lykta
