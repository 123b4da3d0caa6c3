// Questions about time cannot do without a date.
#pragma once

#include "geo/read/source_description.hpp"

namespace lykta {

/// Throws InvalidOption for a source without a column of dates, naming the one that looks like it where there is one.
void require_date(const SourceDescription& source);

}  // namespace lykta
