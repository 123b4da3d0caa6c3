// How do the layers that stand beside crime look?
#pragma once

#include <optional>
#include <string_view>

#include "publish/layers/layers.hpp"
#include "publish/styles/qml.hpp"

namespace lykta {

/// The style of the layer survey_areas, visits or accidents; nothing for another name.
[[nodiscard]] std::optional<qml::LayerStyle> context_style(const Publication& publication, std::string_view layer);

}  // namespace lykta
