// What `lykta density` can be asked, and what that asks of reading and of the engine.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "cli/frame/step_options.hpp"
#include "engine/questions/density_map.hpp"
#include "geo/write/contours.hpp"

namespace lykta {

/// Options as they stand on the command line.
struct DensityCommand {
  StepOptions step;
  std::size_t k = usual_k;
  std::string edges = "none";
  bool fast = false;
  double tolerance = 1e-4;
  bool adaptive = false;
  double pilot_m = 0;
  double trim = 5;
  std::string unit = "km2";
  std::vector<std::string> class_weights;
  std::vector<std::string> only;
  std::string hours;
  std::string weekdays;
  std::optional<double> half_life_days;
  std::string stack = "none";
  std::string compare_with;
  SourceDescription denominator;
  std::string population;
  std::string residents;
  std::string test = "asymptotic";
  std::size_t replicates = 999;
  std::uint64_t seed = 1;
  std::optional<double> least_units;
  std::string contours;
  std::string bands;
  std::vector<double> levels;
  std::size_t level_count = 4;
  std::string level_rule = "volume";
  std::string contour_of;
  unsigned threads = 0;
  bool json = false;
};

void add_density_options(CLI::App& command, DensityCommand& options);

/// Throws InvalidOption for an option that was given and would change nothing: it belongs to another that was not.
void refuse_idle_options(const CLI::App& command, const DensityCommand& options);

/// What is to be read: the events and, where they are compared, the other set or the residents.
[[nodiscard]] InputsDescription inputs_of(const DensityCommand& options, std::vector<std::string>& guesses);

/// What the engine is asked, checked.
[[nodiscard]] DensityMapOptions map_of(const DensityCommand& options);

}  // namespace lykta
