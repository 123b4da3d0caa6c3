#include "publish/layers/zone_outline.hpp"

#include "geo/shapes/outline.hpp"

namespace lykta {

OGRGeometryUniquePtr outline_of_zone(const Zones& zones, std::size_t zone) {
  if (const auto* cells = zones.cells()) {
    return polygon_of_cell(*cells, static_cast<std::uint32_t>(zone));
  }
  return geometry_of(zones.polygons()[zone].area);
}

LayerGeometry geometry_of_zones(const Zones& zones) {
  return zones.cells() != nullptr ? LayerGeometry::polygon : LayerGeometry::multipolygon;
}

}  // namespace lykta
