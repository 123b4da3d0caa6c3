// Which table does the calendar of a weekly picture become?
#pragma once

#include "publish/layers/layers.hpp"

namespace lykta {

/// A row for each entry that is on in the weeks asked for, or comes, and each earlier one of its name; one row where there is none.
[[nodiscard]] VectorLayer week_calendar_table(const Publication& publication);

}  // namespace lykta
