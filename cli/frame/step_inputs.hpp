// What does a step ask to be read?
#pragma once

#include <string>
#include <vector>

#include "cli/frame/step_options.hpp"
#include "geo/read/inputs.hpp"

namespace lykta {

/// What a step asks to be read. Column names for the coordinates are guessed where the input has no geometry and none
/// are given, and with `--guess` the other ones too; `guesses` says what was taken. `zones` are polygons that tell where the events are expected, where there is
/// no study area.
[[nodiscard]] InputsDescription inputs_of(const StepOptions& options, std::vector<std::string>& guesses,
                                          const AreaDescription& zones = {});

}  // namespace lykta
