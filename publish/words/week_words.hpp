// What a heat table of the week says, in sentences.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "engine/questions/week.hpp"
#include "publish/words/words.hpp"

namespace lykta {

/// Which events are in the table, and which are not, and why.
[[nodiscard]] std::vector<std::string> week_events_sentences(const Week& week, Language language);

/// How even the week is, and what is busiest.
[[nodiscard]] std::vector<std::string> week_findings(const Week& week, Language language);

/// "Saturday", of the hours since Monday 00.
[[nodiscard]] std::string weekday_of(std::size_t hour_of_week, Language language);

/// "Saturday 20 to Sunday 03"
[[nodiscard]] std::string stretch_text(const Stretch& stretch, Language language);

}  // namespace lykta
