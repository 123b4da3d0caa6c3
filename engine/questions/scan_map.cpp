#include "engine/questions/scan_map.hpp"

#include <chrono>
#include <cmath>
#include <limits>
#include <numeric>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "engine/inputs/comparable_events.hpp"
#include "engine/inputs/residents.hpp"
#include "engine/space/point_index.hpp"
#include "engine/statistics/scan_windows.hpp"

namespace lykta {

namespace {

constexpr double no_number = std::numeric_limits<double>::quiet_NaN();

bool is_poisson(const ScanMapOptions& options) { return options.scan.model == ScanModel::poisson; }

/// The time cut into periods of equal length, the last of which ends with it. Without a step it is one period.
class Periods {
 public:
  explicit Periods(const ScanMapOptions& options) : whole_(options.choice.period) {
    if (options.step_days) {
      const auto& period = *options.choice.period;
      step_ = std::chrono::days(*options.step_days);
      number_ = static_cast<std::size_t>((period.to - period.from) / step_);
      whole_->from = period.to - step_ * static_cast<std::int64_t>(number_);
    }
  }

  [[nodiscard]] std::size_t number() const { return number_; }
  [[nodiscard]] const std::optional<Period>& whole() const { return whole_; }
  [[nodiscard]] bool cut() const { return step_.count() > 0; }

  /// From the beginning of one to the end of another.
  [[nodiscard]] Period between(std::size_t first, std::size_t last) const {
    return {whole_->from + step_ * static_cast<std::int64_t>(first),
            whole_->from + step_ * static_cast<std::int64_t>(last + 1)};
  }

  /// The period that an event of the whole belongs to; nothing when too little of its span lies in any one.
  [[nodiscard]] std::optional<std::size_t> of(const TimeSpan& span) const {
    const auto since = span.start + span.length() / 2 - whole_->from;
    const auto here = static_cast<std::size_t>(since / step_);
    return here < number_ && holds(between(here, here), span) ? std::optional(here) : std::nullopt;
  }

 private:
  std::optional<Period> whole_;
  std::chrono::seconds step_{0};
  std::size_t number_ = 1;
};

/// Cases of zone z in period t at [z * periods + t].
std::vector<std::uint32_t> cases_of(const Inputs& inputs, const ZonedEvents& events, const Periods& periods,
                                    std::size_t zones, ScanLosses& losses) {
  std::vector<std::uint32_t> cases(zones * periods.number(), 0);
  for (std::size_t i = 0; i < events.zone.size(); ++i) {
    std::size_t period = 0;
    if (periods.cut()) {
      const auto& span = inputs.incidents.time[events.chosen.events[i]].value();
      if (span.start + span.length() / 2 < periods.whole()->from) {
        ++losses.before_periods;
        continue;
      }
      const auto here = periods.of(span);
      if (!here) {
        ++losses.span_too_long;
        continue;
      }
      period = *here;
    }
    ++cases[events.zone[i] * periods.number() + period];
  }
  return cases;
}

std::size_t count_without_date(const Inputs& inputs, const ZonedEvents& events, const ScanMapOptions& options) {
  std::size_t without = 0;
  for (std::uint32_t i = 0; options.choice.period && i < inputs.incidents.size(); ++i) {
    without += events.chosen.uses[i] == IncidentUse::outside_periods && !inputs.incidents.time[i] ? 1U : 0U;
  }
  return without;
}

std::vector<double> exposures_of(const Zones& zones) {
  std::vector<double> exposures;
  for (const auto& polygon : zones.polygons()) {
    if (polygon.exposure < 0) {
      throw DataError(fmt::format("zone {} has an exposure of {}: give a number from 0", polygon.id, polygon.exposure));
    }
    // What is not known cannot be expected by.
    exposures.push_back(std::isnan(polygon.exposure) ? 0 : polygon.exposure);
  }
  return exposures;
}

/// By zone; empty in the permutation model.
std::vector<double> population_of(const Inputs& inputs, const ScanMapOptions& options, ScanMap& map) {
  if (!is_poisson(options)) {
    return {};
  }
  if (options.base == ScanBase::area) {
    std::vector<double> area_km2(map.zones.size());
    for (std::size_t zone = 0; zone < area_km2.size(); ++zone) {
      area_km2[zone] = map.zones.area_km2(zone);
    }
    return area_km2;
  }
  if (options.base == ScanBase::exposure) {
    if (map.zones.cells() != nullptr) {
      throw InvalidOption("cells have no exposure: it belongs to polygons of one's own");
    }
    return exposures_of(map.zones);
  }
  auto residents = residents_of(inputs.residents, map.zones, inputs.study_area);
  map.outside_residents = residents.outside;
  return std::move(residents.number);
}

/// What is scanned, and which zone each of its places is; those behind its own places are the empty ones.
struct Places {
  ScanData data;
  std::vector<std::uint32_t> zone;
};

/// Of empty cells only those at most three cells from a place stay: a circle from farther away holds what one around a
/// place holds, or half of the map, and a municipality has thousands of cells of forest. Polygons all stay.
void keep_near_places(const ScanMap& map, ScanData& data, std::vector<std::uint32_t>& empty) {
  const auto* cells = map.zones.cells();
  if (cells == nullptr) {
    return;
  }
  const auto reach_m = 3 * cells->grid.cell_m() * (1 + 1e-9);
  const PointIndex index(data.places);
  std::vector<Point> near;
  std::vector<std::uint32_t> near_zone;
  for (std::size_t i = 0; i < empty.size(); ++i) {
    auto is_near = false;
    index.visit_within(data.empty_places[i], reach_m, [&](std::uint32_t, double) { is_near = true; });
    if (is_near) {
      near.push_back(data.empty_places[i]);
      near_zone.push_back(empty[i]);
    }
  }
  data.empty_places = std::move(near);
  empty = std::move(near_zone);
}

/// Zones with a population, or with cases where no population is known. The others are centres of circles only.
Places places_of(const ScanMap& map, const std::vector<std::uint32_t>& cases, const std::vector<double>& population,
                 ScanLosses& losses) {
  Places places{.data = {.periods = map.periods}, .zone = {}};
  auto& data = places.data;
  std::vector<std::uint32_t> empty;
  for (std::uint32_t zone = 0; zone < map.zones.size(); ++zone) {
    const auto* const first = &cases[zone * map.periods];
    const auto here = std::accumulate(first, first + map.periods, std::size_t{0});
    const auto lives = !population.empty() && population[zone] > 0;
    if (!population.empty() && !lives && here > 0) {
      losses.where_none_lives += here;
      losses.empty_zones.push_back(zone);
    }
    if (population.empty() ? here == 0 : !lives) {
      data.empty_places.push_back(map.zones.centre(zone));
      empty.push_back(zone);
      continue;
    }
    places.zone.push_back(zone);
    data.places.push_back(map.zones.centre(zone));
    data.cases.insert(data.cases.end(), first, first + map.periods);
    if (lives) {
      data.population.insert(data.population.end(), map.periods, population[zone]);
    }
  }
  keep_near_places(map, data, empty);
  places.zone.insert(places.zone.end(), empty.begin(), empty.end());
  return places;
}

std::string remedy_of_size(const ScanMap& map) {
  return fmt::format("choose {}{}",
                     map.zones.cells() != nullptr ? "larger cells (--cell)" : "fewer and larger polygons",
                     map.options.step_days ? ", or longer periods (--step)" : "");
}

std::string remedy(const ScanMap& map) { return remedy_of_size(map) + ", or a smaller --largest-radius"; }

/// Refuses what would fill the memory or take all night, before it begins.
void check_size(const ScanMap& map, const ScanData& data) {
  const auto& options = map.options;
  const auto places = static_cast<double>(data.places.size());
  if (places * static_cast<double>(data.periods) > ScanMapOptions::values_at_most) {
    throw DataError(fmt::format("{} places in {} periods are too many for a scan (at most {:g} of both multiplied): {}",
                                data.places.size(), data.periods, ScanMapOptions::values_at_most, remedy_of_size(map)));
  }
  const auto frame = scan_frame(data, options.scan);
  const auto windows = circles_about(frame) * static_cast<double>(frame.intervals.size());
  const auto looks = windows * static_cast<double>(options.scan.replicas);
  if (windows > ScanMapOptions::windows_of_a_place_at_most * static_cast<double>(frame.centres.size()) ||
      looks > ScanMapOptions::looks_at_most) {
    throw DataError(
        fmt::format("{} places in {} periods have some {:.1e} windows, and each would be looked at in {} replicas: {}",
                    data.places.size(), data.periods, windows, options.scan.replicas, remedy(map)));
  }
}

void warn(ScanMap& map, std::size_t events) {
  const auto add = [&](WarningKind kind, std::size_t value, std::size_t limit = 0) {
    if (value > 0) {
      map.warnings.push_back({kind, static_cast<double>(value), static_cast<double>(limit)});
    }
  };
  add(WarningKind::in_several_zones, map.in_several);
  if (const auto step = map.options.step_days) {
    const auto days = (map.time->from - map.options.choice.period->from) / std::chrono::days(1);
    add(WarningKind::part_step_left_out, static_cast<std::size_t>(days), static_cast<std::size_t>(*step));
  }
  add(WarningKind::between_steps, map.losses.span_too_long, events);
  add(WarningKind::nobody_lives_there, map.losses.where_none_lives, map.losses.empty_zones.size());
  add(WarningKind::expected_by_area, is_poisson(map.options) && map.options.base == ScanBase::area ? 1 : 0);
  if (!map.scanned) {
    map.warnings.push_back(
        {WarningKind::too_few_events, static_cast<double>(map.cases), static_cast<double>(map.options.least_events)});
  }
}

/// Events into zones and periods, with what is expected there and what is left out.
Places count(const Inputs& inputs, const Periods& periods, ScanMap& map) {
  const auto zones = map.zones.size();
  if (static_cast<double>(zones) * static_cast<double>(map.periods) > 50 * ScanMapOptions::values_at_most) {
    throw DataError(
        fmt::format("{} zones in {} periods are too many to count in: {}", zones, map.periods, remedy_of_size(map)));
  }
  auto events = choose_events(inputs, map.zones, map.options.choice, map.options.grid);
  map.losses.without_date = count_without_date(inputs, events, map.options);
  map.in_several = events.in_several;
  const auto cases = cases_of(inputs, events, periods, zones, map.losses);
  const auto population = population_of(inputs, map.options, map);
  auto places = places_of(map, cases, population, map.losses);
  if (is_poisson(map.options) && places.data.places.empty()) {
    throw DataError("nobody lives in any of the zones: check the population, its column and its coordinate system");
  }
  map.uses = std::move(events.chosen.uses);
  map.warnings = std::move(events.chosen.warnings);
  if (map.options.step_days) {
    if (const auto warning = not_covered(inputs, *map.options.choice.period)) {
      map.warnings.push_back(*warning);
    }
  }
  map.places = places.data.places.size();
  map.cases = std::accumulate(places.data.cases.begin(), places.data.cases.end(), std::uint64_t{0});
  for (std::size_t i = 0; i < map.places && !population.empty(); ++i) {
    map.population += population[places.zone[i]];
  }
  map.scanned = map.cases >= map.options.least_events;
  warn(map, events.zone.size());
  return places;
}

/// From the numbers of places and periods back to zones and dates.
class Description {
 public:
  Description(const ScanMap& map, const Places& places, const Periods& periods)
      : map_(map), places_(places), periods_(periods), of_period_(map.periods) {
    for (std::size_t i = 0; i < places.data.cases.size(); ++i) {
      of_period_[i % map.periods] += places.data.cases[i];
    }
  }

  [[nodiscard]] ScannedCluster of(const ScanCluster& found) const {
    const auto poisson = is_poisson(map_.options);
    ScannedCluster cluster{.significant = found.p <= map_.options.level,
                           .centre = map_.zones.centre(places_.zone[found.centre]),
                           .centre_zone = places_.zone[found.centre],
                           .radius_m = found.radius_m,
                           .zones = {},
                           .time = {},
                           .spell = spell_of(found),
                           .cases = found.cases,
                           .expected = found.expected,
                           .population = poisson ? 0 : no_number,
                           .relative_risk = poisson ? found.relative_risk : no_number,
                           .log_likelihood_ratio = found.log_likelihood_ratio,
                           .p = found.p,
                           .recurrence_days = {}};
    for (const auto place : found.places) {
      cluster.zones.push_back(zone_of(place, found));
      cluster.population += cluster.zones.back().population;
    }
    if (periods_.cut()) {
      cluster.time = periods_.between(found.first_period, found.last_period);
    }
    if (map_.options.scan.still_going) {
      cluster.recurrence_days = found.recurrence_periods * map_.options.step_days.value();
    }
    return cluster;
  }

 private:
  [[nodiscard]] ClusterSpell spell_of(const ScanCluster& found) const {
    const auto lasts = found.last_period - found.first_period + 1;
    if (!periods_.cut()) {
      return ClusterSpell::no_time;
    }
    if (lasts == periods_.number()) {
      return ClusterSpell::whole_time;
    }
    return lasts == longest_interval(periods_.number(), map_.options.scan.longest_share)
               ? ClusterSpell::longest_looked_at
               : ClusterSpell::some_periods;
  }

  [[nodiscard]] ClusterZone zone_of(std::uint32_t place, const ScanCluster& found) const {
    const auto& data = places_.data;
    std::uint64_t of_place = 0;
    std::uint64_t of_periods = 0;
    ClusterZone zone{.zone = places_.zone[place], .cases = 0, .expected = 0, .population = no_number};
    for (std::size_t period = 0; period < data.periods; ++period) {
      const auto here = data.cases[place * data.periods + period];
      of_place += here;
      if (period >= found.first_period && period <= found.last_period) {
        zone.cases += here;
        of_periods += of_period_[period];
      }
    }
    const auto total = static_cast<double>(map_.cases);
    if (data.population.empty()) {
      zone.expected = static_cast<double>(of_place) * static_cast<double>(of_periods) / total;
    } else {
      const auto share =
          static_cast<double>(found.last_period - found.first_period + 1) / static_cast<double>(data.periods);
      zone.population = data.population[place * data.periods];
      zone.expected = zone.population / map_.population * total * share;
    }
    return zone;
  }

  const ScanMap& map_;
  const Places& places_;
  const Periods& periods_;
  std::vector<std::uint64_t> of_period_;  ///< cases
};

void check_periods(const ScanMapOptions& options) {
  if (!options.step_days) {
    if (!is_poisson(options) || options.scan.still_going) {
      throw InvalidOption(is_poisson(options) ? "a prospective scan needs periods: give --step, so many days each"
                                              : "the permutation model needs periods: give --step, so many days each");
    }
    return;
  }
  if (*options.step_days < 1) {
    throw InvalidOption(fmt::format("a period must last at least a day, not {} days", *options.step_days));
  }
  if (!options.choice.period) {
    throw InvalidOption("a scan in time needs the time: give --from and --to");
  }
  if (const auto days = options.choice.period->days(); Periods(options).number() < 2) {
    throw InvalidOption(
        fmt::format("{:g} days hold fewer than two periods of {} days: give a longer time, or shorter periods (--step)",
                    days, *options.step_days));
  }
}

}  // namespace

std::string_view name_of(ClusterSpell spell) {
  switch (spell) {
    case ClusterSpell::some_periods:
      return "some_periods";
    case ClusterSpell::longest_looked_at:
      return "longest_looked_at";
    case ClusterSpell::whole_time:
      return "whole_time";
    case ClusterSpell::no_time:
      break;
  }
  return "no_time";
}

void check(const ScanMapOptions& options) {
  check(options.choice);
  check_periods(options);
  if (!(options.level > 0 && options.level < 1)) {
    throw InvalidOption(fmt::format("the level must lie between 0 and 1, not {}", options.level));
  }
  constexpr std::size_t replicas_at_most = 999'999;
  if (options.scan.replicas > replicas_at_most) {
    throw InvalidOption(fmt::format("at most {} replicas, not {}", replicas_at_most, options.scan.replicas));
  }
  if (const auto least = 1 / (1 + static_cast<double>(options.scan.replicas)); least > options.level) {
    throw InvalidOption(fmt::format(
        "with {} replicas no p can be below {:.3g}, so none reaches the level {}: make at least {:.0f} replicas",
        options.scan.replicas, least, options.level, std::ceil(1 / options.level - 1e-9) - 1));
  }
}

ScanMap scan_map(const Inputs& inputs, const ScanMapOptions& options, const Progress& progress) {
  check(options);
  const Periods periods(options);
  ScanMap map{.options = options,
              .zones = zones_of(inputs, options.grid),
              .clusters = {},
              .time = periods.whole(),
              .periods = periods.number(),
              .losses = {},
              .uses = {},
              .warnings = {}};
  const auto places = count(inputs, periods, map);
  if (!map.scanned) {
    return map;
  }
  check_size(map, places.data);
  const auto result = scan(places.data, options.scan, progress);
  const Description description(map, places, periods);
  for (const auto& found : result.clusters) {
    map.clusters.push_back(description.of(found));
  }
  return map;
}

}  // namespace lykta
