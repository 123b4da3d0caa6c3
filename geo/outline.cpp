#include "geo/outline.hpp"

#include <utility>

#include <fmt/format.h>

#include "engine/error.hpp"
#include "geo/format/source_table.hpp"

namespace lykta {

namespace {

Ring ring_of(const OGRLinearRing& line) {
  Ring ring;
  // The last point repeats the first.
  for (int i = 0; i + 1 < line.getNumPoints(); ++i) {
    ring.push_back({line.getX(i), line.getY(i)});
  }
  return ring;
}

void add_rings(const OGRGeometry& geometry, Area& area) {
  switch (wkbFlatten(geometry.getGeometryType())) {
    case wkbPolygon:
      for (const auto* ring : *geometry.toPolygon()) {
        area.rings.push_back(ring_of(*ring));
      }
      break;
    case wkbMultiPolygon:
    case wkbGeometryCollection:
      for (const auto* part : *geometry.toGeometryCollection()) {
        add_rings(*part, area);
      }
      break;
    default:
      break;
  }
}

std::unique_ptr<OGRLinearRing> line_of(const Ring& ring) {
  auto line = std::make_unique<OGRLinearRing>();
  line->setNumPoints(static_cast<int>(ring.size()) + 1);
  for (std::size_t i = 0; i <= ring.size(); ++i) {
    const auto& point = ring[i % ring.size()];
    line->setPoint(static_cast<int>(i), point.x, point.y);
  }
  return line;
}

}  // namespace

std::optional<Area> area_of(const OGRGeometry& geometry) {
  const QuietGdal quiet;
  OGRGeometryUniquePtr linear(geometry.hasCurveGeometry() != 0 ? geometry.getLinearGeometry() : geometry.clone());
  if (linear->IsValid() == 0) {
    linear.reset(linear->MakeValid());
  }
  Area area;
  if (linear) {
    add_rings(*linear, area);
  }
  return area.empty() ? std::nullopt : std::optional(oriented(std::move(area)));
}

OGRGeometryUniquePtr geometry_of(const Area& area) {
  std::vector<OGRGeometry*> polygons;
  for (const auto& ring : area.rings) {
    auto polygon = std::make_unique<OGRPolygon>();
    polygon->addRingDirectly(line_of(ring).release());
    polygons.push_back(polygon.release());
  }
  // Takes ownership of the parts and sorts holes into the polygons that hold them.
  int valid = 0;
  return OGRGeometryUniquePtr(
      OGRGeometryFactory::organizePolygons(polygons.data(), static_cast<int>(polygons.size()), &valid));
}

OGRGeometryUniquePtr polygon_of_cell(const StudyGrid& study, std::uint32_t slot) {
  auto polygon = std::make_unique<OGRPolygon>();
  polygon->addRingDirectly(line_of(study.grid.corners(study.cells[slot])).release());
  return OGRGeometryUniquePtr(polygon.release());
}

OGRGeometryUniquePtr outline_of(const StudyGrid& study, std::span<const std::uint32_t> slots) {
  OGRMultiPolygon cells;
  for (const auto slot : slots) {
    cells.addGeometryDirectly(polygon_of_cell(study, slot).release());
  }
  return OGRGeometryUniquePtr(cells.UnionCascaded());
}

AreaFile read_area(const std::string& path, const std::string& layer, const std::string& stated_crs,
                   const std::vector<std::string>& allowed_hosts) {
  const auto table =
      read_table({.path = path, .layer = layer, .columns = {}, .text = {}, .allowed_hosts = allowed_hosts});
  if (!table.crs && stated_crs.empty()) {
    throw DataError(
        fmt::format("{} ({}): the study area declares no coordinate system: state it (--area-crs, or crs in [area])",
                    path, table.layer));
  }
  const QuietGdal quiet;
  OGRMultiPolygon polygons;
  for (const auto& geometry : table.geometry) {
    OGRGeometryUniquePtr valid(!geometry                  ? nullptr
                               : geometry->IsValid() != 0 ? geometry->clone()
                                                          : geometry->MakeValid());
    if (!valid || valid->getDimension() != 2) {
      continue;
    }
    const OGRGeometryUniquePtr parts(OGRGeometryFactory::forceToMultiPolygon(valid.release()));
    for (const auto* part : *parts->toMultiPolygon()) {
      polygons.addGeometry(part);
    }
  }
  if (polygons.IsEmpty() != 0) {
    throw DataError(fmt::format("{} ({}): a study area needs polygons, and there is none", path, table.layer));
  }
  OGRGeometryUniquePtr joined(polygons.UnionCascaded());
  if (!joined) {
    throw DataError(fmt::format("{} ({}): the polygons could not be joined: {}", path, table.layer, last_gdal_error()));
  }
  return {std::move(joined), stated_crs.empty() ? *table.crs : Crs::parse(stated_crs), table.layer,
          static_cast<std::size_t>(polygons.getNumGeometries()), table.files};
}

}  // namespace lykta
