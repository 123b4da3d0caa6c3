// What is said of the localities that places are tested against.
#pragma once

#include <cstdint>
#include <string>

#include "engine/questions/picture_strata.hpp"
#include "publish/words/words.hpp"

namespace lykta {

/// "Ronneby", "utanför orterna"
[[nodiscard]] std::string stratum_name(const StrataPicture& strata, std::uint32_t stratum, Language language);

/// Within what more than chance is more: "i Ronneby", "utanför orterna"; empty for a place of a picture without strata.
[[nodiscard]] std::string within_stratum(const Picture& picture, const Place& place, Language language);

/// Over what events lie evenly in the test of a cell: "i Ronneby", "i var ort för sig"; empty without strata.
[[nodiscard]] std::string spread_over(const Picture& picture, const CellTest& test, Language language);

/// Against what places are tested, in a sentence; that it is the whole area where there are no strata.
[[nodiscard]] std::string tested_against(const Picture& picture, Language language);

/// "8,2", "803", "0,002"
[[nodiscard]] std::string km2_text(double km2, Language language);

/// How few of a stratum's cells have half of its events, beside what chance gives: "hälften i 12 av 820 rutor (1,5 %, slumpen ger
/// 20,1)"; empty without an event.
[[nodiscard]] std::string half_text(const StratumFigures& figures, Language language);

/// One stratum in a line: "Ronneby: 512 händelser på 8,2 km² (62 per km²), hälften ..."
[[nodiscard]] std::string stratum_line(const StrataPicture& strata, std::uint32_t stratum, Language language);

/// Whether a stratum is worth a word: the ground outside of all localities may be none.
[[nodiscard]] bool is_there(const StrataPicture& strata, std::uint32_t stratum);

/// All of it for the terminal: lines with their ends.
[[nodiscard]] std::string strata_text(const Picture& picture, Language language);

}  // namespace lykta
