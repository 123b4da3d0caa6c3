// Polygons between the two worlds: OGR's geometries (checked and joined by GEOS) and the engine's rings.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/space/area.hpp"
#include "engine/space/study_grid.hpp"
#include "geo/crs/crs.hpp"
#include "geo/files/file_state.hpp"
#include "geo/gdal/gdal_handle.hpp"
#include "geo/shapes/outline_repair.hpp"

namespace lykta {

/// Whether polygons are valid (OGC 06-103r4). What is plainly in order is known in n log n steps, however long and close its
/// edges are; GEOS looks at the rest. Throws Cancelled, as all here that GEOS does (stopping.hpp).
[[nodiscard]] bool is_valid(const OGRGeometry& geometry);

/// An outline that crosses itself or whose holes lie wrong, mended (repair.hpp). Nothing where GEOS cannot.
[[nodiscard]] OGRGeometryUniquePtr mended(const OGRGeometry& geometry);

/// Valid polygons joined to one outline; those that lie apart stay as they are. Null where GEOS cannot.
[[nodiscard]] OGRGeometryUniquePtr united(const OGRMultiPolygon& polygons);

/// The rings of a polygon or several. Nothing for other geometries. Invalid polygons are mended first.
[[nodiscard]] std::optional<Area> area_of(const OGRGeometry& geometry);
/// The same; `repair` says what was wrong, and stays as it is where nothing was.
[[nodiscard]] std::optional<Area> area_of(const OGRGeometry& geometry, OutlineRepair* repair);

/// Polygons of an area: its rings sorted into exteriors with their holes.
[[nodiscard]] OGRGeometryUniquePtr geometry_of(const Area& area);

/// One outline around cells that touch.
[[nodiscard]] OGRGeometryUniquePtr outline_of(const StudyGrid& study, std::span<const std::uint32_t> slots);

/// A cell as a polygon, closed and counter-clockwise.
[[nodiscard]] OGRGeometryUniquePtr polygon_of_cell(const StudyGrid& study, std::uint32_t slot);

/// A feature of a study area, by its id in the file.
struct AreaFeature {
  std::int64_t id = 0;
  OGRGeometryUniquePtr geometry;
};

/// What a study area file holds, still in its own coordinate system.
struct AreaFile {
  OGRGeometryUniquePtr geometry;  ///< all chosen polygons of the layer joined
  Crs crs;
  std::string shown;  ///< file and layer, for messages
  std::string layer;
  Box degrees;  ///< longitudes and latitudes around it
  std::size_t polygons = 0;
  std::size_t features = 0;  ///< of the layer, chosen or not
  std::vector<AreaFeature> chosen;
  std::vector<std::int64_t> mended;        ///< features whose outline crosses itself or is wrong in another way
  std::vector<OutlineRepair> repairs;      ///< what mending did to each of these
  std::vector<std::int64_t> not_polygons;  ///< chosen features that enclose nothing, by their kind
  std::vector<ReadFile> files;
};

/// Reads the study area: all polygons of the layer, or those that `where` chooses (field_choice.hpp). Throws DataError: no
/// such file or layer, no polygon in it, none chosen, no coordinate system declared and none given as `stated_crs`, a
/// feature with a point that is nowhere on the globe.
[[nodiscard]] AreaFile read_area(const std::string& path, const std::string& layer, const std::string& stated_crs,
                                 const std::vector<std::string>& allowed_hosts = {}, const std::string& where = {});

/// The study area in another system; `repair` says what was wrong with it there, and stays as it is where nothing was. Throws
/// DataError, which names the feature, when a part has no place there.
[[nodiscard]] Area projected(const AreaFile& file, const Crs& target, OutlineRepair& repair);

}  // namespace lykta
