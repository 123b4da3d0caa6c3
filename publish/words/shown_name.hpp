// How is a text from somebody's file shown in a page or a picture?
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace lykta {

/// The character that begins at `at`, which moves behind it. Bytes that are no UTF-8 give U+FFFD, one for each.
[[nodiscard]] char32_t next_letter(std::string_view text, std::size_t& at);

/// A name from a file as it fits a table: at most 80 letters, on one line, without marks that turn the direction of writing and without
/// bytes that are no UTF-8.
[[nodiscard]] std::string shown_name(const std::string& name);
[[nodiscard]] std::vector<std::string> shown_names(std::vector<std::string> names);

}  // namespace lykta
