#include "engine/statistics/map_statistics.hpp"

#include <algorithm>
#include <cassert>
#include <iterator>
#include <vector>

namespace lykta {

namespace {

GlobalFigures global_figures(std::span<const double> count, const NeighbourSums& sums) {
  std::vector<double> has_event(count.size());
  std::ranges::transform(count, has_event.begin(), [](double events) { return events > 0 ? 1.0 : 0.0; });
  return {.moran = moran(count, sums, {}),
          .geary = geary(count, sums, {}),
          .general_g = global_g(count, sums),
          .joins = join_counts(has_event, sums, Sampling::non_free)};
}

}  // namespace

MapStatistics map_statistics(const StudyGrid& study, std::span<const double> count, const ZoneNeighbours& neighbours,
                             std::uint64_t minimum_events) {
  assert(count.size() == study.size());
  MapStatistics map;
  map.islands = neighbours.islands();
  map.partly_inside = static_cast<std::size_t>(std::ranges::count_if(study.share, [](double s) { return s < 1; }));
  std::vector<std::uint32_t> events;
  events.reserve(count.size());
  std::ranges::transform(count, std::back_inserter(events), [](double n) { return static_cast<std::uint32_t>(n); });
  ConcentrationOptions how;
  how.runs = 199;
  map.concentration = concentration(events, study.share, how);
  if (map.concentration.events >= minimum_events) {
    map.whole = global_figures(count, neighbours.sums());
  }
  return map;
}

}  // namespace lykta
