#include "cli/commands/init/toml_text.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace lykta {

namespace {

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }

}  // namespace

std::string quoted(const std::string& text) {
  std::string result = "\"";
  for (const auto c : text) {
    if (is_control(c)) {
      result += fmt::format("\\u{:04X}", static_cast<unsigned>(c));
      continue;
    }
    if (c == '"' || c == '\\') {
      result += '\\';
    }
    result += c;
  }
  return result + '"';
}

std::string one_line(std::string text) {
  std::ranges::replace_if(text, is_control, ' ');
  return text;
}

}  // namespace lykta
