// What is wrong with a row of a calendar, and what can be done about it?
#pragma once

#include <string>

#include "geo/read/calendar_file.hpp"
#include "publish/words/words.hpp"

namespace lykta {

/// "rad 7, sista dag '2025-13-01': kan inte läsas som datum; skriv 2025-07-26. Raden används inte."
[[nodiscard]] std::string calendar_fault_text(const CalendarFault& fault, Language language);

}  // namespace lykta
