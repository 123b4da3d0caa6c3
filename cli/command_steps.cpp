#include <filesystem>
#include <memory>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "cli/choices.hpp"
#include "cli/commands.hpp"
#include "cli/console.hpp"
#include "cli/kept_inputs.hpp"
#include "cli/outputs.hpp"
#include "cli/single_step.hpp"
#include "cli/summary.hpp"
#include "cli/work_estimate.hpp"
#include "engine/error.hpp"
#include "geo/naming_file.hpp"
#include "geo/write/vector_file.hpp"
#include "publish/csv_table.hpp"
#include "publish/delivery.hpp"
#include "publish/json_text.hpp"
#include "publish/layers.hpp"
#include "publish/rejects.hpp"

namespace lykta {

namespace {

using Write = void (*)(const Publication&, const std::filesystem::path&, const Progress&);

/// The way of every step: check, read, compute as far as needed, write one file, say what was done.
void run_step(const StepOptions& options, Depth depth, Write write) {
  const auto existing = existing_of(options.overwrite);
  refuse_to_write_over_inputs({options.output, options.rejects},
                              {options.input, options.area.path, options.names.source.path});
  check_vector_ending(options.output);
  prepare_outputs({options.output, options.rejects}, existing);
  const auto language = options.language == "sv" ? Language::sv : Language::en;
  if (options.language != "sv" && options.language != "en") {
    throw InvalidOption(fmt::format("--language {} is unknown; known are sv, en", options.language));
  }
  Console console(options.quiet);
  const auto progress = console.progress();

  const auto picture_options = picture_of(options, depth);
  std::vector<std::string> guesses;
  const auto description = inputs_of(options, guesses);
  const auto read = read_inputs(description, progress);
  announce_work(read, picture_options.grid, run_cost, picture_options.density.bandwidth_m,
                options.quiet ? Announce::never : Announce::large);
  const auto picture = naming_file(options.input, [&] { return make_picture(read.inputs, picture_options, progress); });
  report(progress, "writing", 0);
  const Publication publication{picture, read, language};
  std::vector<OutputFile> files{
      {options.output, [&](const std::filesystem::path& path) { write(publication, path, progress); }}};
  if (!options.rejects.empty()) {
    files.push_back({options.rejects, [&](const std::filesystem::path& path) {
                       rejects_table(read, picture.use, language).write(path);
                     }});
  }
  const auto made = write_output_files(files, existing);
  console.finish();
  tell_made_folders(made);
  if (!options.quiet) {
    const RunContext context{
        .title = options.input, .time_zone = options.time_zone, .language = language, .defaults = {}};
    print_line(
        summary_text(read, picture, context, options.rejects, {.guesses = guesses, .hints = column_hints(options)}) +
        "Written to " + options.output);
  }
  if (options.timings) {
    print_line(json_text(console.timings(), -1));
  }
}

void write_places(const Publication& publication, const std::filesystem::path& path, const Progress& progress) {
  write_layer_file(places_layer(publication), publication.language, path, progress);
}

}  // namespace

void add_commands_of_single_steps(CLI::App& app) {
  {
    auto* command = app.add_subcommand("places", "Compact places, ranked");
    auto options = std::make_shared<StepOptions>();
    add_common_options(*command, *options);
    add_statistics_options(*command, *options);
    add_places_options(*command, *options);
    command->footer(
        "Example: lykta places incidents.gpkg places.geojson --area municipality.geojson --names places.csv "
        "--name-column name");
    command->callback([options] { run_step(*options, Depth::places, &write_places); });
  }
}

}  // namespace lykta
