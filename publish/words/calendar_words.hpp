// How are weekdays, hours and periods written?
#pragma once

#include <chrono>
#include <string>

#include "engine/events/time_window.hpp"
#include "publish/words/words.hpp"

namespace lykta {

[[nodiscard]] std::string weekday_name(std::chrono::weekday weekday, Language language);
/// "22–01"; a day ends at 24.
[[nodiscard]] std::string hours_text(unsigned from_hour, unsigned to_hour);
/// The same within a sentence: "kl. 22–01", "between 22 and 01".
[[nodiscard]] std::string hours_in_sentence(unsigned from_hour, unsigned to_hour, Language language);
/// First and last day, both included: "2025-01-01 till 2025-06-30"
[[nodiscard]] std::string period_text(const Period& period, Language language);
/// "1 dag", "30 days"
[[nodiscard]] std::string days_text(double days, Language language);

}  // namespace lykta
