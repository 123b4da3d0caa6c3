// How long on the ground is a metre of a projected system?
//
// A projection is true to scale along some lines only. National systems keep within a few thousandths where they are in use;
// world maps do not: a metre of Web Mercator is 0.56 m in Ronneby.
#pragma once

#include <optional>

#include "engine/space/points.hpp"
#include "geo/crs/crs.hpp"

namespace lykta {

/// The scale at one place: metres of the map per metre on the ground, 1 where it is true (Snyder 1987, Map Projections: A
/// Working Manual, pp. 20-24; PROJ's proj_factors).
struct ProjectionScale {
  double meridional = 1;                  ///< along the meridian
  double parallel = 1;                    ///< along the parallel
  double areal = 1;                       ///< square metres of the map per square metre on the ground
  double angular_distortion_degrees = 0;  ///< by which angles differ at most; 0 for conformal projections
  double smallest = 1;  ///< in the direction where it is smallest (the minor axis of Tissot's ellipse)
  double largest = 1;
};

/// The scale of a projected system at a longitude and latitude, whatever its unit (as if it were the metre). Nothing where the
/// place lies outside the projection, or for a system that is not projected.
[[nodiscard]] std::optional<ProjectionScale> scale_at(const Crs& crs, const Point& degrees);

/// The scale in the middle of a box, and what it is at worst there and in the corners.
struct ScaleOverBox {
  ProjectionScale middle;
  Point worst_degrees;    ///< which of these places is furthest from true
  ProjectionScale worst;  ///< there
  double smallest = 1;
  double largest = 1;

  /// How far lengths are off at worst: 0.02 for 2 %.
  [[nodiscard]] double deviation() const;
};

/// Corners outside the projection are left out; nothing where the middle is.
[[nodiscard]] std::optional<ScaleOverBox> scale_over(const Crs& crs, const Box& degrees);

/// Up to which deviation a map counts as true to scale. At 2 % a bandwidth of 200 m is off by 4 m and a density by 4 %: less
/// than positions of reports and a count of a hundred events are known by. Systems made for mapping a country of moderate size
/// pass at home (SWEREF 99 TM 0.2 %, UTM in its zone 0.1 %, two zones further 1 %), and so do many equal-area systems (ETRS89-LAEA
/// in Lapland 1.1 %, Conus Albers 1.2 %); those for a look at all of a wide country do not everywhere (Australian Albers 3 % in
/// Hobart). No map of the world passes, but where it happens to be true.
inline constexpr double scale_tolerance = 0.02;

/// From which deviation on even a system in its own area of use is no choice but a mistake: a bandwidth is a tenth off, an area
/// a fifth.
inline constexpr double refused_deviation = 0.1;

}  // namespace lykta
