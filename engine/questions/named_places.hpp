// By which words may somebody call the places of a picture?
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace lykta {

/// What a text is compared by: without case and superfluous blanks.
using TextKey = std::function<std::string(std::string_view)>;

struct NamedPlaces {
  /// By place the keys of all its names, in whatever language; of a weekly picture the rest of the area and all of it stand behind
  /// the places.
  std::vector<std::vector<std::string>> keys{};
  TextKey key{};
};

}  // namespace lykta
