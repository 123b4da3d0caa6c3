// What is said of the levels of a week: what is proposed and why, and what somebody has set.
#pragma once

#include <string>

#include "engine/questions/level_picture.hpp"
#include "geo/read/inputs.hpp"
#include "publish/words/words.hpp"

namespace lykta {

/// "grön", "gul", "orange", "röd"
[[nodiscard]] Phrase level_words(Level level);

/// Why a level is proposed: "gul: 9 händelser, fler än förväntat (0 till 4), inget larm; inte grövre än vanligt". Without a proposal that
/// there is none.
[[nodiscard]] std::string proposal_text(const AreaLevel& level, const WeeklyPicture& weekly, Language language);

/// How levels are proposed, in a sentence or two.
[[nodiscard]] std::string level_rule_text(Language language);

/// Everything on the last week, for the terminal: lines with their ends.
[[nodiscard]] std::string levels_text(const Picture& picture, const ReadInputs& read, Language language);

}  // namespace lykta
