// What does the whole map say of itself: are full cells beside full ones, and do few cells have most of the events?
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "engine/space/study_grid.hpp"
#include "engine/statistics/concentration.hpp"
#include "engine/statistics/global_statistics.hpp"
#include "engine/statistics/zone_neighbours.hpp"

namespace lykta {

/// Of the values, and join counts of places with and without an event.
struct GlobalFigures {
  GlobalStatistic moran{};
  GlobalStatistic geary{};
  GlobalStatistic general_g{};
  JoinCounts joins{};
};

/// Of a column of values, NaN for places that take no part, with the events that each place has.
[[nodiscard]] GlobalFigures global_figures(std::span<const double> values, std::span<const double> count,
                                           const NeighbourSums& sums, unsigned threads = 0);

/// How few places have half of the events, beside what chance gives to places of their areas: 199 maps.
[[nodiscard]] Concentration half_of_the_events(std::span<const double> count, std::span<const double> area,
                                               std::uint64_t seed = 1, unsigned threads = 0);

struct MapStatistics {
  std::size_t islands = 0;               ///< cells without neighbours
  std::size_t partly_inside = 0;         ///< cells on the border of the study area
  std::optional<GlobalFigures> whole{};  ///< nothing with too few events
  /// How few cells have half of the events; chance throws the events over the area inside (199 maps).
  Concentration concentration{};
};

/// Of whole-numbered counts, one per slot; the `neighbours` are those of the cells. With fewer events than
/// `minimum_events` there are no global figures.
[[nodiscard]] MapStatistics map_statistics(const StudyGrid& study, std::span<const double> count,
                                           const ZoneNeighbours& neighbours, std::uint64_t minimum_events);

}  // namespace lykta
