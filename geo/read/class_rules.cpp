#include "geo/read/class_rules.hpp"

#include <algorithm>
#include <tuple>

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "geo/values/folded_text.hpp"
#include "geo/values/text_values.hpp"

namespace lykta {

namespace {

constexpr std::string_view between_codes = "..";

bool is_code(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

/// Length of the UTF-8 character at the front.
std::size_t character_length(std::string_view text) {
  std::size_t length = 1;
  while (length < text.size() && (static_cast<unsigned char>(text[length]) & 0xC0U) == 0x80U) {
    ++length;
  }
  return length;
}

/// Whether the text fits a pattern of plain characters, `?` and `*`; linear, going back to the last star only.
bool fits(std::string_view pattern, std::string_view text) {
  std::optional<std::pair<std::string_view, std::string_view>> star;
  while (!text.empty()) {
    if (!pattern.empty() && pattern.front() == '*') {
      pattern.remove_prefix(1);
      star = {pattern, text};
    } else if (!pattern.empty() && pattern.front() == '?') {
      pattern.remove_prefix(1);
      text.remove_prefix(character_length(text));
    } else if (!pattern.empty() && pattern.front() == text.front()) {
      pattern.remove_prefix(1);
      text.remove_prefix(1);
    } else if (star) {
      star->second.remove_prefix(character_length(star->second));
      std::tie(pattern, text) = *star;
    } else {
      return false;
    }
  }
  return pattern.find_first_not_of('*') == std::string_view::npos;
}

}  // namespace

ClassRules::ClassRules(const std::map<std::string, std::string>& written) : written_(written) {
  for (const auto& [value, to] : written) {
    const auto dots = value.find(between_codes);
    const auto first = value.substr(0, dots);
    const auto last = dots == std::string::npos ? std::string() : value.substr(dots + between_codes.size());
    if (is_code(first) && is_code(last)) {
      if (first.size() != last.size() || last < first) {
        throw InvalidOption(fmt::format(
            "the range of codes '{}' needs two codes of the same length, the lower first, such as 0301..0399", value));
      }
      ranges_.push_back({first, last, to});
    } else if (value.find_first_of("*?") != std::string::npos) {
      const auto plain = std::ranges::count_if(value, [](char c) { return c != '*' && c != '?'; });
      patterns_.push_back({folded(value), static_cast<std::size_t>(plain), to});
    }
    exact_.emplace(composed(value), to);
  }
  std::ranges::stable_sort(patterns_, [](const Pattern& a, const Pattern& b) { return a.plain > b.plain; });
}

const std::string* ClassRules::find(std::string_view value) const {
  if (const auto found = exact_.find(composed(value)); found != exact_.end()) {
    return &found->second;
  }
  const auto range = std::ranges::find_if(ranges_, [&](const CodeRange& candidate) {
    return value.size() == candidate.first.size() && is_code(value) && candidate.first <= value &&
           value <= candidate.last;
  });
  if (range != ranges_.end()) {
    return &range->to;
  }
  if (patterns_.empty()) {
    return nullptr;
  }
  const auto lower = folded(value);
  const auto pattern =
      std::ranges::find_if(patterns_, [&](const Pattern& candidate) { return fits(candidate.text, lower); });
  return pattern != patterns_.end() ? &pattern->to : nullptr;
}

}  // namespace lykta
