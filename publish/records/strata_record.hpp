// What run.json says of the localities that places are tested against.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "engine/questions/picture_strata.hpp"
#include "publish/words/words.hpp"

namespace lykta {

/// All of it: the rule, and a row a locality.
[[nodiscard]] nlohmann::ordered_json strata_record(const StrataPicture& strata, Language language);

}  // namespace lykta
