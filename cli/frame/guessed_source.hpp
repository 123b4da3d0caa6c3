// What does a step take a file for where it is not told? Columns of coordinates, their system, and what it should be
// told.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "engine/space/points.hpp"
#include "geo/read/source_description.hpp"
#include "publish/words/words.hpp"

namespace lykta {

/// Finds the coordinate columns of an input that has no geometry and none given, and their system; `guesses` says what
/// was taken. `surroundings`, the box of longitudes and latitudes where the events are expected, is asked for where
/// several systems fit; it may give nothing. Throws InvalidOption where nothing fits: give `source.options.x_and_y`.
void guess_position(SourceDescription& source, std::vector<std::string>& guesses, Language language,
                    const std::function<std::optional<Box>()>& surroundings = {});

/// Maps the columns that `lykta inspect` would take and nobody has stated: date and time, class, class of the position, who
/// found the event, address. A column that may hold a number of events is left to a person. `guesses` says what was taken,
/// and which column was not taken for what its name says.
void guess_columns(SourceDescription& source, std::vector<std::string>& guesses, Language language);

/// Columns of the input that look as if they should be stated, and were not: who found the event, how well its position
/// is known, its time of day. Sentences; none where there is nothing to say.
[[nodiscard]] std::vector<std::string> column_hints(const SourceDescription& source, Language language);

}  // namespace lykta
