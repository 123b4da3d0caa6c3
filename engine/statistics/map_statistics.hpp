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

/// Of the counts, and join counts of cells with and without an event.
struct GlobalFigures {
  GlobalStatistic moran{};
  GlobalStatistic geary{};
  GlobalStatistic general_g{};
  JoinCounts joins{};
};

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
