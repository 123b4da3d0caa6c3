// What is the outline of these cells taken together?
#pragma once

#include <cstdint>
#include <span>

#include "engine/space/area.hpp"
#include "engine/space/study_grid.hpp"

namespace lykta {

/// The sides of the cells that no two of them share, joined to rings: exteriors counter-clockwise, holes clockwise, no corner on a
/// straight line, each ring from its lowest (then leftmost) corner and the rings in that order. Cells that touch in a corner
/// only may give one ring that passes the corner twice. Exact, as neighbours share corners to the last bit. No slot may be
/// there twice.
[[nodiscard]] Area outline_of_cells(const StudyGrid& study, std::span<const std::uint32_t> slots);

}  // namespace lykta
