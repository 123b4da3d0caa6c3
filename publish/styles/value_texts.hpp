// Do people read words in QGIS where a field holds codes?
#pragma once

#include <string>

#include "geo/write/vector_layer.hpp"

namespace lykta {

/// A style (the text of a QML file) that also shows the codes of the layer's fields as their texts, in tables and forms, in the order of
/// `codes`. Stays as it is where no field has codes.
[[nodiscard]] std::string with_value_texts(const std::string& style, const VectorLayer& layer);

}  // namespace lykta
