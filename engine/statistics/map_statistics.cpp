#include "engine/statistics/map_statistics.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <iterator>
#include <limits>
#include <vector>

namespace lykta {

GlobalFigures global_figures(std::span<const double> values, std::span<const double> count, const NeighbourSums& sums,
                             unsigned threads) {
  constexpr auto missing = std::numeric_limits<double>::quiet_NaN();
  std::vector<double> has_event(count.size());
  for (std::size_t zone = 0; zone < count.size(); ++zone) {
    has_event[zone] = std::isnan(values[zone]) ? missing : count[zone] > 0 ? 1.0 : 0.0;
  }
  GlobalOptions how;
  how.threads = threads;
  return {.moran = moran(values, sums, how),
          .geary = geary(values, sums, how),
          .general_g = global_g(values, sums, threads),
          .joins = join_counts(has_event, sums, Sampling::non_free, threads)};
}

Concentration half_of_the_events(std::span<const double> count, std::span<const double> area, std::uint64_t seed,
                                 unsigned threads) {
  std::vector<std::uint32_t> events;
  events.reserve(count.size());
  std::ranges::transform(count, std::back_inserter(events), [](double n) { return static_cast<std::uint32_t>(n); });
  ConcentrationOptions how;
  how.runs = 199;
  how.seed = seed;
  how.threads = threads;
  return concentration(events, area, how);
}

MapStatistics map_statistics(const StudyGrid& study, std::span<const double> count, const ZoneNeighbours& neighbours,
                             std::uint64_t minimum_events) {
  assert(count.size() == study.size());
  MapStatistics map;
  map.islands = neighbours.islands();
  map.partly_inside = static_cast<std::size_t>(std::ranges::count_if(study.share, [](double s) { return s < 1; }));
  map.concentration = half_of_the_events(count, study.share);
  if (map.concentration.events >= minimum_events) {
    map.whole = global_figures(count, count, neighbours.sums());
  }
  return map;
}

}  // namespace lykta
