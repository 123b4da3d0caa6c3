// How much of each cell lies inside an area?
//
// "No events" and "outside the study area" are different things: a cell with share 0 has no value at all.
#pragma once

#include <cstddef>
#include <unordered_map>
#include <vector>

#include "engine/space/area.hpp"
#include "engine/space/grid.hpp"

namespace lykta {

/// Share of each cell's area inside `area`, 0 to 1, one value per cell of the grid. Exact up to rounding: polygons
/// are clipped, not sampled. A cell touched by less than a billionth counts as outside. Cost grows with the cells
/// plus the vertices times the logarithm of the cells, not with their product.
[[nodiscard]] std::vector<double> inside_share(const Grid& grid, const Area& area);

/// An area cut by the cells of a grid.
struct CutArea {
  std::vector<double> share;  ///< as inside_share
  /// By cell that is partly inside: the rings of that part, exteriors counter-clockwise, pieces joined as by `clipped`.
  std::unordered_map<std::size_t, std::vector<Ring>> parts;
};
[[nodiscard]] CutArea cut_by_cells(const Grid& grid, const Area& area);

}  // namespace lykta
