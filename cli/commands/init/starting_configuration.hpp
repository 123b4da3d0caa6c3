// A first configuration for a set of files: every guess written down with a comment, for a person to check.
#pragma once

#include <string>
#include <vector>

#include "engine/base/progress.hpp"

namespace lykta {

/// Text of a commented TOML file. `paths` are the files as they shall stand in it, relative to `folder`. Polygons
/// without a column of residents become the study area; of several in one file that one which holds most of the events.
/// `notes` gets what a person should be told of that choice. Throws DataError as reading does.
[[nodiscard]] std::string starting_configuration(const std::vector<std::string>& paths, const std::string& folder,
                                                 std::vector<std::string>& notes, const Progress& progress = {});
[[nodiscard]] std::string starting_configuration(const std::vector<std::string>& paths, const std::string& folder);

}  // namespace lykta
