// A sheet of a workbook (XLSX, ODS, XLS) as a table: its header found, its rows in batches.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/base/progress.hpp"
#include "geo/format/header.hpp"
#include "geo/format/layer_file.hpp"
#include "geo/format/row_batch.hpp"
#include "geo/format/workbook.hpp"

namespace lykta {

class SheetFile {
 public:
  /// The sheet that is named, else the first. `wanted` are columns that the header must have. Throws DataError as
  /// Workbook and LayerFile do.
  SheetFile(const std::string& path, const std::string& sheet, std::int64_t header_row,
            const std::vector<std::string>& wanted);

  [[nodiscard]] const std::string& driver() const { return driver_; }
  [[nodiscard]] const std::string& sheet() const { return sheets_[sheet_]; }
  [[nodiscard]] const std::vector<std::string>& sheets() const { return sheets_; }
  [[nodiscard]] const Header& header() const { return header_; }
  /// Whether the workbook counts its days from 1904, which is heeded.
  [[nodiscard]] bool from_1904() const { return workbook_ && workbook_->from_1904(); }

  void read(const std::vector<std::size_t>& positions, const BatchTaker& take, const Progress& progress) const;

 private:
  using RowTaker = std::function<bool(std::int64_t, std::span<const std::string>)>;
  void read_cells(const RowTaker& row) const;

  std::string path_;
  std::string driver_;
  std::vector<std::string> sheets_;
  std::size_t sheet_ = 0;
  std::optional<Workbook> workbook_;
  std::optional<LayerFile> layer_;  ///< where OGR reads the format well
  Header header_;
};

/// Whether the ending of a path is that of a workbook.
[[nodiscard]] bool is_sheet_file(const std::string& path);

}  // namespace lykta
