#include "cli/commands/density/density_options.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cli/frame/guessed_source.hpp"
#include "cli/frame/step_inputs.hpp"
#include "cli/frame/step_questions.hpp"
#include "cli/options/class_choice.hpp"
#include "cli/values/bounded_option.hpp"
#include "cli/values/choices.hpp"
#include "cli/values/hour_words.hpp"
#include "cli/values/option_words.hpp"
#include "engine/base/error.hpp"
#include "geo/format/text_encoding.hpp"
#include "geo/values/text_values.hpp"

namespace lykta {

namespace {

/// A quarter of an hour, and a century.
constexpr Bounds half_life_days{.least = 0.01, .most = 36'600, .unit = "days"};
/// Of densities, of shares and of their ratios, none of which is below 0.
constexpr Bounds level{.least = 0, .most = 1e15};

constexpr Choices<TimeStack, 3> stacks{
    {{"none", TimeStack::none}, {"hours", TimeStack::hours}, {"weeks", TimeStack::weeks}}};
constexpr Choices<RiskTest, 3> risk_tests{
    {{"none", RiskTest::none}, {"asymptotic", RiskTest::asymptotic}, {"monte-carlo", RiskTest::monte_carlo}}};
void add_smoothing(CLI::App& command, DensityCommand& options) {
  const auto group = "Density";
  command.get_option("--bandwidth")
      ->description(
          "Metres, or a rule that chooses: scott, silverman, diggle, likelihood, cronie-van-lieshout or k-nearest");
  command.add_option("--k", options.k, "Of k-nearest: the mean distance to the k-th nearest neighbour")
      ->check(within(bounds::nearest))
      ->group(group)
      ->capture_default_str();
  command.add_option("--edges", options.edges, "Correction at the border: none, uniform or diggle")
      ->group(group)
      ->capture_default_str();
  command.add_flag("--adaptive", options.adaptive, "Narrow kernels where events lie close together (Abramson)")
      ->group(group);
  command
      .add_option("--pilot", options.pilot_m, "Of --adaptive: bandwidth of the pilot, metres (default: --bandwidth)")
      ->check(within(bounds::length_m))
      ->group(group);
  command.add_option("--trim", options.trim, "Of --adaptive: the widest kernel in bandwidths")
      ->check(within(bounds::trim))
      ->group(group)
      ->capture_default_str();
  command.add_option("--unit", options.unit, "km2, cell (events in a cell) or share (of all events)")
      ->group(group)
      ->capture_default_str();
  command
      .add_option("--class-weight", options.class_weights,
                  "CLASS=WEIGHT, repeatable; other classes weigh 1 (needs --class)")
      ->group(group);
  command.add_option("--only", options.only, "CLASS, repeatable: only these classes (needs --class)")->group(group);
  command.add_flag("--fast", options.fast, "By Fourier transform, within --tolerance of the exact density")
      ->group(group);
  command.add_option("--tolerance", options.tolerance, "Of --fast: largest error, as a share of the largest density")
      ->check(within(bounds::probability))
      ->group(group)
      ->capture_default_str();
  command.add_option("--threads", options.threads, "How many threads to use (default: one per core)")
      ->check(within(bounds::threads))
      ->group(group);
}

void add_time(CLI::App& command, DensityCommand& options) {
  const auto group = "Time";
  command.add_option("--hours", options.hours, "Hours of the day such as 22-04, with the share of each uncertain time")
      ->group(group);
  command.add_option("--weekdays", options.weekdays, "Weekdays such as fri,sat; the night belongs to its evening")
      ->group(group);
  command.add_option("--half-life", options.half_life_days, "Days after which an event counts half, back from --to")
      ->check(within(half_life_days))
      ->group(group);
  command.add_option("--stack", options.stack, "hours (168 bands of the week) or weeks (one band each)")
      ->group(group)
      ->capture_default_str();
}

void add_risk(CLI::App& command, DensityCommand& options) {
  const auto group = "Relative risk";
  auto& columns = options.denominator.columns;
  command.add_option("--population", options.population, "File of residents, points or polygons: the denominator")
      ->group(group);
  command.add_option("--residents", options.residents, "Its column with the number of residents")->group(group);
  command.add_option("--compare-with", options.compare_with, "File of other events: the denominator")->group(group);
  command.add_option("--denominator-layer", options.denominator.layer, "Layer of either file")->group(group);
  command.add_option("--denominator-x", columns.x, "Column of easting or longitude of either file")->group(group);
  command.add_option("--denominator-y", columns.y, "Column of northing or latitude of either file")->group(group);
  command.add_option("--denominator-crs", options.denominator.crs, "Its coordinate system, where it declares none")
      ->group(group);
  command.add_option("--denominator-date", columns.date, "Of --compare-with: the column of its date")->group(group);
  command
      .add_option("--least-units", options.least_units,
                  "No value where fewer of the denominator are under the kernel (default: 100 residents, 10 events)")
      ->check(within(bounds::amount))
      ->group(group);
  command.add_option("--p", options.test, "p-values: none, asymptotic or monte-carlo")
      ->group(group)
      ->capture_default_str();
  command.add_option("--replicates", options.replicates, "Of monte-carlo")
      ->check(within({.least = 1, .most = 1'000'000, .whole = true}))
      ->group(group)
      ->capture_default_str();
  command.add_option("--seed", options.seed, "Of monte-carlo: the same seed gives the same p")
      ->check(within(bounds::seed))
      ->group(group)
      ->capture_default_str();
}

void add_contours(CLI::App& command, DensityCommand& options) {
  const auto group = "Contours";
  command.add_option("--contours", options.contours, "File for lines of equal value")->group(group);
  command.add_option("--bands", options.bands, "File for the areas between levels")->group(group);
  command.add_option("--levels", options.levels, "Levels, such as 1,5,10")
      ->check(within(level))
      ->delimiter(',')
      ->group(group);
  command.add_option("--level-count", options.level_count, "How many levels where none are given")
      ->check(within({.least = 1, .most = 1000, .whole = true}))
      ->group(group)
      ->capture_default_str();
  command
      .add_option(
          "--level-rule", options.level_rule,
          "volume (equal parts of all events: 80, 60, 40 and 20 %), quantile (of the cells above 0) or equal (steps)")
      ->check(CLI::IsMember({"volume", "quantile", "equal"}))
      ->group(group)
      ->capture_default_str();
  command
      .add_option("--contour-of", options.contour_of,
                  "Band to draw (default: the density; of a relative risk p_higher, at 0.01 and 0.05)")
      ->group(group);
}

/// The name of a rule, or nothing for a number of metres.
std::optional<BandwidthRule> rule_of(const std::string& bandwidth) {
  if (parse_number(bandwidth)) {
    return std::nullopt;
  }
  std::vector<std::string> words{"a number of metres"};
  for (const auto& [rule, name] : bandwidth_rule_names) {
    if (name == bandwidth) {
      return rule;
    }
    words.emplace_back(name);
  }
  refuse_word("--bandwidth", bandwidth, words);
}

std::optional<RiskOptions> risk_of(const DensityCommand& options) {
  if (options.population.empty() && options.compare_with.empty()) {
    return std::nullopt;
  }
  if (!options.population.empty() && !options.compare_with.empty()) {
    throw InvalidOption("--population and --compare-with exclude each other");
  }
  if (!options.population.empty() && options.residents.empty()) {
    throw InvalidOption("--population needs --residents: which column holds their number?");
  }
  RiskOptions risk;
  if (!options.compare_with.empty()) {
    risk.other_source = 1;
  }
  constexpr double least_residents = 100;
  constexpr double least_events = 10;
  risk.least_units = options.least_units.value_or(options.population.empty() ? least_events : least_residents);
  risk.test = chosen<RiskTest>("--p", options.test, risk_tests);
  risk.simulation.replicates = options.replicates;
  risk.simulation.seed = options.seed;
  return risk;
}

}  // namespace

void add_density_options(CLI::App& command, DensityCommand& options) {
  add_common_options(command, options.step);
  add_smoothing(command, options);
  add_time(command, options);
  add_risk(command, options);
  add_contours(command, options);
  command.add_flag("--json", options.json, "Print the record of the map as JSON instead of the summary")
      ->group("Output");
}

void refuse_idle_options(const CLI::App& command, const DensityCommand& options) {
  const auto compares = !options.population.empty() || !options.compare_with.empty();
  const auto draws = !options.contours.empty() || !options.bands.empty();
  const auto monte_carlo = compares && options.test == "monte-carlo";
  const auto to_either = "--population or --compare-with";
  const auto to_drawing = "--contours or --bands";
  const auto residents = !options.population.empty();
  const auto others = !options.compare_with.empty();
  refuse_idle(command, {{"--k", options.step.bandwidth == "k-nearest", "--bandwidth k-nearest"},
                        {"--pilot", options.adaptive, "--adaptive"},
                        {"--trim", options.adaptive, "--adaptive"},
                        {"--tolerance", options.fast, "--fast"},
                        {"--residents", residents, "--population"},
                        {"--denominator-date", others, "--compare-with"},
                        {"--denominator-layer", compares, to_either},
                        {"--denominator-x", compares, to_either},
                        {"--denominator-y", compares, to_either},
                        {"--denominator-crs", compares, to_either},
                        {"--least-units", compares, to_either},
                        {"--p", compares, to_either},
                        {"--replicates", monte_carlo, "--p monte-carlo"},
                        {"--seed", monte_carlo, "--p monte-carlo"},
                        {"--levels", draws, to_drawing},
                        {"--level-count", draws && options.levels.empty(), to_drawing},
                        {"--level-rule", draws && options.levels.empty(), to_drawing},
                        {"--contour-of", draws, to_drawing}});
}

InputsDescription inputs_of(const DensityCommand& options, std::vector<std::string>& guesses) {
  auto inputs = inputs_of(options.step, guesses);
  if (options.population.empty() && options.compare_with.empty()) {
    return inputs;
  }
  auto source = options.denominator;
  source.path = options.population.empty() ? options.compare_with : options.population;
  source.path_as_written = as_text(source.path);
  source.name = as_text(std::filesystem::path(source.path).filename().string());
  source.options = {
      .crs = "--denominator-crs", .x_and_y = "--denominator-x and --denominator-y", .layer = "--denominator-layer"};
  if (!options.population.empty()) {
    source.kind = SourceKind::areas;
    source.columns.residents = options.residents;
  } else if (!options.step.from.empty() && source.columns.date.empty()) {
    throw InvalidOption("--from and --to need --denominator-date: which column of --compare-with holds the date?");
  }
  if (source.columns.x.empty() && source.columns.y.empty()) {
    std::vector<std::string> of_denominator;
    guess_position(source, of_denominator, language_of(options.step));
    for (const auto& guess : of_denominator) {
      guesses.push_back(fmt::format("{}: {}", source.name, guess));
    }
  }
  inputs.sources.push_back(std::move(source));
  return inputs;
}

DensityMapOptions map_of(const DensityCommand& options) {
  // The period, the cells and the kernel are asked for as in every step.
  const auto choice = event_choice_of(options.step);
  DensityMapOptions map;
  map.period = choice.period;
  map.include_discovered = choice.include_discovered;
  map.grid = grid_of(options.step);
  map.field.density = kernel_of(options.step);
  map.field.density.threads = options.threads;
  map.rule = rule_of(options.step.bandwidth);
  if (!map.rule) {
    map.field.density.bandwidth_m = *parse_number(options.step.bandwidth);
  }
  map.k = options.k;
  map.field.edges = chosen<EdgeTerm>("--edges", options.edges, edge_terms);
  if (options.adaptive) {
    map.field.adaptive = AdaptiveShape{options.pilot_m, options.trim};
  } else if (options.pilot_m != 0) {
    throw InvalidOption("--pilot belongs to --adaptive");
  }
  if (options.fast) {
    map.field.fast = FastOptions{options.tolerance};
  }
  map.unit = chosen<DensityUnit>("--unit", options.unit, density_units);
  map.weighted = !options.class_weights.empty();
  if ((map.weighted || !options.only.empty()) && options.step.source.columns.class_name.empty()) {
    throw InvalidOption("--class-weight and --only need --class: which column holds the class?");
  }
  if (!options.hours.empty() || !options.weekdays.empty()) {
    map.hours = hour_window_of({options.hours, options.weekdays});
  }
  map.half_life_days = options.half_life_days;
  map.stack = chosen<TimeStack>("--stack", options.stack, stacks);
  if ((map.hours || map.half_life_days || map.stack != TimeStack::none) && !options.step.guess &&
      !tells_date(options.step.source.columns)) {
    throw InvalidOption("--hours, --weekdays, --half-life and --stack need --date: which column holds the date?");
  }
  map.risk = risk_of(options);
  check(map);
  return map;
}

}  // namespace lykta
