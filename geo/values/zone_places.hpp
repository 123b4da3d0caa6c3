// Do positions lie where the clocks of a time zone hang?
#pragma once

#include <optional>
#include <string>

#include "engine/space/points.hpp"

namespace lykta {

/// The zone that is likely meant instead.
struct NearerZone {
  std::string name;        ///< "America/Los_Angeles"
  double distance_km = 0;  ///< from the position to the principal place of the stated zone
};

/// Nothing where the position (longitude, latitude) lies within 1 200 km of the principal place of the zone, where the
/// zone with the nearest principal place has the same hours in January and July, or where the system's table of places
/// (zone.tab of the time-zone database) does not list the zone. Kiruna lies 950 km from Stockholm, and nearer to Helsinki.
[[nodiscard]] std::optional<NearerZone> nearer_zone(const std::string& stated, const Point& degrees);

}  // namespace lykta
