#include "engine/statistics/cell_statistics.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <utility>

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "engine/base/exact_sum.hpp"
#include "engine/base/numbers.hpp"
#include "engine/statistics/local_test.hpp"
#include "engine/statistics/neighbour_sums.hpp"

namespace lykta {

namespace {

/// A map has one statistic that says where presence is asked for: Gi* of counts, each event thrown anywhere inside.
LocalTestOptions test_of(const StatisticsOptions& options) {
  LocalTestOptions test;
  test.p = PSource::events;
  test.tail = options.alternative == Alternative::greater ? Tail::greater : Tail::two_sided;
  test.correction = options.correction;
  test.minimum_events = options.minimum_events;
  test.minimum_neighbourhood_events = options.minimum_neighbourhood_events;
  return test;
}

/// What places are made of, out of the test of each cell.
Clustering clustering_of(LocalTest test, const StatisticsOptions& options) {
  const auto cells = test.p.size();
  const std::vector<double> none(cells, no_number);
  Clustering clustering{.z = test.has_enough_events ? std::move(test.around_z) : none,
                        .p = std::move(test.p),
                        .q = std::move(test.adjusted_p),
                        .seen = std::move(test.events_around),
                        .expected = test.has_enough_events ? std::move(test.expected_around) : none,
                        .cell_class = std::move(test.zone_class),
                        .is_hot = std::vector<bool>(cells, false),
                        .tested = test.is_tested,
                        .strata_around = std::move(test.strata_around)};
  const auto fewest = static_cast<double>(options.minimum_neighbourhood_events);
  for (std::size_t slot = 0; slot < cells; ++slot) {
    if (std::isnan(clustering.p[slot])) {
      clustering.seen[slot] = clustering.expected[slot] = no_number;
    }
    clustering.is_hot[slot] =
        clustering.q[slot] <= options.false_discovery_rate && clustering.z[slot] > 0 && clustering.seen[slot] >= fewest;
  }
  return clustering;
}

}  // namespace

void check(const StatisticsOptions& options) {
  if (!(options.false_discovery_rate > 0 && options.false_discovery_rate < 1)) {
    throw InvalidOption(fmt::format("the false discovery rate must lie between 0 and 1 (0.05 is usual), not {}",
                                    options.false_discovery_rate));
  }
  check(options.neighbours);
}

std::vector<double> sum_by_slot(std::span<const std::uint32_t> slot_of_event, std::span<const double> value_of_event,
                                std::size_t slots) {
  assert(slot_of_event.size() == value_of_event.size());
  std::vector<double> sum(slots, 0.0);
  // Whole numbers add up exactly in any order.
  if (std::ranges::all_of(value_of_event, [](double value) { return value == std::floor(value); })) {
    for (std::size_t i = 0; i < slot_of_event.size(); ++i) {
      sum[slot_of_event[i]] += value_of_event[i];
    }
    return sum;
  }
  std::vector<ExactSum> exact(slots);
  for (std::size_t i = 0; i < slot_of_event.size(); ++i) {
    exact[slot_of_event[i]].add(value_of_event[i]);
  }
  std::ranges::transform(exact, sum.begin(), &ExactSum::value);
  return sum;
}

Clustering test_clustering(const StudyGrid& study, std::span<const double> count, const StatisticsOptions& options) {
  check(options);
  const Zones zones(study);
  return test_clustering(study, count, ZoneNeighbours(zones, options.neighbours).sums(), options);
}

Clustering test_clustering(const StudyGrid& study, std::span<const double> count, const NeighbourSums& sums,
                           const StatisticsOptions& options, const StratifiedEvents* stratified) {
  check(options);
  assert(count.size() == study.size());
  const TestedColumn column{.values = count,
                            .kind = TestedValues::counts,
                            .count = count,
                            .exposure = study.share,
                            .cells_by_area = true,
                            .stratified = stratified};
  return clustering_of(local_test(column, sums, test_of(options)), options);
}

}  // namespace lykta
