#include "engine/density/density.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <cstdint>

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "engine/base/lengths.hpp"
#include "engine/base/numbers.hpp"
#include "engine/density/kernel_rows.hpp"

namespace lykta {

namespace {

double weight_of(std::span<const double> weights, std::size_t i) { return weights.empty() ? 1.0 : weights[i]; }

}  // namespace

void check(const DensityOptions& options) { check_length("bandwidth", options.bandwidth_m); }

std::vector<double> density_on_grid(std::span<const Point> points, std::span<const double> weights, const Grid& grid,
                                    const DensityOptions& options, const Progress& progress) {
  return adaptive_density_on_grid(points, weights, {}, grid, options, progress);
}

std::vector<double> adaptive_density_on_grid(std::span<const Point> points, std::span<const double> weights,
                                             std::span<const double> bandwidths_m, const Grid& grid,
                                             const DensityOptions& options, const Progress& progress) {
  check(options);
  report(progress, "density", 0);
  std::vector<double> density(grid.size());
  KernelRows(points, weights, bandwidths_m, grid, options).write(0, grid.rows(), std::span(density), progress);
  return density;
}

std::vector<double> density_at_points(std::span<const Point> points, std::span<const double> weights,
                                      std::span<const Point> targets, const DensityOptions& options) {
  check(options);
  assert(weights.empty() || weights.size() == points.size());
  std::vector<double> density;
  density.reserve(targets.size());
  const auto scale = m2_per_km2 / (options.bandwidth_m * options.bandwidth_m);
  for (const auto& target : targets) {
    double sum = 0;
    for (std::size_t i = 0; i < points.size(); ++i) {
      sum += weight_of(weights, i) * kernel_value(options.kernel, distance_m(points[i], target) / options.bandwidth_m);
    }
    density.push_back(sum * scale);
  }
  return density;
}

}  // namespace lykta
