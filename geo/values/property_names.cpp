#include "geo/values/property_names.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

#include "geo/values/folded_text.hpp"
#include "geo/values/letters.hpp"
#include "geo/values/text_values.hpp"
#include "geo/values/value_counts.hpp"

namespace lykta {

namespace {

bool is_number_pair(std::string_view text) {
  const auto block = digits_at(text, 0);
  constexpr std::size_t longest = 4;
  return block >= 1 && block <= longest && block < text.size() && text[block] == ':' &&
         digits_at(text, block + 1) >= 1 && block + 1 + digits_at(text, block + 1) == text.size();
}

/// "Ronneby 14:2", "KALLINGE HEABY 3:12"; not "kl 14:20".
bool is_property(std::string_view text) {
  const auto words = split(text);
  if (words.size() < 2 || words.size() > 5) {
    return false;
  }
  const auto first = lower_case(words.front());
  if (first == "kv" || first == "kv." || first == "kvarteret") {
    return words.size() >= 3 && digits_at(words.back(), 0) == words.back().size();
  }
  return is_number_pair(words.back()) && first != "kl" && first != "kl." && first != "klockan" &&
         std::ranges::all_of(words.begin(), words.end() - 1, [](std::string_view word) {
           return starts_with_capital(word) && std::ranges::none_of(word, is_digit);
         });
}

}  // namespace

Said find_property_names(const std::string& column_name, std::span<const std::string_view> values) {
  constexpr std::array<std::string_view, 4> words{"fastighetsbet", "fastbet", "fast_bet", "property_name"};
  const auto name = lower_case(composed(column_name));
  std::size_t filled = 0;
  std::size_t found = 0;
  for (const auto value : values) {
    const auto text = trimmed(value);
    filled += text.empty() ? 0U : 1U;
    found += !text.empty() && is_property(text) ? 1U : 0U;
  }
  if (std::ranges::any_of(words, [&](auto word) { return name.find(word) != std::string::npos; })) {
    return said({"namnet talar om fastigheter", "its name speaks of properties"});
  }
  return reaches(found, filled, 5)
             ? said({"{} av {} värden liknar fastighetsbeteckningar", "{} of {} values look like names of properties"},
                    found, filled)
             : Said{};
}

}  // namespace lykta
