#include "engine/statistics/cell_statistics.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "engine/base/exact_sum.hpp"
#include "engine/statistics/local_statistics.hpp"
#include "engine/statistics/neighbour_sums.hpp"
#include "engine/statistics/thrown_events.hpp"

namespace lykta {

namespace {

constexpr auto no_value = std::numeric_limits<double>::quiet_NaN();

Clustering untested(std::size_t cells) {
  return {.z = std::vector<double>(cells, no_value),
          .p = std::vector<double>(cells, no_value),
          .q = std::vector<double>(cells, no_value),
          .seen = std::vector<double>(cells, no_value),
          .expected = std::vector<double>(cells, no_value),
          .cell_class = std::vector<ClusterClass>(cells, ClusterClass::too_few_events),
          .is_hot = std::vector<bool>(cells, false),
          .tested = false};
}

bool has_too_few(std::span<const double> count, const StatisticsOptions& options) {
  return std::reduce(count.begin(), count.end(), 0.0) < static_cast<double>(options.minimum_events);
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
  if (has_too_few(count, options)) {
    return untested(count.size());
  }
  const Zones zones(study);
  return test_clustering(study, count, ZoneNeighbours(zones, options.neighbours).sums(), options);
}

Clustering test_clustering(const StudyGrid& study, std::span<const double> count, const NeighbourSums& sums,
                           const StatisticsOptions& options) {
  check(options);
  assert(count.size() == study.size());
  auto clustering = untested(count.size());
  if (has_too_few(count, options)) {
    return clustering;
  }
  // Where there is nothing to compare with (all cells alike, no neighbours) there is no Gi*, and no test either.
  const auto why = getis_ord(above_expected(count, study.share), sums, {}).why;
  const auto tail = options.alternative == Alternative::greater ? Tail::greater : Tail::two_sided;
  auto thrown = throw_events(count, study.share, sums, tail);
  for (std::size_t slot = 0; slot < count.size(); ++slot) {
    if (why[slot] != NoValue::has_value) {
      thrown.p[slot] = thrown.z[slot] = thrown.seen[slot] = thrown.expected[slot] = no_value;
    }
    clustering.tested = clustering.tested || !std::isnan(thrown.p[slot]);
  }
  clustering.p = std::move(thrown.p);
  clustering.z = std::move(thrown.z);
  clustering.seen = std::move(thrown.seen);
  clustering.expected = std::move(thrown.expected);
  clustering.q = adjusted(clustering.p, options.correction);
  const auto fewest = static_cast<double>(options.minimum_neighbourhood_events);
  for (std::size_t slot = 0; slot < count.size(); ++slot) {
    clustering.cell_class[slot] = classify(clustering.z[slot], clustering.q[slot], clustering.seen[slot], fewest);
    clustering.is_hot[slot] =
        clustering.q[slot] <= options.false_discovery_rate && clustering.z[slot] > 0 && clustering.seen[slot] >= fewest;
  }
  return clustering;
}

}  // namespace lykta
