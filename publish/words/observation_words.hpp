// What is said of what people observed and felt at a place?
#pragma once

#include <string>
#include <vector>

#include "engine/places/place.hpp"
#include "engine/places/rank.hpp"
#include "publish/words/words.hpp"

namespace lykta {

/// Adds a sentence; none where the inputs have no observations.
void add_observations(const Place& place, const PlacesOptions& options, Language language,
                      std::vector<std::string>& sentences);

}  // namespace lykta
