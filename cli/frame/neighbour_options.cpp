#include "cli/frame/neighbour_options.hpp"

#include <fmt/format.h>

#include "cli/values/bounded_option.hpp"
#include "cli/values/choices.hpp"
#include "cli/values/option_words.hpp"
#include "engine/base/error.hpp"

namespace lykta {

namespace {

constexpr auto statistics_group = "Statistics";

NeighbourRule rule_of(const NeighbourOptions& options, NeighbourKind kind) {
  switch (kind) {
    case NeighbourKind::rook:
      return Rook{};
    case NeighbourKind::distance:
      if (options.distance_m == 0) {
        throw InvalidOption("--neighbours distance needs --distance: how many metres apart are neighbours?");
      }
      return DistanceBand{options.distance_m};
    case NeighbourKind::nearest:
      if (options.nearest == 0) {
        throw InvalidOption("--neighbours nearest needs --nearest: how many neighbours has each zone?");
      }
      return Nearest{options.nearest};
    case NeighbourKind::queen:
      break;
  }
  return Queen{};
}

}  // namespace

void add_neighbours(CLI::App& command, NeighbourOptions& options, const std::string& place) {
  command
      .add_option("--neighbours", options.neighbours,
                  "queen (a corner or a side in common), rook (a side), distance or nearest")
      ->group(statistics_group)
      ->capture_default_str();
  command
      .add_option(
          "--distance", options.distance_m,
          fmt::format("Of distance: {}s are neighbours when their centres are at most this many metres apart", place))
      ->check(within(bounds::length_m))
      ->group(statistics_group);
  command
      .add_option("--nearest", options.nearest,
                  fmt::format("Of nearest: how many neighbours each {} has, those with the nearest centres", place))
      ->check(within(bounds::nearest))
      ->group(statistics_group);
}

void add_correction(CLI::App& command, NeighbourOptions& options) {
  command
      .add_option("--correction", options.correction,
                  "What is done about many tests: fdr (Benjamini-Hochberg), bonferroni or none")
      ->group(statistics_group)
      ->capture_default_str();
}

NeighbourRule neighbour_rule_of(const NeighbourOptions& options) {
  const auto kind = chosen<NeighbourKind>("--neighbours", options.neighbours, neighbour_kinds);
  if (kind != NeighbourKind::distance && options.distance_m != 0) {
    throw InvalidOption("--distance changes nothing here: it belongs to --neighbours distance");
  }
  if (kind != NeighbourKind::nearest && options.nearest != 0) {
    throw InvalidOption("--nearest changes nothing here: it belongs to --neighbours nearest");
  }
  const auto rule = rule_of(options, kind);
  check(rule);
  return rule;
}

Correction correction_of(const NeighbourOptions& options) {
  return chosen<Correction>("--correction", options.correction, correction_choices);
}

}  // namespace lykta
