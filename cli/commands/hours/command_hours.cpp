#include <filesystem>
#include <memory>
#include <string>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "cli/commands.hpp"
#include "cli/frame/answer.hpp"
#include "cli/frame/step_questions.hpp"
#include "cli/options/date_column.hpp"
#include "cli/options/zone_options.hpp"
#include "cli/values/bounded_option.hpp"
#include "cli/values/option_words.hpp"
#include "engine/questions/week.hpp"
#include "geo/values/text_values.hpp"
#include "geo/write/vector_file.hpp"
#include "publish/pictures/week_picture.hpp"
#include "publish/records/run_record.hpp"
#include "publish/records/week_record.hpp"
#include "publish/tables/csv_table.hpp"
#include "publish/tables/week_table.hpp"
#include "publish/words/calendar_words.hpp"
#include "publish/words/week_words.hpp"

namespace lykta {

namespace {

/// Options as they stand on the command line.
struct WeekCommand {
  StepOptions step;
  ZoneOptions zone;
  WeekOptions week;
  std::string title;
};

constexpr const char* picture_ending = ".svg";

bool draws_picture(const WeekCommand& options) {
  return lower_case(std::filesystem::path(options.step.output).extension().string()) == picture_ending;
}

void check_output_ending(const WeekCommand& options) {
  if (!draws_picture(options)) {
    check_table_ending(options.step.output, picture_ending);
  }
}

void add_week_options(CLI::App& command, WeekCommand& options) {
  const auto group = "Statistics";
  add_files_and_source(command, options.step);
  add_only_classes(command, options.zone);
  add_study_area(command, options.step);
  command
      .add_option("--longest-span-days", options.week.longest_span_days,
                  "An event known as a longer interval is left out")
      ->check(within(bounds::span_days))
      ->group(group)
      ->capture_default_str();
  command.add_option("--runs", options.week.runs, "Weeks of chance that the table is compared with; 0: no test")
      ->check(within(bounds::draws_or_none))
      ->group(group)
      ->capture_default_str();
  add_seed_and_threads(command, options.zone);
  command.add_option("--title", options.title, "Headline of the picture (.svg)")->group("Output");
  add_json(command, options.zone);
}

/// What is asked of the engine, but for the classes, which are known when the events have been read.
WeekOptions week_options_of(const WeekCommand& options) {
  auto week = options.week;
  week.seed = options.zone.seed;
  week.threads = options.zone.threads;
  week.choice = event_choice_of(options.step);
  check(week);
  return week;
}

// ---- what was found, in words

/// How an hour stands against an even week, in two characters.
const char* shade_of(double weight, double expected) {
  if (weight == 0) {
    return " ·";
  }
  if (weight <= expected) {
    return "░░";
  }
  return weight <= 2 * expected ? "▒▒" : weight <= 4 * expected ? "▓▓" : "██";
}

std::string shades_text(const HeatTable& table, Language language) {
  const auto decimals = has_whole_weights(table) ? 0 : 1;
  std::string text = fmt::format("  {:<10}", "");
  for (std::size_t hour = 0; hour < 24; hour += 3) {
    text += fmt::format("{:02}    ", hour);
  }
  text += Phrase{"  summa\n", "    sum\n"}.in(language);
  for (unsigned day = 0; day < 7; ++day) {
    text += fmt::format("  {:<10}", weekday_name(std::chrono::weekday{(day + 1) % 7}, language));
    double sum = 0;
    for (std::size_t hour = day * 24; hour < (day + 1) * 24; ++hour) {
      text += shade_of(table.weight[hour], table.expected[hour]);
      sum += table.weight[hour];
    }
    text += fmt::format("{:>7}\n", number(sum, decimals, language));
  }
  return text +
         say(language,
             {"  · ingen händelse   ░ färre än i en jämn vecka   ▒ upp till 2 gånger så många   ▓ upp till 4 gånger   "
              "█ fler\n",
              "  · no event   ░ fewer than in an even week   ▒ up to 2 times as many   ▓ up to 4 times   █ more\n"});
}

std::string week_text(const WeekCommand& options, const Week& week, Language language) {
  auto text = options.step.input + "\n";
  const auto events = week_events_sentences(week, language);
  text += fmt::format("{}\n", fmt::join(events, " ")) + shades_text(week.table, language);
  for (const auto& finding : week_findings(week, language)) {
    text += finding + "\n";
  }
  return text;
}

/// "incidents.csv, 2025-01-01 to 2025-12-31, theft and robbery"
std::string subtitle_of(const WeekCommand& options, Language language) {
  auto text = std::filesystem::path(options.step.input).filename().string();
  if (const auto period = period_record(event_choice_of(options.step).period); !period.is_null()) {
    text += fmt::format(fmt::runtime(Phrase{", {} till {}", ", {} to {}"}.in(language)),
                        period["from"].get<std::string>(), period["to"].get<std::string>());
  }
  return options.zone.only.empty() ? text : fmt::format("{}, {}", text, fmt::join(options.zone.only, ", "));
}

// ---- the answer

AnswerFile picture_file(const WeekCommand& options, const Week& week, Language language) {
  return {options.step.output,
          [picture = week_picture(week, {options.title, subtitle_of(options, language)}, language)](
              const std::filesystem::path& path, const Progress&) { write_text_file(picture, path); }};
}

Answer answer_of(const WeekCommand& options, const ReadInputs& read, Language language, const Progress& progress) {
  auto asked = week_options_of(options);
  asked.choice = event_choice_of(options.step, options.zone, read.inputs.classes);
  const auto week = std::make_shared<const Week>(week_of(read.inputs, asked, progress));
  Answer answer;
  answer.files = {draws_picture(options)
                      ? picture_file(options, *week, language)
                      : table_file(options.step.output, week_layer(*week, read.crs, language), language, week)};
  answer.uses = week->uses;
  answer.warnings = week->warnings;
  answer.text = week_text(options, *week, language);
  answer.record = week_record(*week, asked);
  return answer;
}

void run_week(const WeekCommand& options) {
  // What contradicts itself is refused before a file is read.
  static_cast<void>(week_options_of(options));
  check_output_ending(options);
  require_date(options.step);
  Question question;
  question.name = "hours";
  question.inputs = inputs_of(options.step, options.zone, question.guesses);
  question.json = options.zone.json;
  question.check_ending = [&options](const std::filesystem::path&) { check_output_ending(options); };
  question.answer = [&options](const ReadInputs& read, Language language, const Progress& progress) {
    return answer_of(options, read, language, progress);
  };
  run_question(options.step, question);
}

}  // namespace

void add_command_hours(CLI::App& app) {
  auto* command = app.add_subcommand(
      "hours", "On which weekdays and at which hours does it happen? A heat table, as a picture (.svg) or a table");
  auto options = std::make_shared<WeekCommand>();
  add_week_options(*command, *options);
  command->footer(
      "Example: lykta hours incidents.csv hours.svg --date day --time hour --language sv\n"
      "         lykta hours incidents.csv hours.xlsx --date from --time from_time --end-date to --end-time to_time");
  command->callback([command, options] {
    refuse_idle_zone_options(*command, options->zone);
    refuse_idle(*command, {{"--seed", options->week.runs > 0, "--runs"},
                           {"--title", draws_picture(*options), "a picture (.svg)"}});
    run_week(*options);
  });
}

}  // namespace lykta
