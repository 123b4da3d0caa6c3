// What changed, in a few lines for the terminal.
#pragma once

#include <string>

#include "engine/questions/change_map.hpp"
#include "publish/words/words.hpp"

namespace lykta {

/// Both periods, the whole area, and the zones with a clear change with their intervals.
[[nodiscard]] std::string change_text(const ChangeMap& map, Language language);

}  // namespace lykta
