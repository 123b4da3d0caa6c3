// What did mending do to outlines that cross themselves or are wrong in another way? Lines for the terminal.
#pragma once

#include <string>
#include <vector>

#include "geo/shapes/outline_repair.hpp"
#include "publish/words/words.hpp"

namespace lykta {

/// A line each for the first five, such as "feature 7: the outline crosses itself; 1 part became 2; its area is 4.2 % smaller than
/// drawn". `of_one` has a slot for what the outline belongs to and one for what was done.
void add_what_was_mended(const Phrase& of_one, const std::vector<OutlineRepair>& repairs, Language language,
                         std::vector<std::string>& lines);

/// The same below a line that says how many there are; nothing where there are none.
void add_repairs(const Phrase& of_one, const std::vector<OutlineRepair>& repairs, Language language,
                 std::vector<std::string>& lines);

}  // namespace lykta
