#include "geo/files/path_words.hpp"

#include <algorithm>
#include <memory>

#include <cpl_conv.h>
#include <cpl_string.h>

namespace lykta {

std::vector<std::string_view> words_of_list(std::string_view list) {
  std::vector<std::string_view> words;
  while (!list.empty()) {
    const auto end = std::min(list.find(' '), list.size());
    words.push_back(list.substr(0, end));
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return words;
}

bool is_in_list(std::string_view word, std::string_view list) {
  const auto words = words_of_list(list);
  return std::ranges::find(words, word) != words.end();
}

std::string_view prefix_of(std::string_view lower, std::string_view list) {
  const auto prefix = lower.substr(0, std::min(lower.find(':'), lower.size()));
  return prefix.size() < lower.size() && is_in_list(prefix, list) ? prefix : std::string_view();
}

std::string without_percent_codes(std::string_view text) {
  const std::unique_ptr<char, decltype(&VSIFree)> result(
      CPLUnescapeString(std::string(text).c_str(), nullptr, CPLES_URL), &VSIFree);
  return result.get();
}

}  // namespace lykta
