// What is said of the actions that somebody has decided: how each stands, and what was counted before and after.
#pragma once

#include <string>
#include <vector>

#include "engine/questions/action_picture.hpp"
#include "geo/read/inputs.hpp"
#include "publish/words/words.hpp"

namespace lykta {

/// "ny", "beslutad", "pågår", "klar", "avslås"
[[nodiscard]] Phrase status_words(ActionStatus status);
/// "öppen", "försenad", "klar", "avslagen"
[[nodiscard]] Phrase state_words(ActionState state);

/// What the place of each listed action is called: by the picture, by the history, or "Utanför platserna".
[[nodiscard]] std::vector<std::string> places_of_actions(const Picture& picture, Language language);

/// "15 dagar försenad (klart senast 2025-11-15), pågår"
[[nodiscard]] std::string standing_text(const Action& action, const ListedAction& listed, Language language);

/// "Händelser på platsen 12 veckor före: 45 (84 av 84 dagar täckta); ..."
[[nodiscard]] std::string counts_around_text(const CountsAround& counts, Language language);

/// "Åtgärder 2025-11-30: 5 öppna, varav 2 försenade; 1 att följa upp; 3 klara; 1 avslagen."
[[nodiscard]] std::string actions_headline(const ActionPicture& actions, Language language);

/// That nothing is concluded from the counts, and why.
[[nodiscard]] std::string no_verdict_text(Language language);

/// Everything, for the terminal: lines with their ends. Of what ended over half a year ago, and is not to be followed up, only the number.
[[nodiscard]] std::string actions_text(const Picture& picture, const ReadInputs& read, Language language);

}  // namespace lykta
