// Which files lie beside a file and are part of it?
//
// A Shapefile is several files, a GeoPackage has a journal while somebody writes to it, QGIS looks for a style.
#pragma once

#include <string>
#include <vector>

namespace lykta {

/// The file on this machine that a path leads to: itself, or the archive of a path such as /vsizip/a.zip/b.csv, or the
/// file in GPKG:a.gpkg:layer. Empty where none is there (a database, an address, a missing file).
[[nodiscard]] std::string file_behind(const std::string& path);

/// All files that are there and that reading the source may look into; of a folder that is a source those in it. Empty as
/// above.
[[nodiscard]] std::vector<std::string> files_read_with(const std::string& path);

/// All files that writing an output of this name may make, replace or remove, whether they are there or not.
[[nodiscard]] std::vector<std::string> files_written_with(const std::string& path);

}  // namespace lykta
