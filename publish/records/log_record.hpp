// What run.json says of actions and levels.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "engine/questions/picture.hpp"
#include "geo/read/inputs.hpp"
#include "publish/words/words.hpp"

namespace lykta {

/// Of a log that was read: which columns mean what, and its faults.
[[nodiscard]] nlohmann::ordered_json log_record(const LogReport& report);

/// Of a picture with actions.
[[nodiscard]] nlohmann::ordered_json actions_record(const ReadInputs& read, const Picture& picture, Language language);

/// Of a picture with levels.
[[nodiscard]] nlohmann::ordered_json levels_record(const ReadInputs& read, const Picture& picture, Language language);

}  // namespace lykta
