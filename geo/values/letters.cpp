#include "geo/values/letters.hpp"

#include <algorithm>

#include "geo/values/text_values.hpp"

namespace lykta {

namespace {

bool begins_character(char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80; }

}  // namespace

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(text, begins_character));
}

bool starts_with_capital(std::string_view word) {
  const auto first = word.substr(0, !word.empty() && static_cast<unsigned char>(word.front()) >= 0x80 ? 2 : 1);
  return lower_case(first) != first;
}

std::vector<std::string_view> split(std::string_view text) {
  std::vector<std::string_view> words;
  while (!text.empty()) {
    const auto end = static_cast<std::size_t>(std::ranges::find_if(text, is_space) - text.begin());
    if (end > 0) {
      words.push_back(text.substr(0, end));
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return words;
}

std::size_t digits_at(std::string_view text, std::size_t at) {
  const auto rest = text.substr(std::min(at, text.size()));
  return static_cast<std::size_t>(std::ranges::find_if_not(rest, is_digit) - rest.begin());
}

}  // namespace lykta
