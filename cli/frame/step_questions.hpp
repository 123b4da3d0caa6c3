// What does a step ask of the engine?
#pragma once

#include "cli/frame/step_options.hpp"
#include "engine/inputs/chosen_events.hpp"
#include "engine/questions/picture.hpp"

namespace lykta {

/// Which events a step looks at. Throws InvalidOption for a period without --date.
[[nodiscard]] EventChoice event_choice_of(const StepOptions& options);
/// The cells of a step, checked.
[[nodiscard]] GridOptions grid_of(const StepOptions& options);
/// The density of a step, but for its bandwidth, checked.
[[nodiscard]] DensityOptions kernel_of(const StepOptions& options);
/// The same with a bandwidth that must be a number of metres.
[[nodiscard]] DensityOptions density_of(const StepOptions& options);
/// What the list of places asks of the engine, checked.
[[nodiscard]] PictureOptions picture_of(const StepOptions& options);

}  // namespace lykta
