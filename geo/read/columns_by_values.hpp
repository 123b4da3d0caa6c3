// Which column is which, going by what stands in them?
#pragma once

#include <vector>

#include "geo/read/column_sample.hpp"
#include "geo/read/guess_columns.hpp"
#include "geo/read/source_description.hpp"

namespace lykta {

/// Takes back what was guessed by name alone and does not fit the values: what is called "date" but holds words is no
/// date. A name and half of the values are enough; what is taken back is noted in `guess.unfit`, with some of the values.
void keep_fitting_types(const std::vector<ColumnSample>& samples, SourceGuess& guess);

/// Columns of a year, a month and a day (an hour, a minute), by names and values, where no column is called a date and holds
/// some.
void find_date_in_parts(const std::vector<ColumnSample>& samples, SourceGuess& guess);

/// Finds columns whose names say nothing, by what stands in them.
void find_by_values(const std::vector<ColumnSample>& samples, ColumnMapping& columns);

}  // namespace lykta
