// What did lykta scan find, in lines for the terminal?
#pragma once

#include <string>

#include "engine/questions/scan_map.hpp"
#include "geo/read/inputs.hpp"
#include "publish/words/words.hpp"

namespace lykta {

/// What was scanned and what was left out, and the clusters, the surest first.
[[nodiscard]] std::string scan_text(const ScanMap& map, const ReadInputs& read, const std::string& input,
                                    Language language);

}  // namespace lykta
