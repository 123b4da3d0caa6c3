#include "publish/words/shown_name.hpp"

#include <algorithm>
#include <cstddef>

namespace lykta {

namespace {

constexpr char32_t unreadable = 0xFFFD;

/// Continuation bytes that follow a first byte of UTF-8; nothing else begins a character.
std::size_t bytes_after(unsigned char first) {
  if (first >= 0xC2 && first <= 0xDF) {
    return 1;
  }
  if (first >= 0xE0 && first <= 0xEF) {
    return 2;
  }
  return first >= 0xF0 && first <= 0xF4 ? 3 : 0;
}

/// Too long for what it says, a half of a pair, or beyond all characters.
bool is_no_character(char32_t letter, std::size_t more) {
  return (more == 2 && letter < 0x800) || (more == 3 && letter < 0x10000) || (letter >= 0xD800 && letter <= 0xDFFF) ||
         letter > 0x10FFFF;
}

bool turns_direction(char32_t letter) {
  return letter == 0x061C || letter == 0x200E || letter == 0x200F || (letter >= 0x202A && letter <= 0x202E) ||
         (letter >= 0x2066 && letter <= 0x2069);
}

bool breaks_line(char32_t letter) {
  return letter < 0x20 || (letter >= 0x7F && letter <= 0x9F) || letter == 0x2028 || letter == 0x2029;
}

/// XML knows no such characters.
bool is_none_of_xml(char32_t letter) { return letter == 0xFFFE || letter == 0xFFFF; }

}  // namespace

char32_t next_letter(std::string_view text, std::size_t& at) {
  const auto first = static_cast<unsigned char>(text[at++]);
  if (first < 0x80) {
    return first;
  }
  const auto more = bytes_after(first);
  if (more == 0 || text.size() - at < more) {
    return unreadable;
  }
  char32_t letter = first & (0x3FU >> more);
  for (std::size_t i = 0; i < more; ++i) {
    const auto byte = static_cast<unsigned char>(text[at + i]);
    if ((byte & 0xC0U) != 0x80U) {
      return unreadable;
    }
    letter = letter << 6U | (byte & 0x3FU);
  }
  if (is_no_character(letter, more)) {
    return unreadable;
  }
  at += more;
  return letter;
}

std::string shown_name(const std::string& name) {
  constexpr std::size_t longest = 80;
  std::string shown;
  std::size_t letters = 0;
  for (std::size_t at = 0; at < name.size();) {
    const auto from = at;
    const auto letter = next_letter(name, at);
    if (turns_direction(letter)) {
      continue;
    }
    if (++letters > longest) {
      return shown + "…";
    }
    if (breaks_line(letter)) {
      shown += ' ';
    } else if (letter == unreadable || is_none_of_xml(letter)) {
      shown += "\xEF\xBF\xBD";
    } else {
      shown.append(name, from, at - from);
    }
  }
  return shown;
}

std::vector<std::string> shown_names(std::vector<std::string> names) {
  std::ranges::transform(names, names.begin(), shown_name);
  return names;
}

}  // namespace lykta
