// Where are the points of a system in its own longitudes and latitudes?
#pragma once

#include <span>
#include <vector>

#include <ogr_spatialref.h>

#include "engine/space/points.hpp"
#include "geo/crs/crs.hpp"

namespace lykta {

/// Whether these are longitude and latitude, once around the date line included.
[[nodiscard]] bool on_earth(const Point& degrees);

/// A projected system and its own longitudes and latitudes, without the way to another datum: looking for that way in
/// PROJ's database takes a hundred times as long, and for telling systems apart some hundred metres do not matter.
class OwnDegrees {
 public:
  explicit OwnDegrees(const Crs& crs);

  /// The points that have a place on the earth, as longitudes and latitudes; so there may be fewer than came in.
  [[nodiscard]] std::vector<Point> to_degrees(std::span<const Point> points) const;
  /// The points that have a place in the projected system; there may be fewer than came in.
  [[nodiscard]] std::vector<Point> from_degrees(std::span<const Point> points) const;

 private:
  OGRSpatialReference projected_;
  OGRSpatialReference degrees_;
};

}  // namespace lykta
