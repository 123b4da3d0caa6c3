// A first configuration for a set of files: every guess written down with a comment, for a person to check.
#pragma once

#include <string>
#include <vector>

#include "engine/base/progress.hpp"
#include "publish/words/words.hpp"

namespace lykta {

/// What somebody says of the picture to come.
struct StartingChoices {
  Language language = Language::sv;            ///< of the outputs to come, and of the notes
  std::string time_zone = "Europe/Stockholm";  ///< of local time
  std::string title{};                         ///< empty: "Lägesbild", "Situation picture"
};

/// Text of a commented TOML file. `paths` are the files as they shall stand in it, relative to `folder`. Polygons
/// without a column of residents become the study area; of several in one file that one which holds most of the
/// events. `notes` get what a person should be told of that choice, of layers that are left out and of losses; the
/// comments of the file are English. Throws DataError as reading does, InvalidOption for an unknown time zone.
[[nodiscard]] std::string starting_configuration(const std::vector<std::string>& paths, const std::string& folder,
                                                 const StartingChoices& choices, std::vector<std::string>& notes,
                                                 const Progress& progress = {});
/// In Swedish, without the notes.
[[nodiscard]] std::string starting_configuration(const std::vector<std::string>& paths, const std::string& folder);

}  // namespace lykta
