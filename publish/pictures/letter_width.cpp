#include "publish/pictures/letter_width.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

#include "publish/words/shown_name.hpp"

namespace lykta {

namespace {

/// From the blank to the tilde, in hundredths of the size.
constexpr std::array<std::uint8_t, 95> ascii_widths{
    32, 40, 46, 84, 64, 95, 78, 27, 39,  39, 50, 84, 32, 36, 32, 34, 64, 64, 64, 64, 64, 64, 64, 64,
    64, 64, 34, 34, 84, 84, 84, 53, 100, 68, 69, 70, 77, 63, 58, 77, 75, 29, 29, 66, 56, 86, 75, 79,
    60, 79, 69, 63, 61, 73, 68, 99, 69,  61, 69, 39, 34, 39, 84, 50, 50, 61, 63, 55, 63, 62, 35, 63,
    63, 28, 28, 58, 28, 97, 63, 61, 63,  63, 41, 52, 39, 63, 59, 82, 59, 59, 52, 64, 34, 64, 84};

double width_of(char32_t letter) {
  if (letter >= 0x20 && letter < 0x7F) {
    return ascii_widths[letter - 0x20] / 100.0;
  }
  if (letter == 0x2013) {
    return 0.5;  // en dash
  }
  if (letter >= 0x300 && letter < 0x370) {
    return 0;  // accents that combine
  }
  constexpr char32_t end_of_latin = 0x250;
  constexpr char32_t first_small = 0xDF;
  if (letter < first_small) {
    return 0.79;
  }
  return letter < end_of_latin ? 0.64 : 1.1;
}

/// Bold letters are wider: thin ones more, broad ones less.
constexpr double bold_factor = 1.13;

}  // namespace

double text_width(std::string_view text, double size, bool bold) {
  double width = 0;
  for (std::size_t at = 0; at < text.size();) {
    width += width_of(next_letter(text, at));
  }
  return width * size * (bold ? bold_factor : 1);
}

std::string fitted(std::string_view text, double width, double size, bool bold) {
  if (text_width(text, size, bold) <= width) {
    return std::string(text);
  }
  constexpr std::string_view dots = "…";
  const auto room = width - text_width(dots, size, bold);
  double used = 0;
  std::size_t end = 0;
  for (std::size_t at = 0; at < text.size();) {
    used += width_of(next_letter(text, at)) * size * (bold ? bold_factor : 1);
    if (used > room) {
      break;
    }
    end = at;
  }
  auto shown = std::string(text.substr(0, end));
  shown.erase(shown.find_last_not_of(' ') + 1);
  return shown + std::string(dots);
}

std::vector<std::string> in_lines(std::string_view text, double width, double size, std::size_t most, bool bold) {
  std::vector<std::string> lines;
  std::string line;
  while (!text.empty()) {
    const auto space = std::min(text.find(' '), text.size());
    const auto word = text.substr(0, space);
    const auto longer = line.empty() ? std::string(word) : line + " " + std::string(word);
    if (!line.empty() && text_width(longer, size, bold) > width) {
      if (lines.size() + 1 == most) {
        lines.push_back(fitted(line + " " + std::string(text), width, size, bold));
        return lines;
      }
      lines.push_back(fitted(line, width, size, bold));
      line = word;
    } else {
      line = longer;
    }
    text.remove_prefix(std::min(space + 1, text.size()));
  }
  if (!line.empty()) {
    lines.push_back(fitted(line, width, size, bold));
  }
  return lines;
}

}  // namespace lykta
