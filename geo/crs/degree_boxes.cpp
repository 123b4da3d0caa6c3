#include "geo/crs/degree_boxes.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace lykta {

namespace {

double radians(double degrees) { return degrees * std::numbers::pi / 180; }

/// The same meridian, where possible within the box: boxes across the date line end beyond 180.
double longitude_towards(const Box& box, double longitude) {
  const auto middle = (box.min_x + box.max_x) / 2;
  return longitude + 360 * std::round((middle - longitude) / 360);
}

}  // namespace

double great_circle_km(const Point& a, const Point& b) {
  constexpr double earth_radius_km = 6371.0088;
  const auto north = std::sin(radians(b.y - a.y) / 2);
  const auto east = std::sin(radians(b.x - a.x) / 2);
  const auto chord = north * north + std::cos(radians(a.y)) * std::cos(radians(b.y)) * east * east;
  return 2 * earth_radius_km * std::asin(std::sqrt(std::min(1.0, chord)));
}

bool contains(const Box& box, const Point& degrees) {
  const auto longitude = longitude_towards(box, degrees.x);
  return box.min_x <= longitude && longitude <= box.max_x && box.min_y <= degrees.y && degrees.y <= box.max_y;
}

double distance_km(const Point& degrees, const Box& box) {
  const Point here{longitude_towards(box, degrees.x), degrees.y};
  return great_circle_km(here, {std::clamp(here.x, box.min_x, box.max_x), std::clamp(here.y, box.min_y, box.max_y)});
}

Box widened(const Box& box, double by) {
  return {box.min_x - by, std::max(-90.0, box.min_y - by), box.max_x + by, std::min(90.0, box.max_y + by)};
}

Box common_box(const Box& a, const Box& b) {
  // The second box may have to go once around to meet the first.
  const auto turn = longitude_towards(a, (b.min_x + b.max_x) / 2) - (b.min_x + b.max_x) / 2;
  return {std::max(a.min_x, b.min_x + turn), std::max(a.min_y, b.min_y), std::min(a.max_x, b.max_x + turn),
          std::min(a.max_y, b.max_y)};
}

Box area_from(double west, double south, double east, double north) {
  return {west, south, east < west ? east + 360 : east, north};
}

}  // namespace lykta
