// How does a text with named slots become a sentence? One text holds the singular and the plural.
//
//   {slot}           the value of the slot
//   {slot:one|many}  the first text where the slot reads 1, else the second; both may hold slots themselves
#pragma once

#include <algorithm>
#include <functional>
#include <set>
#include <span>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "publish/words/words.hpp"

namespace lykta {

/// A name in texts about a thing, and what stands in its place.
template <typename Thing>
struct Slot {
  std::string_view name;
  std::string (*value)(const Thing& thing, Language language);
};

/// The text with the slots filled by what `value_of` gives for a name.
[[nodiscard]] std::string filled(std::string_view text, const std::function<std::string(std::string_view)>& value_of);

/// The same by a table of slots; a name that does not stand in it stays as it is written.
template <typename Thing>
[[nodiscard]] std::string filled(std::string_view text, std::span<const Slot<Thing>> slots, const Thing& thing,
                                 Language language) {
  return filled(text, [&](std::string_view name) {
    const auto slot = std::ranges::find(slots, name, &Slot<Thing>::name);
    return slot == slots.end() ? fmt::format("{{{}}}", name) : slot->value(thing, language);
  });
}

/// The names of the slots whose values a text shows, those that only choose a plural apart.
[[nodiscard]] std::set<std::string> slots_shown(std::string_view text);

}  // namespace lykta
