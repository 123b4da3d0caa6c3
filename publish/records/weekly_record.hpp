// What exactly was found about the week? The record: weeks, areas, what was expected, new places, what is to come.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "engine/questions/weekly_picture.hpp"
#include "publish/words/words.hpp"

namespace lykta {

/// Of a picture that has one.
[[nodiscard]] nlohmann::ordered_json weekly_record(const Picture& picture, const Inputs& inputs, Language language);

}  // namespace lykta
