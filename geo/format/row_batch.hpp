// Some rows of a source, column by column, as text.
//
// A file is read a batch at a time, so that a million rows need no more memory than what is kept of them.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/space/points.hpp"

namespace lykta {

/// What stands in the place of a row's geometry; `points` are several in one row.
enum class RowGeometry : std::uint8_t { none, point, points, line, area, other };
[[nodiscard]] std::string_view name_of(RowGeometry geometry);

struct RowBatch {
  std::vector<std::int64_t> row;  ///< as the user counts: rows of a spreadsheet (the header counts), or feature ids
  std::vector<std::vector<std::string_view>> columns;  ///< those asked for, in that order, trimmed, valid UTF-8
  std::vector<RowGeometry> geometry;                   ///< of layers with geometry, else empty
  std::vector<Point> point;                            ///< where `geometry` says point, in the file's system
  /// Rows with more filled fields than the header has names: an unquoted separator has shifted them. Empty when none.
  std::vector<std::uint32_t> shifted;

  [[nodiscard]] std::size_t size() const { return row.size(); }
  void clear();
};

/// Takes a batch; its texts are valid during the call only. False stops the reading.
using BatchTaker = std::function<bool(const RowBatch& batch)>;

/// How many rows a batch holds at most.
inline constexpr std::size_t rows_per_batch = 8192;

/// The same of a table with this many columns to read: wide tables come in small batches, so that none needs more memory
/// than another.
[[nodiscard]] constexpr std::size_t rows_in_batch(std::size_t columns) {
  constexpr std::size_t most_cells = rows_per_batch * 128;
  return std::clamp<std::size_t>(most_cells / std::max<std::size_t>(1, columns), 1, rows_per_batch);
}

/// More columns no format of tables has (a sheet has as many), and no table needs.
inline constexpr std::size_t most_columns = 16'384;
/// Throws DataError, which does not name the file, for more.
void refuse_many_columns(std::size_t columns);

/// What was noticed while rows were read.
struct RowsRead {
  bool found_other_encoding = false;  ///< Windows-1252 in what began as UTF-8, or is said to be
  std::uint64_t hidden = 0;           ///< rows that a spreadsheet program does not show; they are read all the same
  std::vector<std::int64_t> totals;   ///< rows that add up others ("Summa"): no rows of the table, so left out
};

}  // namespace lykta
