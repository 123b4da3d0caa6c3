// What does the terminal say of the positions of a source: rows of other systems, rounding, piles on one point?
#pragma once

#include <string>
#include <vector>

#include "geo/read/read_report.hpp"
#include "publish/words/words.hpp"

namespace lykta {

/// Lines without their line ends; empty where there is nothing to say.
[[nodiscard]] std::vector<std::string> lines_on_positions(const SourceReport& source, Language language);

}  // namespace lykta
