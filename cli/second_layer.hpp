// Is there room for the style of a layer that an answer holds besides OUTPUT?
#pragma once

#include <string>

#include "cli/single_step.hpp"

namespace lykta {

/// The style beside a second layer is a file like the others: never one that is there (unless --overwrite), nor that of
/// OUTPUT. Throws InvalidOption; nothing to check without a path.
void check_style_of_second_layer(const StepOptions& options, const std::string& path);

}  // namespace lykta
