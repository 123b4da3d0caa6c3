#include <iterator>
#include <memory>
#include <string>

#include <nlohmann/json.hpp>

#include "cli/commands.hpp"
#include "cli/commands/scan/scan_text.hpp"
#include "cli/frame/answer.hpp"
#include "cli/frame/step_questions.hpp"
#include "cli/frame/work_estimate.hpp"
#include "cli/options/second_layer.hpp"
#include "cli/options/zone_options.hpp"
#include "cli/values/bounded_option.hpp"
#include "cli/values/choices.hpp"
#include "cli/values/option_words.hpp"
#include "engine/base/error.hpp"
#include "engine/base/lengths.hpp"
#include "engine/questions/scan_map.hpp"
#include "publish/layers/scan_layers.hpp"
#include "publish/records/scan_record.hpp"

namespace lykta {

namespace {

/// Options as they stand on the command line.
struct ScanCommand {
  StepOptions step;
  ZoneOptions zone;
  std::string model = "poisson";
  bool uniform = false;
  std::optional<int> step_days;
  ScanOptions scan;
  ScanMapOptions map;
  std::string members;
};

constexpr Choices<ScanModel, 2> models{
    {{"poisson", ScanModel::poisson}, {"permutation", ScanModel::space_time_permutation}}};
constexpr int usual_step_days = 7;
/// Of 0 metres: a zone alone.
constexpr Bounds radius_m{.least = 0, .most = largest_length_m, .unit = "metres"};
/// The least that the most replicas reach.
constexpr Bounds reachable_level{.least = 1e-6, .most = 0.999};

void add_model(CLI::App& command, ScanCommand& options) {
  const auto group = "Statistics";
  command
      .add_option("--model", options.model,
                  "poisson (expected by population), or permutation (times shuffled among the events: no population)")
      ->group(group)
      ->capture_default_str();
  command.add_flag("--uniform", options.uniform, "Without a population: expect as many events on every km²")
      ->group("Rates");
  command
      .add_option("--step", options.step_days,
                  "Cut the time into periods of this many days, back from --to (permutation: 7)")
      ->check(within(bounds::step_days))
      ->group("Period");
  command.add_flag("--prospective", options.scan.still_going, "Only clusters that last to the end of the time")
      ->group(group);
  command
      .add_option("--replicas", options.scan.replicas, "How many random maps (Monte Carlo replicas) p is computed from")
      ->check(within(bounds::draws))
      ->group(group)
      ->capture_default_str();
  command.add_option("--level", options.map.level, "A cluster has a p of at most this")
      ->check(within(reachable_level))
      ->group(group)
      ->capture_default_str();
  command.add_option("--minimum-events", options.map.least_events, "With fewer events nothing is scanned")
      ->check(within(bounds::count))
      ->group(group)
      ->capture_default_str();
}

void add_windows(CLI::App& command, ScanCommand& options) {
  const auto group = "Windows";
  command
      .add_option("--largest-share", options.scan.largest_share,
                  "A circle holds at most this share of the population (permutation: of the events)")
      ->check(within(bounds::some_share))
      ->group(group)
      ->capture_default_str();
  command.add_option("--largest-radius", options.scan.largest_radius_m, "A circle has at most this radius in metres")
      ->check(within(radius_m))
      ->group(group);
  command
      .add_option("--longest-share", options.scan.longest_share,
                  "A cluster lasts at most this share of the periods (poisson: or all of them)")
      ->check(within(bounds::some_share))
      ->group(group)
      ->capture_default_str();
  command.add_option("--clusters", options.scan.clusters, "How many clusters are listed at most")
      ->check(within({.least = 1, .most = 10'000, .whole = true}))
      ->group(group)
      ->capture_default_str();
}

void add_scan_options(CLI::App& command, ScanCommand& options) {
  constexpr double usual_cell_m = 250;
  options.step.picture.grid.cell_m = usual_cell_m;
  add_files_and_source(command, options.step);
  add_only_classes(command, options.zone);
  add_study_area(command, options.step);
  add_cells(command, options.step);
  add_own_zones(command, options.zone);
  add_zone_exposure(command, options.zone);
  add_population(command, options.zone);
  add_model(command, options);
  add_windows(command, options);
  add_seed_and_threads(command, options.zone);
  command.add_option("--members", options.members, "File for the cells or polygons of the clusters")->group("Output");
  add_json(command, options.zone);
}

bool is_poisson(const ScanCommand& options) {
  return chosen<ScanModel>("--model", options.model, models) == ScanModel::poisson;
}

void refuse_idle_options(const CLI::App& command, const ScanCommand& options) {
  refuse_idle_zone_options(command, options.zone);
  const auto poisson = is_poisson(options);
  const auto timed = options.step_days.has_value() || !poisson;
  refuse_idle(command, {{"--population", poisson, "--model poisson"},
                        {"--zone-exposure", poisson, "--model poisson"},
                        {"--uniform", poisson, "--model poisson"},
                        {"--longest-share", timed, "--step"},
                        {"--prospective", timed, "--step"}});
}

ScanBase base_of(const ScanCommand& options) {
  const auto population = !options.zone.population.path.empty();
  const auto exposure = !options.zone.zones.exposure_column.empty();
  if (const auto given = static_cast<int>(population) + static_cast<int>(exposure) + static_cast<int>(options.uniform);
      given != 1) {
    throw InvalidOption(
        given > 1 ? "--population, --zone-exposure and --uniform exclude each other: what are events expected by?"
                  : "--model poisson needs a population: --population FILE --residents COLUMN, or --zones FILE "
                    "--zone-exposure COLUMN; without one take --model permutation, or --uniform");
  }
  return population ? ScanBase::residents : exposure ? ScanBase::exposure : ScanBase::area;
}

/// What is asked of the engine, but for the classes, which are known when the events have been read.
ScanMapOptions map_of(const ScanCommand& options) {
  auto map = options.map;
  map.scan = options.scan;
  map.scan.model = chosen<ScanModel>("--model", options.model, models);
  map.scan.seed = options.zone.seed;
  map.scan.threads = options.zone.threads;
  map.grid = grid_of(options.step);
  map.step_days = options.step_days;
  if (is_poisson(options)) {
    map.base = base_of(options);
  } else if (!map.step_days) {
    map.step_days = usual_step_days;
  }
  map.choice = event_choice_of(options.step);
  if (map.step_days && !map.choice.period) {
    throw InvalidOption("a scan in time needs --date, --from and --to");
  }
  check(map);
  return map;
}

// ---- the answer

Answer answer_of(const ScanCommand& options, const ReadInputs& read, Language language, const Progress& progress) {
  auto map_options = map_of(options);
  map_options.choice = event_choice_of(options.step, options.zone, read.inputs.classes);
  auto cost = zones_cost;
  if (map_options.base == ScanBase::area) {
    cost.most_cells = ScanMapOptions::values_at_most;  // each cell is a place
  }
  announce_work(read, map_options.grid, cost, 0,
                options.step.quiet || options.zone.json ? Announce::never : Announce::large, language);
  const auto map = std::make_shared<const ScanMap>(scan_map(read.inputs, map_options, progress));
  Answer answer;
  const auto add = [&](const std::string& path, VectorLayer layer, std::string style) {
    answer.files.push_back(layer_file(path, std::move(layer), map));
    std::ranges::move(style_files(path, std::move(style)), std::back_inserter(answer.files));
  };
  const auto clusters = scan_clusters_layer(*map, read.crs, language);
  add(options.step.output, clusters, scan_clusters_style(clusters, language));
  if (!options.members.empty()) {
    const auto members = scan_members_layer(*map, read.crs, language);
    add(options.members, members, scan_members_style(members, language));
  }
  answer.uses = map->uses;
  answer.warnings = map->warnings;
  answer.text = scan_text(*map, read, options.step.input, language);
  answer.record = scan_record(*map);
  return answer;
}

void run_scan(const ScanCommand& options) {
  // What contradicts itself is refused before a file is read.
  static_cast<void>(map_of(options));
  check_style_of_second_layer(options.step, options.members);
  Question question;
  question.name = "scan";
  question.inputs = inputs_of(options.step, options.zone, question.guesses);
  question.more_inputs = more_inputs_of(options.zone);
  question.more_outputs = {options.members};
  question.json = options.zone.json;
  question.styles = style_paths({options.step.output, options.members});
  question.answer = [&options](const ReadInputs& read, Language language, const Progress& progress) {
    return answer_of(options, read, language, progress);
  };
  run_question(options.step, question);
}

}  // namespace

void add_command_scan(CLI::App& app) {
  auto* command = app.add_subcommand(
      "scan", "Where, and since when, are there more events than by chance? Circles by Kulldorff's scan statistic");
  auto options = std::make_shared<ScanCommand>();
  add_scan_options(*command, *options);
  command->footer(
      "Example: lykta scan incidents.gpkg clusters.gpkg --population squares.gpkg --residents number\n"
      "         lykta scan incidents.gpkg clusters.gpkg --model permutation --date time --from 2025-01 --to 2025-06\n"
      "         lykta scan incidents.gpkg alarm.gpkg --model permutation --prospective --date time --from 2025-01\n"
      "                    --to 2025-06 --largest-radius 2000 --members zones.gpkg");
  command->callback([command, options] {
    refuse_idle_options(*command, *options);
    run_scan(*options);
  });
}

}  // namespace lykta
