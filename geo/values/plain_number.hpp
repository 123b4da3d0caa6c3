// Is a text plainly a number, so that no style of writing needs to be tried?
#pragma once

#include <string_view>

#include "geo/values/letters.hpp"

namespace lykta {

/// Whether it is digits, with perhaps a sign in front, a point behind the first and more digits behind that, and nothing
/// else: "6228581", "-56.21".
[[nodiscard]] constexpr bool is_plain_number(std::string_view text) {
  if (text.starts_with('-') || text.starts_with('+')) {
    text.remove_prefix(1);
  }
  auto has_point = false;
  for (const auto c : text) {
    if (!is_digit(c) && (c != '.' || has_point)) {
      return false;
    }
    has_point = has_point || c == '.';
  }
  return !text.empty() && is_digit(text.front());
}

}  // namespace lykta
