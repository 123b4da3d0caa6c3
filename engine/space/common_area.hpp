// How much ground do two areas share?
#pragma once

#include <span>

#include "engine/space/area.hpp"

namespace lykta {

/// Area in m2 of what lies in both sets of rings, each with exteriors counter-clockwise and holes clockwise; pieces from
/// `clipped` will do. Exact up to rounding, and without building the common polygon: an area is a sum of signed strips
/// under its edges, so what two share is the sum over pairs of edges of the signed strip under the lower of the two.
/// For parts of a cell: cost grows with the pairs of edges that lie above each other.
[[nodiscard]] double common_area_m2(std::span<const Ring> a, std::span<const Ring> b);

}  // namespace lykta
