// Kernel density on a raster, against a plain pass over the points and one fill of the raster.
#include <cmath>
#include <functional>
#include <numbers>
#include <numeric>
#include <span>
#include <vector>

#include <benchmark/benchmark.h>

#include "bench/benchmarks.hpp"
#include "bench/clustered_points.hpp"
#include "bench/measure.hpp"
#include "engine/density/density.hpp"

namespace lykta::bench {

namespace {

struct Case {
  double cell_m;
  double bandwidth_m;
  std::size_t events;
};

std::vector<Case> cases() {
  std::vector<Case> all;
  for (const auto events : event_numbers) {
    all.push_back({100, 500, events});
    all.push_back({50, 500, events});
  }
  // Is the cost that of the cells under the kernel, on a raster that stays the same?
  for (const auto bandwidth_m : {250.0, 1000.0, 2000.0}) {
    all.push_back({100, bandwidth_m, 100'000});
  }
  return all;
}

/// Exactly the cells of the square: a grid that covers its upper edges too would have a row and a column more.
Grid grid_of_square(double cell_m) {
  return Grid::covering({square.min_x, square.min_y, square.max_x - 1, square.max_y - 1}, CellShape::square, cell_m);
}

/// Cells under one kernel, on average.
double kernel_cells(const Case& one) {
  return std::numbers::pi * one.bandwidth_m * one.bandwidth_m / (one.cell_m * one.cell_m);
}

void pass_and_fill(std::span<const Point> points, std::size_t cells) {
  benchmark::DoNotOptimize(std::transform_reduce(points.begin(), points.end(), 0.0, std::plus{},
                                                 [](const Point& point) { return point.x + point.y; }));
  std::vector<double> raster(cells, 0.0);
  benchmark::DoNotOptimize(raster.data());
  benchmark::ClobberMemory();
}

}  // namespace

void add_density(Workspace& workspace) {
  for (const auto& one : cases()) {
    const auto variant = fmt::format("cell {} m, bandwidth {} m", one.cell_m, one.bandwidth_m);
    add("density", variant, one.events, "floor", [&workspace, one](benchmark::State& state) {
      const auto grid = grid_of_square(one.cell_m);
      const auto points = workspace.positions(one.events);
      measure(state, one.events, [&] { pass_and_fill(points, grid.size()); });
    });
    add("density", variant, one.events, "density_on_grid", [&workspace, one](benchmark::State& state) {
      const auto grid = grid_of_square(one.cell_m);
      const auto points = workspace.positions(one.events);
      DensityOptions options;
      options.bandwidth_m = one.bandwidth_m;
      measure(state, one.events, [&] { benchmark::DoNotOptimize(density_on_grid(points, {}, grid, options)); });
      state.counters["parts_per_item"] = kernel_cells(one);
    });
  }
}

}  // namespace lykta::bench
