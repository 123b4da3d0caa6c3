// What do the sheets of an XLSX workbook hold, cell by cell, as text that says what the cell shows?
//
// OGR's reader does not serve here: it drops the time of day of some date formats ("yyyy-mm-dd h:mm"), knows no
// calendar of 1904, and takes title rows for headers. This one reads cells and guesses nothing.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "geo/format/cell_text.hpp"
#include "geo/format/sheet_rows.hpp"
#include "geo/format/zip_parts.hpp"

namespace lykta {

class Workbook {
 public:
  /// Reads all but the sheets. `path` may be one of GDAL's ("/vsimem/x.xlsx"). Throws DataError: no such file, not an
  /// XLSX workbook, protected by a password, a damaged part.
  explicit Workbook(const std::string& path);

  /// The worksheets in the order of their tabs, hidden ones too; sheets that are charts are left out.
  [[nodiscard]] const std::vector<SheetTab>& sheets() const { return sheets_; }

  /// Whether days are counted from 1904-01-01, as old programs on Macintosh did.
  [[nodiscard]] bool from_1904() const { return meanings_.from_1904; }

  /// Calls `row` for each row that has a cell, in order; an empty cell is an empty text. Texts are those of `cell_text`; a formula
  /// shows the value that was saved with it, and is empty where none was. Of merged cells the first has the text.
  /// Stops when `row` returns false. The span is valid during the call only. `index` is below sheets().size().
  /// Throws DataError, which names file, sheet and cell, as `read_sheet_rows`.
  void read_sheet(std::size_t index, const RowReceiver& row) const;

 private:
  std::string path_;
  ZipParts zip_;
  std::vector<SheetTab> sheets_;
  std::vector<std::string> parts_;  ///< of the sheets, as they are called in the zip
  CellMeanings meanings_;
};

}  // namespace lykta
