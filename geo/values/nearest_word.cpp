#include "geo/values/nearest_word.hpp"

#include <algorithm>
#include <cctype>
#include <numeric>
#include <vector>

namespace lykta {

namespace {

bool same_letter(char a, char b) {
  return std::tolower(static_cast<unsigned char>(a)) == std::tolower(static_cast<unsigned char>(b));
}

std::size_t changes_between(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before_previous(b.size() + 1);
  std::vector<std::size_t> previous(b.size() + 1);
  std::iota(previous.begin(), previous.end(), std::size_t{0});
  std::vector<std::size_t> current(b.size() + 1);
  for (std::size_t i = 0; i < a.size(); ++i) {
    current[0] = i + 1;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const auto replaced = previous[j] + (same_letter(a[i], b[j]) ? 0 : 1);
      current[j + 1] = std::min({replaced, previous[j + 1] + 1, current[j] + 1});
      if (i > 0 && j > 0 && same_letter(a[i], b[j - 1]) && same_letter(a[i - 1], b[j])) {
        current[j + 1] = std::min(current[j + 1], before_previous[j - 1] + 1);
      }
    }
    std::swap(before_previous, previous);
    std::swap(previous, current);
  }
  return previous.back();
}

}  // namespace

std::optional<std::string> nearest_word(std::string_view word, std::span<const std::string> known) {
  std::optional<std::string> nearest;
  std::size_t fewest = 0;
  for (const auto& candidate : known) {
    const auto changes = changes_between(word, candidate);
    const auto longer = std::max(word.size(), candidate.size());
    const auto close = 3 * changes <= longer || (changes == 1 && longer > 1);
    if (close && (!nearest || changes < fewest)) {
      nearest = candidate;
      fewest = changes;
    }
  }
  return nearest;
}

}  // namespace lykta
