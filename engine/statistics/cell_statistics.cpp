#include "engine/statistics/cell_statistics.hpp"

#include <cassert>
#include <cmath>
#include <limits>
#include <numeric>

#include <fmt/format.h>

#include "engine/error.hpp"
#include "engine/statistics/local_statistics.hpp"
#include "engine/statistics/neighbour_sums.hpp"
#include "engine/statistics/thrown_events.hpp"

namespace lykta {

namespace {

/// Counts are whole numbers held as doubles, so sums and comparisons of them are exact.
CellClass class_of(bool is_more, double q, double neighbourhood_events, const StatisticsOptions& options) {
  if (std::isnan(q) || !(q <= options.false_discovery_rate)) {
    return CellClass::not_significant;
  }
  if (!is_more) {
    return CellClass::cold;
  }
  return neighbourhood_events < static_cast<double>(options.minimum_neighbourhood_events) ? CellClass::too_few_events
                                                                                          : CellClass::hot;
}

}  // namespace

void check(const StatisticsOptions& options) {
  if (!(options.false_discovery_rate > 0 && options.false_discovery_rate < 1)) {
    throw InvalidOption(fmt::format("the false discovery rate must lie between 0 and 1 (0.05 is usual), not {}",
                                    options.false_discovery_rate));
  }
  if (const auto* band = std::get_if<DistanceBand>(&options.neighbours);
      band != nullptr && !(band->distance_m > 0 && std::isfinite(band->distance_m))) {
    throw InvalidOption(
        fmt::format("the neighbour distance must be a positive number of metres, not {}", band->distance_m));
  }
}

std::string_view name_of(CellClass cell_class) {
  switch (cell_class) {
    case CellClass::too_few_events:
      return "too_few_events";
    case CellClass::hot:
      return "hot";
    case CellClass::cold:
      return "cold";
    case CellClass::not_significant:
      break;
  }
  return "not_significant";
}

std::vector<double> sum_by_slot(std::span<const std::uint32_t> slot_of_event, std::span<const double> value_of_event,
                                std::size_t slots) {
  assert(slot_of_event.size() == value_of_event.size());
  std::vector<double> sum(slots, 0.0);
  for (std::size_t i = 0; i < slot_of_event.size(); ++i) {
    sum[slot_of_event[i]] += value_of_event[i];
  }
  return sum;
}

Clustering test_clustering(const StudyGrid& study, std::span<const double> count, const StatisticsOptions& options) {
  check(options);
  assert(count.size() == study.size());
  constexpr auto no_value = std::numeric_limits<double>::quiet_NaN();
  Clustering clustering{
      .z = std::vector<double>(count.size(), no_value), .p = {}, .q = {}, .cell_class = {}, .tested = false};
  const auto events = std::reduce(count.begin(), count.end(), 0.0);
  if (events < static_cast<double>(options.minimum_events)) {
    clustering.p = clustering.z;
    clustering.q = clustering.z;
    clustering.cell_class.assign(count.size(), CellClass::too_few_events);
    return clustering;
  }
  const auto neighbourhood = std::visit([](const auto& rule) { return CellNeighbourhood(rule); }, options.neighbours);
  const NeighbourSums sums(study, neighbourhood);
  clustering.z = getis_ord(count, sums, {}).z;
  const auto tail = options.alternative == Alternative::greater ? Tail::greater : Tail::two_sided;
  const auto thrown = throw_events(count, study.share, sums, tail);
  clustering.p.reserve(count.size());
  for (std::size_t slot = 0; slot < count.size(); ++slot) {
    // Where there is nothing to compare with (all cells alike, no neighbours) there is no p either.
    clustering.p.push_back(std::isnan(clustering.z[slot]) ? no_value : thrown.p[slot]);
    clustering.tested = clustering.tested || !std::isnan(clustering.p[slot]);
  }
  clustering.q = benjamini_hochberg(clustering.p);
  const auto around = sums_with_own(sums, count);
  clustering.cell_class.reserve(count.size());
  for (std::size_t slot = 0; slot < count.size(); ++slot) {
    const auto is_more = around[slot] > thrown.expected[slot];
    clustering.cell_class.push_back(class_of(is_more, clustering.q[slot], around[slot], options));
  }
  return clustering;
}

}  // namespace lykta
