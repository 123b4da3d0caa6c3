#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "cli/commands.hpp"
#include "cli/commands/grid/grid_text.hpp"
#include "cli/frame/answer.hpp"
#include "cli/frame/step_questions.hpp"
#include "cli/frame/work_estimate.hpp"
#include "cli/options/class_choice.hpp"
#include "cli/options/zone_options.hpp"
#include "cli/values/bounded_option.hpp"
#include "cli/values/choices.hpp"
#include "cli/values/option_words.hpp"
#include "engine/base/error.hpp"
#include "engine/questions/zone_map.hpp"
#include "publish/layers/zone_layers.hpp"
#include "publish/words/statistic_words.hpp"

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

/// "gi-star (the zone among its neighbours), gi (without it), moran or geary"
std::string statistics_text() {
  std::vector<std::string> texts;
  for (const auto& words : statistic_words) {
    const std::string_view why = words.explanation;
    texts.push_back(why.empty() ? std::string(words.option) : fmt::format("{} ({})", words.option, why));
  }
  return fmt::format("{} or {}", fmt::join(texts.begin(), texts.end() - 1, ", "), texts.back());
}

/// "moran and geary": those that ask whether a place is like its neighbours.
std::string likeness_text() {
  std::vector<std::string_view> names;
  for (const auto& words : statistic_words) {
    if (!words.compares_with_chance) {
      names.emplace_back(words.option);
    }
  }
  return fmt::format("{}", fmt::join(names, " and "));
}

void add_test(CLI::App& command, GridCommand& options) {
  const auto group = "Statistics";
  command.add_option("--measure", options.measure, "What is tested: count, weighted, rate, bayes or local-bayes")
      ->group(group)
      ->capture_default_str();
  command.add_option("--class-weight", options.class_weights, "CLASS=WEIGHT, repeatable (needs --class)")
      ->allow_extra_args(false)
      ->group("Source");
  command.add_option("--statistic", options.statistic, statistics_text())->group(group)->capture_default_str();
  command
      .add_option(
          "--p", options.p,
          "Null model: events (complete spatial randomness by area or residents; of gi-star of counts), exact "
          "(randomisation: all permutations of the counts), permutation (many random ones), normal (wrong where "
          "events are few) or auto (the first of these that is possible, but for normal)")
      ->group(group)
      ->capture_default_str();
  command
      .add_option("--permutations", options.draws,
                  "Permutations to draw, instead of working out all (default: 99 999, of geary 9 999)")
      ->check(within(bounds::permutations))
      ->group(group);
  command
      .add_option("--alternative", options.alternative,
                  "greater (more than chance), less or two-sided; of " + likeness_text() + " greater means alike")
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
        fmt::format("--measure {} needs residents to divide by: give --population, or --zones with --zone-exposure",
                    options.measure));
  }
}

/// What is asked of the engine, but for the classes, which are known when the events have been read.
ZoneMapOptions map_of(const GridCommand& options) {
  auto map = options.map;
  map.grid = grid_of(options.step);
  if (options.zone.zones.path.empty()) {
    // Cells have a density beside their counts.
    map.density = density_of(options.step);
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

Answer answer_of(const GridCommand& options, ReadInputs& read, Language language, const Progress& progress) {
  auto map_options = map_of(options);
  map_options.choice = event_choice_of(options.step, options.zone, read.inputs.classes);
  set_class_weights(options.class_weights, read.inputs.classes);
  announce_work(read, map_options.grid, zones_cost, map_options.density ? map_options.density->bandwidth_m : 0,
                options.step.quiet || options.zone.json ? Announce::never : Announce::large, language);
  const auto map = std::make_shared<const ZoneMap>(make_zone_map(read.inputs, map_options, progress));
  const auto layer = zone_layer(map, read.crs, language);
  Answer answer;
  answer.files.push_back(layer_file(options.step.output, layer, map));
  std::ranges::move(
      style_files(options.step.output, zone_style(*map, layer_as_stored(options.step.output, layer), language)),
      std::back_inserter(answer.files));
  answer.uses = map->counted.events.chosen.uses;
  answer.warnings = map->warnings;
  answer.text = grid_text(*map, read,
                          {.input = options.step.input,
                           .measure = options.measure,
                           .statistic = options.statistic,
                           .correction = options.zone.correction},
                          language);
  answer.record = zone_record(*map);
  return answer;
}

void run_grid(const GridCommand& options) {
  Question question;
  question.name = "grid";
  question.inputs = inputs_of(options.step, options.zone, question.guesses);
  question.more_inputs = more_inputs_of(options.zone);
  question.json = options.zone.json;
  question.styles = style_paths({options.step.output});
  question.answer = [&options](ReadInputs& read, Language language, const Progress& progress) {
    return answer_of(options, read, language, progress);
  };
  run_question(options.step, question);
}

}  // namespace

void add_command_grid(CLI::App& app) {
  auto* command = app.add_subcommand(
      "grid", "Which cells, or polygons of your own, hold more events than by chance: counts, rates, Gi*, Moran");
  auto options = std::make_shared<GridCommand>();
  add_common_options(*command, options->step);
  add_own_zones(*command, options->zone);
  add_only_classes(*command, options->zone);
  add_zone_exposure(*command, options->zone);
  add_population(*command, options->zone);
  add_neighbours(*command, options->zone, "zone");
  add_test(*command, *options);
  add_correction(*command, options->zone);
  add_seed_and_threads(*command, options->zone);
  add_json(*command, options->zone);
  command->footer(
      "Example: lykta grid incidents.gpkg grid.gpkg --area municipality.geojson --shape hexagon --cell 200\n"
      "         lykta grid incidents.gpkg rates.gpkg --zones deso.gpkg --zone-id desokod --zone-exposure befolkning\n"
      "                    --measure bayes --neighbours queen");
  command->callback([command, options] {
    // What contradicts itself is refused before a file is read.
    refuse_idle_options(*command, *options, map_of(*options));
    run_grid(*options);
  });
}

}  // namespace lykta
