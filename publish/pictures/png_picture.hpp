// A picture of SVG as pixels, for programs that show no SVG.
#pragma once

#include <filesystem>
#include <string>

namespace lykta {

/// Draws SVG whose size is given in millimetres with so many pixels an inch. Letters are of the fonts that this machine has: the same
/// picture and the same fonts give the same bytes. Throws DataError when it cannot be drawn or written.
void write_png(const std::string& svg, double pixels_per_inch, const std::filesystem::path& path);

/// Whether there is any font: without one, letters would be missing or empty boxes.
[[nodiscard]] bool has_fonts();

}  // namespace lykta
