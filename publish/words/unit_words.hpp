// What is the unit of a field called in the language of the output?
#pragma once

#include <string>
#include <string_view>

#include "publish/words/words.hpp"

namespace lykta {

/// "events/km2" is "händelser/km2" in Swedish. What both languages write alike (m, min, km2, a scale) stays.
[[nodiscard]] std::string unit_text(std::string_view unit, Language language);

}  // namespace lykta
