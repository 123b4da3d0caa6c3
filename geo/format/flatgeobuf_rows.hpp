// Rows of a FlatGeobuf of points as they stand in the file, several times faster than its features.
//
// The format is a header, perhaps an index, and one flatbuffer a row (flatgeobuf.org). GDAL opens it, knows its fields and its
// coordinate system; only rows of points are read here, because GDAL's features are slow, and its columns give rows without
// geometry wrong places and forget the zone of each time.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <ogrsf_frmts.h>

#include "geo/format/row_batch.hpp"

namespace lykta {

/// Where the rows of a file of points begin, and the types of its fields.
struct FlatGeobufLayout {
  std::uint64_t first_row = 0;      ///< byte of the file
  std::uint64_t rows = 0;           ///< as stated; 0: not known
  std::vector<std::uint8_t> types;  ///< by column
};

/// Nothing for what is not read here: other geometries than points, fields that hold neither number, text nor time, files with other
/// columns than the layer has fields, machines that put the high byte first.
[[nodiscard]] std::optional<FlatGeobufLayout> flatgeobuf_layout(const std::string& path, OGRLayer& layer);

/// Reads all rows. Times are texts as they stand there, "2025-03-01T10:20:30+01:00". `batch_read` is called with the number of rows
/// so far. Stops when `take` returns false. Throws DataError for a file that is cut off or damaged.
void read_flatgeobuf_rows(const std::string& path, const FlatGeobufLayout& layout,
                          const std::vector<std::size_t>& positions, const BatchTaker& take,
                          const std::function<void(std::uint64_t)>& batch_read);

}  // namespace lykta
