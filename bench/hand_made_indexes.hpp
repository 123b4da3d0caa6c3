// How did indexes of our own do that stood where an R-tree stands now? Kept as what it is measured against.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "engine/space/neighbours.hpp"
#include "engine/space/points.hpp"
#include "engine/space/zones.hpp"

namespace lykta::bench {

/// neighbours_by_outline() with sides in square bins that share their lists by hashing.
[[nodiscard]] Neighbours neighbours_by_outline_in_bins(std::span<const OwnPolygon> polygons, double tolerance_m);

/// How many corners of all rings lie on edges of others, within `at_most`, by corners sorted into square bins: the search of
/// share_corners().
[[nodiscard]] std::size_t corners_on_edges_in_bins(const std::vector<std::vector<Point>>& rings, double at_most);

}  // namespace lykta::bench
