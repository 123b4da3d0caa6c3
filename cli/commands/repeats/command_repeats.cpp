#include <memory>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "cli/commands.hpp"
#include "cli/commands/repeats/repeats_text.hpp"
#include "cli/frame/answer.hpp"
#include "cli/frame/step_questions.hpp"
#include "cli/options/date_column.hpp"
#include "cli/options/zone_options.hpp"
#include "cli/values/bounded_option.hpp"
#include "cli/values/choices.hpp"
#include "cli/values/option_words.hpp"
#include "engine/questions/repeats.hpp"
#include "geo/write/vector_file.hpp"
#include "publish/records/repeats_record.hpp"
#include "publish/tables/repeats_table.hpp"

namespace lykta {

namespace {

/// Options as they stand on the command line.
struct RepeatsCommand {
  StepOptions step;
  ZoneOptions zone;
  std::string metric = "manhattan";
  RepeatOptions repeats;
};

constexpr Choices<Metric, 2> metrics{{{"manhattan", Metric::manhattan}, {"euclidean", Metric::euclidean}}};

void add_repeats_options(CLI::App& command, RepeatsCommand& options) {
  const auto group = "Statistics";
  auto& near = options.repeats.near;
  add_files_and_source(command, options.step);
  add_only_classes(command, options.zone);
  add_study_area(command, options.step);
  command.add_option("--distances", near.distance_limits_m, "Limits of the bands of distance in metres, rising")
      ->check(within(bounds::length_m))
      ->delimiter(',')
      ->group(group)
      ->capture_default_str();
  command.add_option("--days", near.day_limits, "Limits of the bands of time in whole days, rising")
      ->check(within(bounds::step_days))
      ->delimiter(',')
      ->group(group)
      ->capture_default_str();
  command.add_option("--metric", options.metric, "manhattan (by blocks: |dx| + |dy|) or euclidean (as the crow flies)")
      ->group(group)
      ->capture_default_str();
  command
      .add_option("--longest-span-days", options.repeats.longest_span_days,
                  "An event known as a longer interval has no day and is left out")
      ->check(within(bounds::span_days))
      ->group(group)
      ->capture_default_str();
  command
      .add_option("--permutations", near.permutations,
                  "How often the days are shuffled among the places; 0: pairs are counted and nothing is tested")
      ->check(within(bounds::draws_or_none))
      ->group(group)
      ->capture_default_str();
  add_seed_and_threads(command, options.zone);
  add_json(command, options.zone);
}

/// What is asked of the engine, but for the classes, which are known when the events have been read.
RepeatOptions repeats_of(const RepeatsCommand& options) {
  auto repeats = options.repeats;
  repeats.near.metric = chosen<Metric>("--metric", options.metric, metrics);
  repeats.near.seed = options.zone.seed;
  repeats.near.threads = options.zone.threads;
  repeats.choice = event_choice_of(options.step);
  repeats.interaction_tests = options.zone.json;  // nobody else is told of them
  check(repeats);
  return repeats;
}

// ---- the answer

Answer answer_of(const RepeatsCommand& options, const ReadInputs& read, Language language, const Progress& progress) {
  struct Kept {
    RepeatOptions asked;
    Repeats repeats;
  };
  const auto kept = std::make_shared<Kept>();
  kept->asked = repeats_of(options);
  kept->asked.choice = event_choice_of(options.step, options.zone, read.inputs.classes);
  kept->repeats = find_repeats(read.inputs, kept->asked, progress);
  Answer answer;
  answer.files = {table_file(options.step.output, repeats_layer(kept->repeats, kept->asked.near, read.crs, language),
                             language, kept)};
  answer.uses = kept->repeats.uses;
  answer.warnings = kept->repeats.warnings;
  answer.text = repeats_text(kept->repeats, kept->asked, read, options.step.input, language);
  answer.record = repeats_record(kept->repeats, kept->asked);
  return answer;
}

void run_repeats(const RepeatsCommand& options) {
  // What contradicts itself is refused before a file is read.
  static_cast<void>(repeats_of(options));
  check_table_ending(options.step.output);
  require_date(options.step);
  Question question;
  question.name = "repeats";
  question.inputs = inputs_of(options.step, options.zone, question.guesses);
  question.json = options.zone.json;
  question.check_ending = [](const std::filesystem::path& path) { check_table_ending(path); };
  question.answer = [&options](const ReadInputs& read, Language language, const Progress& progress) {
    return answer_of(options, read, language, progress);
  };
  run_question(options.step, question);
}

}  // namespace

void add_command_repeats(CLI::App& app) {
  auto* command = app.add_subcommand(
      "repeats", "Does it happen again nearby and soon, more often than by chance? A table of pairs (Knox)");
  auto options = std::make_shared<RepeatsCommand>();
  add_repeats_options(*command, *options);
  command->footer(
      "Example: lykta repeats burglaries.gpkg repeats.xlsx --date time\n"
      "         lykta repeats incidents.csv repeats.csv --date day --class type --only burglary --days 1,3,7,14");
  command->callback([command, options] {
    refuse_idle_zone_options(*command, options->zone);
    refuse_idle(*command, {{"--seed", options->repeats.near.permutations > 0, "--permutations"}});
    run_repeats(*options);
  });
}

}  // namespace lykta
