#include "engine/places/touching_cells.hpp"

#include <algorithm>

namespace lykta {

std::vector<std::uint32_t> with_surroundings(const StudyGrid& study, const PlaceCells& slots) {
  const auto& grid = study.grid;
  std::vector<std::uint32_t> result(slots.begin(), slots.end());
  for (const auto slot : slots) {
    const auto here = grid.index(study.cells[slot]);
    const auto middle = grid.centre(study.cells[slot]);
    for (std::int64_t row = -1; row <= 1; ++row) {
      for (std::int64_t column = -1; column <= 1; ++column) {
        const auto cell = grid.number({here.column + column, here.row + row});
        const auto near = cell ? study.slot_of(*cell) : std::nullopt;
        // Of the eight around a hexagon only six touch it.
        if (near && distance_m(grid.centre(*cell), middle) <= 1.5 * grid.cell_m()) {
          result.push_back(*near);
        }
      }
    }
  }
  std::ranges::sort(result);
  result.erase(std::unique(result.begin(), result.end()), result.end());
  return result;
}

}  // namespace lykta
