// In which unit is a density told?
#pragma once

#include <cstdint>

#include "engine/space/grid.hpp"

namespace lykta {

enum class DensityUnit : std::uint8_t {
  per_km2,   ///< events per square kilometre
  per_cell,  ///< events expected in a cell
  share      ///< of all events that are shown, in a cell
};

/// What a density per km2 is multiplied by. `weight` is that of all events.
[[nodiscard]] inline double unit_factor(DensityUnit unit, const Grid& grid, double weight) {
  constexpr double m2_per_km2 = 1e6;
  const auto cell_km2 = grid.cell_area_m2() / m2_per_km2;
  switch (unit) {
    case DensityUnit::per_km2:
      break;
    case DensityUnit::per_cell:
      return cell_km2;
    case DensityUnit::share:
      return cell_km2 / weight;
  }
  return 1;
}

}  // namespace lykta
