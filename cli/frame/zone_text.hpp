// How are numbers of zones, what is expected, and reasons written for the terminal?
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "engine/space/zones.hpp"
#include "engine/statistics/cell_classes.hpp"
#include "publish/words/words.hpp"

namespace lykta {

/// "412 cells of 250 m", "7 områden"
[[nodiscard]] std::string zones_text(const Zones& zones, Language language);
/// So many of the zones: "3 zones"; in Swedish "3 rutor" of cells and "3 områden" of polygons.
[[nodiscard]] std::string zones_counted(const Zones& zones, std::size_t number, Language language);
/// What is expected may be much less than one: "12.3", "0,042"
[[nodiscard]] std::string expected_text(double expected, Language language);
/// A ratio, with the decimals that tell it from 1: "1.03", "2,6", "140"
[[nodiscard]] std::string times_text(double ratio, Language language);
/// Why there is no value, from the code that stands in files: "no_neighbours" is "saknar grannar".
[[nodiscard]] std::string reason_text(std::string_view code, Language language);
/// What is done about many tests: "Benjamini-Hochberg" ...
[[nodiscard]] std::string correction_text(Correction correction, Language language);

}  // namespace lykta
