// What do the sheets of an OpenDocument workbook (.ods) hold, cell by cell, as text that says what the cell shows?
//
// GDAL's reader does not serve here: it holds the whole sheet in memory, and where that grows too large it drops the end
// of the sheet with a mere message. This one reads cells as they stream by, in the words of `workbook.hpp`.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "geo/format/kept_rows.hpp"
#include "geo/format/sheet_rows.hpp"
#include "geo/format/zip_parts.hpp"

namespace lykta {

class OpenDocument {
 public:
  /// The rows of a sheet, kept while the list of sheets was read.
  struct KeptSheet {
    std::size_t index = 0;
    KeptRows rows;
  };

  /// Reads the list of sheets. `path` may be one of GDAL's. All sheets are one part, so the rows of one are kept on the way: of
  /// the sheet with this name, where none is named of the first that is shown. Throws DataError: no such file, not an
  /// OpenDocument workbook, protected by a password, damaged.
  explicit OpenDocument(const std::string& path, const std::string& sheet = {});

  /// In the order of their tabs, hidden ones too.
  [[nodiscard]] const std::vector<SheetTab>& sheets() const { return sheets_; }
  /// Nothing where the sheet is too large to be kept, is not there, or cannot be read.
  [[nodiscard]] std::optional<KeptSheet> take_kept() { return std::exchange(kept_, std::nullopt); }

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
  std::optional<KeptSheet> kept_;
};

}  // namespace lykta
