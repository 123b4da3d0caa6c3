// Which cells make a place that a person can walk?
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/space/study_grid.hpp"

namespace lykta {

/// Slots of the study grid that make one place; the first is the place's heart.
using PlaceCells = std::vector<std::uint32_t>;

/// Groups candidate cells into compact places. The candidate with the highest value that is still free becomes the
/// heart of a place; touching candidates join it, highest value first, as long as no two centres of its cells are
/// further apart than `maximum_extent_m` less one cell. Ties go to the lower slot, so the result does not depend on
/// the order of the candidates. Every candidate ends in exactly one place. `value` has one entry per slot of the
/// study grid (a density, so that a heart lies where events are thickest).
[[nodiscard]] std::vector<PlaceCells> delineate(const StudyGrid& study, std::span<const std::uint32_t> candidates,
                                                std::span<const double> value, double maximum_extent_m);

}  // namespace lykta
