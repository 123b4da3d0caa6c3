// Do two names say the same to whoever reads them?
//
// "ö" is one character or an "o" with two dots behind it (macOS decomposes, most others compose), and nobody sees which.
#pragma once

#include <string>
#include <string_view>

namespace lykta {

/// The text with characters composed where Unicode has them so (NFC). Text that is not UTF-8 is given back as it is.
[[nodiscard]] std::string composed(std::string_view text);

/// What two texts have in common that differ only in upper and lower case, or in how their characters are composed
/// (canonical caseless matching, Unicode 3.13 D145, composed at the end). For comparing, not for showing. Text that is
/// not UTF-8 has its letters A to Z lowered.
[[nodiscard]] std::string folded(std::string_view text);

}  // namespace lykta
