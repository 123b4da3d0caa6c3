// What does a first configuration say of one file of rows?
#pragma once

#include <string>

#include "cli/commands/init/looked_at.hpp"

namespace lykta {

/// A block [[sources]], each line with its reason. As comments where the polygons of its areas are not known.
[[nodiscard]] std::string source_text(const LookedAt& file);

}  // namespace lykta
