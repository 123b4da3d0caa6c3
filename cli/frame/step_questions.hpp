// What does a step ask of the engine?
#pragma once

#include "cli/frame/step_options.hpp"
#include "engine/inputs/chosen_events.hpp"
#include "engine/questions/picture.hpp"

namespace lykta {

/// Which events a step looks at. Throws InvalidOption for a period without --date.
[[nodiscard]] EventChoice event_choice_of(const StepOptions& options);
/// What a step asks of the engine, checked.
[[nodiscard]] PictureOptions picture_of(const StepOptions& options, Depth depth);

}  // namespace lykta
