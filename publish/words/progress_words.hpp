// What is being done right now, in words? The names of stages that programs read (--timings) stay English.
#pragma once

#include <string>
#include <string_view>

#include "publish/words/words.hpp"

namespace lykta {

/// "reading incidents.csv" is "läser incidents.csv"; a stage without a word of its own stays as it is.
[[nodiscard]] std::string stage_text(std::string_view stage, Language language);

}  // namespace lykta
