// What is the density in each cell of a study area?
//
// A column for a map of cells; a raster of any size is made by density_field.hpp.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "engine/base/progress.hpp"
#include "engine/density/density.hpp"
#include "engine/density/edge_correction.hpp"
#include "engine/density/mass_inside.hpp"
#include "engine/space/points.hpp"
#include "engine/space/study_grid.hpp"

namespace lykta {

struct CellDensityOptions {
  DensityOptions density{};
  EdgeTerm edges = EdgeTerm::none;
  /// Of the study area for the density's kernel; nothing where edges are not corrected.
  std::shared_ptr<const KernelMass> mass{};
};

/// Density per km2 at the centre of each cell, one value per slot; NaN where too little of the kernel lies inside the
/// area (uniform correction). Each point weighs 1.
[[nodiscard]] std::vector<double> density_of_cells(std::span<const Point> points, const StudyGrid& study,
                                                   const CellDensityOptions& options, const Progress& progress = {});

}  // namespace lykta
