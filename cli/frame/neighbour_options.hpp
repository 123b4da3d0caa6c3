// Which cells or zones count as neighbours, and what is done about many tests: the same options of every command that tests.
#pragma once

#include <cstddef>
#include <string>

#include <CLI/CLI.hpp>

#include "engine/statistics/cell_classes.hpp"
#include "engine/statistics/zone_neighbours.hpp"

namespace lykta {

/// Options as they stand on the command line.
struct NeighbourOptions {
  std::string neighbours = "queen";
  double distance_m = 0;    ///< 0: not given
  std::size_t nearest = 0;  ///< 0: not given
  std::string correction = "fdr";
};

/// `--neighbours` and its numbers; `place` is what the help calls them: "cell", "zone".
void add_neighbours(CLI::App& command, NeighbourOptions& options, const std::string& place);
void add_correction(CLI::App& command, NeighbourOptions& options);

/// Throws InvalidOption for a rule without its number, a number without its rule, and for numbers that nobody can mean.
[[nodiscard]] NeighbourRule neighbour_rule_of(const NeighbourOptions& options);
[[nodiscard]] Correction correction_of(const NeighbourOptions& options);

}  // namespace lykta
