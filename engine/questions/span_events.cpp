#include "engine/questions/span_events.hpp"

#include <algorithm>
#include <optional>

#include "engine/inputs/incident_use.hpp"
#include "engine/inputs/source_coverage.hpp"

namespace lykta {

std::vector<std::uint32_t> events_of_span(const Inputs& inputs, const Picture& picture, const Period& span) {
  std::vector<std::uint32_t> events;
  for (std::size_t i = 0; i < inputs.incidents.size(); ++i) {
    if (picture.slot[i] && use_of(inputs, i, true, {span, std::nullopt}) == IncidentUse::period &&
        counts(inputs.incidents, i, picture.options.include_discovered)) {
      events.push_back(static_cast<std::uint32_t>(i));
    }
  }
  return events;
}

std::vector<std::string> sources_of_span(const Inputs& inputs, std::span<const SourceCoverage> coverages,
                                         const Period& span) {
  std::vector<std::string> names;
  for (const auto& coverage : coverages) {
    if (days_not_recorded(span, coverage) == 0) {
      names.push_back(name_of_source(inputs, coverage.source));
    }
  }
  std::ranges::sort(names);
  return names;
}

std::uint64_t count_in_place(const Inputs& inputs, const Picture& picture, std::span<const std::uint32_t> events,
                             const Place& place) {
  auto slots = place.slots;
  std::ranges::sort(slots);
  return static_cast<std::uint64_t>(std::ranges::count_if(events, [&](std::uint32_t event) {
    const auto slot = picture.place_slot(inputs.incidents, event);
    return slot && std::ranges::binary_search(slots, *slot);
  }));
}

std::uint64_t count_in_outline(const Inputs& inputs, std::span<const std::uint32_t> events, const Area& outline) {
  return static_cast<std::uint64_t>(std::ranges::count_if(
      events, [&](std::uint32_t event) { return contains(outline, inputs.incidents.position[event]); }));
}

}  // namespace lykta
