// Tables as a workbook that people open in Excel or LibreOffice: headings in their language that stay in sight, filters, columns as
// wide as what they hold, sentences wrapped, days as days.
#pragma once

#include <filesystem>
#include <span>
#include <string>

#include "engine/base/progress.hpp"
#include "geo/write/vector_layer.hpp"

namespace lykta {

struct Sheet {
  std::string name;   ///< what Excel forbids in it becomes a blank, and 31 characters are kept
  VectorLayer table;  ///< without geometry (as_table); labels are the headings
};

/// What stands on each printed page.
struct WorkbookPage {
  std::string title{};  ///< above, left
  std::string stamp{};  ///< above, right: who may see it
};

/// Writes a new .xlsx file (libxlsxwriter). Numbers are rounded as their fields say; text that begins like a formula is guarded, and
/// never is one; a text beyond the 32 767 characters of a cell is cut with "…". No value is an empty cell. A column of times at
/// midnight holds days. The same sheets give the same bytes. Throws DataError for more rows than a sheet holds (1 048 576 with the heading), and
/// where the file cannot be written whole.
void write_workbook(std::span<const Sheet> sheets, const WorkbookPage& page, const std::filesystem::path& path,
                    const Progress& progress = {});

}  // namespace lykta
