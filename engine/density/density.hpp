// How many events per square kilometre, smoothed over the neighbourhood?
//
// Kernel density without edge correction: density(s) = sum over events of weight / h^2 * K(distance / h), in events
// per km2.
#pragma once

#include <span>
#include <vector>

#include "engine/base/progress.hpp"
#include "engine/density/kernel.hpp"
#include "engine/space/grid.hpp"
#include "engine/space/points.hpp"

namespace lykta {

struct DensityOptions {
  Kernel kernel = Kernel::quartic;
  double bandwidth_m = 200;
  /// true: each event's values over the cells of the endless lattice are scaled to hold exactly the event's weight,
  /// so that density times cell area sums to the events whatever the bandwidth (an event whose kernel reaches no
  /// cell's centre gives all to its own cell). false: the plain kernel at the cells' centres.
  bool keep_mass = true;
  unsigned threads = 0;  ///< 0: as many as there are cores; the result is the same for any number
};

/// Throws InvalidOption unless the bandwidth is a positive number.
void check(const DensityOptions& options);

/// Density per km2 at the centre of each cell, one value per cell. `weights` has one value per point, or none for 1
/// each. Events near the rim give part of their mass to cells beyond the grid. Cost: see chord_sweep.hpp (polynomial
/// kernels) and kernel_stamp.hpp (triangular, Gaussian).
[[nodiscard]] std::vector<double> density_on_grid(std::span<const Point> points, std::span<const double> weights,
                                                  const Grid& grid, const DensityOptions& options,
                                                  const Progress& progress = {});

/// The same with a bandwidth of its own for each event, metres (adaptive density; see adaptive.hpp).
[[nodiscard]] std::vector<double> adaptive_density_on_grid(std::span<const Point> points,
                                                           std::span<const double> weights,
                                                           std::span<const double> bandwidths_m, const Grid& grid,
                                                           const DensityOptions& options,
                                                           const Progress& progress = {});

/// Density per km2 at each of `targets`, exactly as the formula says (no truncation, no scaling). An event at the
/// target counts. Cost: points times targets.
[[nodiscard]] std::vector<double> density_at_points(std::span<const Point> points, std::span<const double> weights,
                                                    std::span<const Point> targets, const DensityOptions& options);

}  // namespace lykta
