#include "engine/statistics/cell_statistics.hpp"

#include <cassert>
#include <cmath>
#include <limits>
#include <numeric>

#include <fmt/format.h>

#include "engine/error.hpp"
#include "engine/statistics/getis_ord.hpp"

namespace lykta {

namespace {

/// Counts are whole numbers held as doubles, so sums and comparisons of them are exact.
CellClass class_of(double z, double q, double neighbourhood_events, const StatisticsOptions& options) {
  if (std::isnan(q) || !(q <= options.false_discovery_rate)) {
    return CellClass::not_significant;
  }
  if (z < 0) {
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
  const auto neighbours = std::visit(
      [&](const auto& rule) { return neighbours_of_cells(study.grid, study.cells, rule); }, options.neighbours);
  clustering.z = getis_ord_z(count, neighbours, Self::included);
  clustering.p.reserve(count.size());
  for (const auto z : clustering.z) {
    clustering.p.push_back(normal_p(z, options.alternative));
    clustering.tested = clustering.tested || !std::isnan(z);
  }
  clustering.q = benjamini_hochberg(clustering.p);
  clustering.cell_class.reserve(count.size());
  for (std::size_t slot = 0; slot < count.size(); ++slot) {
    auto around = count[slot];
    for (const auto neighbour : neighbours.of(slot)) {
      around += count[neighbour];
    }
    clustering.cell_class.push_back(class_of(clustering.z[slot], clustering.q[slot], around, options));
  }
  return clustering;
}

}  // namespace lykta
