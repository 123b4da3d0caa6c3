// The places for a phone: waypoints that any map app opens, and a map of their outlines.
#pragma once

#include <string>

#include "publish/layers/layers.hpp"
#include "publish/records/run_record.hpp"

namespace lykta {

/// GPX 1.1 (topografix.com/GPX/1/1): a waypoint a place, in the order of the list, with its number and name, and what a phone shows
/// below: how many events, when, what, why. Positions are WGS 84 to a decimetre. Throws DataError for a place that has no place there.
[[nodiscard]] std::string places_gpx(const Publication& publication, const RunContext& context);

/// KML 2.2 (OGC 07-147r2) packed as KMZ: outline and point of each place, coloured as on the map, the same words in its balloon. The
/// same bytes for the same picture.
[[nodiscard]] std::string places_kmz(const Publication& publication, const RunContext& context);

}  // namespace lykta
