// Rows of a layer by way of Arrow's columns, which GDAL fills three to five times faster than features.
#pragma once

#include <cstddef>
#include <functional>
#include <vector>

#include <ogrsf_frmts.h>

#include "geo/format/row_batch.hpp"

namespace lykta {

/// Whether these fields of a layer can be read this way with the same texts as from its features: GeoPackage and
/// FlatGeobuf, and fields of numbers and text. No dates: GDAL's columns of them drop the offset from UTC that each row states, and
/// give 1970 for what they cannot read.
[[nodiscard]] bool has_arrow_rows(OGRLayer& layer, const std::string& driver,
                                  const std::vector<std::size_t>& positions);

/// Reads the layer from its start; the fields that are not wanted must be ignored already. A local layer is read ahead
/// by another thread. `batch_read` is called with the number of rows so far. Stops when `take` returns false. Returns false
/// where columns contradict themselves: the rows behind those that were counted are then to be read from their features.
/// Throws DataError for what OGR reports.
[[nodiscard]] bool read_arrow_rows(OGRLayer& layer, const std::vector<std::size_t>& positions, bool with_geometry,
                                   bool is_local, const BatchTaker& take,
                                   const std::function<void(std::uint64_t)>& batch_read);

}  // namespace lykta
