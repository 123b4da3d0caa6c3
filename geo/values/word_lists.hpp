// Is a word one of a list?
#pragma once

#include <algorithm>
#include <string_view>

namespace lykta {

template <class List>
[[nodiscard]] bool is_among(const List& list, std::string_view word) {
  return std::ranges::find(list, word) != list.end();
}

}  // namespace lykta
