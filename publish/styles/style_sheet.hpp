// What do the classes of a map look like on the page?
#pragma once

#include <string>

#include "publish/styles/palette.hpp"

namespace lykta {

/// Rules of CSS: .NAME of each class of cells (a shape of SVG), .outline.NAME, .pin.NAME and .rank.NAME of places, .level-NAME, and
/// .swatch.NAME of the legend; as custom properties the colours of heat tables (--h1 to --h5), --crime, --unsafety and --both.
[[nodiscard]] std::string class_rules();

/// "#993404"
[[nodiscard]] std::string hex_of(const Colour& colour);

}  // namespace lykta
