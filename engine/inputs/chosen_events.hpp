// Which events does a question look at, and in which zone did each of them happen?
//
// Every question about zones begins here: events inside, in the period (and in the one it is compared with), reported
// ones unless patrols' own finds are asked for, each counted once where sources overlap.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "engine/inputs/incident_use.hpp"
#include "engine/inputs/inputs.hpp"
#include "engine/inputs/warnings.hpp"
#include "engine/space/zones.hpp"

namespace lykta {

struct EventChoice {
  std::optional<Period> period{};      ///< nothing: all events
  std::optional<Period> comparison{};  ///< must not overlap the period
  bool include_discovered = false;
  std::vector<bool> classes{};    ///< by class, whether its events count; empty: all do
  std::vector<bool> incidents{};  ///< by incident, whether it may count; empty: all may
  /// A source (RowReference::source) that the events are compared with: none of its own is among them.
  std::optional<std::uint32_t> other_source{};
  bool may_be_empty = false;  ///< in zones: whether no event at all is an answer
};
/// Throws InvalidOption when a period is empty, when there is a comparison period without a period, or when the two
/// overlap.
void check(const EventChoice& choice);

struct ChosenEvents {
  std::vector<std::uint32_t> events;    ///< incidents of the period that count, in the order of the input
  std::vector<std::uint32_t> before;    ///< likewise of the comparison period
  std::vector<std::uint32_t> others{};  ///< of the period, of the other source, whoever found them
  std::size_t others_outside = 0;       ///< of the other source, outside the area
  std::vector<IncidentUse> uses;        ///< one per incident
  std::vector<Warning> warnings;        ///< about the data
};

/// Of an Area: the incidents inside. `cell_m` is how finely the question looks, for the warning about rounded positions
/// (0: no such warning). Throws DataError when no event of either period is left.
[[nodiscard]] ChosenEvents choose_events(const Inputs& inputs, const StudyArea& area, const EventChoice& choice,
                                         double cell_m);

/// The study area, or the box around the incidents, grown to whole cells so that no event sits on its edge. Throws
/// DataError without incidents, and for a box of more than `cells_at_most` cells.
[[nodiscard]] StudyArea study_area_of(const Inputs& inputs, const GridOptions& grid,
                                      double cells_at_most = Grid::maximum_cells);

/// The polygons of one's own where such were read, else the cells of the study area.
[[nodiscard]] Zones zones_of(const Inputs& inputs, const GridOptions& grid);

struct ZonedEvents {
  ChosenEvents chosen;
  std::vector<std::optional<std::uint32_t>> zone_of;  ///< of each incident; nothing for those outside
  std::vector<std::uint32_t> zone;                    ///< of each of `chosen.events`
  std::vector<std::uint32_t> before_zone;             ///< of each of `chosen.before`
  std::size_t in_several = 0;  ///< events of both that lie in several zones and are counted in the first
};
/// Incidents that lie in a zone, and in the study area where there is one, count as inside.
[[nodiscard]] ZonedEvents choose_events(const Inputs& inputs, const Zones& zones, const EventChoice& choice,
                                        const GridOptions& grid);

/// How many events each zone has.
[[nodiscard]] std::vector<double> count_by_zone(std::span<const std::uint32_t> zone, std::size_t zones);

}  // namespace lykta
