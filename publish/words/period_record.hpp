// How do a period and a window of hours stand in a record?
#pragma once

#include <optional>
#include <span>

#include <nlohmann/json_fwd.hpp>

#include "engine/events/hour_window.hpp"
#include "engine/events/time_window.hpp"

namespace lykta {

/// First and last day, both included, as people and the configuration write it; null for none.
[[nodiscard]] nlohmann::ordered_json period_record(const std::optional<Period>& period);

/// Each as above.
[[nodiscard]] nlohmann::ordered_json periods_record(std::span<const Period> periods);

/// The hours, from inclusive and to exclusive, and the weekdays; null for none.
[[nodiscard]] nlohmann::ordered_json hours_record(const std::optional<HourWindow>& hours);

}  // namespace lykta
