// What are the patterns of emerging hot spots called, and what do they mean?
#pragma once

#include <array>
#include <string>

#include "engine/time/emerging_patterns.hpp"
#include "publish/words/words.hpp"

namespace lykta {

struct PatternWords {
  Pattern pattern = Pattern::none;
  Phrase label = {};
  Phrase meaning = {};  ///< one line
};

/// What happens now first, hot before cold; then no pattern and no value.
[[nodiscard]] const std::array<PatternWords, 18>& all_pattern_words();
[[nodiscard]] const PatternWords& words_of(Pattern pattern);

/// Whether it is hot in the last step.
[[nodiscard]] bool is_hot_now(Pattern pattern);

}  // namespace lykta
