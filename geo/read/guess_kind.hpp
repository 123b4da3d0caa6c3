// Of what kind is a source, going by its columns?
#pragma once

#include <vector>

#include "geo/read/guess_columns.hpp"

namespace lykta {

/// Sets kind, its reason and the columns that only some kinds have, and clears those of other kinds. `guess.columns`
/// holds what names and values of the other columns speak for. `has_geometry`: rows have a place without any column.
void guess_kind(const std::vector<ColumnSample>& samples, bool has_geometry, SourceGuess& guess);

}  // namespace lykta
