// What does a step ask of the engine?
#pragma once

#include <string>

#include "cli/frame/step_options.hpp"
#include "engine/inputs/chosen_events.hpp"
#include "engine/questions/picture.hpp"
#include "engine/statistics/zone_neighbours.hpp"

namespace lykta {

/// The rule of --neighbours, --distance and --nearest (0: not given). Throws InvalidOption for a rule without its number,
/// or a number without its rule.
[[nodiscard]] NeighbourRule neighbour_rule_of(const std::string& word, double distance_m, std::size_t nearest);

/// Which events a step looks at. Throws InvalidOption for a period without --date.
[[nodiscard]] EventChoice event_choice_of(const StepOptions& options);
/// What a step asks of the engine, checked.
[[nodiscard]] PictureOptions picture_of(const StepOptions& options, Depth depth);

}  // namespace lykta
