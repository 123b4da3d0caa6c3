// What did lykta grid find, in lines for the terminal?
#pragma once

#include <string>

#include "engine/questions/zone_map.hpp"
#include "geo/read/inputs.hpp"
#include "publish/words/words.hpp"

namespace lykta {

/// What was asked, in the words of the options.
struct GridWords {
  std::string input;
  std::string measure;
  std::string statistic;
  std::string correction;
};

/// Events and zones, rates, classes zone by zone with the chance behind them, and the whole map.
[[nodiscard]] std::string grid_text(const ZoneMap& map, const ReadInputs& read, const GridWords& words,
                                    Language language);

}  // namespace lykta
