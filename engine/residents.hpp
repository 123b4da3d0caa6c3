// How many people live in each zone?
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "engine/inputs.hpp"
#include "engine/space/study_grid.hpp"
#include "engine/space/zones.hpp"

namespace lykta {

struct ZoneResidents {
  std::vector<double> number;  ///< one per zone
  double outside = 0;          ///< residents of points that lie in no zone, and of what areas have outside all cells
};

/// Residents of points go to the zone that holds the point, those of areas to the cells in proportion to the area that
/// they share; a cell on the border of the study area holds also those of its part outside. Where there is a study
/// area, points outside it count as outside. Throws DataError for residents of areas with polygons of one's own: their
/// number belongs into a column of those.
[[nodiscard]] ZoneResidents residents_of(std::span<const Residents> residents, const Zones& zones,
                                         const std::optional<Area>& study_area);

/// The same for the cells of a study area.
[[nodiscard]] ZoneResidents residents_of(std::span<const Residents> residents, const StudyGrid& cells,
                                         const Area& study_area);

}  // namespace lykta
