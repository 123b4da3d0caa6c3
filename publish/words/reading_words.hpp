// What did the readers of files say of what they found, in the language of the reader?
//
// Reading knows one language: its reasons ("stated", "day first, as in '31/1'") are English, in records too. Here stands
// each of them with its Swedish, with {} for what differs.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "publish/words/words.hpp"

namespace lykta {

/// The sentence in the language; one that is not known here stays as it is.
[[nodiscard]] std::string reader_text(std::string_view english, Language language);

/// All that are known.
[[nodiscard]] std::span<const Phrase> all_reader_phrases();

}  // namespace lykta
