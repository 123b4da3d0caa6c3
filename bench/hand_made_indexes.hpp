// How did indexes of our own do that stood where an R-tree stands now? Kept as what it is measured against.
#pragma once

#include <cstddef>
#include <span>

#include "engine/places/place.hpp"
#include "engine/space/neighbours.hpp"
#include "engine/space/points.hpp"
#include "engine/space/zones.hpp"
#include "geo/gdal/gdal_handle.hpp"

namespace lykta::bench {

/// neighbours_by_outline() with sides in square bins that share their lists by hashing.
[[nodiscard]] Neighbours neighbours_by_outline_in_bins(std::span<const OwnPolygon> polygons, double tolerance_m);

/// share_corners() of polygons without holes, by corners sorted into square bins.
void share_corners_in_bins(std::span<OGRGeometryUniquePtr> polygons, double at_most);

/// Which name is nearest, by a look at all of them; equally near ones by name and position.
[[nodiscard]] std::size_t nearest_name_of_all(std::span<const NamedPosition> names, const Point& position);

}  // namespace lykta::bench
