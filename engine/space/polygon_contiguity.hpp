// Which polygons touch?
//
// Outlines of different origin never agree to the last bit, and not in their corners either: a tolerance says how far
// apart two outlines may be drawn and still count as one. Polygons much smaller than the tolerance touch all around.
#pragma once

#include <span>

#include "engine/space/neighbours.hpp"
#include "engine/space/zones.hpp"

namespace lykta {

/// Polygons whose outlines come within the tolerance of each other somewhere: shared corners, corners on another's
/// side, outlines that cross, a polygon in a hole of another. One that lies inside another without coming near its
/// outline does not touch it. Lists are mutual and ascending; a polygon may have no neighbour at all. `tolerance_m` is
/// a positive number.
[[nodiscard]] Neighbours neighbours_by_outline(std::span<const OwnPolygon> polygons, double tolerance_m = 0.5);

/// Polygons that share a piece of a side that is longer than the tolerance. Two sides share a piece where they run
/// beside each other, within the tolerance and in about the same direction; sides that part at a common corner do not.
/// Pieces that are shorter than the tolerance, as densely drawn outlines have them, count together when they are at
/// least four times as long as it: two corners that are drawn a little over each other do not get that far.
[[nodiscard]] Neighbours neighbours_by_side(std::span<const OwnPolygon> polygons, double tolerance_m = 0.5);

}  // namespace lykta
