// Where do most events lie within a walk, wherever the borders of cells run?
//
// Circles around events instead of cells that touch: which place is found depends on where events are and not on where a
// grid begins. Squares only draw the outline.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/places/delineate.hpp"
#include "engine/space/area.hpp"
#include "engine/space/points.hpp"
#include "engine/space/study_grid.hpp"

namespace lykta {

/// The parts of a place as multiples of the squares that draw its outline, which are a sixteenth of the largest extent.
inline constexpr double squares_per_extent = 16;
/// Farther than this from the hull of its events no square of a place has its centre: where events lie on one point or in a row,
/// the place is as wide as a street with its houses.
inline constexpr double squares_around_hull = 1.5;

/// Radius of the circle whose events make a place: with what is around their hull it comes to the largest extent.
[[nodiscard]] double peak_radius_m(double maximum_extent_m, double square_m);
/// No two places of one kind begin nearer to each other: what is left beside a place is no place of its own.
[[nodiscard]] double least_apart_m(double maximum_extent_m, double square_m);

struct PeakPoints {
  std::vector<Point> positions;
  std::vector<double> weights;  ///< above or equal to 0
  std::vector<bool> may_begin;  ///< whether a place may have its heart here
};

/// Ground that places have taken, and where they begin.
struct TakenGround {
  std::vector<bool> slots;
  std::vector<Point> hearts;
};

/// The squares with their centres within `squares_around_hull` of a hull that are free and hang together with the heart by their
/// sides, the heart first.
[[nodiscard]] PlaceCells squares_around(const StudyGrid& ground, std::uint32_t heart, const Ring& hull,
                                        const std::vector<bool>& is_taken);

/// Of all circles around a point where a place may begin, the one with most weight that no place has taken becomes the next
/// place, as long as it has `least` and no more of its weight is taken: the rest is the rim of other places (ties: with the smallest mean squared distance from its middle, in square centimetres; then
/// the one farthest south and west). Its squares are those with their centres within `squares_around_hull` of the convex hull of
/// the circle's free points, that are not taken and hang together with the heart by their sides. Then the next, at
/// least_apart_m() from all hearts. Order of the points does not matter. `ground` must hold all squares within the circle of a
/// point where a place may begin. What is found is added to `taken`.
[[nodiscard]] std::vector<PlaceCells> delineate_peaks(const StudyGrid& ground, const PeakPoints& points, double least,
                                                      double maximum_extent_m, TakenGround& taken);

}  // namespace lykta
