// Which patterns there are, in a few lines for the terminal.
#pragma once

#include <string>

#include "engine/questions/emerging_map.hpp"
#include "publish/words/words.hpp"

namespace lykta {

/// Steps and events, how many zones have which pattern and what that means, and the zones that are hot now.
[[nodiscard]] std::string emerging_text(const EmergingMap& map, Language language);

}  // namespace lykta
