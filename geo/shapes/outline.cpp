#include "geo/shapes/outline.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "engine/space/outline_sweep.hpp"
#include "geo/crs/straight_edges.hpp"
#include "geo/files/locations.hpp"
#include "geo/format/field_choice.hpp"
#include "geo/format/source_table.hpp"
#include "geo/shapes/repair.hpp"
#include "geo/shapes/stopping.hpp"

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

/// False where a part is no polygon.
bool add_polygons(const OGRGeometry& geometry, std::vector<PolygonRings>& polygons) {
  const auto type = wkbFlatten(geometry.getGeometryType());
  if (type == wkbMultiPolygon) {
    const auto& parts = *geometry.toMultiPolygon();
    return std::all_of(parts.begin(), parts.end(), [&](const auto* part) { return add_polygons(*part, polygons); });
  }
  if (type != wkbPolygon || geometry.IsEmpty() != 0) {
    return false;
  }
  PolygonRings rings;
  for (const auto* ring : *geometry.toPolygon()) {
    (rings.shell.empty() ? rings.shell : rings.holes.emplace_back()) = ring_of(*ring);
  }
  polygons.push_back(std::move(rings));
  return true;
}

bool is_surely_valid(const OGRGeometry& geometry) {
  std::vector<PolygonRings> polygons;
  return add_polygons(geometry, polygons) && is_surely_valid(polygons, polygon_progress());
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

bool is_valid(const OGRGeometry& geometry) {
  if (is_surely_valid(geometry)) {
    return true;
  }
  const auto valid = geometry.IsValid() != 0;
  check_polygon_work();
  return valid;
}

OGRGeometryUniquePtr mended(const OGRGeometry& geometry) { return mended_outline(geometry).geometry; }

OGRGeometryUniquePtr united(const OGRMultiPolygon& polygons) {
  if (is_surely_valid(polygons)) {
    // In an order of their own: joining them would not keep that of the file either.
    std::vector<std::pair<std::tuple<double, double, double, double>, const OGRPolygon*>> parts;
    for (const auto* part : polygons) {
      OGREnvelope box;
      part->getEnvelope(&box);
      parts.push_back({{box.MinX, box.MinY, box.MaxX, box.MaxY}, part});
    }
    std::ranges::sort(parts, {}, [](const auto& part) { return part.first; });
    auto apart = std::make_unique<OGRMultiPolygon>();
    for (const auto& part : parts) {
      apart->addGeometry(part.second);
    }
    return OGRGeometryUniquePtr(apart.release());
  }
  OGRGeometryUniquePtr one(polygons.UnionCascaded());
  check_polygon_work();
  return one;
}

std::optional<Area> area_of(const OGRGeometry& geometry) { return area_of(geometry, nullptr); }

std::optional<Area> area_of(const OGRGeometry& geometry, OutlineRepair* repair) {
  const QuietGdal quiet;
  OGRGeometryUniquePtr linear(geometry.hasCurveGeometry() != 0 ? geometry.getLinearGeometry() : geometry.clone());
  if (!is_valid(*linear)) {
    auto result = mended_outline(*linear);
    if (repair != nullptr) {
      result.repair.of = repair->of;
      *repair = std::move(result.repair);
    }
    linear = std::move(result.geometry);
  }
  Area area;
  if (linear) {
    add_rings(*linear, area);
  }
  return area.empty() ? std::nullopt : std::optional(oriented(std::move(area)));
}

namespace {

/// Sorts holes into the polygons that hold them. Newer versions of GDAL take the polygons in smart pointers.
template <typename Factory>
OGRGeometryUniquePtr organized(std::vector<std::unique_ptr<OGRGeometry>> polygons) {
  if constexpr (requires { Factory::organizePolygons(polygons); }) {
    return OGRGeometryUniquePtr(Factory::organizePolygons(polygons).release());
  } else {
    std::vector<OGRGeometry*> owned;
    for (auto& polygon : polygons) {
      owned.push_back(polygon.release());
    }
    int valid = 0;
    return OGRGeometryUniquePtr(Factory::organizePolygons(owned.data(), static_cast<int>(owned.size()), &valid));
  }
}

}  // namespace

OGRGeometryUniquePtr geometry_of(const Area& area) {
  std::vector<std::unique_ptr<OGRGeometry>> polygons;
  for (const auto& ring : area.rings) {
    auto polygon = std::make_unique<OGRPolygon>();
    polygon->addRingDirectly(line_of(ring).release());
    polygons.push_back(std::move(polygon));
  }
  return organized<OGRGeometryFactory>(std::move(polygons));
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
  OGRGeometryUniquePtr outline(cells.UnionCascaded());
  check_polygon_work();
  return outline;
}

namespace {

/// No longitude or latitude goes beyond these, in whatever way it is counted.
bool is_on_globe(const Box& degrees) {
  constexpr double slack = 1e-9;
  return degrees.min_x >= -360 - slack && degrees.max_x <= 360 + slack && degrees.min_y >= -90 - slack &&
         degrees.max_y <= 90 + slack;
}

[[noreturn]] void refuse_feature(const AreaFile& file, std::int64_t feature, const std::string& why) {
  throw DataError(fmt::format("{}: feature {} {}: mend it, leave it out, or state its coordinate system", file.shown,
                              feature, why));
}

/// A feature that can be looked at: finite, valid, on the globe.
void add_feature(std::int64_t id, const OGRGeometry& written, const Projection& to_globe, AreaFile& file) {
  if (!is_finite(written)) {
    refuse_feature(file, id, "has a coordinate that is no finite number");
  }
  OGRGeometryUniquePtr geometry(written.hasCurveGeometry() != 0 ? written.getLinearGeometry() : written.clone());
  if (!is_valid(*geometry)) {
    file.mended.push_back(id);
    auto result = mended_outline(*geometry);
    result.repair.of = fmt::format("{}", id);
    file.repairs.push_back(std::move(result.repair));
    geometry = std::move(result.geometry);
  }
  if (!geometry || geometry->getDimension() != 2) {
    refuse_feature(file, id, "has an outline that cannot be mended");
  }
  const auto on_globe = to_globe.geometry(*geometry);
  if (!on_globe) {
    refuse_feature(file, id, fmt::format("has a point that is nowhere on the globe in {}", file.crs.id()));
  }
  OGREnvelope box;
  on_globe->getEnvelope(&box);
  const Box degrees{box.MinX, box.MinY, box.MaxX, box.MaxY};
  if (!is_on_globe(degrees)) {
    refuse_feature(file, id, fmt::format("has a point that is nowhere on the globe in {}", file.crs.id()));
  }
  file.degrees.add({degrees.min_x, degrees.min_y});
  file.degrees.add({degrees.max_x, degrees.max_y});
  file.chosen.push_back({id, std::move(geometry)});
}

OGRGeometryUniquePtr joined(const AreaFile& file, std::size_t& number) {
  OGRMultiPolygon polygons;
  for (const auto& feature : file.chosen) {
    const OGRGeometryUniquePtr parts(OGRGeometryFactory::forceToMultiPolygon(feature.geometry->clone()));
    for (const auto* part : *parts->toMultiPolygon()) {
      polygons.addGeometry(part);
    }
  }
  number = static_cast<std::size_t>(polygons.getNumGeometries());
  if (number == 1) {
    return OGRGeometryUniquePtr(polygons.clone());
  }
  auto one = united(polygons);
  if (!one) {
    throw DataError(fmt::format("{}: the polygons could not be joined: {}", file.shown, last_gdal_error()));
  }
  return one;
}

}  // namespace

AreaFile read_area(const std::string& path, const std::string& layer, const std::string& stated_crs,
                   const std::vector<std::string>& allowed_hosts, const std::string& where) {
  const auto choice = where.empty() ? std::nullopt : std::optional(parse_field_choice(where, "where"));
  const auto table = read_table({.path = path,
                                 .layer = layer,
                                 .columns = {},
                                 .all_columns = choice.has_value(),
                                 .text = {},
                                 .allowed_hosts = allowed_hosts});
  const auto shown = fmt::format("{} ({})", without_secrets(path), table.layer);
  if (!table.crs && stated_crs.empty()) {
    throw DataError(fmt::format(
        "{}: the study area declares no coordinate system: state it (--area-crs, or crs in [area])", shown));
  }
  AreaFile file{.geometry = {},
                .crs = stated_crs.empty() ? *table.crs : Crs::parse(stated_crs),
                .shown = shown,
                .layer = table.layer,
                .degrees = {},
                .polygons = 0,
                .features = table.rows(),
                .chosen = {},
                .mended = {},
                .repairs = {},
                .not_polygons = {},
                .files = table.files};
  std::vector<std::size_t> rows(table.rows());
  std::iota(rows.begin(), rows.end(), std::size_t{0});
  if (choice) {
    rows = chosen_rows(table, *choice, shown);
  }
  const QuietGdal quiet;
  const Projection to_globe(file.crs, wgs84());
  for (const auto row : rows) {
    const auto* geometry = row < table.geometry.size() ? table.geometry[row].get() : nullptr;
    if (geometry == nullptr || geometry->IsEmpty() != 0 || geometry->getDimension() != 2) {
      file.not_polygons.push_back(table.row[row]);
    } else {
      add_feature(table.row[row], *geometry, to_globe, file);
    }
  }
  if (file.chosen.empty()) {
    throw DataError(fmt::format("{}: a study area needs polygons, and there is none{}", shown,
                                choice ? " where " + written(*choice) : ""));
  }
  file.geometry = joined(file, file.polygons);
  return file;
}

Area projected(const AreaFile& file, const Crs& target, OutlineRepair& repair) {
  const Projection projection(file.crs, target);
  const auto geometry = projection.geometry(*file.geometry);
  if (auto area = geometry ? area_of(*geometry, &repair) : std::nullopt) {
    return std::move(*area);
  }
  for (const auto& feature : file.chosen) {
    if (!projection.geometry(*feature.geometry)) {
      refuse_feature(file, feature.id, fmt::format("has a point that has no place in {}", target.id()));
    }
  }
  throw DataError(fmt::format("{}: the study area has no place in {}", file.shown, target.id()));
}

}  // namespace lykta
