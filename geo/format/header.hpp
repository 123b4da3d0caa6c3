// Which row of a table names its columns?
//
// Exports put titles, dates of printing and blank rows above the header, and some have no header at all.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/base/phrase.hpp"

namespace lykta {

/// The first rows of a text file or sheet, as they are numbered there.
struct NumberedRow {
  std::int64_t number = 0;  ///< as a spreadsheet program shows it, from 1
  std::vector<std::string> cells;
};

struct Header {
  std::vector<std::string> names;  ///< trimmed; "column 3" where there is no name but values below
  std::int64_t row = 0;            ///< rows up to and including this one are no data; 0 where there is no header
  Said why;                        ///< for `lykta inspect`
};

/// How many rows from the top are looked at for a header.
inline constexpr std::size_t rows_searched_for_header = 60;

/// The header among the first rows of a table. When columns are wanted by name, the first row that has them all; else the
/// first row that is as wide as the table and holds names rather than values. Columns are numbered where every row
/// holds values. `stated_row` goes before both (0: not stated).
[[nodiscard]] Header find_header(std::span<const NumberedRow> rows, const std::vector<std::string>& wanted,
                                 std::int64_t stated_row = 0);

}  // namespace lykta
