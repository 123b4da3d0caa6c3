#include "cli/options/zone_options.hpp"

#include <algorithm>
#include <filesystem>
#include <iterator>

#include <fmt/format.h>

#include "cli/frame/guessed_source.hpp"
#include "cli/frame/step_inputs.hpp"
#include "cli/frame/step_questions.hpp"
#include "cli/options/class_choice.hpp"
#include "cli/values/bounded_option.hpp"
#include "cli/values/choices.hpp"
#include "cli/values/option_words.hpp"
#include "engine/base/error.hpp"
#include "engine/base/lengths.hpp"
#include "geo/format/text_encoding.hpp"

namespace lykta {

void add_own_zones(CLI::App& command, ZoneOptions& options) {
  const auto group = "Area and cells";
  auto& zones = options.zones;
  command.add_option("--zones", zones.path, "File of polygons to count in instead of cells: wards, DeSO, places")
      ->group(group);
  command.add_option("--zones-layer", zones.layer, "Its layer")->group(group);
  command.add_option("--zones-crs", zones.crs, "Its coordinate system, where it declares none")->group(group);
  command.add_option("--zone-id", zones.id_column, "Its column of codes (default: the number of the row)")
      ->group(group);
  command.add_option("--zone-name", zones.name_column, "Its column of names")->group(group);
}

void add_zone_exposure(CLI::App& command, ZoneOptions& options) {
  command
      .add_option("--zone-exposure", options.zones.exposure_column,
                  "Column of --zones that rates are divided by: residents, households, length of streets")
      ->group("Rates");
}

void add_population(CLI::App& command, ZoneOptions& options) {
  const auto group = "Rates";
  auto& source = options.population;
  command.add_option("--population", source.path, "File of residents, points or polygons, for rates of cells")
      ->group(group);
  command.add_option("--residents", source.columns.residents, "Its column with the number of residents")->group(group);
  command.add_option("--population-layer", source.layer, "Its layer")->group(group);
  command.add_option("--population-x", source.columns.x, "Its column of easting or longitude")->group(group);
  command.add_option("--population-y", source.columns.y, "Its column of northing or latitude")->group(group);
  command.add_option("--population-crs", source.crs, "Its coordinate system, where it declares none")->group(group);
}

void add_only_classes(CLI::App& command, ZoneOptions& options) {
  command.add_option("--only", options.only, "CLASS, repeatable: only these classes (needs --class)")
      ->allow_extra_args(false)
      ->group("Source");
}

void add_seed_and_threads(CLI::App& command, ZoneOptions& options) {
  const auto group = "Statistics";
  command.add_option("--seed", options.seed, "Of random draws: the same seed gives the same numbers")
      ->check(within(bounds::seed))
      ->group(group)
      ->capture_default_str();
  command.add_option("--threads", options.threads, "How many threads to use (default: one per core)")
      ->check(within(bounds::threads))
      ->group(group);
}

void add_json(CLI::App& command, ZoneOptions& options) {
  command.add_flag("--json", options.json, "Print what was found as JSON instead of the summary")->group("Output");
}

InputsDescription inputs_of(const StepOptions& step, const ZoneOptions& options, std::vector<std::string>& guesses) {
  const auto& zones = options.zones;
  AreaDescription where;
  where.path = zones.path;
  where.layer = zones.layer;
  where.crs = zones.crs;
  auto inputs = inputs_of(step, guesses, where);
  if (!options.zones.path.empty()) {
    inputs.zones = options.zones;
    inputs.zones->path_as_written = as_text(options.zones.path);
  }
  if (options.population.path.empty()) {
    return inputs;
  }
  if (options.population.columns.residents.empty()) {
    throw InvalidOption("--population needs --residents: which column holds their number?");
  }
  auto source = options.population;
  source.path_as_written = as_text(source.path);
  source.name = as_text(std::filesystem::path(source.path).filename().string());
  source.kind = SourceKind::areas;
  source.options = {
      .crs = "--population-crs", .x_and_y = "--population-x and --population-y", .layer = "--population-layer"};
  if (source.columns.x.empty() && source.columns.y.empty()) {
    std::vector<std::string> of_population;
    guess_position(source, of_population, language_of(step));
    std::ranges::transform(of_population, std::back_inserter(guesses),
                           [&](const std::string& guess) { return fmt::format("{}: {}", source.name, guess); });
  }
  inputs.sources.push_back(std::move(source));
  return inputs;
}

std::vector<std::string> more_inputs_of(const ZoneOptions& options) {
  return {options.zones.path, options.population.path};
}

void refuse_idle_zone_options(const CLI::App& command, const ZoneOptions& options) {
  const auto zones = !options.zones.path.empty();
  const auto population = !options.population.path.empty();
  refuse_idle(command, {{"--zones-layer", zones, "--zones"},
                        {"--zones-crs", zones, "--zones"},
                        {"--zone-id", zones, "--zones"},
                        {"--zone-name", zones, "--zones"},
                        {"--zone-exposure", zones, "--zones"},
                        {"--cell", !zones, "cells, and --zones are counted in instead"},
                        {"--shape", !zones, "cells, and --zones are counted in instead"},
                        {"--residents", population, "--population"},
                        {"--population-layer", population, "--population"},
                        {"--population-x", population, "--population"},
                        {"--population-y", population, "--population"},
                        {"--population-crs", population, "--population"}});
}

EventChoice event_choice_of(const StepOptions& step, const ZoneOptions& options,
                            const std::vector<IncidentClass>& classes) {
  auto choice = event_choice_of(step);
  if (options.only.empty()) {
    return choice;
  }
  if (step.source.columns.class_name.empty()) {
    throw InvalidOption("--only needs --class: which column holds the class?");
  }
  choice.classes = chosen_classes(options.only, classes);
  return choice;
}

}  // namespace lykta
