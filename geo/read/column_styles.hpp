// How are the numbers, dates and positions of a source written?
//
// Decided for a whole column, never row by row: "03/04/2024" means one thing throughout a file.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/base/phrase.hpp"
#include "engine/base/progress.hpp"
#include "geo/format/row_source.hpp"
#include "geo/read/source_description.hpp"
#include "geo/values/clock_style.hpp"
#include "geo/values/date_style.hpp"
#include "geo/values/number_style.hpp"
#include "geo/values/position_text.hpp"

namespace lykta {

/// One style per column that the mapping uses.
struct ColumnStyles {
  NumberStyle x;
  NumberStyle y;
  CoordinateForm coordinates = CoordinateForm::number;  ///< of x and y
  PositionForm position = PositionForm::lat_lon;
  DateStyle date;
  DateStyle end_date;
  DateStyle report_date;
  ClockNumbers time = ClockNumbers::none;  ///< what whole numbers in the column of times mean
  ClockNumbers end_time = ClockNumbers::none;
  std::vector<Said> found;  ///< what was decided and why, for reports

  /// Whether x and y can be nothing else.
  [[nodiscard]] bool are_degrees() const {
    return coordinates == CoordinateForm::angle || coordinates == CoordinateForm::run_together;
  }
};

/// Looks at the first rows of the mapped columns, and at all rows where those leave it open. What the description states
/// goes before. Throws InvalidOption where the dates may be read in two ways, or most have no year, and nothing is stated, and for
/// a column of positions that are written as codes (position_code.hpp).
[[nodiscard]] ColumnStyles find_styles(RowSource& source, const SourceDescription& description);

}  // namespace lykta
