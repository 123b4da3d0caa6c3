#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "cli/commands.hpp"
#include "cli/commands/init/starting_configuration.hpp"
#include "cli/commands/init/starting_log.hpp"
#include "cli/frame/console.hpp"
#include "cli/frame/kept_inputs.hpp"
#include "cli/frame/outputs.hpp"
#include "cli/values/choices.hpp"
#include "cli/values/option_words.hpp"
#include "engine/base/error.hpp"
#include "publish/tables/csv_table.hpp"

namespace lykta {

namespace {

struct InitOptions {
  std::vector<std::string> files;
  std::string output = "lykta.toml";
  std::string language = "sv";
  std::string time_zone = "Europe/Stockholm";
  std::string title;
  std::string actions;
  std::string levels;
  bool overwrite = false;
  bool quiet = false;
};

/// A folder beside the configuration that is not there yet: a run keeps what exists.
std::string free_folder(const std::filesystem::path& beside) {
  auto folder = beside / "picture";
  for (int number = 2; std::filesystem::exists(folder); ++number) {
    folder = beside / fmt::format("picture_{}", number);
  }
  return folder.lexically_normal().string();
}

/// An empty table to be filled in by hand.
struct WantedLog {
  LogKind kind;
  std::string path;
};

void refuse_existing_log(const std::string& path) {
  std::error_code error;
  if (std::filesystem::exists(std::filesystem::symlink_status(path, error))) {
    throw InvalidOption(fmt::format(
        "{}: is already there, and a table that people fill in is never replaced: name another file", path));
  }
}

/// Refused before anything is written. What is there is never replaced: people keep their decisions in it.
std::vector<WantedLog> wanted_logs(const InitOptions& options) {
  std::vector<WantedLog> logs;
  std::vector<std::string> paths;
  for (const auto& log : {WantedLog{LogKind::actions, options.actions}, WantedLog{LogKind::levels, options.levels}}) {
    if (!log.path.empty()) {
      check_log_ending(log.kind, log.path);
      refuse_existing_log(log.path);
      logs.push_back(log);
      paths.push_back(log.path);
    }
  }
  refuse_to_write_over_inputs(paths, options.files);
  prepare_outputs(paths, Existing::keep);
  return logs;
}

void write_logs(const std::vector<WantedLog>& logs, bool quiet, Language language) {
  std::vector<OutputFile> files;
  for (const auto& log : logs) {
    files.push_back({log.path, [&log, language](const std::filesystem::path& part) {
                       write_starting_log(log.kind, language, part);
                     }});
  }
  tell_made_folders(write_output_files(files, Existing::keep));
  for (const auto& log : logs) {
    if (!quiet) {
      print_line(log_guide(log.kind, log.path, language));
    }
  }
}

void init_configuration(const InitOptions& options, Language language) {
  const std::filesystem::path output = options.output;
  const auto existing = existing_of(options.overwrite);
  prepare_outputs({options.output}, existing);
  const auto folder = output.has_parent_path() ? output.parent_path() : std::filesystem::path(".");
  refuse_to_write_over_inputs({options.output}, options.files);
  const auto paths = seen_from(folder, options.files);
  Console console(options.quiet, language);
  const auto progress = console.progress();
  const StartingChoices choices{.language = language, .time_zone = options.time_zone, .title = options.title};
  const auto starting = starting_configuration(paths, folder.string(), choices, progress);
  // The last moment at which an interruption leaves nothing behind.
  report(progress, "writing", 1);
  console.finish();
  const std::vector<OutputFile> files{
      {output, [&](const std::filesystem::path& path) { write_text_file(starting.text, path); }}};
  tell_made_folders(write_output_files(files, existing));
  if (!options.quiet) {
    for (const auto& note : starting.notes) {
      print_line(note);
    }
    print_line(say(language,
                   {"Skrivet till {}: läs det, rätta gissningarna, och kör sedan\n  lykta run {} --output {}",
                    "Written to {}: read it, correct the guesses, then\n  lykta run {} --output {}"},
                   options.output, options.output, free_folder(folder)));
  }
}

void init(const InitOptions& options) {
  const auto language = chosen<Language>("--language", options.language, languages);
  const auto logs = wanted_logs(options);
  if (options.files.empty() && logs.empty()) {
    throw InvalidOption("FILE is required: name the files of events, or --actions or --levels for an empty table");
  }
  if (!options.files.empty()) {
    init_configuration(options, language);
  }
  if (!logs.empty()) {
    write_logs(logs, options.quiet, language);
  }
}

}  // namespace

void add_command_init(CLI::App& app) {
  auto* command = app.add_subcommand("init", "Write a commented starting configuration for a set of files");
  auto options = std::make_shared<InitOptions>();
  command->add_option("FILE", options->files,
                      "Files of events, observations, residents, and one of polygons for the study area");
  command->add_option("-o,--output", options->output, "Configuration to write")->capture_default_str();
  command->add_option("--language", options->language, "sv or en: of what a run writes and prints, and of these notes")
      ->capture_default_str();
  command->add_option("--time-zone", options->time_zone, "Zone of local time, for times that state an offset from UTC")
      ->capture_default_str();
  command->add_option("--title", options->title, "Title of the picture (Lägesbild, or Situation picture)");
  command->add_option(
      "--actions", options->actions,
      "Write an empty log of actions (.csv, .xlsx, .ods or .gpkg), for lykta run --actions; one that is "
      "there is never replaced");
  command->add_option("--levels", options->levels,
                      "Write an empty table of levels (.csv, .xlsx or .ods), for lykta run --levels; likewise");
  command->add_flag("--overwrite", options->overwrite, "Replace it if it is there");
  command->add_flag("-q,--quiet", options->quiet, "No progress, no notes");
  command->footer(
      "Examples: lykta init incidents.csv walks.gpkg municipality.geojson --output lykta.toml\n"
      "          lykta init --actions actions.csv --levels levels.csv");
  command->callback([options] { init(*options); });
}

}  // namespace lykta
