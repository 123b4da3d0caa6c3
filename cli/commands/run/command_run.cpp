#include <algorithm>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "cli/commands.hpp"
#include "cli/commands/run/run_beginning.hpp"
#include "cli/commands/run/run_history.hpp"
#include "cli/commands/run/run_logs.hpp"
#include "cli/commands/run/run_periods.hpp"
#include "cli/configuration/configuration.hpp"
#include "cli/frame/calendar_text.hpp"
#include "cli/frame/console.hpp"
#include "cli/frame/kept_inputs.hpp"
#include "cli/frame/outputs.hpp"
#include "cli/frame/summary.hpp"
#include "cli/frame/work_estimate.hpp"
#include "cli/options/strata_options.hpp"
#include "cli/values/option_words.hpp"
#include "engine/base/error.hpp"
#include "geo/files/naming_file.hpp"
#include "geo/read/inputs.hpp"
#include "publish/delivery.hpp"
#include "publish/records/json_text.hpp"
#include "publish/words/weekly_words.hpp"

namespace lykta {

namespace {

struct RunOptions {
  std::vector<std::string> files;  ///< a configuration, or files of data
  DataChoices data;
  std::string output;
  RunPeriods periods;
  std::string history;
  std::vector<std::string> calendars;
  std::string actions;
  std::string levels;
  std::vector<std::string> only;  ///< names of outputs; empty: as the configuration says
  ZonesDescription strata;
  bool overwrite = false;
  bool quiet = false;
  bool json = false;
  bool timings = false;
};

CellCost cost_of(const PictureOptions& options) {
  return options.emerging_step_days && options.period
             ? with_steps(run_cost, steps_of(*options.period, *options.emerging_step_days).size())
             : run_cost;
}

/// What options name is relative to where the command is given.
void take_calendars(const std::vector<std::string>& files, InputsDescription& inputs) {
  for (const auto& file : files) {
    if (file.empty()) {
      throw InvalidOption("--calendar is empty: name the file of a calendar");
    }
    inputs.calendars.push_back({file, file});
  }
}

std::vector<std::string> names_of_outputs() {
  std::vector<std::string> names;
  for (const auto& kind : output_kinds) {
    names.emplace_back(kind.name);
  }
  return names;
}

/// These outputs and no others.
void take_only(const std::vector<std::string>& wanted, OutputOptions& outputs) {
  if (wanted.empty()) {
    return;
  }
  for (const auto& kind : output_kinds) {
    outputs.*kind.wanted = std::ranges::find(wanted, kind.name) != wanted.end();
  }
  const auto known = names_of_outputs();
  for (const auto& name : wanted) {
    if (std::ranges::find(known, name) == known.end()) {
      refuse_word("--only", name, known);
    }
  }
}

/// What the files hold is looked for first; that takes a while too.
RunBeginning begin_of_data(const RunOptions& options) {
  Console console(options.quiet || options.json, language_of(options.data));
  auto beginning = begin_with_data(options.files, options.data, options.output, console.progress());
  console.finish();
  return beginning;
}

/// What nobody has looked at comes first.
std::string guesses_text(const RunContext& context, const std::string& output) {
  if (context.guesses.empty()) {
    return "";
  }
  auto text =
      say(context.language, {"Gissat ur filerna, att kontrollera:\n", "Guessed from the files, to be checked:\n"});
  for (const auto& guess : context.guesses) {
    text += fmt::format("  {}\n", guess);
  }
  return text + say(context.language,
                    {"Rätta i {0} och kör nästa gång\n  lykta run {0} --output NY_MAPP\n\n",
                     "Correct them in {0}, and next time\n  lykta run {0} --output NEW_FOLDER\n\n"},
                    (std::filesystem::path(output) / kept_configuration).string());
}

/// What is written in place of all that the configuration asks for must be something.
void refuse_only_of_nothing(const std::vector<std::string>& only, const OutputOptions& outputs,
                            const Picture& picture) {
  for (const auto& kind : output_kinds) {
    if (std::ranges::find(only, kind.name) != only.end() && !is_written(kind, outputs, picture)) {
      throw InvalidOption(
          fmt::format("--only {}: this run has nothing for it: a project goes with geopackage; week and levels with "
                      "--week, actions "
                      "with --actions, hours with times of day",
                      kind.name));
    }
  }
}

/// The configuration with what the call says.
void take_options(const RunOptions& options, Configuration& configuration) {
  take_run_periods(options.periods, configuration);
  take_run_logs({options.actions, options.levels}, configuration.inputs);
  take_strata_options(options.strata, configuration.inputs.strata);
  configuration.inputs.needs_localities = true;
  take_calendars(options.calendars, configuration.inputs);
  take_only(options.only, configuration.outputs);
  check(configuration.outputs);
}

/// What a run has to say when all is written.
void tell_result(const RunOptions& options, const Configuration& configuration, const ReadInputs& read,
                 const Picture& picture, const std::string& settled, Console& console) {
  const auto language = configuration.context.language;
  if (options.json) {
    auto record = run_record(read, picture, configuration.context);
    if (options.timings) {
      record["timings"] = console.timings();
    }
    print_line(json_text(record));
    return;
  }
  if (!options.quiet) {
    const auto of_week = picture.weekly ? weekly_text(picture, read.inputs, language) : "";
    print_line(guesses_text(configuration.context, options.output) + of_week +
               logs_text(picture, read, configuration.inputs.levels.has_value(), language) + settled +
               calendars_text(read.report, picture.weekly != nullptr, language) +
               summary_text(read, picture, configuration.context, "rejects.csv") +
               say(language, {"Skrivet till {}", "Written to {}"}, options.output));
  }
  if (options.timings) {
    print_line(json_text(console.timings(), -1));
  }
}

/// Reads, makes the picture and delivers it.
void run_described(const RunOptions& options, RunBeginning& beginning, Existing existing, Console& console) {
  auto& configuration = beginning.configuration;
  const auto language = configuration.context.language;
  const auto progress = console.progress();
  const auto history = history_of_run(options.history, configuration.history, options.output);
  const auto read = saying_how_to_correct(beginning.data, [&] { return read_inputs(configuration.inputs, progress); });
  const auto settled = naming_file(beginning.named, [&] { return settle_periods(read.inputs, configuration); });
  announce_work(read, configuration.picture.grid, cost_of(configuration.picture),
                configuration.picture.bandwidth_rule ? 0 : configuration.picture.density.bandwidth_m,
                options.quiet || options.json ? Announce::never : Announce::always, language);
  auto picture = naming_file(beginning.named, [&] {
    auto made = make_picture(read.inputs, configuration.picture, progress);
    if (settled.weekly) {
      add_weekly_picture(read.inputs, *settled.weekly, made, progress);
    }
    return made;
  });
  auto* const beside = history ? history->remember(read, language, picture) : nullptr;
  naming_file(beginning.named, [&] { add_logs(read.inputs, configuration, picture); });
  refuse_only_of_nothing(options.only, configuration.outputs, picture);
  const auto made =
      deliver(read, picture, configuration.context, configuration.outputs, options.output, existing, progress, beside);
  console.finish();
  tell_made_folders(made);
  if (beside != nullptr) {
    tell_made_folders(beside->made_folders());
  }
  tell_result(options, configuration, read, picture, settled.text, console);
}

void run(const RunOptions& options) {
  if (options.output.empty()) {
    throw InvalidOption("--output is empty: name the folder to write");
  }
  const auto existing = existing_of(options.overwrite);
  const auto is_of_data = begins_with_data(options.files, options.data);
  const auto own = delivery_names(is_of_data);
  tell(prepare_output_folder(options.output, own, existing));
  auto beginning = is_of_data ? begin_of_data(options) : begin_with_configuration(options.files.front());
  auto& configuration = beginning.configuration;
  take_options(options, configuration);
  Console console(options.quiet || options.json, configuration.context.language);
  auto inputs = paths_read(configuration.inputs);
  if (!is_of_data) {
    inputs.push_back(options.files.front());
  }
  refuse_to_replace_inputs(options.output, inputs, own);
  run_described(options, beginning, existing, console);
}

}  // namespace

void add_command_run(CLI::App& app) {
  auto* command = app.add_subcommand("run", "Make the whole picture, of a configuration or right from files of data");
  auto options = std::make_shared<RunOptions>();
  command
      ->add_option(
          "FILE", options->files,
          "A configuration (TOML; lykta init writes one), or the files of data themselves: events, observations, "
          "residents, and one of polygons for the study area; they are read as lykta init would, and the "
          "configuration is kept beside the results")
      ->required();
  command->add_option("-o,--output", options->output, "Folder to write; it appears when everything is complete")
      ->required();
  command->add_option(
      "--history", options->history,
      "File that remembers the places of each run: they keep their ids, and are told to be new, recurring, "
      "growing, fading or gone; goes before [history] of the configuration");
  command->add_option(
      "--calendar", options->calendars,
      "File of holidays, terms, school breaks and events (a table, or .ics), beside those of [calendar] in "
      "the configuration; may be given several times");
  command->add_option("--actions", options->actions,
                      "Log of actions (lykta init --actions writes one): which are open, overdue, to be followed up or "
                      "done, with events before and after; goes before [actions] path of the configuration");
  command->add_option("--levels", options->levels,
                      "Table of the levels that somebody has set (lykta init --levels writes one), shown beside those "
                      "that are proposed for the week; goes before [levels] path of the configuration");
  command->add_option("--title", options->data.title, "Title of a picture of files of data")->group("Files of data");
  command->add_option("--language", options->data.language, "sv or en: of a picture of files of data (sv)")
      ->group("Files of data");
  command->add_option("--time-zone", options->data.time_zone, "Zone of local time of files of data (Europe/Stockholm)")
      ->group("Files of data");
  command
      ->add_option("--only", options->only,
                   fmt::format("Write these outputs and no others, beside rejects.csv and run.json: {}",
                               fmt::join(names_of_outputs(), ", ")))
      ->delimiter(',');
  command->add_flag("--overwrite", options->overwrite, "Replace an earlier run in that folder");
  command->add_flag("-q,--quiet", options->quiet, "No progress and no summary");
  command->add_flag("--json", options->json, "Print the record of the run (run.json) instead of the summary");
  command->add_flag("--timings", options->timings, "Print the seconds of each stage as JSON");
  add_run_periods(*command, options->periods);
  add_strata_options(*command, options->strata);
  command->footer(
      "Examples: lykta run sample-data/ronneby/lykta.toml --output out/ronneby\n"
      "          lykta run incidents.csv walk.gpkg municipality.geojson --output out/first\n"
      "          lykta run lykta.toml --output out/w48 --week 2025-W48\n"
      "          lykta run lykta.toml --output out/now --period \"last 4 weeks\"\n"
      "          lykta run lykta.toml --output out/w48 --week 2025-W48 --period \"last 24 months\" --history "
      "out/history.json\n"
      "          lykta run lykta.toml --output out/w30 --week 2025-W30 --calendar kalender.csv");
  command->callback([options] { run(*options); });
}

}  // namespace lykta
