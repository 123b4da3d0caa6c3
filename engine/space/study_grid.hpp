// Which cells belong to the study area, and by how much?
//
// Values are kept for the cells inside only, one after the other; their place in these columns is the cell's `slot`.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "engine/space/area.hpp"
#include "engine/space/grid.hpp"

namespace lykta {

struct StudyGrid {
  Grid grid;
  std::vector<std::uint32_t> cells;  ///< numbers of the cells inside, ascending; one per slot
  std::vector<double> share;  ///< share of each cell's area inside the study area, above 0 and up to 1; one per slot

  [[nodiscard]] std::size_t size() const { return cells.size(); }
  /// The slot of the cell that holds the point, or nothing outside the study area's cells. What lies on their outer
  /// border (within `border_m`) falls to the cell that it touches: an extent may end on the edge of a cell.
  [[nodiscard]] std::optional<std::uint32_t> slot_at(const Point& point) const;
  /// The slot of a cell number, or nothing for a cell outside.
  [[nodiscard]] std::optional<std::uint32_t> slot_of(std::size_t cell) const;
};

/// The cells that the area touches. Throws as Grid::covering, and DataError when the area encloses nothing.
[[nodiscard]] StudyGrid cover(const Area& area, CellShape shape, double cell_m);

}  // namespace lykta
