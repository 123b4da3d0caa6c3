// What exactly was mapped? The record of a density map: choices, bandwidth and its curve, counts, losses, warnings.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "engine/questions/density_map.hpp"
#include "geo/read/inputs.hpp"
#include "publish/words/words.hpp"

namespace lykta {

[[nodiscard]] nlohmann::ordered_json density_record(const ReadInputs& read, const DensityMap& map, Language language);

}  // namespace lykta
