// How is it said when to be at a place, and what kind of answer its evidence suggests?
#pragma once

#include <string>

#include "engine/places/place.hpp"
#include "publish/words/words.hpp"

namespace lykta {

/// "fredag–lördag 21–02", "alla dagar 15–18", "lördag 21–02"
[[nodiscard]] std::string window_text(const WeekWindow& window, Language language);

/// The word of an answer, for a table: "närvaro".
[[nodiscard]] Phrase answer_word(SuggestedAnswer answer);

/// "winter" in the language of the reader.
[[nodiscard]] Phrase season_word(Season season);

/// When somebody could be there; empty where no window is clear.
[[nodiscard]] std::string window_sentence(const Place& place, Language language);

/// What kind of answer the evidence suggests, and from what.
[[nodiscard]] std::string answer_sentence(const Place& place, Language language);

}  // namespace lykta
