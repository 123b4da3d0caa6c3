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
  bool degrees_minutes = false;  ///< x and y are written as degrees, minutes and seconds
  PositionForm position = PositionForm::lat_lon;
  DateStyle date;
  DateStyle end_date;
  ClockNumbers time = ClockNumbers::none;  ///< what whole numbers in the column of times mean
  ClockNumbers end_time = ClockNumbers::none;
  std::vector<Said> found;  ///< what was decided and why, for reports
};

/// Looks at the first rows of the mapped columns, and at all rows where those leave it open. What the description states
/// goes before. Throws InvalidOption where the dates may be read in two ways, or most have no year, and nothing is stated.
[[nodiscard]] ColumnStyles find_styles(RowSource& source, const SourceDescription& description);

}  // namespace lykta
