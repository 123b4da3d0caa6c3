// What exactly was mapped? The record of a density map: choices, bandwidth and its curve, counts.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "engine/questions/density_map.hpp"

namespace lykta {

[[nodiscard]] nlohmann::ordered_json density_record(const DensityMap& map);

}  // namespace lykta
