// How far is a place on the earth from a box of longitudes and latitudes?
//
// Boxes across the date line end beyond 180 degrees; a longitude is the same with 360 degrees more or less.
#pragma once

#include "engine/space/points.hpp"

namespace lykta {

/// On a sphere, by the haversine formula. Points are longitude and latitude.
[[nodiscard]] double great_circle_km(const Point& a, const Point& b);

/// Whether the place lies in the box, edges included.
[[nodiscard]] bool contains(const Box& box, const Point& degrees);

/// Kilometres from the place to the nearest one in the box; 0 inside.
[[nodiscard]] double distance_km(const Point& degrees, const Box& box);

/// The box with so many degrees more on each side, no farther than the poles.
[[nodiscard]] Box widened(const Box& box, double by);

/// What both boxes cover; empty where they do not meet.
[[nodiscard]] Box common_box(const Box& a, const Box& b);

/// From the registered bounds, whose east is less than their west across the date line.
[[nodiscard]] Box area_from(double west, double south, double east, double north);

}  // namespace lykta
