// Which study area should a first configuration have?
#pragma once

#include <string>
#include <vector>

#include "cli/commands/init/looked_at.hpp"
#include "publish/words/words.hpp"

namespace lykta {

/// The block [area] of a configuration.
struct StartingArea {
  std::string text;
  std::string where{};  ///< which of the polygons, as the key of that name; empty: all
};

/// Of several polygons in the file that one which holds most of the events of `sources`, with the reasons; `notes` get what a
/// person should be told of that choice. Without a file the block stands as a comment.
[[nodiscard]] StartingArea starting_area(const LookedAt* area, const std::vector<LookedAt>& sources, Language language,
                                         std::vector<std::string>& notes);

}  // namespace lykta
