#include <algorithm>
#include <iterator>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include <fmt/format.h>

#include "cli/commands.hpp"
#include "cli/frame/answer.hpp"
#include "cli/frame/step_questions.hpp"
#include "cli/frame/work_estimate.hpp"
#include "cli/frame/zone_text.hpp"
#include "cli/options/second_layer.hpp"
#include "cli/options/zone_options.hpp"
#include "cli/values/bounded_option.hpp"
#include "cli/values/choices.hpp"
#include "cli/values/option_words.hpp"
#include "engine/base/error.hpp"
#include "engine/inputs/comparable_events.hpp"
#include "engine/questions/emerging_map.hpp"
#include "publish/layers/emerging_layers.hpp"
#include "publish/layers/zone_columns.hpp"
#include "publish/words/calendar_words.hpp"
#include "publish/words/pattern_words.hpp"
#include "publish/words/words.hpp"

namespace lykta {

namespace {

/// More are in the file.
constexpr std::size_t most_cells_listed = 15;

bool is_spot(Pattern pattern) { return pattern != Pattern::none && pattern != Pattern::no_value; }

std::string steps_text(const EmergingMap& map, Language language) {
  const Period looked_at{map.steps.front().from, map.steps.back().to};
  return say(language, {"{} i {} och {} tidssteg om {}, {}.\n", "{} in {} and {} steps of {}, {}.\n"},
             events_text(static_cast<std::uint64_t>(map.events()), language), zones_text(map.zones, language),
             map.steps.size(), days_text(map.options.step_days, language), period_text(looked_at, language));
}

/// A rule by which zones that lie apart have neighbours too.
std::string wider_neighbours(const EmergingMap& map, Language language) {
  return std::holds_alternative<DistanceBand>(map.options.neighbours)
             ? say(language, {"ett längre --distance, eller --neighbours nearest",
                              "a longer --distance, or --neighbours nearest"})
             : "--neighbours nearest --nearest 3";
}

std::string without_neighbours(const EmergingMap& map, std::size_t number, Language language) {
  const auto advice =
      map.zones.size() > 1 ? say(language, {": pröva {}", ": try {}"}, wider_neighbours(map, language)) : std::string();
  return say(
      language,
      {"{} saknar grannar och har inte prövats{}.\n",
       number == 1 ? "{} has no neighbours and was not tested{}.\n" : "{} have no neighbours and were not tested{}.\n"},
      zones_counted(map.zones, number, language), advice);
}

std::string untested_text(const EmergingMap& map, Language language) {
  std::map<std::string_view, std::size_t> by_reason;
  for (std::size_t zone = 0; zone < map.zones.size(); ++zone) {
    const auto reason = map.reason(zone);
    by_reason[reason] += reason.empty() ? 0U : 1U;
  }
  std::string text;
  for (const auto& [reason, number] : by_reason) {
    if (reason == name_of(NoValue::no_neighbours)) {
      text += without_neighbours(map, number, language);
    } else if (!reason.empty()) {
      text += say(language,
                  {"{} har inget värde: {}.\n", number == 1 ? "{} has no value: {}.\n" : "{} have no value: {}.\n"},
                  zones_counted(map.zones, number, language), reason_text(reason, language));
    }
  }
  return text;
}

/// What most often hides a hot spot that everybody knows.
std::string advice(const EmergingMap& map, Language language) {
  return map.zones.cells() != nullptr && map.options.emerging.chance != BinChance::events
             ? say(language, {"En enda full ruta bland tomma är ingen ansamling för detta p: välj --p events, eller "
                              "rutor som är mindre än de platser som söks.\n",
                              "One full cell among empty ones is no cluster to this p: take --p events, or cells "
                              "smaller than the places you look for.\n"})
             : "";
}

/// "Never before" says nothing of steps that have nothing before them.
std::string early_text(const EmergingMap& map, Language language) {
  const auto early = map.early_steps();
  if (early == 0) {
    return {};
  }
  return early == 1
             ? say(language,
                   {"Det första steget har inget tidigare att jämföras med: det räknas bara där det är en hotspot.\n",
                    "The first step has no earlier one beside it: too early to compare, it counts where it is hot.\n"})
             : say(language,
                   {"De första {} stegen har färre tidigare att jämföras med: de räknas bara där de är en hotspot.\n",
                    "The first {} steps have fewer earlier ones beside them: too early to compare, they count where "
                    "they are hot.\n"},
                   early);
}

/// By which rule a pattern was looked for.
std::string rule_text(const EmergingMap& map, Language language) {
  const auto& emerging = map.options.emerging;
  const auto over_zones = emerging.chance == BinChance::events
                              ? say(language, {"{} och ", "{} and "},
                                    language == Language::sv ? zones_counted(map.zones, map.zones.size(), language)
                                                             : fmt::format("{} zones", map.zones.size()))
                              : std::string();
  return say(language, {"nivå {}, {} över {}{} steg i dem", "level {}, {} over {}{} bins"},
             short_number(emerging.level, language, 6), correction_text(emerging.correction, language), over_zones,
             map.count.size());
}

std::string nothing_found_text(const EmergingMap& map, Language language) {
  const auto tested = static_cast<std::size_t>(std::ranges::count(map.patterns.pattern, Pattern::none));
  if (tested == 0) {
    return {};
  }
  const auto any = map.zones.cells() != nullptr ? Phrase{"någon ruta", "any zone"} : Phrase{"något område", "any zone"};
  const auto where =
      tested == map.patterns.pattern.size()
          ? std::string(any.in(language))
          : say(language, {"de {} som har prövats", tested == 1 ? "the {} that was tested" : "the {} that were tested"},
                zones_counted(map.zones, tested, language));
  return say(language, {"Inget mönster hittades i {} ({}).\n", "No pattern was found in {} ({}).\n"}, where,
             rule_text(map, language)) +
         advice(map, language);
}

std::string patterns_text(const EmergingMap& map, Language language) {
  const auto& patterns = map.patterns.pattern;
  if (std::ranges::none_of(patterns, is_spot)) {
    return nothing_found_text(map, language);
  }
  auto text = say(language, {"Mönster ({}):\n", "Patterns ({}):\n"}, rule_text(map, language));
  for (const auto& words : all_pattern_words()) {
    const auto number = std::ranges::count(patterns, words.pattern);
    if (number > 0 && words.pattern != Pattern::no_value) {
      text += fmt::format("  {:>6}  {:<22}  {}\n", number, words.label.in(language), words.meaning.in(language));
    }
  }
  return text;
}

/// What was hot from the beginning may have been so long before.
std::string since_text(const EmergingMap& map, std::size_t first_hot, Language language) {
  return first_hot == 0
             ? say(language, {"redan i det första steget", "already in the first step"})
             : say(language, {"först i steget från {}", "first in that of {}"}, day_text(map.steps[first_hot].from));
}

/// Zones that are hot in the last step, those with most events first.
std::string hot_now_text(const EmergingMap& map, Language language) {
  std::vector<std::size_t> hot;
  for (std::size_t zone = 0; zone < map.zones.size(); ++zone) {
    if (is_hot_now(map.patterns.pattern[zone])) {
      hot.push_back(zone);
    }
  }
  if (hot.empty()) {
    return {};
  }
  // Polygons stand in the order of their file, which means nothing.
  std::ranges::sort(hot, {}, [&](std::size_t zone) { return std::pair(-map.events_of(zone), map.zones.id(zone)); });
  auto text = say(language, {"Hotspot i det sista steget, tillsammans med sina grannar:\n",
                             "Hot in the last step, with their neighbours:\n"});
  for (std::size_t i = 0; i < std::min(hot.size(), most_cells_listed); ++i) {
    const auto steps = map.steps_of_zone(hot[i]);
    text += say(language, {"  {}: {}, {}, hotspot i {} av {} steg, {}\n", "  {}: {}, {}, hot in {} of {} steps, {}\n"},
                called(map.zones, hot[i]), words_of(map.patterns.pattern[hot[i]]).label.in(language),
                counted(static_cast<std::uint64_t>(map.events_of(hot[i])), {"egen händelse", "event of its own"},
                        {"egna händelser", "events of its own"}, language),
                steps.hot, steps.compared, since_text(map, *steps.first_hot, language));
  }
  return hot.size() > most_cells_listed
             ? text + say(language, {"  och {} till, i filen.\n", "  and {} more, in the file.\n"},
                          hot.size() - most_cells_listed)
             : text;
}

/// Steps and events, how many zones have which pattern and what that means, and the zones that are hot now.
std::string emerging_text(const EmergingMap& map, Language language) {
  return steps_text(map, language) + early_text(map, language) + patterns_text(map, language) +
         untested_text(map, language) + hot_now_text(map, language);
}

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
