// Which is the smallest convex outline around these points?
#pragma once

#include <vector>

#include "engine/space/area.hpp"

namespace lykta {

/// Corners counter-clockwise, the leftmost (then lowest) first, none on a straight line between two others (Andrew 1979,
/// doi 10.1016/0020-0190(79)90072-3). Two corners where all points lie on a line, one where they coincide, none of no points.
[[nodiscard]] Ring convex_hull(std::vector<Point> points);

/// How far a point is from what a convex ring encloses, metres; 0 inside. The ring as convex_hull() gives it, with a corner at least.
[[nodiscard]] double distance_to_hull_m(const Point& point, const Ring& hull);

}  // namespace lykta
