#include <algorithm>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "cli/commands.hpp"
#include "cli/configuration/configuration.hpp"
#include "cli/frame/calendar_text.hpp"
#include "cli/frame/console.hpp"
#include "cli/frame/kept_inputs.hpp"
#include "cli/frame/outputs.hpp"
#include "cli/frame/quality_text.hpp"
#include "cli/frame/summary.hpp"
#include "engine/questions/picture_history.hpp"
#include "geo/files/naming_file.hpp"
#include "geo/read/history_file.hpp"
#include "geo/read/inputs.hpp"
#include "publish/records/history_record.hpp"
#include "publish/records/json_text.hpp"
#include "publish/records/run_record.hpp"
#include "publish/tables/csv_table.hpp"
#include "publish/tables/rejects.hpp"
#include "publish/words/history_words.hpp"
#include "publish/words/log_words.hpp"

namespace lykta {

namespace {

struct CheckOptions {
  std::string configuration;
  std::string rejects;
  bool overwrite = false;
  bool quiet = false;
  bool json = false;
  bool timings = false;
};

/// What a run would find outside of the study area.
std::vector<Reject> all_rejects(const ReadInputs& read) {
  auto rejects = read.report.rejects;
  const auto& incidents = read.inputs.incidents;
  for (std::size_t i = 0; read.inputs.study_area && i < incidents.size(); ++i) {
    const auto& at = incidents.position[i];
    if (!incidents.shares_row_with_last(i) && !read.inputs.study_area->holds(at)) {
      rejects.push_back({.source = incidents.row[i].source,
                         .row = incidents.row[i].row,
                         .column = "",
                         .cause = RejectCause::outside_area,
                         .value = fmt::format("{:.1f}, {:.1f}", at.x, at.y),
                         .class_name = read.inputs.classes[incidents.class_index[i]].name});
    }
  }
  std::ranges::stable_sort(rejects, [](const Reject& a, const Reject& b) {
    return a.source != b.source ? a.source < b.source : a.row < b.row;
  });
  return rejects;
}

/// The study area of a run; without one the box around the incidents stands in.
Box box_of(const Inputs& inputs) {
  return inputs.study_area ? inputs.study_area->box() : bounding_box(inputs.incidents.position);
}

std::string name_of(const std::string& path) { return std::filesystem::path(path).filename().string(); }

std::string strata_text_of(const ZonesReport& strata, Language language) {
  auto text = say(language, {"{}: {} orter av {} objekt.\n", "{}: {} localities of {} features.\n"},
                  name_of(strata.path), strata.zones, strata.features);
  for (const auto& line : quality_lines(strata, language)) {
    text += fmt::format("  {}\n", line);
  }
  return text;
}

std::string check_text(const ReadInputs& read, Language language) {
  std::string text;
  for (std::size_t i = 0; i < read.report.sources.size(); ++i) {
    const auto& source = read.report.sources[i];
    text += say(language, {"{}: {} av {} kan användas.\n", "{}: {} of {} can be used.\n"}, source.name, source.used,
                rows_text(source.rows, language));
    std::map<RejectCause, std::size_t> by_cause;
    for (const auto& reject : read.report.rejects) {
      by_cause[reject.cause] += reject.source == i ? 1U : 0U;
    }
    for (const auto& [cause, rows] : by_cause) {
      text += rows > 0 ? fmt::format("  {} {}\n", rows, cause_words(cause).in(language)) : "";
    }
    for (const auto& lines :
         {coverage_lines(source, language), default_time_lines(source, language), quality_lines(source, language)}) {
      for (const auto& line : lines) {
        text += fmt::format("  {}\n", line);
      }
    }
  }
  text += calendars_text(read.report, true, language);
  text += read.report.strata ? strata_text_of(*read.report.strata, language) : "";
  for (const auto* log : {&read.report.actions, &read.report.levels}) {
    text += *log ? log_text(**log, language) : "";
  }
  return text + say(language, {"Lägena är i {}.", "Positions are in {}."}, crs_text(read, language));
}

/// A history that the configuration names.
struct LookedAtHistory {
  std::string path;
  History history;
};

/// Throws as a run would for one that cannot be read.
std::optional<LookedAtHistory> history_of(const HistorySettings& settings) {
  return settings.path.empty() ? std::nullopt
                               : std::optional(LookedAtHistory{settings.path, read_history(settings.path)});
}

/// Throws as a run would for one of elsewhere.
void check_history(const std::optional<LookedAtHistory>& looked_at, const ReadInputs& read) {
  if (looked_at) {
    naming_file(looked_at->path, [&] { check_fits(looked_at->history, read.crs.id(), box_of(read.inputs)); });
  }
}

std::string history_line(const std::optional<LookedAtHistory>& looked_at, Language language) {
  return looked_at ? history_file_line(name_of(looked_at->path), looked_at->history, language) + "\n" : "";
}

void write_rejects_of(const CheckOptions& options, const ReadInputs& read, Language language, Existing existing) {
  if (!options.rejects.empty()) {
    const auto table = rejects_table(read.report, read.report.rejects, language);
    const std::vector<OutputFile> files{
        {options.rejects, [&](const std::filesystem::path& path) { table.write(path); }}};
    tell_made_folders(write_output_files(files, existing));
  }
}

void check_sources(const CheckOptions& options) {
  const auto existing = existing_of(options.overwrite);
  prepare_outputs({options.rejects}, existing);
  auto configuration = read_configuration(options.configuration);
  configuration.inputs.needs_hashes = options.json;
  const auto language = configuration.context.language;
  Console console(options.quiet || options.json, language);
  auto inputs = paths_read(configuration.inputs);
  inputs.push_back(options.configuration);
  refuse_to_write_over_inputs({options.rejects}, inputs);
  const auto progress = console.progress();
  const auto history = history_of(configuration.history);
  auto read = read_inputs(configuration.inputs, progress);
  check_history(history, read);
  read.report.rejects = all_rejects(read);
  // The last moment at which an interruption leaves nothing behind.
  report(progress, "writing", 0);
  console.finish();
  write_rejects_of(options, read, language, existing);
  if (options.json) {
    auto record = reading_record(read);
    if (history) {
      record["history"] = history_file_record(history->history);
    }
    if (options.timings) {
      record["timings"] = console.timings();
    }
    print_line(json_text(record));
    return;
  }
  if (!options.quiet) {
    print_line(history_line(history, language) + check_text(read, language));
  }
  if (options.timings) {
    print_line(json_text(console.timings(), -1));
  }
}

}  // namespace

void add_command_check(CLI::App& app) {
  auto* command = app.add_subcommand("check", "Read everything that a configuration names, and say what was lost");
  auto options = std::make_shared<CheckOptions>();
  command->add_option("CONFIGURATION", options->configuration, "TOML file; lykta init writes one")->required();
  command->add_option("--rejects", options->rejects, "CSV file for the rows that cannot be used");
  command->add_flag("--overwrite", options->overwrite, "Replace that file if it is there");
  command->add_flag("-q,--quiet", options->quiet, "No progress and no summary");
  command->add_flag("--json", options->json, "Print the findings as JSON");
  command->add_flag("--timings", options->timings, "Print the seconds of each stage as JSON");
  command->footer("Example: lykta check sample-data/ronneby/lykta.toml");
  command->callback([options] { check_sources(*options); });
}

}  // namespace lykta
