// What stands in the rows of one sheet? The part of a worksheet, read as it streams by.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "geo/format/cell_text.hpp"
#include "geo/format/xml_stream.hpp"

namespace lykta {

inline constexpr std::int64_t most_rows_of_a_sheet = 1'048'576;  ///< ECMA-376 part 1, 18.3.1.73
inline constexpr std::int64_t most_columns_of_a_sheet = 16'384;

/// Where a cell stands, both counted from 1: "C7" is column 3 of row 7.
struct CellPlace {
  std::int64_t column = 0;
  std::int64_t row = 0;
};

/// Nothing for text that names no cell of a sheet ("ZZZZ9", "A0").
[[nodiscard]] std::optional<CellPlace> parse_cell_place(std::string_view text);

/// "C7".
[[nodiscard]] std::string name_of(CellPlace place);

/// More text than this no program puts into a cell or a row: a file that holds more is made to fill the memory.
inline constexpr std::size_t longest_cell = std::size_t{1} << 20U;
inline constexpr std::size_t longest_row = std::size_t{64} << 20U;

/// A sheet as its tab shows it.
struct SheetTab {
  std::string name;
  bool is_hidden = false;
};

/// A row that has a cell.
struct SheetRow {
  std::int64_t number = 0;             ///< 1 is the first of the sheet
  std::span<const std::string> cells;  ///< texts from column A to the last cell; valid while the row is told
  bool is_hidden = false;              ///< by a filter or by hand
};

/// Gives false to end the reading.
using RowReceiver = std::function<bool(const SheetRow&)>;

/// Calls `receive` for each row that has a cell, in their order. Where rows or cells do not say where they stand, they
/// are counted on. Throws DataError, which begins with `where`, for a part that is damaged, a place that no sheet has,
/// rows that do not go downwards, a cell that names another row than its own, a shared string that is not there, and more
/// text than `longest_cell` and `longest_row` allow.
void read_sheet_rows(const ByteSource& bytes, const std::string& where, const CellMeanings& meanings,
                     const RowReceiver& receive);

}  // namespace lykta
