// Layers into files: GeoPackage, GeoJSON, Shapefile and whatever else OGR writes.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "engine/base/progress.hpp"
#include "geo/write/vector_layer.hpp"

namespace lykta {

/// Whether the ending of the path is that of a vector format that can be written. Throws InvalidOption, listing what
/// can, when not.
/// `also` are endings that the caller writes itself, for the message.
void check_vector_ending(const std::filesystem::path& path, const std::string& also = {});

/// The same for a table, a layer without geometry: Shapefile, GeoJSON, FlatGeobuf and KML cannot hold one.
void check_table_ending(const std::filesystem::path& path, const std::string& also = {});

/// The layer as a table, without geometry: the position (of a polygon its centroid) becomes the first fields x and y,
/// unless the layer has a field x already.
[[nodiscard]] VectorLayer as_table(const VectorLayer& layer);

/// Writes the layers into one new file, format by its ending. Only GeoPackage and a few others take more than one
/// layer.
///
/// GeoJSON is RFC 7946: WGS 84, seven decimals; a shape of one part is that part, with every GDAL. A Shapefile gets
/// in_pieces(layer), the short field names, and date-times as ISO text. CSV, XLSX and ODS hold as_table(layer), with numbers
/// rounded as their fields say, and text that begins like a formula guarded (guarded_text.hpp): they are for people. An XLSX has the labels of the fields for
/// headings (workbook.hpp), the others their names.
/// KML gets date-times as text too: GDAL 3.6 leaves them out otherwise.
/// Date-times are local and state no zone, in a GeoPackage neither: its table 1 asks for a Z, which programs that heed it
/// take for UTC. A layer without geometry becomes a table; throws InvalidOption where the format has none.
void write_vector_file(std::span<const VectorLayer> layers, const std::filesystem::path& path,
                       const Progress& progress = {});

}  // namespace lykta
