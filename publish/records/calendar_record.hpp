// The calendar as JSON: the files that were read, and what is on or comes.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "engine/questions/weekly_picture.hpp"
#include "geo/read/read_report.hpp"
#include "publish/words/words.hpp"

namespace lykta {

/// The files with their faults.
[[nodiscard]] nlohmann::ordered_json calendars_record(const ReadReport& report);

/// What is on in the weeks asked for and what comes, each with what earlier ones brought.
[[nodiscard]] nlohmann::ordered_json calendar_of_weeks_record(const Picture& picture, Language language);

}  // namespace lykta
