#include "geo/values/name_words.hpp"

#include <utility>

#include "geo/values/folded_text.hpp"
#include "geo/values/text_values.hpp"

namespace lykta {

namespace {

bool is_word_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
}

}  // namespace

NameWords words_of(const std::string& name) {
  NameWords words;
  std::string word;
  for (const auto c : folded(name)) {
    if (is_word_character(c)) {
      word += c;
    } else if (!word.empty()) {
      words.push_back(std::exchange(word, ""));
    }
  }
  if (!word.empty()) {
    words.push_back(word);
  }
  return words;
}

bool has_any(const NameWords& words, std::initializer_list<std::string_view> wanted) {
  return std::ranges::any_of(words,
                             [&](const std::string& word) { return std::ranges::find(wanted, word) != wanted.end(); });
}

bool is_end(const NameWords& words) { return has_any(words, {"till", "to", "end", "slut", "sluttid", "slutdatum"}); }

bool is_start(const NameWords& words) {
  return has_any(words, {"från", "fran", "from", "start", "begin", "startdatum"});
}

}  // namespace lykta
