// Which words say how grave an accident was?
#pragma once

#include <optional>
#include <string_view>

#include "engine/events/context.hpp"

namespace lykta {

/// The severity that a word stands for, upper and lower case alike: fatal, severe, slight; dödlig, svår, lindrig (with
/// or without "olycka"), dödsolycka, allvarlig. Nothing for all else: numbers mean something else in every source.
[[nodiscard]] std::optional<AccidentSeverity> accident_severity(std::string_view word);

}  // namespace lykta
