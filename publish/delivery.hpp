// The picture into a folder that people and programs open. Writes, and computes nothing.
#pragma once

#include <array>
#include <filesystem>
#include <vector>

#include "engine/base/progress.hpp"
#include "engine/questions/picture.hpp"
#include "geo/read/inputs.hpp"
#include "geo/write/file_beside.hpp"
#include "geo/write/output_folder.hpp"
#include "publish/pictures/map_sheet.hpp"
#include "publish/records/run_record.hpp"

namespace lykta {

/// Which of the outputs to write; run.json and rejects.csv always are.
struct OutputOptions {
  bool geopackage = true;
  bool geojson = true;
  bool shapefile = true;
  bool raster = true;
  bool csv = true;
  bool hours = true;                   ///< where events have a time of day
  bool week = true;                    ///< the tables of a weekly picture, where there is one
  bool actions = true;                 ///< the table of actions, where there are some
  bool levels = true;                  ///< the table of levels, where they are asked for
  bool report = true;                  ///< one page to read and print
  bool workbook = true;                ///< the list of places for Excel
  bool phone = true;                   ///< the places as waypoints and as a map for phones
  bool map = true;                     ///< the map as a picture
  bool project = true;                 ///< of QGIS, where there is a GeoPackage
  bool project_in_geopackage = false;  ///< the same project in there, too
  Paper map_paper = Paper::a4;
  /// Cells that say nothing (see telling_cells) too, in every layer of cells; the raster always has all.
  bool empty_cells = false;
};

/// An output as people ask for it: its key in [output], and its word for --only.
struct OutputKind {
  const char* name;
  bool OutputOptions::*wanted;
};

inline constexpr std::array<OutputKind, 14> output_kinds{{{"report", &OutputOptions::report},
                                                          {"map", &OutputOptions::map},
                                                          {"workbook", &OutputOptions::workbook},
                                                          {"project", &OutputOptions::project},
                                                          {"phone", &OutputOptions::phone},
                                                          {"geopackage", &OutputOptions::geopackage},
                                                          {"geojson", &OutputOptions::geojson},
                                                          {"shapefile", &OutputOptions::shapefile},
                                                          {"raster", &OutputOptions::raster},
                                                          {"csv", &OutputOptions::csv},
                                                          {"hours", &OutputOptions::hours},
                                                          {"week", &OutputOptions::week},
                                                          {"actions", &OutputOptions::actions},
                                                          {"levels", &OutputOptions::levels}}};

/// Whether a delivery of this picture holds something of that kind.
[[nodiscard]] bool is_written(const OutputKind& kind, const OutputOptions& outputs, const Picture& picture);

/// Throws DataError when an output cannot be made on this machine; to be asked before the work begins.
void check(const OutputOptions& outputs);

/// The file of a configuration that a run of files of data keeps beside its results.
inline constexpr const char* kept_configuration = "lykta.toml";

/// The names of all outputs that a run may write. The configuration is one only where the run makes it: anywhere else it is the user's.
[[nodiscard]] OwnNames delivery_names(bool makes_configuration = false);

/// Writes report.html, map.svg, map.png, places.xlsx, places.gpx, places.kmz, lykta.gpkg, lykta.qgz, places.geojson, grid.geojson, shapefile/, density.tif, places.csv, hours.svg, hours.csv, week.csv,
/// week_events.csv, week_calendar.csv, actions.csv, levels.csv, rejects.csv and run.json; the folder appears when all of them are complete. Throws InvalidOption and DataError as
/// OutputFolder and the writers do. Gives the folders above it that were made. A file that changes together with the folder (written
/// already) is put into place right after it; where that fails the folder is there.
std::vector<std::filesystem::path> deliver(const ReadInputs& read, const Picture& picture, const RunContext& context,
                                           const OutputOptions& outputs, const std::filesystem::path& folder,
                                           Existing existing, const Progress& progress = {},
                                           FileBeside* beside = nullptr);

/// The density on square cells, which is the grid's own or, for hexagons, the raster made beside it.
[[nodiscard]] const StudyGrid& raster_grid(const Picture& picture);
[[nodiscard]] const std::vector<double>& raster_values(const Picture& picture);

}  // namespace lykta
