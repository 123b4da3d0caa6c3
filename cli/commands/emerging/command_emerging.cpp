#include <iterator>
#include <memory>
#include <string>

#include <fmt/format.h>

#include "cli/commands.hpp"
#include "cli/commands/emerging/emerging_text.hpp"
#include "cli/frame/answer.hpp"
#include "cli/frame/step_questions.hpp"
#include "cli/frame/work_estimate.hpp"
#include "cli/options/second_layer.hpp"
#include "cli/options/zone_options.hpp"
#include "cli/values/bounded_option.hpp"
#include "cli/values/choices.hpp"
#include "cli/values/option_words.hpp"
#include "engine/base/error.hpp"
#include "engine/questions/emerging_map.hpp"
#include "publish/layers/emerging_layers.hpp"

namespace lykta {

namespace {

constexpr Choices<GlobalWindow, 2> windows{{{"cube", GlobalWindow::cube}, {"each-step", GlobalWindow::each_step}}};
constexpr Choices<BinChance, 3> chances{
    {{"events", BinChance::events}, {"dealt", BinChance::dealt}, {"normal", BinChance::normal}}};
constexpr Choices<TrendSeries, 2> trends{
    {{"own-steps", TrendSeries::own_steps}, {"earlier-steps", TrendSeries::earlier_steps}}};

/// Options as they stand on the command line.
struct EmergingCommand {
  StepOptions step;
  ZoneOptions zones;
  unsigned step_days = 0;
  std::size_t earlier_steps = 1;
  std::string window = "cube";
  std::string trend = "own-steps";
  std::string p = "events";
  bool normal = false;
  double level = 0.05;
  double minimum_events = 5;
  std::string cube;
};

/// What can be refused before a file is read; classes are only known afterwards.
EmergingMapOptions engine_options(const EmergingCommand& options) {
  const auto correction = correction_of(options.zones);
  EmergingMapOptions engine{
      .choice = event_choice_of(options.step),
      .step_days = options.step_days,
      .grid = grid_of(options.step),
      .neighbours = neighbour_rule_of(options.zones),
      .emerging = {.earlier_steps = options.earlier_steps,
                   .window = chosen<GlobalWindow>("--window", options.window, windows),
                   .chance = chosen<BinChance>("--p", options.normal ? "normal" : options.p, chances),
                   .trend = chosen<TrendSeries>("--trend", options.trend, trends),
                   .correction = correction,
                   .trend_correction = correction,
                   .level = options.level,
                   .trend_level = options.level,
                   .fewest_events = options.minimum_events,
                   .threads = options.zones.threads}};
  if (!engine.choice.period) {
    throw InvalidOption("lykta emerging needs --from and --to: over which period?");
  }
  check(engine);
  return engine;
}

Answer answer_of(const EmergingCommand& options, const ReadInputs& read, Language language, const Progress& progress) {
  auto engine = engine_options(options);
  engine.choice = event_choice_of(options.step, options.zones, read.inputs.classes);
  announce_work(read, engine.grid, with_steps(zones_cost, steps_of(*engine.choice.period, engine.step_days).size()), 0,
                options.step.quiet || options.zones.json ? Announce::never : Announce::large, language);
  const auto map = std::make_shared<const EmergingMap>(emerging_map(read.inputs, engine, progress));
  const auto layer = emerging_layer(map, read.crs, language);
  Answer answer{.files = {layer_file(options.step.output, layer, map)},
                .uses = map->uses,
                .warnings = map->warnings,
                .text = emerging_text(*map, language),
                .record = emerging_record(*map)};
  std::ranges::move(style_files(options.step.output, emerging_style(*map, layer, language)),
                    std::back_inserter(answer.files));
  if (!options.cube.empty()) {
    const auto cube = cube_layer(map, read.crs, language);
    answer.files.push_back(layer_file(options.cube, cube, map));
    std::ranges::move(style_files(options.cube, cube_style(*map, layer_as_stored(options.cube, cube), language)),
                      std::back_inserter(answer.files));
  }
  return answer;
}

void run_emerging(const EmergingCommand& options) {
  static_cast<void>(engine_options(options));
  check_style_of_second_layer(options.step, options.cube);
  Question question;
  question.name = "emerging";
  question.inputs = inputs_of(options.step, options.zones, question.guesses);
  question.more_inputs = more_inputs_of(options.zones);
  question.more_outputs = {options.cube};
  question.json = options.zones.json;
  question.styles = style_paths({options.step.output, options.cube});
  question.answer = [&options](const ReadInputs& read, Language language, const Progress& progress) {
    return answer_of(options, read, language, progress);
  };
  run_question(options.step, question);
}

void add_steps_of_time(CLI::App& command, EmergingCommand& options) {
  const auto group = "Steps of time";
  command.add_option("--step", options.step_days, "Days of a step, counted back from --to; whole weeks are best")
      ->check(within(bounds::step_days))
      ->required()
      ->group(group);
  command
      .add_option("--earlier-steps", options.earlier_steps, "How many steps back the neighbourhood of a zone reaches")
      ->check(within({.least = 0, .most = 1000, .whole = true}))
      ->group(group)
      ->capture_default_str();
  command
      .add_option(
          "--window", options.window,
          "What a zone is compared with: cube (all zones in all steps) or each-step (all zones of the same step)")
      ->group(group)
      ->capture_default_str();
  command
      .add_option(
          "--trend", options.trend,
          "Tested series: own-steps (of each step alone), or earlier-steps (as in ArcGIS; finds too many trends)")
      ->group(group)
      ->capture_default_str();
}

void add_test(CLI::App& command, EmergingCommand& options) {
  const auto group = "Statistics";
  command
      .add_option("--level", options.level, "At most this share of the hot zones, and of the trends, is due to chance")
      ->check(within(bounds::probability))
      ->group(group)
      ->capture_default_str();
  command
      .add_option("--minimum-events", options.minimum_events,
                  "A zone with fewer events around it in the steps that are looked at is never hot")
      ->check(within(bounds::count))
      ->group(group)
      ->capture_default_str();
  auto* p = command
                .add_option("--p", options.p,
                            "Null model: events (complete spatial randomness), dealt (randomisation: the counts "
                            "permuted, asks for high beside high) or normal (as in ArcGIS; too small with few events)")
                ->group(group)
                ->capture_default_str();
  command.add_flag("--normal", options.normal, "The same as --p normal")->group(group)->excludes(p);
  command.add_option("--threads", options.zones.threads, "How many threads to use (default: one per core)")
      ->check(within(bounds::threads))
      ->group(group);
}

}  // namespace

void add_command_emerging(CLI::App& app) {
  auto* command = app.add_subcommand("emerging", "Where it became hot, since when, and whether it is getting worse");
  auto options = std::make_shared<EmergingCommand>();
  add_files_and_source(*command, options->step);
  add_study_area(*command, options->step);
  add_cells(*command, options->step);
  add_own_zones(*command, options->zones);
  add_only_classes(*command, options->zones);
  add_steps_of_time(*command, *options);
  add_neighbours(*command, options->zones, "zone");
  add_correction(*command, options->zones);
  add_test(*command, *options);
  command->add_option("--cube", options->cube, "File for every zone in every step, with its count, z and p")
      ->group("Output");
  add_json(*command, options->zones);
  command->footer(
      "Example: lykta emerging incidents.gpkg emerging.gpkg --area municipality.geojson --date date --from 2023-01-01 "
      "--to 2024-12-31 --step 28 --cell 500");
  command->callback([command, options] {
    refuse_idle_zone_options(*command, options->zones);
    refuse_idle(*command, {{"--trend", options->earlier_steps > 0, "--earlier-steps above 0"}});
    run_emerging(*options);
  });
}

}  // namespace lykta
