// Is it the same thing that comes back: "Tosiadagen 2024" and "tosiadagen 2025"?
#pragma once

#include <string>
#include <string_view>

namespace lykta {

/// A name as it is compared: letters in lower case (of the Latin letters up to U+00FF; other characters stay), spaces single, none at the ends.
/// Characters are expected to be composed.
[[nodiscard]] std::string compared_name(std::string_view name);

/// The same without the year that stands in it as a word: "2024", "'24" and "2024/25", "2024–2025", bare or in brackets. Of a name that is nothing but a year the
/// year stays.
[[nodiscard]] std::string recurring_name(std::string_view name);

}  // namespace lykta
