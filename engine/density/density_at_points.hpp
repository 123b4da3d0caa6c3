// How many events per square kilometre are there at these places, exactly?
//
// The sums of density_at_points (density.hpp), but found through an index: only events whose kernels reach a place are
// looked at. Events at one place with one bandwidth count as one of their weight together.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/density/kernel.hpp"
#include "engine/space/points.hpp"

namespace lykta {

struct PointSumOptions {
  Kernel kernel = Kernel::quartic;
  double bandwidth_m = 200;  ///< of every event, unless each has its own
  /// For leaving one out: the number of the event that each target does not count, one per target; none: all count.
  std::span<const std::uint32_t> left_out;
  unsigned threads = 0;  ///< 0: all cores. The result is the same for any number, to the last bit
};

/// Density per km2 at each of `targets`: the sum over the events of weight / h² * K(distance / h). `weights` has one
/// value, 0 or more, per event, or none for 1 each; `bandwidths_m` one per event, or none for the options' own.
///
/// Kernels with bounded support are summed to rounding (some 1e-14 of the sum). Of the Gaussian's tail at most 1e-12 of
/// the sum is left out, also at places far from all events and for weights that differ up to a millionfold. An event at
/// a target counts unless it is left out.
///
/// Throws InvalidOption unless all bandwidths are positive numbers. Cost: targets times events within reach; with very
/// different bandwidths events are searched in groups of a factor of two.
[[nodiscard]] std::vector<double> kernel_sums_at(std::span<const Point> points, std::span<const double> weights,
                                                 std::span<const double> bandwidths_m, std::span<const Point> targets,
                                                 const PointSumOptions& options);

}  // namespace lykta
