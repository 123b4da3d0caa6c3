#include "geo/read/accident_words.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "geo/values/folded_text.hpp"
#include "geo/values/text_values.hpp"

namespace lykta {

std::optional<AccidentSeverity> accident_severity(std::string_view word) {
  using enum AccidentSeverity;
  constexpr std::array<std::pair<std::string_view, AccidentSeverity>, 8> words{{{"fatal", fatal},
                                                                                {"dödlig", fatal},
                                                                                {"dödsolycka", fatal},
                                                                                {"severe", severe},
                                                                                {"svår", severe},
                                                                                {"allvarlig", severe},
                                                                                {"slight", slight},
                                                                                {"lindrig", slight}}};
  const auto lower = folded(trimmed(word));
  std::string_view plain = lower;
  constexpr std::string_view accident = " olycka";
  if (plain.ends_with(accident)) {
    plain.remove_suffix(accident.size());
  }
  const auto found = std::ranges::find(words, plain, &std::pair<std::string_view, AccidentSeverity>::first);
  return found == words.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace lykta
