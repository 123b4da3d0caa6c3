// Polygons between the two worlds: OGR's geometries (checked and joined by GEOS) and the engine's rings.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/space/area.hpp"
#include "engine/space/study_grid.hpp"
#include "geo/crs.hpp"
#include "geo/file_state.hpp"
#include "geo/gdal_handle.hpp"

namespace lykta {

/// The rings of a polygon or several. Nothing for other geometries. Invalid polygons (crossing themselves) are mended
/// first, as GEOS does.
[[nodiscard]] std::optional<Area> area_of(const OGRGeometry& geometry);

/// Polygons of an area: its rings sorted into exteriors with their holes.
[[nodiscard]] OGRGeometryUniquePtr geometry_of(const Area& area);

/// One outline around cells that touch.
[[nodiscard]] OGRGeometryUniquePtr outline_of(const StudyGrid& study, std::span<const std::uint32_t> slots);

/// A cell as a polygon, closed and counter-clockwise.
[[nodiscard]] OGRGeometryUniquePtr polygon_of_cell(const StudyGrid& study, std::uint32_t slot);

/// What a study area file holds, still in its own coordinate system.
struct AreaFile {
  OGRGeometryUniquePtr geometry;  ///< all polygons of the layer joined
  Crs crs;
  std::string layer;
  std::size_t polygons = 0;
  std::vector<ReadFile> files;
};

/// Reads the study area. Throws DataError: no such file or layer, no polygon in it, no coordinate system declared and
/// none given as `stated_crs`.
[[nodiscard]] AreaFile read_area(const std::string& path, const std::string& layer, const std::string& stated_crs,
                                 const std::vector<std::string>& allowed_hosts = {});

}  // namespace lykta
