// In which coordinate system are the positions of a source, going by its columns?
#pragma once

#include <optional>

#include "geo/read/guess_columns.hpp"

namespace lykta {

/// Sets the system and its reason, and exchanges x and y where they turn out to be the other way round.
/// `expected_degrees` is where the study area lies.
void guess_crs(RowSource& source, const std::optional<Box>& expected_degrees, SourceGuess& guess);

}  // namespace lykta
