// What does OGR alone need to read a file? The floor of everything that reads with it.
#pragma once

#include <string>

namespace lykta::bench {

/// Takes every feature of the first layer from OGR and drops it. Throws std::runtime_error when the file cannot be opened.
void pass_over_features(const std::string& path);

}  // namespace lykta::bench
