#include <iterator>
#include <memory>
#include <optional>
#include <string>

#include <fmt/format.h>

#include "cli/commands.hpp"
#include "cli/commands/change/change_text.hpp"
#include "cli/frame/answer.hpp"
#include "cli/frame/step_questions.hpp"
#include "cli/frame/work_estimate.hpp"
#include "cli/options/zone_options.hpp"
#include "cli/values/bounded_option.hpp"
#include "cli/values/option_words.hpp"
#include "engine/base/error.hpp"
#include "engine/questions/change_map.hpp"
#include "geo/values/text_values.hpp"
#include "publish/layers/change_layer.hpp"

namespace lykta {

namespace {

/// Options as they stand on the command line.
struct ChangeCommand {
  StepOptions step;
  ZoneOptions zones;
  unsigned years = 0;
  std::string recorded_from;
  std::string recorded_to;
  double level = 0.05;
};

/// Nothing where the option was not given.
std::optional<TimeSpan> day_of(const char* option, const std::string& given) {
  if (given.empty()) {
    return std::nullopt;
  }
  const auto written = parse_date_time(given);
  if (!written) {
    throw InvalidOption(fmt::format("{} {}: give a day such as 2023-01-01", option, given));
  }
  return written->span;
}

/// What can be refused before a file is read; classes are only known afterwards.
ChangeMapOptions engine_options(const ChangeCommand& options) {
  const auto recorded_from = day_of("--recorded-from", options.recorded_from);
  const auto recorded_to = day_of("--recorded-to", options.recorded_to);
  ChangeMapOptions engine{
      .choice = event_choice_of(options.step),
      .years = options.years,
      .recorded_from = recorded_from ? std::optional(recorded_from->start) : std::nullopt,
      .recorded_to = recorded_to ? std::optional(recorded_to->end) : std::nullopt,
      .grid = grid_of(options.step),
      .change = {.correction = correction_of(options.zones), .level = options.level, .threads = options.zones.threads}};
  if (!engine.choice.period) {
    throw InvalidOption("lykta change needs --from and --to: which period has changed?");
  }
  if (engine.years == 0 && !engine.choice.comparison) {
    throw InvalidOption(
        "lykta change needs something to compare with: --comparison-from and --comparison-to, or --years N for the "
        "same weeks of N earlier years");
  }
  check(engine);
  return engine;
}

Answer answer_of(const ChangeCommand& options, const ReadInputs& read, Language language, const Progress& progress) {
  auto engine = engine_options(options);
  engine.choice = event_choice_of(options.step, options.zones, read.inputs.classes);
  announce_work(read, engine.grid, zones_cost, 0,
                options.step.quiet || options.zones.json ? Announce::never : Announce::large, language);
  const auto map = std::make_shared<const ChangeMap>(change_map(read.inputs, engine, progress));
  const auto layer = change_layer(map, read.crs, language);
  Answer answer{.files = {layer_file(options.step.output, layer, map)},
                .uses = map->uses,
                .warnings = map->warnings,
                .text = change_text(*map, language),
                .told = {WarningKind::period_not_recorded},
                .record = change_record(*map)};
  std::ranges::move(style_files(options.step.output, change_style(*map, layer, language)),
                    std::back_inserter(answer.files));
  return answer;
}

void run_change(const ChangeCommand& options) {
  static_cast<void>(engine_options(options));
  Question question;
  question.name = "change";
  question.inputs = inputs_of(options.step, options.zones, question.guesses);
  question.more_inputs = more_inputs_of(options.zones);
  question.json = options.zones.json;
  question.styles = style_paths({options.step.output});
  question.answer = [&options](const ReadInputs& read, Language language, const Progress& progress) {
    return answer_of(options, read, language, progress);
  };
  run_question(options.step, question);
}

void add_comparison(CLI::App& command, ChangeCommand& options) {
  const auto group = "Period";
  command.add_option("--comparison-from", options.step.comparison_from, "First day of the comparison period")
      ->group(group);
  command.add_option("--comparison-to", options.step.comparison_to, "Last day of the comparison period")->group(group);
  command.add_option("--years", options.years, "Compare with the same weeks of this many earlier years instead")
      ->check(within({.least = 1, .most = 100, .whole = true}))
      ->group(group);
  command
      .add_option("--recorded-from", options.recorded_from,
                  "The first day that the file covers (default: the day of its first event)")
      ->group(group);
  command
      .add_option("--recorded-to", options.recorded_to,
                  "The last day that the file covers (default: the day of its last event)")
      ->group(group);
}

}  // namespace

void add_command_change(CLI::App& app) {
  auto* command =
      app.add_subcommand("change", "Where there are more or fewer events than before, and how sure that is");
  auto options = std::make_shared<ChangeCommand>();
  add_files_and_source(*command, options->step);
  add_study_area(*command, options->step);
  add_cells(*command, options->step);
  add_own_zones(*command, options->zones);
  add_only_classes(*command, options->zones);
  add_comparison(*command, *options);
  add_correction(*command, options->zones);
  command->add_option("--level", options->level, "A change is clear when its adjusted p is at most this")
      ->check(within(bounds::probability))
      ->group("Statistics")
      ->capture_default_str();
  command->add_option("--threads", options->zones.threads, "How many threads to use (default: one per core)")
      ->check(within(bounds::threads))
      ->group("Statistics");
  add_json(*command, options->zones);
  command->footer(
      "Example: lykta change incidents.gpkg change.gpkg --area municipality.geojson --date date --from 2025-01-01 --to "
      "2025-06-30 --years 2 --cell 500");
  command->callback([command, options] {
    refuse_idle_zone_options(*command, options->zones);
    run_change(*options);
  });
}

}  // namespace lykta
