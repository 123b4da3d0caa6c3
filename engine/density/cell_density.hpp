// What is the density in each cell of a study area?
//
// A column for a map of cells; a raster of any size is made by density_field.hpp.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "engine/base/progress.hpp"
#include "engine/density/density_field.hpp"
#include "engine/density/mass_inside.hpp"
#include "engine/space/points.hpp"
#include "engine/space/study_grid.hpp"

namespace lykta {

struct CellDensityOptions {
  FieldOptions field{};
  /// Of the study area for the density's kernel; nothing where edges are not corrected.
  std::shared_ptr<const KernelMass> mass{};
};

struct CellDensity {
  std::vector<double> per_km2;       ///< one value per slot; NaN where too little of the kernel lies inside the area
  std::optional<FastReport> fast{};  ///< only where the fast way was asked for
  std::optional<std::pair<double, double>> bandwidth_range_m{};  ///< narrowest and widest, only of an adaptive density
};

/// Density at the centre of each cell. No weights: 1 each.
[[nodiscard]] CellDensity density_of_cells(std::span<const Point> points, std::span<const double> weights,
                                           const StudyGrid& study, const CellDensityOptions& options,
                                           const Progress& progress = {});

}  // namespace lykta
