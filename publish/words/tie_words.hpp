// Which places of a list are as good as tied?
#pragma once

#include <span>
#include <string>
#include <vector>

#include "engine/places/place.hpp"
#include "publish/words/words.hpp"

namespace lykta {

/// Ranks that follow each other and none of which can be told apart from any other of them; each as long as it can be, and none within
/// another. Places whose events are too few for an interval are in none.
struct TiedRanks {
  int first = 1;
  int last = 2;
};
[[nodiscard]] std::vector<TiedRanks> tied_ranks(std::span<const Place> places);

/// "Plats 3 och 4 är så gott som lika: ordningen mellan dem kan vara slump."; empty where nothing is tied.
[[nodiscard]] std::string ties_sentence(std::span<const Place> places, Language language);

}  // namespace lykta
