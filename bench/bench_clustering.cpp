// The Gi* test on a grid, against a plain pass over the counts.
#include <numeric>
#include <vector>

#include <benchmark/benchmark.h>

#include "bench/benchmarks.hpp"
#include "bench/clustered_points.hpp"
#include "bench/measure.hpp"
#include "engine/space/study_grid.hpp"
#include "engine/statistics/cell_statistics.hpp"
#include "engine/statistics/local_statistics.hpp"
#include "engine/statistics/significance.hpp"

namespace lykta::bench {

namespace {

struct CountedGrid {
  StudyGrid study;
  std::vector<double> count;
};

/// The whole square with a tenth of a million events on it.
CountedGrid counted_grid(Workspace& workspace, double cell_m) {
  auto study = cover(rectangle(square), CellShape::square, cell_m);
  std::vector<double> count(study.size(), 0.0);
  for (const auto& point : workspace.positions(100'000)) {
    if (const auto slot = study.slot_at(point)) {
      count[*slot] += 1;
    }
  }
  return {std::move(study), std::move(count)};
}

/// One benchmark of `work(study, count)`.
void add_one(Workspace& workspace, double cell_m, std::string_view name, const auto& work) {
  const auto cells = cells_in_square(cell_m);
  add("Gi*", "queen", cells, name, [&workspace, cell_m, cells, work](benchmark::State& state) {
    const auto grid = counted_grid(workspace, cell_m);
    measure(state, cells, [&] { work(grid.study, grid.count); });
    state.counters["parts_per_item"] = 1;
  });
}

void add_z(Workspace& workspace, double cell_m) {
  const auto cells = cells_in_square(cell_m);
  add("Gi*", "queen", cells, "only z", [&workspace, cell_m, cells](benchmark::State& state) {
    const auto grid = counted_grid(workspace, cell_m);
    const NeighbourSums queen(grid.study, Queen{});
    measure(state, cells, [&] { benchmark::DoNotOptimize(getis_ord(grid.count, queen, {.threads = 1})); });
    state.counters["parts_per_item"] = 1;
  });
}

void add_q(Workspace& workspace, double cell_m) {
  const auto cells = cells_in_square(cell_m);
  add("Gi*", "queen", cells, "only q", [&workspace, cell_m, cells](benchmark::State& state) {
    const auto grid = counted_grid(workspace, cell_m);
    const auto p = test_clustering(grid.study, grid.count, {}).p;
    measure(state, cells, [&p] { benchmark::DoNotOptimize(benjamini_hochberg(p)); });
    state.counters["parts_per_item"] = 1;
  });
}

}  // namespace

void add_clustering(Workspace& workspace) {
  for (const auto cell_m : {500.0, 200.0, 100.0, 50.0}) {
    add_one(workspace, cell_m, "floor", [](const StudyGrid&, const std::vector<double>& count) {
      benchmark::DoNotOptimize(std::reduce(count.begin(), count.end(), 0.0));
    });
    add_one(workspace, cell_m, "test_clustering", [](const StudyGrid& study, const std::vector<double>& count) {
      benchmark::DoNotOptimize(test_clustering(study, count, {}));
    });
    // Its parts; z is measured with the neighbours at hand, and q with the p.
    add_one(workspace, cell_m, "only neighbours", [](const StudyGrid& study, const std::vector<double>&) {
      benchmark::DoNotOptimize(neighbours_of_cells(study.grid, study.cells, Queen{}));
    });
    add_z(workspace, cell_m);
    add_q(workspace, cell_m);
  }
}

}  // namespace lykta::bench
