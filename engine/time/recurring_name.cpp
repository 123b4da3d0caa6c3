#include "engine/time/recurring_name.hpp"

#include <algorithm>
#include <vector>

namespace lykta {

namespace {

/// Both bytes of a letter from U+00C0 to U+00DE begin with this one; the small letter lies 32 further. U+00D7 is no letter.
constexpr char latin_lead = '\xC3';

bool is_ascii_digit(char letter) { return letter >= '0' && letter <= '9'; }

std::vector<std::string> words_of_name(std::string_view name) {
  std::vector<std::string> words(1);
  for (const auto letter : name) {
    if (letter == ' ' || letter == '\t' || letter == '\n' || letter == '\r') {
      words.emplace_back();
    } else {
      words.back() += letter;
    }
  }
  std::erase(words, "");
  return words;
}

std::string joined_words(const std::vector<std::string>& words) {
  std::string text;
  for (const auto& word : words) {
    text += (text.empty() ? "" : " ") + word;
  }
  return text;
}

/// Digits of a word, with what stands between them made one stroke; empty where other letters are in it.
std::string digits_and_strokes(std::string_view word) {
  constexpr std::string_view en_dash = "\xE2\x80\x93";
  constexpr std::string_view strokes = "/-";
  constexpr std::string_view around = "()[],.'";
  std::string text;
  for (std::size_t at = 0; at < word.size(); ++at) {
    if (is_ascii_digit(word[at])) {
      text += word[at];
    } else if (strokes.find(word[at]) != std::string_view::npos) {
      text += '/';
    } else if (word.substr(at, en_dash.size()) == en_dash) {
      text += '/';
      at += en_dash.size() - 1;
    } else if (around.find(word[at]) == std::string_view::npos) {
      return "";
    }
  }
  return text;
}

/// What stands before the stroke, and behind it.
struct YearParts {
  std::string first{};
  std::string second{};
  std::size_t strokes = 0;
};

YearParts year_parts(std::string_view word) {
  YearParts parts;
  for (const auto letter : digits_and_strokes(word)) {
    if (letter == '/') {
      ++parts.strokes;
    } else {
      (parts.strokes == 0 ? parts.first : parts.second) += letter;
    }
  }
  return parts;
}

bool is_year_word(std::string_view word) {
  constexpr std::size_t long_year = 4;
  constexpr std::size_t short_year = 2;
  const auto [first, second, strokes] = year_parts(word);
  const auto has_century = first.size() == long_year && (first.starts_with("19") || first.starts_with("20"));
  if (strokes == 0) {
    return has_century || (first.size() == short_year && std::ranges::find(word, '\'') != word.end());
  }
  return strokes == 1 && has_century && (second.size() == long_year || second.size() == short_year);
}

}  // namespace

std::string compared_name(std::string_view name) {
  auto text = joined_words(words_of_name(name));
  for (std::size_t at = 0; at < text.size(); ++at) {
    auto& letter = text[at];
    const auto byte = static_cast<unsigned char>(letter);
    if (letter >= 'A' && letter <= 'Z') {
      letter = static_cast<char>(letter - 'A' + 'a');
    } else if (at > 0 && text[at - 1] == latin_lead && byte >= 0x80U && byte <= 0x9EU && byte != 0x97U) {
      letter = static_cast<char>(byte + 0x20U);
    }
  }
  return text;
}

std::string recurring_name(std::string_view name) {
  auto words = words_of_name(compared_name(name));
  std::erase_if(words, [](const std::string& word) { return is_year_word(word); });
  return words.empty() ? compared_name(name) : joined_words(words);
}

}  // namespace lykta
