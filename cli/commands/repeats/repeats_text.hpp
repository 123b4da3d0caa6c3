// What did lykta repeats find, in lines for the terminal?
#pragma once

#include <string>

#include "engine/questions/repeats.hpp"
#include "geo/read/inputs.hpp"
#include "publish/words/words.hpp"

namespace lykta {

/// The table of pairs, what its first cells say, and how many events start a series.
[[nodiscard]] std::string repeats_text(const Repeats& repeats, const RepeatOptions& asked, const ReadInputs& read,
                                       const std::string& input, Language language);

}  // namespace lykta
