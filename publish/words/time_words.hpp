// What is said of the weekday and the hours of a place? Only what the test behind them says.
#pragma once

#include <string>
#include <vector>

#include "engine/inputs/inputs.hpp"
#include "engine/time/busy_windows.hpp"
#include "publish/words/words.hpp"

namespace lykta {

/// "Flest på fredagar (47 %); ingen tydlig tid på dygnet.", and of how many of the place's events that is known, from
/// which sources.
[[nodiscard]] std::vector<std::string> time_sentences(const PlaceTimes& times, std::uint64_t events,
                                                      const Inputs& inputs, Language language);

/// The busiest weekday of a window of weekdays: "fredag"
[[nodiscard]] std::string weekday_text(const BusyWindow& window, Language language);
/// The busiest hours of a window of hours: "22–01"
[[nodiscard]] std::string hours_text(const BusyWindow& window);

/// The sources of the known times: "Polisanmälningar och Bostadsbolaget"; empty where they have no names.
[[nodiscard]] std::string time_sources_text(const PlaceTimes& times, const Inputs& inputs, Language language);

}  // namespace lykta
