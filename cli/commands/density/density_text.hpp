// What did lykta density find, in lines for the terminal?
#pragma once

#include <string>

#include "cli/commands/density/density_options.hpp"
#include "geo/read/inputs.hpp"
#include "publish/words/words.hpp"

namespace lykta {

/// Events, cells and bandwidth; how it was computed; what was left out.
[[nodiscard]] std::string density_text(const DensityCommand& options, const ReadInputs& read, const DensityMap& map,
                                       Language language);

}  // namespace lykta
