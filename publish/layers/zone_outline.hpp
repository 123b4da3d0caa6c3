// What does a zone look like in a file?
#pragma once

#include <cstddef>

#include "engine/space/zones.hpp"
#include "geo/gdal/gdal_handle.hpp"
#include "geo/write/vector_layer.hpp"

namespace lykta {

/// A cell as a polygon; a polygon of one's own with its holes and parts.
[[nodiscard]] OGRGeometryUniquePtr outline_of_zone(const Zones& zones, std::size_t zone);

/// Cells are polygons, polygons of one's own may have several parts.
[[nodiscard]] LayerGeometry geometry_of_zones(const Zones& zones);

}  // namespace lykta
