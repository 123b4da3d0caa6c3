// What does a raster say of how it was made?
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "engine/questions/density_map.hpp"

namespace lykta {

/// The choices as pairs of words that a raster carries in its metadata.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> density_items(const DensityMap& map);

}  // namespace lykta
