// What do the sheets of an OpenDocument workbook (.ods) hold, cell by cell, as text that says what the cell shows?
//
// GDAL's reader does not serve here: it holds the whole sheet in memory, and where that grows too large it drops the end
// of the sheet with a mere message. This one reads cells as they stream by, in the words of `workbook.hpp`.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "geo/format/sheet_rows.hpp"
#include "geo/format/zip_parts.hpp"

namespace lykta {

class OpenDocument {
 public:
  /// Reads the list of sheets. `path` may be one of GDAL's. Throws DataError: no such file, not an OpenDocument workbook,
  /// protected by a password, damaged.
  explicit OpenDocument(const std::string& path);

  /// In the order of their tabs, hidden ones too.
  [[nodiscard]] const std::vector<SheetTab>& sheets() const { return sheets_; }

  /// Calls `row` for each row that has a filled cell, in order. Numbers, dates and times of day are taken from the values
  /// that the file keeps, not from what its formats show of them: "2024-03-01 23:15:00", "12.5". Notes to cells are left
  /// out. Of merged cells the first has the text. A row that the file repeats comes as often as it says.
  /// Stops when `row` returns false. `index` is below sheets().size(). Throws DataError, which names file and sheet: a
  /// damaged part, more rows or columns than a sheet has, more text than `longest_cell` and `longest_row` allow, and
  /// repeated rows that fill more than twenty million cells: a few bytes may say so.
  void read_sheet(std::size_t index, const RowReceiver& row) const;

 private:
  std::string path_;
  ZipParts zip_;
  std::string content_;  ///< the part that holds all sheets, as it is called in the zip
  std::vector<SheetTab> sheets_;
};

}  // namespace lykta
