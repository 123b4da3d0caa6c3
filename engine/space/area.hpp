// What is inside? Polygons with holes and several parts, as rings of points in metres.
//
// An area is a set of rings under the even-odd rule: a point is inside when a ray from it crosses the rings an odd
// number of times. Holes and parts need no labels then, and their order does not matter. Rings must not overlap
// each other (a valid polygon's do not).
#pragma once

#include <vector>

#include "engine/space/points.hpp"

namespace lykta {

/// A closed line; the last point is joined to the first without repeating it.
using Ring = std::vector<Point>;

struct Area {
  std::vector<Ring> rings;

  [[nodiscard]] bool empty() const { return rings.empty(); }
};

/// The area of an upright rectangle.
[[nodiscard]] Area rectangle(const Box& box);

[[nodiscard]] Box bounding_box(const Area& area);

/// Whether the point lies inside. Half-open: of two areas that share an edge exactly one holds a point on it.
[[nodiscard]] bool contains(const Area& area, const Point& point);

/// Distance from a point to the piece of a line between two others, metres.
[[nodiscard]] double distance_to_line_m(const Point& point, const Point& from, const Point& to);

/// Whether a point lies within `reach_m` of the outline.
[[nodiscard]] bool outline_is_near(const Area& area, const Point& point, double reach_m);

/// Twice the signed area of a ring in m2, positive counter-clockwise (the shoelace formula, relative to the first
/// point so that large coordinates lose no digits).
[[nodiscard]] double twice_signed_area_m2(const Ring& ring);

/// Area in m2. Exterior rings and holes must run in opposite directions (as `oriented` gives them).
[[nodiscard]] double area_m2(const Area& area);

/// The same area with exterior rings counter-clockwise and holes clockwise; rings of fewer than three points go.
[[nodiscard]] Area oriented(Area area);

/// The part of a ring in the half plane a*x + b*y <= c (Sutherland & Hodgman 1974, doi 10.1145/360767.360802). Where
/// the ring falls apart, its pieces stay joined by edges along the line that enclose nothing, so signed areas remain
/// right.
[[nodiscard]] Ring clipped(const Ring& ring, double a, double b, double c);

}  // namespace lykta
