// What does a straight edge become in another coordinate system?
//
// An edge is straight in the system that it is written in (RFC 7946, 3.1.1, for degrees), and a curve in most others: 25 km
// along a parallel bend by 18 m. Whoever moves only the corners moves the border.
#pragma once

#include <functional>
#include <span>
#include <vector>

#include <ogr_geometry.h>

#include "engine/space/points.hpp"
#include "geo/gdal/gdal_handle.hpp"

namespace lykta {

/// Moves points to the other system where they lie; false where one has no place there.
using MovePoints = std::function<bool(std::span<Point>)>;

/// How straight edges must stay in the other system, in its units.
struct Straightness {
  double deviation = 0.01;  ///< of an edge from its course
  double short_edge = 200;  ///< nothing so short deviates by as much
  double long_edge = 5000;  ///< nothing longer is left undivided: its middle might lie right by chance
};
inline constexpr Straightness straight_in_metres{};
inline constexpr Straightness straight_in_degrees{1e-6, 0.015, 0.1};

/// A geometry of points, lines and polygons in the other system, with corners added to its edges until they keep their
/// course. Edges are halved, whichever way they run: two polygons with the same edge get the same corners. Heights are
/// left out, curves become lines. Null where a point is not finite or has no place there.
[[nodiscard]] OGRGeometryUniquePtr moved(const OGRGeometry& geometry, const MovePoints& move,
                                         const Straightness& straightness);

/// Adds the corners of each polygon to the edges of the others that they lie on, so that a common border is divided in the
/// same way on both sides before it is bent. `at_most` is how far a corner may lie beside an edge, in the units of the
/// polygons.
void share_corners(std::span<OGRGeometryUniquePtr> polygons, double at_most);

/// Whether all coordinates are finite numbers.
[[nodiscard]] bool is_finite(const OGRGeometry& geometry);

}  // namespace lykta
