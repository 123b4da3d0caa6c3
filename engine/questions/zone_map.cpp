#include "engine/questions/zone_map.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>
#include <utility>

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "engine/base/lengths.hpp"
#include "engine/base/numbers.hpp"
#include "engine/density/cell_density.hpp"

namespace lykta {

namespace {

TestedValues values_of(ZoneMeasure measure) {
  return needs_exposure(measure)                  ? TestedValues::rates
         : measure == ZoneMeasure::weighted_count ? TestedValues::weighted_counts
                                                  : TestedValues::counts;
}

void refuse_rates_of_nothing(const CountedZones& counted, const ZoneMapOptions& options) {
  if (counted.exposure.empty() && needs_exposure(options.measure)) {
    throw InvalidOption("a rate needs residents (or another exposure) to divide by, and none were given");
  }
}

void add_rates(const NeighbourSums& sums, ZoneMap& map) {
  const auto& count = map.counted.count;
  const auto& exposure = map.counted.exposure;
  if (!exposure.empty()) {
    map.rates = rates(count, exposure);
    map.bayes = empirical_bayes(count, exposure);
  }
  if (map.options.measure == ZoneMeasure::local_bayes) {
    map.local_bayes = local_empirical_bayes(count, exposure, sums, map.options.test.threads);
  }
}

const std::vector<double>& measured_column(const ZoneMap& map) {
  switch (map.options.measure) {
    case ZoneMeasure::weighted_count:
      return map.counted.weighted_count;
    case ZoneMeasure::rate:
      return map.rates.rate;
    case ZoneMeasure::empirical_bayes:
      return map.bayes.rate;
    case ZoneMeasure::local_bayes:
      return map.local_bayes.rate;
    case ZoneMeasure::count:
      break;
  }
  return map.counted.count;
}

/// The column that is tested, with zones that take no part as missing.
std::vector<double> tested_column(ZoneMap& map) {
  const auto& exposure = map.counted.exposure;
  const auto thrown_by_exposure = throws_events(map.options) && !exposure.empty();
  auto column = measured_column(map);
  for (std::size_t zone = 0; zone < column.size(); ++zone) {
    const auto share = map.counted.zones.inside_share(zone);
    map.partly_inside += share < 1 ? 1 : 0;
    if (share < map.options.minimum_inside) {
      column[zone] = no_number;
      ++map.left_out;
    } else if (thrown_by_exposure && !(exposure[zone] > 0)) {
      column[zone] = no_number;
    }
  }
  return column;
}

std::vector<double> areas_km2(const Zones& zones) {
  std::vector<double> areas;
  areas.reserve(zones.size());
  for (std::size_t zone = 0; zone < zones.size(); ++zone) {
    areas.push_back(zones.area_km2(zone));
  }
  return areas;
}

/// Events are thrown by residents where they are known, else by area.
LocalTest test_of(const ZoneMap& map, std::span<const double> area_km2, const NeighbourSums& sums) {
  const auto by_area = map.counted.exposure.empty();
  return local_test({.values = map.tested,
                     .kind = values_of(map.options.measure),
                     .count = map.counted.count,
                     .exposure = by_area ? area_km2 : std::span<const double>(map.counted.exposure),
                     .cells_by_area = by_area && map.counted.zones.cells() != nullptr},
                    sums, map.options.test);
}

void warn_about_test(ZoneMap& map) {
  const auto& test = map.test;
  if (!test.has_enough_events) {
    map.warnings.push_back(
        {WarningKind::too_few_events, sum_of(map.counted.count), static_cast<double>(map.options.test.minimum_events)});
    return;
  }
  if (!test.is_tested) {
    const auto all_equal = std::ranges::all_of(test.why, [](NoValue why) { return why == NoValue::all_values_equal; });
    map.warnings.push_back({all_equal && map.options.measure == ZoneMeasure::count ? WarningKind::equal_counts
                                                                                   : WarningKind::nothing_testable});
    return;
  }
  constexpr double enough = 1;
  const auto expected = sum_of(test.events_around) / static_cast<double>(test.events_around.size());
  if (test.source == PSource::normal && expected < enough) {
    map.warnings.push_back({WarningKind::sparse_grid, expected, enough});
  }
  if (std::ranges::none_of(test.zone_class, [](const ZoneClass& each) { return each.confidence >= 95; })) {
    map.warnings.push_back({WarningKind::no_zone_significant});
  }
}

}  // namespace

void check(const ZoneMapOptions& options) {
  check(options.choice);
  check(options.neighbours);
  check_length("cell size", options.grid.cell_m);
  if (options.density) {
    check(*options.density);
  }
  if (!(options.minimum_inside >= 0 && options.minimum_inside <= 1)) {
    throw InvalidOption(
        fmt::format("the least share inside the study area lies between 0 and 1, not {}", options.minimum_inside));
  }
  check(options.test, values_of(options.measure));
}

bool throws_events(const ZoneMapOptions& options) { return throws_events(options.test, values_of(options.measure)); }

bool needs_exposure(ZoneMeasure measure) {
  return measure != ZoneMeasure::count && measure != ZoneMeasure::weighted_count;
}

ZoneMap make_zone_map(const Inputs& inputs, const ZoneMapOptions& options, const Progress& progress) {
  check(options);
  report(progress, "counting", 0);
  auto counted = count_zones(inputs, zones_of(inputs, options.grid), inputs.study_area, options.choice, options.grid);
  refuse_rates_of_nothing(counted, options);
  if (const auto* cells = counted.zones.cells(); options.density && cells != nullptr) {
    const auto points = positions_of(inputs.incidents, counted.events.chosen.events);
    counted.density_per_km2 =
        density_of_cells(points, {}, *cells, {.field = {.density = *options.density}}, progress).per_km2;
  }
  return test_zones(std::move(counted), options, progress);
}

ZoneMap test_zones(CountedZones counted, const ZoneMapOptions& options, const Progress& progress) {
  check(options);
  refuse_rates_of_nothing(counted, options);
  auto warnings = counted.events.chosen.warnings;
  ZoneMap map{.options = options, .counted = std::move(counted), .warnings = std::move(warnings)};
  const auto& zones = map.counted.zones;
  const auto threads = options.test.threads;
  report(progress, "neighbours", 0);
  const ZoneNeighbours neighbours(zones, options.neighbours, threads);
  map.neighbours = neighbours.number();
  map.islands = neighbours.islands();
  add_rates(neighbours.sums(), map);
  map.tested = tested_column(map);
  report(progress, "concentration", 0);
  const auto area_km2 = areas_km2(zones);
  map.concentration = half_of_the_events(map.counted.count, area_km2, options.test.seed, threads);
  report(progress, "clustering", 0);
  map.test = test_of(map, area_km2, neighbours.sums());
  if (map.test.has_enough_events) {
    map.whole = global_figures(map.tested, map.counted.count, neighbours.sums(), threads);
  }
  warn_about_test(map);
  return map;
}

}  // namespace lykta
