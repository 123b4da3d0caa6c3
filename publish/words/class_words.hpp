// What does a class of a map promise?
#pragma once

#include <string>

#include "engine/statistics/cell_classes.hpp"
#include "publish/words/words.hpp"

namespace lykta {

/// What a class of a map promises, whose (adjusted) p is at most `limit`: "högst 1 % väntas vara falska fynd". That depends
/// on what is done about the many tests, and is never how sure a single cell is.
[[nodiscard]] std::string step_text(double limit, Correction correction, Language language);

}  // namespace lykta
