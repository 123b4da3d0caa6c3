// How does a text look in a TOML file?
#pragma once

#include <string>

namespace lykta {

/// As a value. Headers of sheets may well hold line breaks.
[[nodiscard]] std::string quoted(const std::string& text);

/// As it fits into a comment.
[[nodiscard]] std::string one_line(std::string text);

}  // namespace lykta
