// How many people live in each zone?
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "engine/inputs/inputs.hpp"
#include "engine/space/study_area.hpp"
#include "engine/space/study_grid.hpp"
#include "engine/space/zones.hpp"

namespace lykta {

struct ZoneResidents {
  std::vector<double> number;  ///< one per zone
  double outside = 0;          ///< residents of points that lie in no zone, and of what areas have outside
};

/// Residents of points go to the zone that holds the point; those of areas stand evenly on their whole area, and each
/// cell gets those of the ground that it shares with them inside the study area. What lies outside the study area is
/// outside, also in a cell on its border. Throws DataError for residents of areas with polygons of one's own: their
/// number belongs into a column of those.
[[nodiscard]] ZoneResidents residents_of(std::span<const Residents> residents, const Zones& zones,
                                         const std::optional<StudyArea>& study_area);

/// The same for the cells of a study area.
[[nodiscard]] ZoneResidents residents_of(std::span<const Residents> residents, const StudyGrid& cells,
                                         const StudyArea& study_area);

}  // namespace lykta
