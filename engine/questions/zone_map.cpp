#include "engine/questions/zone_map.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <string>

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "engine/base/lengths.hpp"
#include "engine/inputs/residents.hpp"
#include "engine/statistics/cell_statistics.hpp"
#include "engine/statistics/exact_permutation.hpp"
#include "engine/statistics/local_statistics.hpp"
#include "engine/statistics/significance.hpp"
#include "engine/statistics/thrown_events.hpp"

namespace lykta {

namespace {

constexpr auto no_number = std::numeric_limits<double>::quiet_NaN();

double sum(std::span<const double> values) { return std::accumulate(values.begin(), values.end(), 0.0); }

void count_events(const Inputs& inputs, ZoneMap& map) {
  const auto zones = map.zones.size();
  const auto& incidents = inputs.incidents;
  const auto& chosen = map.events.chosen;
  map.count = count_by_zone(map.events.zone, zones);
  map.comparison_count = count_by_zone(map.events.before_zone, zones);
  std::vector<double> weight;
  weight.reserve(chosen.events.size());
  for (const auto event : chosen.events) {
    weight.push_back(inputs.classes[incidents.class_index[event]].weight);
  }
  map.weighted_count = sum_by_slot(map.events.zone, weight, zones);
  map.discovered.assign(zones, 0.0);
  for (std::uint32_t i = 0; i < incidents.size(); ++i) {
    const auto& classes = map.options.choice.classes;
    if (chosen.uses[i] == IncidentUse::period && incidents.origin[i] == Origin::discovered &&
        (classes.empty() || classes[incidents.class_index[i]])) {
      if (const auto zone = map.zones.zone_at(incidents.position[i])) {
        map.discovered[*zone] += 1;
        ++map.discovered_events;
      }
    }
  }
}

void measure_density(const Inputs& inputs, ZoneMap& map, const Progress& progress) {
  const auto* cells = map.zones.cells();
  if (!map.options.density || cells == nullptr) {
    return;
  }
  std::vector<Point> points;
  points.reserve(map.events.chosen.events.size());
  for (const auto i : map.events.chosen.events) {
    points.push_back(inputs.incidents.position[i]);
  }
  const auto density = density_on_grid(points, {}, cells->grid, *map.options.density, progress);
  map.density_per_km2.reserve(cells->size());
  for (const auto cell : cells->cells) {
    map.density_per_km2.push_back(density[cell]);
  }
}

void add_exposure(const Inputs& inputs, ZoneMap& map) {
  const auto& polygons = map.zones.polygons();
  const auto in_column = std::ranges::any_of(polygons, [](const auto& zone) { return zone.exposure > 0; });
  if (in_column) {
    if (!inputs.residents.empty()) {
      throw InvalidOption("residents are given twice: in a column of the zones, and in a file of their own");
    }
    for (const auto& zone : polygons) {
      map.exposure.push_back(zone.exposure);
    }
  } else if (!inputs.residents.empty()) {
    auto residents = residents_of(inputs.residents, map.zones, inputs.study_area);
    map.exposure = std::move(residents.number);
    map.exposure_outside = residents.outside;
  }
  if (!map.exposure.empty()) {
    map.rates = rates(map.count, map.exposure);
    map.bayes = empirical_bayes(map.count, map.exposure);
  } else if (needs_exposure(map.options.measure)) {
    throw InvalidOption("a rate needs residents (or another exposure) to divide by, and none were given");
  }
}

/// Where events can be thrown; empty when they are thrown by area.
bool has_exposure(const ZoneMap& map, std::size_t zone) { return map.exposure.empty() || map.exposure[zone] > 0; }

/// The column that is tested, with zones that take no part as missing.
std::vector<double> tested_column(ZoneMap& map, const ZoneNeighbours& neighbours) {
  auto column = map.count;
  switch (map.options.measure) {
    case ZoneMeasure::count:
      break;
    case ZoneMeasure::weighted_count:
      column = map.weighted_count;
      break;
    case ZoneMeasure::rate:
      column = map.rates.rate;
      break;
    case ZoneMeasure::empirical_bayes:
      column = map.bayes.rate;
      break;
    case ZoneMeasure::local_bayes:
      map.local_bayes = local_empirical_bayes(map.count, map.exposure, neighbours.sums(), map.options.threads);
      column = map.local_bayes.rate;
      break;
  }
  for (std::size_t zone = 0; zone < column.size(); ++zone) {
    const auto share = map.zones.inside_share(zone);
    map.partly_inside += share < 1 ? 1 : 0;
    if (share < map.options.minimum_inside) {
      column[zone] = no_number;
      ++map.left_out;
    } else if (throws_events(map.options) && !has_exposure(map, zone)) {
      column[zone] = no_number;
    }
  }
  return column;
}

/// p of a column of standard normal deviates.
std::vector<double> normal_column(std::span<const double> z, Tail tail) {
  std::vector<double> p;
  p.reserve(z.size());
  for (const auto each : z) {
    p.push_back(tail == Tail::less
                    ? normal_p(-each, Alternative::greater)
                    : normal_p(each, tail == Tail::greater ? Alternative::greater : Alternative::two_sided));
  }
  return p;
}

/// Tests one column; a helper that lives as long as the test.
class LocalTest {
 public:
  LocalTest(ZoneMap& map, const NeighbourSums& sums)
      : map_(map), options_(map.options), sums_(sums), mean_(moments_of(map.tested).mean) {}

  void run() {
    statistic();
    name_missing_exposure();
    if (options_.statistic == LocalStatistic::geary) {
      by_permutation();
    } else if (options_.p == PSource::normal) {
      map_.p_source = PSource::normal;
      map_.p = normal_column(map_.z, options_.tail);
    } else if (throws_events(options_)) {
      by_events();
    } else if (options_.p == PSource::permutation || !exactly()) {
      by_permutation();
    }
  }

  /// What a zone is called when its p is low.
  [[nodiscard]] ZoneKind kind(std::size_t zone) const {
    if (options_.statistic == LocalStatistic::geary) {
      return geary_draws_.at_most[zone] < geary_draws_.at_least[zone] ? ZoneKind::alike : ZoneKind::unlike;
    }
    if (map_.p_source == PSource::events) {
      return map_.around_z[zone] > 0 ? ZoneKind::hot : ZoneKind::cold;
    }
    if (options_.statistic != LocalStatistic::moran) {
      return map_.z[zone] > 0 ? ZoneKind::hot : ZoneKind::cold;
    }
    // I is positive where a zone and its neighbours lie on the same side of the mean.
    if (map_.tested[zone] > mean_) {
      return map_.value[zone] > 0 ? ZoneKind::high_high : ZoneKind::high_low;
    }
    return map_.value[zone] > 0 ? ZoneKind::low_low : ZoneKind::low_high;
  }

 private:
  [[nodiscard]] Dealt dealt() const {
    return options_.statistic == LocalStatistic::gi_star ? Dealt::all : Dealt::others;
  }

  void statistic() {
    const auto& tested = map_.tested;
    switch (options_.statistic) {
      case LocalStatistic::gi_star:
      case LocalStatistic::gi: {
        // Of thrown events each cell has as many to expect as it has of the study area.
        const auto over_shares = throws_events(options_) && map_.exposure.empty() && map_.zones.cells() != nullptr;
        const auto values = over_shares ? above_expected(tested, thrown_by()) : tested;
        auto gi = getis_ord(values, sums_,
                            {.self = options_.statistic == LocalStatistic::gi ? Self::excluded : Self::included,
                             .variance = Divisor::n,
                             .threads = options_.threads});
        map_.z = std::move(gi.z);
        map_.why = std::move(gi.why);
        break;
      }
      case LocalStatistic::moran: {
        LocalMoranOptions how;
        how.threads = options_.threads;
        auto moran = local_moran(tested, sums_, how);
        map_.value = std::move(moran.value);
        map_.z = std::move(moran.z);
        map_.why = std::move(moran.why);
        break;
      }
      case LocalStatistic::geary: {
        LocalGearyOptions how;
        how.threads = options_.threads;
        auto geary = local_geary(tested, sums_, how);
        map_.value = std::move(geary.value);
        map_.why = std::move(geary.why);
        break;
      }
    }
  }

  /// Thrown by residents, no event can fall where nobody lives.
  void name_missing_exposure() {
    if (!throws_events(options_)) {
      return;
    }
    for (std::size_t zone = 0; zone < map_.why.size(); ++zone) {
      const auto is_known = !map_.exposure.empty() && !std::isnan(map_.exposure[zone]);
      if (map_.why[zone] == NoValue::missing_input && is_known && !has_exposure(map_, zone)) {
        map_.why[zone] = NoValue::no_exposure;
      }
    }
  }

  /// False when it cannot be worked out, and need not be.
  bool exactly() {
    ExactOptions how;
    how.threads = options_.threads;
    how.dealt = dealt();
    const auto shares = exact_getis_ord(map_.tested, sums_, how);
    if (!shares) {
      if (options_.p == PSource::exact) {
        throw InvalidOption(
            "the exact p-values are those of counts with not too many different values and neighbours: use "
            "--p permutation");
      }
      return false;
    }
    map_.p_source = PSource::exact;
    map_.p.resize(map_.tested.size());
    for (std::size_t zone = 0; zone < map_.p.size(); ++zone) {
      const auto is_moran = options_.statistic == LocalStatistic::moran;
      const auto turned = is_moran && map_.tested[zone] < mean_;
      map_.p[zone] = shares->p(zone, turned ? opposite(options_.tail) : options_.tail);
      if (is_moran && map_.tested[zone] == mean_ && !std::isnan(map_.p[zone])) {
        map_.p[zone] = 1;  // I is 0 whatever is dealt
      }
    }
    return true;
  }

  /// By what events are thrown over the map: residents where they are known, else area.
  [[nodiscard]] std::vector<double> thrown_by() const {
    auto exposure = map_.exposure;
    for (std::size_t zone = 0; exposure.size() < map_.count.size(); ++zone) {
      exposure.push_back(map_.zones.area_km2(zone));
    }
    return exposure;
  }

  void by_events() {
    map_.p_source = PSource::events;
    auto thrown = throw_events(map_.tested, thrown_by(), sums_, options_.tail, options_.threads);
    map_.p = std::move(thrown.p);
    map_.around_z = std::move(thrown.z);
    map_.expected_around = std::move(thrown.expected);
    for (std::size_t zone = 0; zone < map_.p.size(); ++zone) {
      if (map_.why[zone] != NoValue::has_value) {
        // Islands and maps without any difference have no value under any null.
        map_.p[zone] = map_.around_z[zone] = no_number;
      } else if (std::isnan(map_.p[zone])) {
        map_.why[zone] = NoValue::all_are_neighbours;
      }
    }
  }

  static Tail opposite(Tail tail) {
    return tail == Tail::greater ? Tail::less : tail == Tail::less ? Tail::greater : tail;
  }

  void by_permutation() {
    constexpr std::uint32_t many = 99'999;
    constexpr std::uint32_t fewer = 9'999;
    const auto is_geary = options_.statistic == LocalStatistic::geary;
    PermutationOptions how;
    how.draws = options_.draws.value_or(is_geary ? fewer : many);
    how.seed = options_.seed;
    how.threads = options_.threads;
    how.dealt = dealt();
    map_.p_source = PSource::permutation;
    map_.draws = how.draws;
    if (is_geary) {
      // A zone is like its neighbours when its c is small.
      geary_draws_ = permuted_geary(map_.tested, sums_, how);
      map_.p = geary_draws_.p(opposite(options_.tail));
      return;
    }
    auto counts = permuted_getis_ord(map_.tested, sums_, how);
    if (options_.statistic == LocalStatistic::moran) {
      counts = moran_from_getis_ord(std::move(counts), map_.tested);
    }
    map_.p = counts.p(options_.tail);
  }

  ZoneMap& map_;
  const ZoneMapOptions& options_;
  const NeighbourSums& sums_;
  double mean_;  ///< of the tested column
  DrawCounts geary_draws_;
};

int confidence_of(double adjusted_p) {
  constexpr double levels[] = {0.01, 0.05, 0.10};
  constexpr int confidences[] = {99, 95, 90};
  for (std::size_t i = 0; i < std::size(levels); ++i) {
    if (adjusted_p <= levels[i]) {
      return confidences[i];
    }
  }
  return 0;
}

/// Kinds that claim something of events, which takes some.
bool claims_events(ZoneKind kind) { return kind != ZoneKind::cold && kind != ZoneKind::low_low; }

void classify(const LocalTest& test, ZoneMap& map) {
  const auto fewest = static_cast<double>(map.options.minimum_neighbourhood_events);
  map.zone_class.resize(map.count.size());
  for (std::size_t zone = 0; zone < map.count.size(); ++zone) {
    auto& zone_class = map.zone_class[zone];
    if (std::isnan(map.adjusted_p[zone])) {
      continue;
    }
    const auto confidence = confidence_of(map.adjusted_p[zone]);
    if (confidence == 0) {
      zone_class = {ZoneKind::not_significant, 0};
      continue;
    }
    const auto kind = test.kind(zone);
    zone_class = claims_events(kind) && map.events_around[zone] < fewest ? ZoneClass{ZoneKind::too_few_events, 0}
                                                                         : ZoneClass{kind, confidence};
  }
}

/// With too few events in all there are no p-values, and every zone says why.
void leave_untested(ZoneMap& map) {
  const auto size = map.count.size();
  map.z.assign(size, no_number);
  map.p = map.z;
  map.adjusted_p = map.z;
  map.why.assign(size, NoValue::has_value);
  map.zone_class.assign(size, {ZoneKind::too_few_events, 0});
  map.warnings.push_back(
      {WarningKind::too_few_events, sum(map.count), static_cast<double>(map.options.minimum_events)});
}

void describe_whole(const ZoneNeighbours& neighbours, ZoneMap& map) {
  GlobalOptions how;
  how.threads = map.options.threads;
  std::vector<double> black(map.count.size());
  for (std::size_t zone = 0; zone < black.size(); ++zone) {
    black[zone] = std::isnan(map.tested[zone]) ? no_number : map.count[zone] > 0 ? 1.0 : 0.0;
  }
  const auto& sums = neighbours.sums();
  map.whole =
      GlobalFigures{moran(map.tested, sums, how), geary(map.tested, sums, how), global_g(map.tested, sums, how.threads),
                    join_counts(black, sums, Sampling::non_free, how.threads)};
}

void warn_about_test(ZoneMap& map) {
  map.is_tested = std::ranges::any_of(map.p, [](double p) { return !std::isnan(p); });
  if (!map.is_tested) {
    const auto all_equal = std::ranges::all_of(map.why, [](NoValue why) { return why == NoValue::all_values_equal; });
    map.warnings.push_back({all_equal && map.options.measure == ZoneMeasure::count ? WarningKind::equal_counts
                                                                                   : WarningKind::nothing_testable});
    return;
  }
  constexpr double enough = 1;
  const auto expected = sum(map.events_around) / static_cast<double>(map.events_around.size());
  if (map.p_source == PSource::normal && expected < enough) {
    map.warnings.push_back({WarningKind::sparse_grid, expected, enough});
  }
  if (std::ranges::none_of(map.zone_class, [](const ZoneClass& each) { return each.confidence >= 95; })) {
    map.warnings.push_back({WarningKind::no_zone_significant});
  }
}

/// How few zones have half of the events, beside what chance gives to zones of their sizes.
Concentration concentration_of(const ZoneMap& map) {
  std::vector<std::uint32_t> count;
  std::vector<double> area;
  for (std::size_t zone = 0; zone < map.count.size(); ++zone) {
    count.push_back(static_cast<std::uint32_t>(map.count[zone]));
    area.push_back(map.zones.area_km2(zone));
  }
  ConcentrationOptions how;
  how.runs = 199;
  how.seed = map.options.seed;
  how.threads = map.options.threads;
  return concentration(count, area, how);
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
  if (options.draws && *options.draws == 0) {
    throw InvalidOption("a permutation test needs at least one draw");
  }
  if (options.p == PSource::events &&
      (options.statistic != LocalStatistic::gi_star || options.measure != ZoneMeasure::count)) {
    throw InvalidOption("events are thrown for Gi* of counts only: another statistic or measure needs another p");
  }
  const auto is_geary = options.statistic == LocalStatistic::geary;
  if (is_geary && (options.p == PSource::normal || options.p == PSource::exact)) {
    throw InvalidOption("local Geary has no p-values but those of permutations");
  }
  if (options.p == PSource::exact &&
      (needs_exposure(options.measure) || options.measure == ZoneMeasure::weighted_count)) {
    throw InvalidOption("exact p-values are those of counts: use --p permutation");
  }
}

bool throws_events(const ZoneMapOptions& options) {
  const auto is_possible = options.statistic == LocalStatistic::gi_star && options.measure == ZoneMeasure::count;
  return options.p == PSource::events || (options.p == PSource::automatic && is_possible);
}

bool needs_exposure(ZoneMeasure measure) {
  return measure != ZoneMeasure::count && measure != ZoneMeasure::weighted_count;
}

std::string name_of(const ZoneClass& zone_class) {
  const auto of_confidence = [&](const char* kind) { return fmt::format("{}_{}", kind, zone_class.confidence); };
  switch (zone_class.kind) {
    case ZoneKind::too_few_events:
      return "too_few_events";
    case ZoneKind::not_significant:
      return "not_significant";
    case ZoneKind::hot:
      return of_confidence("hot");
    case ZoneKind::cold:
      return of_confidence("cold");
    case ZoneKind::high_high:
      return of_confidence("high_high");
    case ZoneKind::low_low:
      return of_confidence("low_low");
    case ZoneKind::high_low:
      return of_confidence("high_low");
    case ZoneKind::low_high:
      return of_confidence("low_high");
    case ZoneKind::alike:
      return of_confidence("alike");
    case ZoneKind::unlike:
      return of_confidence("unlike");
    case ZoneKind::no_value:
      break;
  }
  return "no_value";
}

ZoneMap make_zone_map(const Inputs& inputs, const ZoneMapOptions& options, const Progress& progress) {
  check(options);
  report(progress, "counting", 0);
  ZoneMap map{.options = options, .zones = zones_of(inputs, options.grid)};
  map.events = choose_events(inputs, map.zones, options.choice, options.grid);
  map.warnings = map.events.chosen.warnings;
  count_events(inputs, map);
  add_exposure(inputs, map);
  measure_density(inputs, map, progress);
  report(progress, "neighbours", 0);
  const ZoneNeighbours neighbours(map.zones, options.neighbours, options.threads);
  map.neighbours = neighbours.number();
  map.islands = neighbours.islands();
  map.events_around = sums_with_own(neighbours.sums(), map.count, options.threads);
  map.tested = tested_column(map, neighbours);
  report(progress, "concentration", 0);
  map.concentration = concentration_of(map);
  report(progress, "clustering", 0);
  if (sum(map.count) < static_cast<double>(options.minimum_events)) {
    leave_untested(map);
    return map;
  }
  LocalTest test(map, neighbours.sums());
  test.run();
  map.adjusted_p = adjusted(map.p, options.correction);
  classify(test, map);
  describe_whole(neighbours, map);
  warn_about_test(map);
  return map;
}

}  // namespace lykta
