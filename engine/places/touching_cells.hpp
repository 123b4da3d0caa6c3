// Which cells does a place have, and which touch it?
#pragma once

#include <cstdint>
#include <vector>

#include "engine/places/delineate.hpp"
#include "engine/space/study_grid.hpp"

namespace lykta {

/// The place's slots and those that touch them, ascending.
[[nodiscard]] std::vector<std::uint32_t> with_surroundings(const StudyGrid& study, const PlaceCells& slots);

}  // namespace lykta
