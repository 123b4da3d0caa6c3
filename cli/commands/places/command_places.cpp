#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "cli/commands.hpp"
#include "cli/frame/answer.hpp"
#include "cli/frame/console.hpp"
#include "cli/frame/kept_inputs.hpp"
#include "cli/frame/outputs.hpp"
#include "cli/frame/single_step.hpp"
#include "cli/frame/summary.hpp"
#include "cli/frame/work_estimate.hpp"
#include "cli/values/choices.hpp"
#include "engine/base/error.hpp"
#include "geo/files/naming_file.hpp"
#include "geo/write/sidecars.hpp"
#include "geo/write/vector_file.hpp"
#include "publish/delivery.hpp"
#include "publish/layers/layers.hpp"
#include "publish/records/json_text.hpp"
#include "publish/styles/styles.hpp"
#include "publish/tables/csv_table.hpp"
#include "publish/tables/rejects.hpp"

namespace lykta {

namespace {

/// A style that somebody has saved from QGIS stays.
bool is_saved_by_the_user(const std::filesystem::path& style) {
  std::ifstream file(style, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  return !text.empty() && text.find(own_style_mark) == std::string::npos;
}

/// The layer and perhaps its style.
std::vector<std::string> paths_written(const StepOptions& options) {
  std::vector<std::string> paths{options.output};
  for (const auto& style : style_files(options.output, {})) {
    if (!is_saved_by_the_user(style.path)) {
      paths.push_back(style.path);
    }
  }
  return paths;
}

/// The layer, the style where that is among what is `written`, and what was lost.
std::vector<OutputFile> places_files(const Publication& publication, const StepOptions& options,
                                     const std::vector<std::string>& written, const Progress& progress) {
  std::vector<OutputFile> files{{options.output, [&](const std::filesystem::path& path) {
                                   write_layer_file(places_layer(publication), publication.language, path, progress);
                                 }}};
  const auto stored = layer_as_stored(options.output, places_layer(publication));
  for (const auto& style : style_files(options.output, layer_style(publication, stored))) {
    if (std::ranges::find(written, style.path) != written.end()) {
      files.push_back(
          {style.path, [write = style.write, &progress](const std::filesystem::path& path) { write(path, progress); }});
    }
  }
  if (!options.rejects.empty()) {
    files.push_back({options.rejects, [&](const std::filesystem::path& path) {
                       rejects_table(publication.read, publication.picture.use, publication.language).write(path);
                     }});
  }
  return files;
}

/// Check, read, compute as far as needed, write, say what was done.
void run_places(const StepOptions& options) {
  const auto existing = existing_of(options.overwrite);
  const auto written = paths_written(options);
  auto outputs = written;
  outputs.push_back(options.rejects);
  refuse_to_write_over_inputs({options.output, options.rejects},
                              {options.input, options.area.path, options.names.source.path});
  check_vector_ending(options.output);
  prepare_outputs(outputs, existing);
  const auto language = options.language == "sv" ? Language::sv : Language::en;
  if (options.language != "sv" && options.language != "en") {
    throw InvalidOption(fmt::format("--language {} is unknown; known are sv, en", options.language));
  }
  Console console(options.quiet);
  const auto progress = console.progress();

  const auto picture_options = picture_of(options, Depth::places);
  std::vector<std::string> guesses;
  const auto description = inputs_of(options, guesses);
  const auto read = read_inputs(description, progress);
  announce_work(read, picture_options.grid, run_cost, picture_options.density.bandwidth_m,
                options.quiet ? Announce::never : Announce::large);
  const auto picture = naming_file(options.input, [&] { return make_picture(read.inputs, picture_options, progress); });
  report(progress, "writing", 0);
  const Publication publication{picture, read, language};
  const auto made = write_output_files(places_files(publication, options, written, progress), existing);
  console.finish();
  tell_made_folders(made);
  if (!options.quiet) {
    const RunContext context{
        .title = options.input, .time_zone = options.time_zone, .language = language, .defaults = {}};
    print_line(
        summary_text(read, picture, context, options.rejects, {.guesses = guesses, .hints = column_hints(options)}) +
        fmt::format("Written to {}", fmt::join(written, ", ")));
  }
  if (options.timings) {
    print_line(json_text(console.timings(), -1));
  }
}

}  // namespace

void add_command_places(CLI::App& app) {
  auto* command = app.add_subcommand("places", "Compact places, ranked");
  auto options = std::make_shared<StepOptions>();
  add_common_options(*command, *options);
  add_statistics_options(*command, *options);
  add_places_options(*command, *options);
  command->footer(
      "Example: lykta places incidents.gpkg places.geojson --area municipality.geojson --names places.csv "
      "--name-column name");
  command->callback([options] { run_places(*options); });
}

}  // namespace lykta
