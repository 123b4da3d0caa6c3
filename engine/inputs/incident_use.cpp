#include "engine/inputs/incident_use.hpp"

#include <chrono>
#include <span>
#include <string>

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "engine/inputs/source_coverage.hpp"

namespace lykta {

namespace {

IncidentUse use_by_time(const std::optional<TimeSpan>& time, const UsePeriods& periods) {
  if (!periods.period || (time && holds(*periods.period, *time))) {
    return IncidentUse::period;
  }
  if (time && periods.comparison && holds(*periods.comparison, *time)) {
    return IncidentUse::comparison;
  }
  return IncidentUse::outside_periods;
}

}  // namespace

std::string_view name_of(IncidentUse use) {
  switch (use) {
    case IncidentUse::period:
      return "period";
    case IncidentUse::comparison:
      return "comparison";
    case IncidentUse::outside_area:
      return "outside_area";
    case IncidentUse::outside_zones:
      return "outside_zones";
    case IncidentUse::linked:
      return "linked";
    case IncidentUse::week:
      return "week";
    case IncidentUse::outside_periods:
      break;
  }
  return "outside_periods";
}

IncidentUse use_of(const Inputs& inputs, std::size_t i, bool inside, const UsePeriods& periods) {
  if (!inside) {
    return IncidentUse::outside_area;
  }
  if (!inputs.counted_as.empty() && inputs.counted_as[i] != i) {
    return IncidentUse::linked;
  }
  return use_by_time(inputs.incidents.time[i], periods);
}

void refuse_empty(const Inputs& inputs, const StudyArea& study_area, std::size_t outside, std::size_t in_period,
                  const std::optional<Period>& period) {
  const auto& incidents = inputs.incidents;
  if (outside == incidents.size()) {
    const auto area = study_area.box();
    const auto events = bounding_box(std::span(incidents.position));
    throw DataError(fmt::format(
        "the study area holds no event: all {} lie outside it (area {:.0f} to {:.0f} E, {:.0f} to {:.0f} N; "
        "events {:.0f} to {:.0f} E, {:.0f} to {:.0f} N): check the area and the coordinate system of the source",
        incidents.size(), area.min_x, area.max_x, area.min_y, area.max_y, events.min_x, events.max_x, events.min_y,
        events.max_y));
  }
  if (period && in_period == 0) {
    throw DataError(
        fmt::format("none of the {} events in the study area falls into the period {}: check the period and the "
                    "date columns",
                    incidents.size() - outside, days_text(*period)));
  }
  throw DataError(
      "all events of the period were discovered by patrols, and none was reported: set include_discovered = true to "
      "count them");
}

}  // namespace lykta
