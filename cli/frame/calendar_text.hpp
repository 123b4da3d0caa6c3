// What is said of the files of calendars that were read, and of what in them cannot be used.
#pragma once

#include <string>

#include "engine/base/phrase.hpp"
#include "geo/read/read_report.hpp"

namespace lykta {

/// Lines with their ends; empty without calendars. `is_used`: a weekly picture is made of them.
[[nodiscard]] std::string calendars_text(const ReadReport& report, bool is_used, Language language);

}  // namespace lykta
