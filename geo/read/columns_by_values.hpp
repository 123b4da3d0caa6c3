// Which column is which, going by what stands in them?
#pragma once

#include <vector>

#include "geo/read/column_sample.hpp"
#include "geo/read/source_description.hpp"

namespace lykta {

/// Takes back what was guessed by name alone and does not fit the values: what is called "date" but holds words is no
/// date.
void keep_fitting_types(const std::vector<ColumnSample>& samples, ColumnMapping& columns);

/// Finds columns whose names say nothing, by what stands in them.
void find_by_values(const std::vector<ColumnSample>& samples, ColumnMapping& columns);

}  // namespace lykta
