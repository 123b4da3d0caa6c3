#include "engine/density/cell_density.hpp"

#include <algorithm>
#include <cassert>
#include <iterator>

namespace lykta {

namespace {

/// Of the whole grid, the cells outside the study area too.
CellDensity on_grid(std::span<const Point> points, std::span<const double> weights, const Grid& grid,
                    const CellDensityOptions& options, const Progress& progress) {
  const auto& how = options.field;
  if (how.edges == EdgeTerm::none && !how.adaptive && !how.fast) {
    return {.per_km2 = density_on_grid(points, weights, grid, how.density, progress)};
  }
  assert(how.edges == EdgeTerm::none || options.mass);
  report(progress, "density", 0);
  const DensityField field(points, weights, grid, how, options.mass);
  CellDensity density{.per_km2 = std::vector<double>(grid.size()),
                      .fast = field.fast(),
                      .bandwidth_range_m = field.bandwidth_range_m()};
  field.write_rows(0, grid.rows(), density.per_km2, {}, progress);
  return density;
}

}  // namespace

CellDensity density_of_cells(std::span<const Point> points, std::span<const double> weights, const StudyGrid& study,
                             const CellDensityOptions& options, const Progress& progress) {
  auto density = on_grid(points, weights, study.grid, options, progress);
  std::vector<double> inside;
  inside.reserve(study.size());
  std::ranges::transform(study.cells, std::back_inserter(inside),
                         [&](std::uint32_t cell) { return density.per_km2[cell]; });
  density.per_km2 = std::move(inside);
  return density;
}

}  // namespace lykta
