// Is there room for the style of a layer that an answer holds besides OUTPUT?
#pragma once

#include <string>

#include "cli/frame/step_options.hpp"

namespace lykta {

/// The style beside a second layer is never that of OUTPUT. Throws InvalidOption; nothing to check without a path.
void check_style_of_second_layer(const StepOptions& options, const std::string& path);

}  // namespace lykta
