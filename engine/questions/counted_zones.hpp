// How many events does each zone hold, and how many people live there?
//
// Events are chosen, located and counted here once; what a run, a map of cells and a map of zones of one's own make of
// the counts is another question.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/inputs/chosen_events.hpp"
#include "engine/inputs/inputs.hpp"
#include "engine/places/located.hpp"
#include "engine/space/points.hpp"
#include "engine/space/study_area.hpp"
#include "engine/space/zones.hpp"

namespace lykta {

/// Columns have one value per zone.
struct CountedZones {
  Zones zones;
  ZonedEvents events{};
  std::vector<double> count{};            ///< whole numbers: events of the period that count
  std::vector<double> weighted_count{};   ///< the same events, each with the weight of its class
  std::vector<double> discovered{};       ///< whole numbers: events of the period found by patrols
  std::vector<double> density_per_km2{};  ///< of the events that count, at the cells' centres; empty until asked for
  std::vector<double> exposure{};         ///< residents, or what a column of the zones says; empty: none was read
  double exposure_outside = 0;            ///< residents in no zone
};

/// Chooses the events (see choose_events) and counts them. Residents outside of `study_area` are in no zone; without one
/// all that the zones hold are counted. Throws InvalidOption for residents that are given twice, and DataError when no
/// event of either period is left.
[[nodiscard]] CountedZones count_zones(const Inputs& inputs, Zones zones, const std::optional<StudyArea>& study_area,
                                       const EventChoice& choice, const GridOptions& grid);

/// Positions of the events of the period that count, in the order of the input.
[[nodiscard]] std::vector<Point> positions_of(const Incidents& incidents, std::span<const std::uint32_t> events);

/// Chosen events with the zones that hold them, one by one.
[[nodiscard]] std::vector<Located> located(std::span<const std::uint32_t> events, std::span<const std::uint32_t> zone);

/// Sum of a column.
[[nodiscard]] double sum_of(std::span<const double> values);

}  // namespace lykta
