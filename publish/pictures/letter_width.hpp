// How wide is a text, and what of it fits?
//
// Measured by the letters of DejaVu Sans, which is wider than the other fonts that a viewer may take for it: what fits here fits there.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace lykta {

/// In the unit of `size`, the height of the letters.
[[nodiscard]] double text_width(std::string_view text, double size, bool bold = false);

/// As much of a text as is no wider than `width`, with "…" behind it where something is left out.
[[nodiscard]] std::string fitted(std::string_view text, double width, double size, bool bold = false);

/// The text in lines no wider than `width`, broken at blanks; a word that is wider is cut. What goes beyond `most` lines is left out,
/// and the last one ends with "…".
[[nodiscard]] std::vector<std::string> in_lines(std::string_view text, double width, double size, std::size_t most = 99,
                                                bool bold = false);

}  // namespace lykta
