#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <string>
#include <tuple>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "cli/commands.hpp"
#include "cli/frame/answer.hpp"
#include "cli/frame/work_estimate.hpp"
#include "cli/frame/zone_text.hpp"
#include "cli/options/class_choice.hpp"
#include "cli/options/zone_options.hpp"
#include "cli/values/bounded_option.hpp"
#include "cli/values/choices.hpp"
#include "engine/base/error.hpp"
#include "engine/questions/zone_map.hpp"
#include "publish/layers/zone_layers.hpp"

namespace lykta {

namespace {

/// Options as they stand on the command line.
struct GridCommand {
  StepOptions step;
  ZoneOptions zone;
  std::string measure = "count";
  std::string statistic = "gi-star";
  std::string p = "auto";
  std::string alternative = "greater";
  std::optional<std::uint32_t> draws;
  std::vector<std::string> class_weights;
  ZoneMapOptions map;
};

void add_test(CLI::App& command, GridCommand& options) {
  const auto group = "Statistics";
  command.add_option("--measure", options.measure, "What is tested: count, weighted, rate, bayes or local-bayes")
      ->group(group)
      ->capture_default_str();
  command.add_option("--class-weight", options.class_weights, "CLASS=WEIGHT, as often as needed (needs --class)")
      ->allow_extra_args(false)
      ->group("Source");
  command
      .add_option("--statistic", options.statistic,
                  "gi-star (the zone among its neighbours), gi (without it), moran or geary")
      ->group(group)
      ->capture_default_str();
  command
      .add_option(
          "--p", options.p,
          "Of what chance: events (each could have happened anywhere, by area or residents; of gi-star of counts), "
          "exact (all ways to deal the counts to the zones), permutation (many of them), normal (few events: wrong) "
          "or auto (the first of these that is possible, but for normal)")
      ->group(group)
      ->capture_default_str();
  command.add_option("--permutations", options.draws, "Of --p permutation: how many (default: 99 999, of geary 9 999)")
      ->check(within(bounds::permutations))
      ->group(group);
  command
      .add_option("--alternative", options.alternative,
                  "greater (more than chance), less or two-sided; of moran and geary greater means alike")
      ->group(group)
      ->capture_default_str();
  command.add_option("--minimum-events", options.map.test.minimum_events, "With fewer events nothing is tested")
      ->check(within(bounds::count))
      ->group(group)
      ->capture_default_str();
  command
      .add_option("--minimum-neighbourhood-events", options.map.test.minimum_neighbourhood_events,
                  "A zone with fewer events in it and its neighbours is never called hot")
      ->check(within(bounds::count))
      ->group(group)
      ->capture_default_str();
  command
      .add_option("--minimum-inside", options.map.minimum_inside,
                  "Cells with a smaller share inside the study area, 0 to 1, take no part in the test")
      ->check(within(bounds::share))
      ->group(group)
      ->capture_default_str();
}

/// `map` holds the choices that the words stand for.
void refuse_idle_options(const CLI::App& command, const GridCommand& options, const ZoneMapOptions& map) {
  refuse_idle_zone_options(command, options.zone);
  const auto cells = options.zone.zones.path.empty();
  const auto permutes = !throws_events(map) && (map.test.p == PSource::automatic || map.test.p == PSource::permutation);
  refuse_idle(command, {{"--permutations", permutes, "--p permutation"},
                        {"--bandwidth", cells, "cells, and --zones are counted in instead"},
                        {"--kernel", cells, "cells, and --zones are counted in instead"},
                        {"--no-keep-mass", cells, "cells, and --zones are counted in instead"},
                        {"--minimum-inside", cells, "cells, and --zones are counted in instead"}});
  if (!options.class_weights.empty() && options.step.source.columns.class_name.empty()) {
    throw InvalidOption("--class-weight needs --class: which column holds the class?");
  }
  if (!options.zone.only.empty() && options.step.source.columns.class_name.empty()) {
    throw InvalidOption("--only needs --class: which column holds the class?");
  }
  const auto in_column = !options.zone.zones.exposure_column.empty();
  const auto in_file = !options.zone.population.path.empty();
  if (in_column && in_file) {
    throw InvalidOption("--zone-exposure and --population both say what rates are formed by: give one of them");
  }
  if (needs_exposure(map.measure) && !in_column && !in_file) {
    throw InvalidOption(
        fmt::format("--measure {} needs residents to divide by: give --population, or --zones with "
                    "--zone-exposure",
                    options.measure));
  }
}

/// What is asked of the engine, but for the classes, which are known when the events have been read.
ZoneMapOptions map_of(const GridCommand& options) {
  auto map = options.map;
  map.grid = grid_of(options.step);
  if (options.zone.zones.path.empty()) {
    // Cells have a density beside their counts.
    map.density = picture_of(options.step, Depth::cells).density;
    map.density->threads = options.zone.threads;
  }
  map.neighbours = neighbour_rule_of(options.zone);
  map.measure = chosen<ZoneMeasure>("--measure", options.measure, zone_measures);
  map.test.statistic = chosen<LocalStatistic>("--statistic", options.statistic, local_statistics);
  map.test.p = chosen<PSource>("--p", options.p, p_sources);
  map.test.tail = chosen<Tail>("--alternative", options.alternative, tails);
  map.test.correction = correction_of(options.zone);
  map.test.draws = options.draws;
  map.test.seed = options.zone.seed;
  map.test.threads = options.zone.threads;
  map.choice = event_choice_of(options.step);
  check(map);
  return map;
}

std::string counted_text(const ZoneMap& map, const ReadInputs& read, const GridCommand& options) {
  const auto& step = options.step;
  const auto* cells = map.counted.zones.cells();
  auto text = fmt::format("{}\n{} counted in ", step.input,
                          counted(map.counted.events.chosen.events.size(), "event", "events"));
  text += cells != nullptr
              ? fmt::format("{} of {} m", counted(map.counted.zones.size(), "cell", "cells"), map.options.grid.cell_m)
              : counted(map.counted.zones.size(), "zone", "zones");
  text += fmt::format("; {} ({}, {}).\n", read.crs.id(), read.crs.name(), read.crs_reason);
  if (map.partly_inside > 0) {
    text += fmt::format("{} on the border of the study area, only partly inside",
                        counted(map.partly_inside, "cell lies", "cells lie"));
    text += map.left_out > 0 ? fmt::format("; {} with less than {:g} inside take no part in the test.\n", map.left_out,
                                           map.options.minimum_inside)
            : map.test.source == PSource::events ? "; the share of each that lies inside enters its test.\n"
                                                 : "; this test takes them for whole cells.\n";
  }
  if (map.islands > 0) {
    text += fmt::format("{} no neighbour, and so no value.\n", counted(map.islands, "zone has", "zones have"));
  }
  if (map.counted.events.in_several > 0) {
    text += fmt::format("Zones overlap: {} in several of them; each is counted in the one whose id comes first.\n",
                        counted(map.counted.events.in_several, "event lies", "events lie"));
  }
  return text;
}

std::string rates_text(const ZoneMap& map) {
  if (map.counted.exposure.empty()) {
    return {};
  }
  const auto& period = map.options.choice.period;
  auto text =
      fmt::format("{:.2f} events per 1 000 residents (or other exposure) in all, over {}.\n", 1000 * map.rates.overall,
                  period ? fmt::format("the {:g} days of the period", period->days()) : "all of the input's time");
  if (map.rates.left_out_events > 0) {
    text += fmt::format("{} in zones without known residents and in no rate{}.\n",
                        counted(static_cast<std::size_t>(map.rates.left_out_events), "event lies", "events lie"),
                        map.test.source == PSource::events ? ", and these zones take no part in the test" : "");
  }
  if (map.counted.exposure_outside > 0) {
    text += fmt::format("{:.6g} residents lie outside the zones and are left out.\n", map.counted.exposure_outside);
  }
  return text;
}

/// What the p-values are the probability of.
std::string chance_text(const ZoneMap& map) {
  const auto ways = map.test.source == PSource::exact
                        ? std::string("in all possible ways")
                        : fmt::format("in {} random ways (seed {})", map.test.draws, map.options.test.seed);
  switch (map.test.source) {
    case PSource::events:
      return fmt::format("each event could have happened anywhere, as often {}, worked out exactly",
                         map.counted.exposure.empty() ? "per km2 of the area" : "per resident (or other exposure)");
    case PSource::exact:
    case PSource::permutation:
      return map.options.test.statistic == LocalStatistic::gi_star
                 ? fmt::format("the same values, dealt anew to all zones {}", ways)
                 : fmt::format("each zone keeps its value, those of the others are dealt anew {}", ways);
    case PSource::normal:
    case PSource::automatic:
      break;
  }
  return "that of a normal distribution, which misleads where events are few";
}

std::string asked_text(const LocalTestOptions& options) {
  const auto is_gi = options.statistic == LocalStatistic::gi_star || options.statistic == LocalStatistic::gi;
  switch (options.tail) {
    case Tail::less:
      return is_gi ? "less than chance gives (one-sided)" : "more unlike its neighbours than chance gives (one-sided)";
    case Tail::two_sided:
    case Tail::folded:
      return is_gi ? "more or less than chance gives (two-sided)"
                   : "more like or unlike its neighbours than chance gives (two-sided)";
    case Tail::greater:
      break;
  }
  return is_gi ? "more than chance gives (one-sided)" : "more like its neighbours than chance gives (one-sided)";
}

/// A class of zones in words; its code stands in the file. "hot at the 1 % level", "high among low at the 5 % level"
std::string class_words(const ZoneClass& zone_class) {
  const auto at_level = [&](const char* kind) {
    return fmt::format("{} at the {} % level", kind, 100 - zone_class.confidence);
  };
  switch (zone_class.kind) {
    case ZoneKind::hot:
      return at_level("hot");
    case ZoneKind::cold:
      return at_level("cold");
    case ZoneKind::high_high:
      return at_level("high among high");
    case ZoneKind::low_low:
      return at_level("low among low");
    case ZoneKind::high_low:
      return at_level("high among low");
    case ZoneKind::low_high:
      return at_level("low among high");
    case ZoneKind::alike:
      return at_level("like their neighbours");
    case ZoneKind::unlike:
      return at_level("unlike their neighbours");
    case ZoneKind::too_few_events:
      return "with too few events";
    case ZoneKind::no_value:
      return "without a value";
    case ZoneKind::not_significant:
      break;
  }
  return "not significant";
}

/// The surest classes first, those that claim nothing last.
std::string classes_list(const ZoneMap& map) {
  std::map<std::tuple<bool, int, ZoneKind>, std::size_t> count;
  for (const auto& each : map.test.zone_class) {
    ++count[{each.confidence == 0, -each.confidence, each.kind}];
  }
  std::string text;
  for (const auto& [place, zones] : count) {
    const auto& [quiet, confidence, kind] = place;
    text += fmt::format("{}{} {}", text.empty() ? "" : ", ", zones, class_words(ZoneClass{kind, -confidence}));
  }
  return text;
}

std::string classes_text(const ZoneMap& map, const GridCommand& options) {
  if (!map.test.is_tested) {
    return {};
  }
  return fmt::format("Zone by zone ({} of {}): {}.\n  Asked: {}; correction for many tests: {}.\n  Chance: {}.\n",
                     options.statistic, options.measure, classes_list(map), asked_text(map.options.test),
                     options.zone.correction, chance_text(map));
}

std::string whole_text(const ZoneMap& map) {
  std::string text;
  if (map.whole && map.test.is_tested && std::isfinite(map.whole->moran.z)) {
    const auto& moran = map.whole->moran;
    text += fmt::format("Whole map: Moran's I {:.3f}, against values dealt anew: {}.\n", moran.value,
                        moran.z > 1.96    ? "alike values lie close together"
                        : moran.z < -1.96 ? "alike values lie apart"
                                          : "no more pattern than chance gives");
  }
  const auto& concentration = map.concentration;
  if (std::isfinite(concentration.share_of_places.value)) {
    text += fmt::format(
        "Half of the events lie in {} of {} zones ({:.1f} %); events thrown by area would need {:.1f} % ({:.1f} to "
        "{:.1f}).\n",
        concentration.places_needed, concentration.places, 100 * concentration.share_of_places.value,
        100 * concentration.share_of_places.median, 100 * concentration.share_of_places.middle_95.low,
        100 * concentration.share_of_places.middle_95.high);
  }
  return text;
}

Answer answer_of(const GridCommand& options, ReadInputs& read, Language language, const Progress& progress) {
  auto map_options = map_of(options);
  map_options.choice = event_choice_of(options.step, options.zone, read.inputs.classes);
  set_class_weights(options.class_weights, read.inputs.classes);
  announce_work(read, map_options.grid, zones_cost, map_options.density ? map_options.density->bandwidth_m : 0,
                options.step.quiet || options.zone.json ? Announce::never : Announce::large);
  const auto map = std::make_shared<const ZoneMap>(make_zone_map(read.inputs, map_options, progress));
  const auto layer = zone_layer(map, read.crs, language);
  Answer answer;
  answer.files.push_back(layer_file(options.step.output, layer, map));
  std::ranges::move(
      style_files(options.step.output, zone_style(*map, layer_as_stored(options.step.output, layer), language)),
      std::back_inserter(answer.files));
  answer.uses = map->counted.events.chosen.uses;
  answer.warnings = map->warnings;
  answer.text = counted_text(*map, read, options) + rates_text(*map) + classes_text(*map, options) + whole_text(*map);
  answer.record = zone_record(*map);
  return answer;
}

void run_grid(const GridCommand& options) {
  Question question;
  question.name = "grid";
  question.inputs = inputs_of(options.step, options.zone, question.guesses);
  question.more_inputs = more_inputs_of(options.zone);
  question.json = options.zone.json;
  question.styled = true;
  question.answer = [&options](ReadInputs& read, Language language, const Progress& progress) {
    return answer_of(options, read, language, progress);
  };
  run_question(options.step, question);
}

}  // namespace

void add_command_grid(CLI::App& app) {
  auto* command = app.add_subcommand(
      "grid", "Which cells, or zones of one's own, hold more than chance would put there: counts, rates, Gi*, Moran");
  auto options = std::make_shared<GridCommand>();
  add_common_options(*command, options->step);
  add_own_zones(*command, options->zone);
  add_only_classes(*command, options->zone);
  add_zone_exposure(*command, options->zone);
  add_population(*command, options->zone);
  add_neighbours(*command, options->zone);
  add_test(*command, *options);
  add_correction(*command, options->zone);
  add_seed_and_threads(*command, options->zone);
  add_json(*command, options->zone);
  command->footer(
      "Example: lykta grid incidents.gpkg grid.gpkg --area municipality.geojson --shape hexagon --cell 200\n"
      "         lykta grid incidents.gpkg rates.gpkg --zones deso.gpkg --zone-id desokod --zone-exposure boende\n"
      "                    --measure bayes --neighbours queen");
  command->callback([command, options] {
    // What contradicts itself is refused before a file is read.
    refuse_idle_options(*command, *options, map_of(*options));
    run_grid(*options);
  });
}

}  // namespace lykta
