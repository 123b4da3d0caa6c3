// Which choice does the word of an option stand for, and does an option change anything?
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <CLI/CLI.hpp>

namespace lykta {

/// Throws InvalidOption: the word is none of these; the nearest is named.
[[noreturn]] void refuse_word(std::string_view option, const std::string& word, const std::vector<std::string>& known);

/// The choice that a word stands for. Throws InvalidOption with the known words and the nearest.
template <typename Choice>
[[nodiscard]] Choice chosen(std::string_view option, const std::string& word,
                            std::span<const std::pair<std::string_view, Choice>> choices) {
  std::vector<std::string> words;
  for (const auto& [known, choice] : choices) {
    if (known == word) {
      return choice;
    }
    words.emplace_back(known);
  }
  refuse_word(option, word, words);
}

/// An option, whether it changes something here, and what it belongs to. Options that the command lacks are passed over.
struct OptionOwner {
  const char* option;
  bool is_used;
  const char* belongs_to;
};
/// Throws InvalidOption for an option that was given and would change nothing.
void refuse_idle(const CLI::App& command, const std::vector<OptionOwner>& owners);

}  // namespace lykta
