#include "engine/density/cell_density.hpp"

#include <algorithm>
#include <cassert>
#include <iterator>

#include "engine/density/density_field.hpp"

namespace lykta {

namespace {

std::vector<double> on_grid(std::span<const Point> points, const Grid& grid, const CellDensityOptions& options,
                            const Progress& progress) {
  if (options.edges == EdgeTerm::none) {
    return density_on_grid(points, {}, grid, options.density, progress);
  }
  assert(options.mass);
  report(progress, "density", 0);
  FieldOptions how;
  how.density = options.density;
  how.edges = options.edges;
  std::vector<double> density(grid.size());
  DensityField(points, {}, grid, how, options.mass).write_rows(0, grid.rows(), density, {}, progress);
  return density;
}

}  // namespace

std::vector<double> density_of_cells(std::span<const Point> points, const StudyGrid& study,
                                     const CellDensityOptions& options, const Progress& progress) {
  const auto density = on_grid(points, study.grid, options, progress);
  std::vector<double> inside;
  inside.reserve(study.size());
  std::ranges::transform(study.cells, std::back_inserter(inside), [&](std::uint32_t cell) { return density[cell]; });
  return inside;
}

}  // namespace lykta
