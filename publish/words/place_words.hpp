// What is said of a place: its name, its classes, and why it is on the list.
#pragma once

#include <string>

#include "engine/questions/picture.hpp"
#include "publish/words/words.hpp"

namespace lykta {

/// What to call a place: the name it lies at, or "350 m nordost om Torget", or its cell when there are no names.
[[nodiscard]] std::string place_name(const Place& place, Language language);

/// "Våldsbrott 34; Narkotika, eget bruk 12"
[[nodiscard]] std::string leading_classes_text(const Place& place, const Inputs& inputs);

/// One paragraph: why the place is on the list, and how sure that is.
[[nodiscard]] std::string why(const Place& place, const Picture& picture, const Inputs& inputs, Language language);

}  // namespace lykta
