#include "engine/places/both_periods.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <iterator>

namespace lykta {

namespace {

std::vector<double> count_by_slot(std::span<const Located> events, std::size_t slots) {
  std::vector<double> count(slots, 0.0);
  for (const auto& event : events) {
    count[event.slot] += 1;
  }
  return count;
}

/// In the order of the incidents, which does not tell the periods apart: sums of densities depend on it in their last
/// digit, and hearts of places on that.
std::vector<Point> positions(const Incidents& incidents, std::span<const Located> events,
                             std::span<const Located> before) {
  std::vector<Located> all;
  all.reserve(events.size() + before.size());
  std::ranges::merge(events, before, std::back_inserter(all), {}, &Located::index, &Located::index);
  std::vector<Point> points;
  points.reserve(all.size());
  std::ranges::transform(all, std::back_inserter(points),
                         [&](const Located& event) { return incidents.position[event.index]; });
  return points;
}

}  // namespace

BothPeriods both_periods(const StudyGrid& study, const Incidents& incidents, std::span<const Located> events,
                         std::span<const Located> before, const CellDensityOptions& density, const NeighbourSums& sums,
                         const StatisticsOptions& statistics, const StratifiedEvents* stratified,
                         const Progress& progress) {
  BothPeriods both;
  both.count = count_by_slot(events, study.size());
  both.before = count_by_slot(before, study.size());
  both.together.resize(study.size());
  std::ranges::transform(both.count, both.before, both.together.begin(), std::plus{});
  both.density_per_km2 = density_of_cells(positions(incidents, events, before), {}, study, density, progress).per_km2;
  // Where the density is not known no place begins.
  std::ranges::replace_if(
      both.density_per_km2, [](double each) { return std::isnan(each); }, 0.0);
  both.clustering = test_clustering(study, both.together, sums, statistics, stratified);
  return both;
}

}  // namespace lykta
