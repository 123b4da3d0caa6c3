// A first configuration for a set of files: every guess written down with a comment, for a person to check.
#pragma once

#include <string>
#include <vector>

#include "engine/progress.hpp"

namespace lykta {

/// Text of a commented TOML file. `paths` are the files as they shall stand in it, relative to `folder`. Polygons
/// without a column of residents become the study area. Throws DataError as reading does.
[[nodiscard]] std::string starting_configuration(const std::vector<std::string>& paths, const std::string& folder,
                                                 const Progress& progress = {});

}  // namespace lykta
