#include "engine/questions/change_map.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <numeric>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "engine/inputs/comparable_events.hpp"
#include "engine/inputs/source_coverage.hpp"

namespace lykta {

namespace {

using std::chrono::days;

std::uint64_t total(std::span<const std::uint64_t> counts) {
  return std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
}

/// What each source covers; what was stated for the question goes before all else.
std::vector<SourceCoverage> coverages_of(const Inputs& inputs, const ChangeMapOptions& options) {
  if (!options.recorded_from && !options.recorded_to) {
    return coverage_of(inputs);
  }
  const auto& row = inputs.incidents.row;
  const auto last = std::ranges::max_element(row, {}, &RowReference::source);
  std::vector<StatedCoverage> stated(last->source + 1);
  for (std::size_t source = 0; source < stated.size(); ++source) {
    const auto known = source < inputs.sources.size() ? inputs.sources[source].covers : StatedCoverage{};
    stated[source] = {.from = options.recorded_from ? options.recorded_from : known.from,
                      .to = options.recorded_to ? options.recorded_to : known.to};
  }
  return data_coverage(inputs.incidents, stated);
}

Period recorded_by(std::span<const SourceCoverage> coverages) {
  const auto recorded = covered_by_any(coverages);
  if (!recorded || std::ranges::all_of(coverages, [](const auto& source) { return source.dated == 0; })) {
    throw DataError("no event has a time: change over time needs a column of dates");
  }
  return *recorded;
}

void refuse_outside(const Period& period, const char* which, const Period& recorded, const std::string& outlying) {
  if (period.to <= recorded.from || period.from >= recorded.to) {
    throw DataError(fmt::format(
        "the {} {} lies outside what was recorded, {}{}: choose days within it, or state what the file covers "
        "(--recorded-from, --recorded-to)",
        which, days_text(period), days_text(recorded), outlying));
  }
}

std::vector<Period> comparison_of(const ChangeMapOptions& options, const Period& recorded) {
  if (options.years == 0) {
    return {*options.choice.comparison};
  }
  auto matched = season_matched(*options.choice.period, options.years, recorded);
  if (matched.periods.empty()) {
    throw DataError(
        fmt::format("none of the {} earlier years lies whole within what was recorded ({}): state the first day of the "
                    "record if it is earlier than the first event, or choose a shorter period",
                    options.years, days_text(recorded)));
  }
  return std::move(matched.periods);
}

/// The zones that incidents of both kinds lie in, and what became of every incident.
struct Split {
  std::vector<std::uint32_t> zone;
  std::vector<std::uint32_t> before_zone;
  std::size_t in_several = 0;
  std::vector<IncidentUse> uses;
  std::vector<Warning> warnings;
};

Split split_by_comparison(const Inputs& inputs, const Zones& zones, const ChangeMapOptions& options) {
  auto zoned = choose_events(inputs, zones, options.choice, options.grid);
  return {.zone = std::move(zoned.zone),
          .before_zone = std::move(zoned.before_zone),
          .in_several = zoned.in_several,
          .uses = std::move(zoned.chosen.uses),
          .warnings = std::move(zoned.chosen.warnings)};
}

/// What an event of the whole stretch of time is to the period and the earlier ones.
IncidentUse use_in_time(const std::optional<TimeSpan>& time, const Period& period, std::span<const Period> earlier) {
  const auto holds_it = [&](const Period& one) { return time && holds(one, *time); };
  if (holds_it(period)) {
    return IncidentUse::period;
  }
  return std::ranges::any_of(earlier, holds_it) ? IncidentUse::comparison : IncidentUse::outside_periods;
}

/// The warning about discovered events counts those of the whole stretch: only those of the period matter.
void recount_discovered(const Inputs& inputs, const EventChoice& choice, Split& split) {
  double left_out = 0;
  for (std::uint32_t i = 0; i < split.uses.size(); ++i) {
    const auto is_asked_for = choice.classes.empty() || choice.classes[inputs.incidents.class_index[i]];
    if (split.uses[i] == IncidentUse::period && is_asked_for) {
      left_out += counts(inputs.incidents, i, choice.include_discovered) ? 0 : 1;
    }
  }
  std::erase_if(split.warnings,
                [](const Warning& warning) { return warning.kind == WarningKind::discovered_left_out; });
  if (left_out > 0) {
    split.warnings.push_back({WarningKind::discovered_left_out, left_out});
  }
}

/// Events from the first of the earlier periods to the end of the period are chosen, and those between left out.
Split split_by_years(const Inputs& inputs, const Zones& zones, const ChangeMapOptions& options,
                     std::span<const Period> earlier) {
  const auto& period = *options.choice.period;
  auto choice = options.choice;
  choice.period = Period{earlier.back().from, period.to};
  auto zoned = choose_events(inputs, zones, choice, options.grid);
  Split split;
  split.uses = std::move(zoned.chosen.uses);
  split.warnings = std::move(zoned.chosen.warnings);
  for (std::size_t i = 0; i < split.uses.size(); ++i) {
    if (split.uses[i] == IncidentUse::period) {
      split.uses[i] = use_in_time(inputs.incidents.time[i], period, earlier);
    }
  }
  for (std::size_t k = 0; k < zoned.chosen.events.size(); ++k) {
    const auto i = zoned.chosen.events[k];
    if (split.uses[i] == IncidentUse::outside_periods) {
      continue;
    }
    (split.uses[i] == IncidentUse::period ? split.zone : split.before_zone).push_back(zoned.zone[k]);
    if (zones.zones_at(inputs.incidents.position[i]) > 1) {
      ++split.in_several;
    }
  }
  if (split.zone.empty() && split.before_zone.empty()) {
    throw DataError(fmt::format("no event that counts falls into the period {} or the same weeks of earlier years",
                                days_text(period)));
  }
  recount_discovered(inputs, choice, split);
  return split;
}

/// Only sources that were kept throughout can be compared. Where there are none, the days say why that are missing in
/// the one that comes closest.
ComparableEvents find_missing_days(const Inputs& inputs, std::span<const SourceCoverage> coverages,
                                   const EventChoice& choice, ChangeMap& map) {
  auto events = comparable_events(inputs, coverages, map.period, map.comparison, choice.include_discovered);
  const auto closest = std::ranges::min_element(events.sources, {}, &ComparedSource::all_days_missing);
  if (closest == events.sources.end()) {
    map.comparison_days_missing.assign(map.comparison.size(), 0);
    return events;
  }
  map.days_missing = closest->days_missing;
  map.comparison_days_missing = closest->comparison_days_missing;
  map.recorded = closest->covers.value_or(map.recorded);
  map.pauses = closest->pauses;
  return events;
}

/// What is left out with the sources that do not cover both periods.
void say_what_is_not_compared(const Inputs& inputs, const ChangeMapOptions& options, ComparableEvents& events,
                              ChangeMap& map) {
  if (!events.any()) {
    return;
  }
  const auto& incidents = inputs.incidents;
  for (auto& source : events.sources) {
    for (std::size_t i = 0; i < incidents.size() && !source.covers_all(); ++i) {
      const auto is_asked_for = options.choice.classes.empty() || options.choice.classes[incidents.class_index[i]];
      if (incidents.row[i].source == source.source && !events.comparable[i] && is_asked_for &&
          counts(incidents, i, options.choice.include_discovered)) {
        source.left_out += map.uses[i] == IncidentUse::period ? 1U : 0U;
        source.comparison_left_out += map.uses[i] == IncidentUse::comparison ? 1U : 0U;
      }
    }
    if (source.left_out + source.comparison_left_out > 0) {
      map.warnings.push_back(not_compared(inputs, source));
    }
  }
}

/// While days are missing nothing is called clear.
void keep_what_is_clear(bool partly_recorded, PeriodChange& change) {
  if (partly_recorded) {
    change.direction.assign(change.direction.size(), Direction::not_clear);
  }
}

void add_warnings(const ChangeMapOptions& options, bool own_zones, ChangeMap& map) {
  auto& warnings = map.warnings;
  if (const auto found = map.comparison.size(); map.years > found) {
    warnings.push_back(
        {WarningKind::years_left_out, static_cast<double>(map.years - found), static_cast<double>(map.years)});
  }
  if (map.years == 0 && map.days() != map.comparison_days()) {
    warnings.push_back({WarningKind::unequal_periods, map.days(), map.comparison_days()});
  }
  if (map.days_missing > 0) {
    warnings.push_back({WarningKind::period_not_recorded, map.days_missing, map.days()});
  }
  for (std::size_t i = 0; i < map.comparison.size(); ++i) {
    if (const auto missing = map.comparison_days_missing[i]; missing > 0) {
      warnings.push_back({WarningKind::period_not_recorded, missing, map.comparison[i].days()});
    }
  }
  if (options.change.correction == Correction::none && map.change.tested > 1) {
    warnings.push_back({WarningKind::not_corrected, static_cast<double>(map.change.tested), options.change.level});
  }
  if (own_zones) {
    warnings.push_back({WarningKind::chosen_zones});
  }
  if (map.in_several > 0) {
    warnings.push_back({WarningKind::in_several_zones, static_cast<double>(map.in_several)});
  }
}

std::vector<std::uint64_t> counts_of(std::span<const std::uint32_t> zone, std::size_t zones) {
  std::vector<std::uint64_t> count(zones, 0);
  for (const auto each : zone) {
    ++count[each];
  }
  return count;
}

/// What is asked, with nothing counted yet.
ChangeMap empty_map(const Inputs& inputs, const ChangeMapOptions& options, const Period& recorded) {
  return {.zones = zones_of(inputs, options.grid),
          .period = *options.choice.period,
          .comparison = {},
          .years = options.years,
          .recorded = recorded,
          .comparison_days_missing = {},
          .count = {},
          .comparison_count = {},
          .change = {},
          .whole = {},
          .correction = options.change.correction,
          .level = options.change.level,
          .uses = {},
          .warnings = {}};
}

/// Zone by zone, and all together.
void compare(const PeriodChangeOptions& options, ChangeMap& map) {
  const std::array exposure{map.days()};
  const std::array other_exposure{map.comparison_days()};
  map.change = period_change(map.count, exposure, map.comparison_count, other_exposure, options);
  const std::array all{map.events()};
  const std::array all_before{map.comparison_events()};
  auto alone = options;
  alone.correction = Correction::none;
  map.whole = period_change(all, exposure, all_before, other_exposure, alone);
}

}  // namespace

void check(const ChangeMapOptions& options) {
  check(options.choice);
  if (!options.choice.period) {
    throw InvalidOption("a change needs a period: its first and its last day");
  }
  if (options.choice.comparison.has_value() == (options.years > 0)) {
    throw InvalidOption(options.years > 0
                            ? "a comparison period and the same weeks of earlier years exclude each other"
                            : "a change needs something to compare with: a comparison period, or a number of earlier "
                              "years");
  }
  if (options.recorded_from && options.recorded_to && *options.recorded_from >= *options.recorded_to) {
    throw InvalidOption("the record ends before it begins");
  }
  if (const auto level = options.change.level; !(level > 0 && level < 1)) {
    throw InvalidOption(fmt::format("a level of significance lies between 0 and 1, not {}", level));
  }
  // Moved back by a year of 52 weeks, a longer period would meet itself.
  constexpr auto longest = days(52 * 7);
  const auto& period = *options.choice.period;
  if (options.years > 0 && period.to - period.from > longest) {
    throw InvalidOption(
        fmt::format("the same weeks of earlier years exist for at most 52 weeks: end the period at {}, or state a "
                    "comparison period instead",
                    day_text(period.from + longest - days(1))));
  }
}

double ChangeMap::comparison_days() const {
  return std::accumulate(comparison.begin(), comparison.end(), 0.0,
                         [](double sum, const Period& one) { return sum + one.days(); });
}

bool ChangeMap::is_partly_recorded() const {
  return days_missing > 0 || std::ranges::any_of(comparison_days_missing, [](double missing) { return missing > 0; });
}

std::uint64_t ChangeMap::events() const { return total(count); }
std::uint64_t ChangeMap::comparison_events() const { return total(comparison_count); }

std::vector<std::uint32_t> ChangeMap::clear_zones() const {
  std::vector<std::uint32_t> clear;
  for (std::uint32_t zone = 0; zone < count.size(); ++zone) {
    if (change.direction[zone] != Direction::not_clear) {
      clear.push_back(zone);
    }
  }
  std::ranges::sort(clear, [&](std::uint32_t a, std::uint32_t b) {
    const auto rank = [&](std::uint32_t zone) {
      return std::tuple(change.direction[zone] == Direction::increase ? 0 : 1, -std::abs(change.difference[zone]),
                        zones.id(zone));
    };
    return rank(a) < rank(b);
  });
  return clear;
}

ChangeMap change_map(const Inputs& inputs, const ChangeMapOptions& options, const Progress& progress) {
  check(options);
  if (inputs.incidents.size() == 0) {
    throw DataError("no usable event was read: see the causes in the reading report, and check the column mapping");
  }
  report(progress, "counting", 0);
  const auto coverages = coverages_of(inputs, options);
  auto map = empty_map(inputs, options, recorded_by(coverages));
  const auto outlying = outlying_rows_text(inputs, coverages);
  refuse_outside(map.period, "period", map.recorded, outlying);
  map.comparison = comparison_of(options, map.recorded);
  for (const auto& period : map.comparison) {
    refuse_outside(period, "comparison period", map.recorded, outlying);
  }
  auto comparable = find_missing_days(inputs, coverages, options.choice, map);
  auto compared = options;
  if (comparable.any()) {
    compared.choice.incidents = comparable.comparable;
  }
  auto split = options.years > 0 ? split_by_years(inputs, map.zones, compared, map.comparison)
                                 : split_by_comparison(inputs, map.zones, compared);
  map.count = counts_of(split.zone, map.zones.size());
  map.comparison_count = counts_of(split.before_zone, map.zones.size());
  map.in_several = split.in_several;
  map.uses = std::move(split.uses);
  map.warnings = std::move(split.warnings);
  say_what_is_not_compared(inputs, options, comparable, map);
  report(progress, "comparing", 0);
  compare(options.change, map);
  keep_what_is_clear(map.is_partly_recorded(), map.change);
  keep_what_is_clear(map.is_partly_recorded(), map.whole);
  add_warnings(options, map.zones.cells() == nullptr, map);
  return map;
}

}  // namespace lykta
