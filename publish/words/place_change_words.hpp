// What is said of the change of a place against the comparison period? No more than its test says.
#pragma once

#include <string>
#include <vector>

#include "engine/places/place.hpp"
#include "publish/words/words.hpp"

namespace lykta {

/// Adds a sentence; none where nothing is compared.
void add_change(const Place& place, Language language, std::vector<std::string>& sentences);

}  // namespace lykta
