// What does the terminal say of classes, streets and areas that lost far more rows than others?
#pragma once

#include <string>
#include <vector>

#include "geo/read/read_report.hpp"
#include "publish/words/words.hpp"

namespace lykta {

/// Which classes lost all of their rows, or far more of them than others, and which streets and areas. Lines without their
/// line ends; empty where there is nothing to say.
[[nodiscard]] std::vector<std::string> lines_on_losses(const SourceReport& source, Language language);

}  // namespace lykta
