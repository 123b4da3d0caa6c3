// Rows of a table of points in a GeoPackage as SQLite holds them, several times faster than OGR hands over the answer to
// the same question.
//
// OGR's own columns are as fast, but make 1970 of a date that they cannot read, drop the offset of the others, and cut
// "475000,5" to a number.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "geo/format/row_batch.hpp"

namespace lykta {

/// A table of a GeoPackage, and which of its columns are wanted.
struct GeoPackageTable {
  std::string name;
  std::string id;                    ///< column of the row's number
  std::string geometry;              ///< column of the points; empty: none
  std::vector<std::string> columns;  ///< in the order of the batches
};

struct GeoPackageRowsRead {
  std::uint64_t rows = 0;  ///< handed over
  /// The rows behind them are to be read in another way, which also tells what is wrong, if something is: the database is
  /// being written, is no table but a view, is damaged, or the row holds something else than a point or nothing.
  bool goes_on_elsewhere = false;
};

/// Reads the rows of a local file by their numbers, upwards; another thread reads ahead. Texts are those that CAST(column AS
/// TEXT) gives, trimmed; what is not UTF-8 is taken for Windows-1252. `batch_read` is called with the number of rows so far.
/// Stops when `take` returns false.
[[nodiscard]] GeoPackageRowsRead read_geopackage_rows(const std::string& path, const GeoPackageTable& table,
                                                      const BatchTaker& take,
                                                      const std::function<void(std::uint64_t)>& batch_read);

}  // namespace lykta
