// Which events count, and what became of the others?
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "engine/events/time_window.hpp"
#include "engine/inputs/inputs.hpp"

namespace lykta {

/// What became of each incident.
enum class IncidentUse : std::uint8_t {
  period,
  comparison,
  outside_periods,
  outside_area,
  outside_zones,  ///< in none of the polygons that are counted in
  linked,         ///< counted with another source's report of the same event
  week,           ///< of the weeks that a weekly picture looks at, after the period of its standing places
};
[[nodiscard]] std::string_view name_of(IncidentUse use);

/// The periods that events are sorted into. Nothing for `period`: all events.
struct UsePeriods {
  std::optional<Period> period;
  std::optional<Period> comparison;
};

/// What becomes of incident `i`, given whether it lies inside the study area.
[[nodiscard]] IncidentUse use_of(const Inputs& inputs, std::size_t i, bool inside, const UsePeriods& periods);

/// Whether it counts where patrols' own finds do not.
[[nodiscard]] inline bool counts(const Incidents& incidents, std::size_t i, bool include_discovered) {
  return include_discovered || incidents.origin[i] == Origin::reported;
}

/// Says, as a DataError, why no event is left to picture: all outside the area, none in the period, or none reported.
/// `outside` is the number outside, `in_period` that of the period before discovered ones were left out.
[[noreturn]] void refuse_empty(const Inputs& inputs, const StudyArea& study_area, std::size_t outside,
                               std::size_t in_period, const std::optional<Period>& period);

}  // namespace lykta
