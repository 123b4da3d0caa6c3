// What do the commands about zones have in common? Cells or polygons of one's own, neighbours, classes, residents.
#pragma once

#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "cli/frame/step_options.hpp"
#include "engine/inputs/chosen_events.hpp"
#include "engine/statistics/cell_classes.hpp"
#include "engine/statistics/zone_neighbours.hpp"

namespace lykta {

/// Options as they stand on the command line.
struct ZoneOptions : NeighbourOptions {
  ZonesDescription zones;
  std::vector<std::string> only;
  SourceDescription population;
  std::uint64_t seed = 1;
  unsigned threads = 0;
  bool json = false;
};

/// `--zones` and what belongs to it.
void add_own_zones(CLI::App& command, ZoneOptions& options);
void add_only_classes(CLI::App& command, ZoneOptions& options);
/// `--zone-exposure`.
void add_zone_exposure(CLI::App& command, ZoneOptions& options);
/// `--population` and what belongs to it: residents of points or polygons.
void add_population(CLI::App& command, ZoneOptions& options);
void add_seed_and_threads(CLI::App& command, ZoneOptions& options);
void add_json(CLI::App& command, ZoneOptions& options);

/// Throws InvalidOption for an option that was given and would change nothing.
void refuse_idle_zone_options(const CLI::App& command, const ZoneOptions& options);

/// What is to be read: the events, and the zones and residents where they were asked for.
[[nodiscard]] InputsDescription inputs_of(const StepOptions& step, const ZoneOptions& options,
                                          std::vector<std::string>& guesses);
/// Files that are read besides the events.
[[nodiscard]] std::vector<std::string> more_inputs_of(const ZoneOptions& options);

/// Which events a command looks at, with the classes of --only. Throws InvalidOption for a class that no event has.
[[nodiscard]] EventChoice event_choice_of(const StepOptions& step, const ZoneOptions& options,
                                          const std::vector<IncidentClass>& classes);

}  // namespace lykta
