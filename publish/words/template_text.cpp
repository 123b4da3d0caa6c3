#include "publish/words/template_text.hpp"

#include <cassert>
#include <cstddef>

namespace lykta {

namespace {

/// Where the brace that opens at `open` is closed.
std::size_t closing_brace(std::string_view text, std::size_t open) {
  int depth = 0;
  for (auto at = open; at < text.size(); ++at) {
    depth += text[at] == '{' ? 1 : text[at] == '}' ? -1 : 0;
    if (depth == 0) {
      return at;
    }
  }
  assert(false && "a text of ours closes its braces");
  return text.size();
}

/// The bar between singular and plural, outside of inner slots.
std::size_t bar_in(std::string_view choice) {
  int depth = 0;
  for (std::size_t at = 0; at < choice.size(); ++at) {
    depth += choice[at] == '{' ? 1 : choice[at] == '}' ? -1 : 0;
    if (depth == 0 && choice[at] == '|') {
      return at;
    }
  }
  assert(false && "a choice of ours has two texts");
  return choice.size();
}

}  // namespace

std::string filled(std::string_view text, const std::function<std::string(std::string_view)>& value_of) {
  std::string sentence;
  for (std::size_t at = 0; at < text.size();) {
    const auto open = text.find('{', at);
    if (open == std::string_view::npos) {
      return sentence.append(text.substr(at));
    }
    sentence.append(text.substr(at, open - at));
    const auto close = closing_brace(text, open);
    const auto inside = text.substr(open + 1, close - open - 1);
    if (const auto colon = inside.find(':'); colon == std::string_view::npos) {
      sentence += value_of(inside);
    } else {
      const auto choice = inside.substr(colon + 1);
      const auto bar = bar_in(choice);
      const auto is_one = value_of(inside.substr(0, colon)) == "1";
      sentence += filled(is_one ? choice.substr(0, bar) : choice.substr(bar + 1), value_of);
    }
    at = close + 1;
  }
  return sentence;
}

std::set<std::string> slots_shown(std::string_view text) {
  std::set<std::string> shown;
  for (std::size_t at = text.find('{'); at != std::string_view::npos; at = text.find('{', at + 1)) {
    const auto end = text.find_first_of(":}", at);
    if (end != std::string_view::npos && text[end] == '}') {
      shown.emplace(text.substr(at + 1, end - at - 1));
    }
  }
  return shown;
}

}  // namespace lykta
