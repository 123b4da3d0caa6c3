// A first configuration for a set of files: every guess written down with a comment, for a person to check.
#pragma once

#include <filesystem>
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

struct StartingConfiguration {
  std::string text;                ///< a commented TOML file; its comments are English
  std::vector<std::string> taken;  ///< what each file was taken for, a line each, without a full stop
  std::vector<std::string> notes;  ///< what a person should be told: choices, layers that are left out, losses
};

/// Files as a configuration in `folder`, which need not be there, shall name them: relative to it, absolute ones as they are. Throws
/// InvalidOption for a name that is not UTF-8.
[[nodiscard]] std::vector<std::string> seen_from(const std::filesystem::path& folder,
                                                 const std::vector<std::string>& files);

/// `paths` are the files as they shall stand in it, relative to `folder`. Polygons without a column of residents become the
/// study area; of several in one file that one which holds most of the events. Throws DataError as reading does, InvalidOption for an
/// unknown time zone.
[[nodiscard]] StartingConfiguration starting_configuration(const std::vector<std::string>& paths,
                                                           const std::string& folder, const StartingChoices& choices,
                                                           const Progress& progress = {});
/// The text in Swedish.
[[nodiscard]] std::string starting_configuration(const std::vector<std::string>& paths, const std::string& folder);

}  // namespace lykta
