// Which cells of a picture say something? Of a municipality most are forest where nothing happened and nothing was found.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/questions/picture.hpp"

namespace lykta {

/// Slots of the study grid, ascending: cells with events of the period or of the comparison, counted or discovered, with observations, or
/// with a test result (a class that calls them hot or cold), and the cells that share a side with one of these. What is left
/// out has no event and no observation, and no test found anything there. Of a picture without events or observations: none.
[[nodiscard]] std::vector<std::uint32_t> telling_cells(const Picture& picture);

}  // namespace lykta
