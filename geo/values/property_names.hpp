// Does a column name properties (fastighetsbeteckning), so that anybody can look up whose they are?
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "engine/base/phrase.hpp"

namespace lykta {

/// The evidence: the column's name ("fastighetsbeteckning"), or a fifth of the values are "Ronneby 14:2" or "Kv. Lejonet
/// 3". Empty where there is none. A property is a place, so such a column is used, and what it leads to is said.
[[nodiscard]] Said find_property_names(const std::string& column_name, std::span<const std::string_view> values);

/// What to mind, for a message behind the name of the column and the evidence.
inline constexpr Phrase on_property_names{"en fastighet leder till sin ägare: lämna inte ut den utan anledning",
                                          "a property leads to its owner: do not hand it out without a reason"};

}  // namespace lykta
