// Of which words and codes does a path or an address consist?
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace lykta {

/// Of a search in a text.
inline constexpr auto not_found = std::string_view::npos;

[[nodiscard]] inline bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

/// The words of a list that spaces part.
[[nodiscard]] std::vector<std::string_view> words_of_list(std::string_view list);

/// Whether the word stands in a list that spaces part.
[[nodiscard]] bool is_in_list(std::string_view word, std::string_view list);

/// What stands before the first colon, if it is one of the list; else empty.
[[nodiscard]] std::string_view prefix_of(std::string_view lower, std::string_view list);

/// The text with its %20 and the like as the characters that they stand for.
[[nodiscard]] std::string without_percent_codes(std::string_view text);

}  // namespace lykta
