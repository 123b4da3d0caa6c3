// Which words does the name of a column consist of?
#pragma once

#include <algorithm>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace lykta {

using NameWords = std::vector<std::string>;

/// The words of a name in lower case: "E (SWEREF 99 15 00)" is e, sweref, 99, 15, 00.
[[nodiscard]] NameWords words_of(const std::string& name);

[[nodiscard]] bool has_any(const NameWords& words, std::initializer_list<std::string_view> wanted);

/// Whether the name speaks of an end ("Datum till"), or of a start ("Datum från").
[[nodiscard]] bool is_end(const NameWords& words);
[[nodiscard]] bool is_start(const NameWords& words);

/// Looks for the wanted words in order, the most telling first, and takes the first name that has one and passes; empty
/// where none does.
template <typename Passes>
std::string first_with(const std::vector<std::string>& names, std::initializer_list<std::string_view> wanted,
                       Passes passes) {
  for (const auto word : wanted) {
    for (const auto& name : names) {
      const auto words = words_of(name);
      if (has_any(words, {word}) && passes(words)) {
        return name;
      }
    }
  }
  return "";
}

}  // namespace lykta
