// A sheet of a workbook (XLSX, ODS, XLS) as a table: its header found, its rows in batches.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/base/progress.hpp"
#include "geo/format/header.hpp"
#include "geo/format/kept_rows.hpp"
#include "geo/format/layer_file.hpp"
#include "geo/format/open_document.hpp"
#include "geo/format/row_batch.hpp"
#include "geo/format/workbook.hpp"

namespace lykta {

class SheetFile {
 public:
  /// The sheet that is named, else the first that a spreadsheet program shows. `wanted` are columns that the header must
  /// have. Throws DataError as Workbook, OpenDocument and LayerFile do.
  SheetFile(const std::string& path, const std::string& sheet, std::int64_t header_row,
            const std::vector<std::string>& wanted);

  [[nodiscard]] const std::string& driver() const { return driver_; }
  [[nodiscard]] const std::string& sheet() const { return sheets_[sheet_].name; }
  [[nodiscard]] const std::vector<SheetTab>& sheets() const { return sheets_; }
  [[nodiscard]] const Header& header() const { return header_; }
  /// Whether the workbook counts its days from 1904, which is heeded.
  [[nodiscard]] bool from_1904() const { return workbook_ && workbook_->from_1904(); }

  [[nodiscard]] RowsRead read(const std::vector<std::size_t>& positions, const BatchTaker& take,
                              const Progress& progress) const;

  /// How many rows stand below the header of a sheet; reads all of it.
  [[nodiscard]] std::uint64_t rows_of(std::size_t sheet) const;

 private:
  void read_cells(std::size_t sheet, const RowReceiver& row) const;
  /// From the file, whether or not the rows are kept.
  void unpack_cells(std::size_t sheet, const RowReceiver& row) const;
  /// Of the first rows of a sheet.
  [[nodiscard]] Header header_of(std::size_t sheet, std::int64_t header_row,
                                 const std::vector<std::string>& wanted) const;

  std::string path_;
  std::string driver_;
  std::vector<SheetTab> sheets_;
  std::size_t sheet_ = 0;
  std::optional<Workbook> workbook_;
  std::optional<OpenDocument> document_;
  std::optional<LayerFile> layer_;  ///< old Excel, by way of OGR
  Header header_;
  mutable std::optional<KeptRows> kept_;  ///< of `sheet_`, once it was read to its end and is small enough
};

/// Whether the ending of a path is that of a workbook.
[[nodiscard]] bool is_sheet_file(const std::string& path);

}  // namespace lykta
