#include "engine/questions/emerging_map.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <iterator>
#include <limits>
#include <numeric>
#include <utility>

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "engine/base/numbers.hpp"
#include "engine/inputs/comparable_events.hpp"
#include "engine/inputs/source_coverage.hpp"
#include "engine/questions/covered_steps.hpp"

namespace lykta {

namespace {

/// The step that holds the event, if one does. Only the one with the middle of the span can.
std::optional<std::size_t> step_of(const TimeSpan& span, std::span<const Period> steps) {
  const auto middle = span.start + span.length() / 2;
  const auto length = steps.front().to - steps.front().from;
  if (middle < steps.front().from || middle >= steps.back().to) {
    return std::nullopt;
  }
  const auto step = static_cast<std::size_t>((middle - steps.front().from) / length);
  return holds(steps[step], span) ? std::optional(step) : std::nullopt;
}

void count_bins(const Inputs& inputs, const ZonedEvents& zoned, EmergingMap& map) {
  map.count.assign(map.steps.size() * map.zones.size(), 0.0);
  for (std::size_t k = 0; k < zoned.zone.size(); ++k) {
    const auto i = zoned.chosen.events[k];
    const auto& time = inputs.incidents.time[i];
    if (const auto step = time ? step_of(*time, map.steps) : std::nullopt) {
      map.count[map.bin(*step, zoned.zone[k])] += 1;
    } else {
      ++map.between_steps;
    }
  }
  if (map.between_steps == zoned.zone.size()) {
    throw DataError(
        fmt::format("no event belongs to one step of {} days: the times of all {} of the period are known too vaguely: "
                    "choose longer steps",
                    map.options.step_days, zoned.zone.size()));
  }
}

/// Too few events for any bin to be hot: no number is better than one that means nothing.
EmergingPatterns untested(std::size_t bins, std::size_t zones) {
  EmergingPatterns none;
  none.z.assign(bins, no_number);
  none.adjusted_p.assign(bins, no_number);
  none.state.assign(bins, BinState::no_value);
  for (auto* const column : {&none.tau, &none.trend_z, &none.trend_p, &none.adjusted_trend_p}) {
    column->assign(zones, no_number);
  }
  none.trend.assign(zones, Trend::none);
  none.pattern.assign(zones, Pattern::no_value);
  return none;
}

/// Whether all bins are equal that the last bin of a zone is compared with, step by step.
bool last_steps_are_even(const EmergingMap& map) {
  const auto reach = std::min(map.options.emerging.earlier_steps + 1, map.steps.size());
  for (auto step = map.steps.size() - reach; step < map.steps.size(); ++step) {
    const auto values = std::span(map.count).subspan(map.bin(step, 0), map.zones.size());
    if (std::ranges::any_of(values, [&](double value) { return value != values.front(); })) {
      return false;
    }
  }
  return true;
}

std::vector<NoValue> reasons(const EmergingMap& map, std::span<const std::uint32_t> neighbours) {
  const auto for_rest = map.patterns.why != NoValue::has_value ? map.patterns.why
                        : last_steps_are_even(map)             ? NoValue::all_values_equal
                                                               : NoValue::all_are_neighbours;
  std::vector<NoValue> why(map.zones.size(), NoValue::has_value);
  for (std::size_t zone = 0; zone < why.size(); ++zone) {
    if (map.patterns.pattern[zone] == Pattern::no_value) {
      why[zone] = neighbours[zone] == 0 ? NoValue::no_neighbours : for_rest;
    }
  }
  return why;
}

/// What a normal p needs: with fewer events in a neighbourhood it calls too much hot.
void warn_about_sparse_bins(const EmergingMap& map, std::span<const std::uint32_t> neighbours,
                            std::vector<Warning>& warnings) {
  constexpr double enough = 1;
  const auto zones = static_cast<double>(map.zones.size());
  const auto others = std::accumulate(neighbours.begin(), neighbours.end(), 0.0) / zones;
  const auto in_time = static_cast<double>(map.options.emerging.earlier_steps + 1);
  const auto around = (others + 1) * in_time * map.events() / static_cast<double>(map.count.size());
  if (map.options.emerging.chance == BinChance::normal && around < enough) {
    warnings.push_back({WarningKind::sparse_grid, around, enough});
  }
}

void add_warnings(const EmergingMap& map, std::span<const std::uint32_t> neighbours, std::vector<Warning>& warnings) {
  const auto& options = map.options;
  const auto steps = static_cast<double>(map.steps.size());
  const auto in_period = map.events() + static_cast<double>(map.between_steps);
  if (const auto left = map.covered.days() - steps * options.step_days; left > 0) {
    warnings.push_back({WarningKind::part_step_left_out, left, static_cast<double>(options.step_days)});
  }
  if (map.steps.size() < enough_steps) {
    warnings.push_back({WarningKind::few_steps, steps, static_cast<double>(enough_steps)});
  }
  if (map.between_steps > 0) {
    warnings.push_back({WarningKind::between_steps, static_cast<double>(map.between_steps), in_period});
  }
  if (map.in_several > 0) {
    warnings.push_back({WarningKind::in_several_zones, static_cast<double>(map.in_several)});
  }
  if (map.too_few_events) {
    warnings.push_back({WarningKind::too_few_events, map.events(), options.emerging.fewest_events});
    return;
  }
  if (map.patterns.why == NoValue::all_values_equal) {
    warnings.push_back({WarningKind::equal_counts});
    return;
  }
  if (map.islands > 0) {
    warnings.push_back({WarningKind::zones_without_neighbours, static_cast<double>(map.islands),
                        static_cast<double>(map.zones.size())});
  }
  if (options.emerging.correction == Correction::none) {
    warnings.push_back({WarningKind::not_corrected, static_cast<double>(map.count.size()), options.emerging.level});
  }
  warn_about_sparse_bins(map, neighbours, warnings);
  const auto has_none = [](Pattern pattern) { return pattern == Pattern::none || pattern == Pattern::no_value; };
  if (std::ranges::all_of(map.patterns.pattern, has_none) && map.tested() > 0) {
    warnings.push_back({WarningKind::no_pattern, static_cast<double>(map.tested())});
  } else if (options.emerging.chance == BinChance::events) {
    warnings.push_back({WarningKind::expected_by_area});
  }
}

}  // namespace

namespace {

/// The part of the period to be cut into steps; throws DataError where too few are left.
Period covered_part(const Inputs& inputs, std::span<const SourceCoverage> coverages,
                    const EmergingMapOptions& options) {
  const auto& asked = *options.choice.period;
  const auto fewest = std::max(fewest_steps, options.emerging.earlier_steps + 1);
  const auto covered =
      covered_window(inputs, coverages, options.choice,
                     {.from = asked.from, .to = asked.to, .step_days = options.step_days, .fewest = fewest});
  const auto steps = covered ? steps_of(*covered, options.step_days).size() : 0;
  if (steps < fewest) {
    throw DataError(fmt::format(
        "emerging patterns need {} whole steps of {} day{}, and of the period {} the data cover {}{}: choose days that "
        "they cover, or shorter steps",
        fewest, options.step_days, options.step_days == 1 ? "" : "s", days_text(asked),
        covered ? fmt::format("{}, {} step{}", days_text(*covered), steps, steps == 1 ? "" : "s") : "nothing",
        outlying_rows_text(inputs, coverages)));
  }
  return *covered;
}

void warn_about_cut(const EmergingMapOptions& options, const Period& covered, std::vector<Warning>& warnings) {
  const auto& asked = *options.choice.period;
  if (covered != asked) {
    warnings.push_back({.kind = WarningKind::period_cut_to_record,
                        .value = asked.days() - covered.days(),
                        .limit = asked.days(),
                        .detail = days_text(covered)});
  }
}

/// Of the counts, which must be there.
void find_patterns(const ZoneNeighbours& neighbours, EmergingMap& map) {
  const auto& options = map.options.emerging;
  std::vector<double> area_km2(map.zones.size());
  for (std::size_t zone = 0; zone < area_km2.size(); ++zone) {
    area_km2[zone] = map.zones.area_km2(zone);
  }
  map.islands = neighbours.islands();
  map.too_few_events = map.events() < options.fewest_events;
  map.patterns = map.too_few_events ? untested(map.count.size(), map.zones.size())
                                    : emerging_patterns(map.count, neighbours.sums(), options, area_km2);
  map.why = reasons(map, neighbours.number());
}

}  // namespace

std::vector<Period> steps_of(const Period& period, unsigned step_days) {
  const auto length = std::chrono::days(step_days);
  std::vector<Period> steps;
  if (step_days == 0) {
    return steps;
  }
  for (auto to = period.to; to - length >= period.from; to -= length) {
    steps.push_back({to - length, to});
  }
  std::ranges::reverse(steps);
  return steps;
}

void check(const EmergingMapOptions& options) {
  check(options.choice);
  check(options.neighbours);
  check(options.emerging);
  const auto& period = options.choice.period;
  if (!period) {
    throw InvalidOption("emerging patterns need a period: its first and its last day");
  }
  if (options.choice.comparison) {
    throw InvalidOption("emerging patterns compare the steps of one period: they take no comparison period");
  }
  if (options.step_days == 0) {
    throw InvalidOption("a step of time is at least one day long");
  }
  const auto steps = static_cast<std::size_t>(period->days()) / options.step_days;
  if (steps < fewest_steps) {
    throw InvalidOption(
        fmt::format("the period holds {} whole step{} of {} day{}, and at least {} are needed ({} or more are better): "
                    "choose a longer period or shorter steps",
                    steps, steps == 1 ? "" : "s", options.step_days, options.step_days == 1 ? "" : "s", fewest_steps,
                    enough_steps));
  }
  if (options.emerging.earlier_steps >= steps) {
    throw InvalidOption(fmt::format("{} earlier steps cannot be looked at: there are {} steps in all",
                                    options.emerging.earlier_steps, steps));
  }
}

double EmergingMap::events() const { return std::accumulate(count.begin(), count.end(), 0.0); }

double EmergingMap::events_of(std::size_t zone) const {
  double sum = 0;
  for (std::size_t step = 0; step < steps.size(); ++step) {
    sum += count[bin(step, zone)];
  }
  return sum;
}

std::size_t EmergingMap::tested() const {
  return patterns.pattern.size() - static_cast<std::size_t>(std::ranges::count(patterns.pattern, Pattern::no_value));
}

bool EmergingMap::is_hot_over_all_steps(std::size_t zone) const {
  return !patterns.hot_over_all_steps.empty() && patterns.hot_over_all_steps[zone] != 0;
}

std::size_t EmergingMap::early_steps() const {
  return too_few_events || patterns.why != NoValue::has_value ? 0 : options.emerging.earlier_steps;
}

ZoneSteps EmergingMap::steps_of_zone(std::size_t zone) const {
  ZoneSteps found;
  for (std::size_t step = 0; step < steps.size(); ++step) {
    const auto state = patterns.state[bin(step, zone)];
    found.compared += state == BinState::no_value || state == BinState::too_early ? 0U : 1U;
    found.cold += state == BinState::cold ? 1U : 0U;
    if (state == BinState::hot) {
      ++found.hot;
      found.first_hot = found.first_hot.value_or(step);
      found.last_hot = step;
    }
  }
  return found;
}

std::string_view EmergingMap::reason(std::size_t zone) const {
  return too_few_events ? "too_few_events" : name_of(why[zone]);
}

EmergingMap emerging_map(const Inputs& inputs, const EmergingMapOptions& options, const Progress& progress) {
  check(options);
  if (inputs.incidents.size() == 0) {
    throw DataError("no usable event was read: see the causes in the reading report, and check the column mapping");
  }
  report(progress, "counting", 0);
  const auto coverages = coverage_of(inputs);
  const auto covered = covered_part(inputs, coverages, options);
  EmergingMap map{.zones = zones_of(inputs, options.grid),
                  .options = options,
                  .covered = covered,
                  .steps = steps_of(covered, options.step_days),
                  .count = {},
                  .patterns = {},
                  .why = {},
                  .uses = {},
                  .warnings = {}};
  if (map.zones.size() > EmergingMap::bins_at_most / map.steps.size()) {
    throw InvalidOption(fmt::format("{} zones in {} steps are more than {} bins: choose larger cells or longer steps",
                                    map.zones.size(), map.steps.size(), EmergingMap::bins_at_most));
  }
  auto choice = options.choice;
  choice.period = Period{map.steps.front().from, map.steps.back().to};
  choice.incidents = reported_throughout(inputs, coverages, *choice.period, options.step_days);
  auto zoned = choose_events(inputs, map.zones, choice, options.grid);
  map.in_several = zoned.in_several;
  count_bins(inputs, zoned, map);
  report(progress, "finding patterns", 0);
  const ZoneNeighbours neighbours(map.zones, options.neighbours, options.emerging.threads);
  find_patterns(neighbours, map);
  map.uses = std::move(zoned.chosen.uses);
  map.warnings = std::move(zoned.chosen.warnings);
  warn_about_cut(options, covered, map.warnings);
  std::ranges::move(sources_without_all_steps(inputs, coverages, choice, map.uses), std::back_inserter(map.warnings));
  if (const auto warning = not_covered(inputs, *choice.period)) {
    map.warnings.push_back(*warning);
  }
  add_warnings(map, neighbours.number(), map.warnings);
  return map;
}

}  // namespace lykta
