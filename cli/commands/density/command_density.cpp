#include <filesystem>
#include <memory>
#include <string>

#include <nlohmann/json.hpp>

#include "cli/commands.hpp"
#include "cli/commands/density/density_files.hpp"
#include "cli/commands/density/density_options.hpp"
#include "cli/commands/density/density_text.hpp"
#include "cli/frame/answer.hpp"
#include "cli/frame/kept_inputs.hpp"
#include "cli/frame/work_estimate.hpp"
#include "cli/options/class_choice.hpp"
#include "geo/files/drawn_files.hpp"
#include "geo/write/raster_file.hpp"
#include "geo/write/vector_file.hpp"
#include "publish/records/density_record.hpp"

namespace lykta {

namespace {

Answer answer_of(const DensityCommand& options, ReadInputs& read, Language language, const Progress& progress) {
  const auto& step = options.step;
  auto map_options = map_of(options);
  if (has_raster_ending(step.output)) {
    // A raster has square pixels.
    map_options.grid.shape = CellShape::square;
  }
  set_class_weights(options.class_weights, read.inputs.classes);
  if (!options.only.empty()) {
    map_options.classes = chosen_classes(options.only, read.inputs.classes);
  }
  announce_work(read, map_options.grid, raster_cost, map_options.rule ? 0 : map_options.field.density.bandwidth_m,
                step.quiet || options.json ? Announce::never : Announce::large, language);
  const auto map = std::make_shared<const DensityMap>(read.inputs, map_options, progress);
  Answer answer;
  answer.files = density_files(options, read, map, language, progress);
  answer.uses = map->uses();
  answer.warnings = map->warnings();
  answer.text = density_text(options, read, *map, language);
  answer.record = density_record(*map);
  return answer;
}

void run_density(const DensityCommand& options) {
  const auto& step = options.step;
  // What contradicts itself is refused before a file is read.
  static_cast<void>(map_of(options));
  refuse_to_write_over_inputs({step.output, step.rejects, options.contours, options.bands},
                              {step.input, options.population, options.compare_with});
  Question question;
  question.name = "density";
  question.inputs = inputs_of(options, question.guesses);
  question.more_inputs = {options.population, options.compare_with};
  question.more_outputs = {options.contours, options.bands};
  question.json = options.json;
  if (has_raster_ending(step.output)) {
    question.styles = {style_beside(step.output).string()};
  }
  question.check_ending = [](const std::filesystem::path& path) {
    if (!has_raster_ending(path)) {
      check_vector_ending(path, ".tif");
    }
  };
  question.answer = [&options](ReadInputs& read, Language language, const Progress& progress) {
    return answer_of(options, read, language, progress);
  };
  run_question(step, question);
}

}  // namespace

void add_command_density(CLI::App& app) {
  auto* command = app.add_subcommand(
      "density", "Kernel density of events: a cloud-optimised GeoTIFF (.tif), or cells in any vector format");
  auto options = std::make_shared<DensityCommand>();
  add_density_options(*command, *options);
  command->footer(
      "Example: lykta density incidents.gpkg density.tif --bandwidth 300 --cell 50\n"
      "         lykta density incidents.gpkg nights.tif --date time --hours 22-04 --weekdays fri,sat --edges uniform\n"
      "         lykta density incidents.gpkg risk.tif --population squares.gpkg --residents number --bandwidth 1000\n"
      "                       --contours raised.geojson");
  command->callback([command, options] {
    refuse_idle_options(*command, *options);
    run_density(*options);
  });
}

}  // namespace lykta
