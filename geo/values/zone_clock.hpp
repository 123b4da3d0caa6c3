// What did the clock on the wall show here, when a clock in a named zone showed that?
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/events/time_window.hpp"
#include "geo/values/local_clock.hpp"

namespace lykta {

/// The zone of the time-zone database that a name means: itself ("Europe/Oslo"), behind a path ("/citadel.org/20210210_1/Europe/Oslo"), or the name that Windows
/// has for the zones of northern and western Europe ("W. Europe Standard Time"). Empty for others.
[[nodiscard]] std::string zone_of_name(std::string_view name);

/// By the clock that `here` is. Of a time that is shown twice the earlier one; one that is never shown is that of the offset before. The zone must be one that zone_of_name() gives.
[[nodiscard]] LocalTime from_zone(LocalTime there, const std::string& zone, LocalClock& here);

}  // namespace lykta
