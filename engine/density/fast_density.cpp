#include "engine/density/fast_density.hpp"

#include <cassert>

#include "engine/density/fast_check.hpp"
#include "engine/density/fast_sum.hpp"
#include "engine/density/kernel_rows.hpp"

namespace lykta {

namespace {

constexpr double most_cells_in_a_row = 60'000;

/// Rough costs in nanoseconds on one core, measured with bench/time_density: they only choose between two ways that
/// give the same.
double exact_cost(std::size_t events, const Grid& grid, double bandwidth, Kernel kernel) {
  const auto cells = static_cast<double>(grid.size());
  const auto rows = 2 * bandwidth * support_in_bandwidths(kernel) + 1;
  if (kernel == Kernel::gaussian) {
    return static_cast<double>(events) * rows * rows * 0.8 + cells;
  }
  return static_cast<double>(events) * rows * 6.5 + cells * 4;
}
double fast_cost(std::size_t events, const Grid& grid, double bandwidth, Kernel kernel) {
  const auto reach = bandwidth * support_in_bandwidths(kernel);
  const auto padded = (static_cast<double>(grid.columns()) + reach) * (static_cast<double>(grid.rows()) + 4 * reach);
  return static_cast<double>(events) * 25 + padded * 18;
}

std::optional<ExactReason> reason_for_exact(std::size_t events, const Grid& grid, const DensityOptions& options,
                                            const FastOptions& fast) {
  const auto bandwidth = options.bandwidth_m / grid.cell_m();
  const auto reach = bandwidth * support_in_bandwidths(options.kernel);
  if (grid.shape() != CellShape::square || static_cast<double>(grid.columns()) + 2 * reach > most_cells_in_a_row ||
      static_cast<double>(grid.rows()) + 2 * reach > most_cells_in_a_row) {
    return ExactReason::grid;
  }
  if (options.kernel == Kernel::uniform || options.kernel == Kernel::triangular) {
    return ExactReason::kernel;
  }
  if (bandwidth < narrowest_fast) {
    return ExactReason::narrow_kernel;
  }
  if (fast.tolerance < finest_tolerance) {
    return ExactReason::tolerance;
  }
  if (exact_cost(events, grid, bandwidth, options.kernel) <= fast_cost(events, grid, bandwidth, options.kernel)) {
    return ExactReason::cheaper;
  }
  return std::nullopt;
}

}  // namespace

std::string_view name_of(ExactReason reason) {
  switch (reason) {
    case ExactReason::cheaper:
      return "cheaper";
    case ExactReason::narrow_kernel:
      return "narrow_kernel";
    case ExactReason::kernel:
      return "kernel";
    case ExactReason::grid:
      return "grid";
    case ExactReason::tolerance:
      return "tolerance";
    case ExactReason::check_failed:
      return "check_failed";
  }
  return "";
}

FastReport fast_density(std::span<const Point> points, std::span<const double> weights, const Grid& grid,
                        const DensityOptions& options, const FastOptions& fast, std::span<float> density,
                        const Progress& progress, bool always) {
  check(options);
  assert(density.size() == grid.size());
  FastReport report;
  auto plain = options;
  plain.keep_mass = false;
  report.exact = reason_for_exact(points.size(), grid, plain, fast);
  if (report.exact == ExactReason::cheaper && always) {
    report.exact.reset();
  }
  const Lattice lattice(grid);
  if (!report.exact) {
    const auto reach = support_in_bandwidths(plain.kernel) * plain.bandwidth_m / grid.cell_m();
    const auto events = banded(points, weights, lattice, reach, plain.threads);
    if (events.events.empty()) {
      report.exact = ExactReason::cheaper;
    } else {
      const auto heavy_nodes = fast_sum(events, lattice, plain, density, progress);
      const auto error = check_fast(events, heavy_nodes, grid, plain, density, fast.tolerance);
      report.checked_error = error.largest;
      report.checked_pixels = error.pixels;
      if (!error.accepted) {
        report.exact = ExactReason::check_failed;
      }
    }
  }
  if (report.exact) {
    KernelRows(points, weights, {}, grid, options).write(0, grid.rows(), density, progress);
  }
  return report;
}

}  // namespace lykta
