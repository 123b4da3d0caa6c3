// Some rows of a source, column by column, as text.
//
// A file is read a batch at a time, so that a million rows need no more memory than what is kept of them.
#pragma once

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

}  // namespace lykta
