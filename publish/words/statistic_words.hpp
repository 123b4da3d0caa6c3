// What are the statistics of single places called: as an option, in files, and by people?
//
// One row a statistic. The order is that of lists for people.
#pragma once

#include <algorithm>
#include <array>

#include "engine/statistics/local_test.hpp"
#include "publish/words/words.hpp"

namespace lykta {

struct StatisticWords {
  LocalStatistic statistic;
  const char* option;       ///< on the command line and in the configuration
  const char* explanation;  ///< of the option, in brackets; may be empty
  const char* record;       ///< in JSON
  const char* prefix;       ///< of its fields: Gi and Gi* share one
  const char* value;        ///< names of its fields; null where z says it all
  const char* z;            ///< null where there is none
  const char* p;
  const char* q;
  const char* zone_class;
  const char* class_short;  ///< in a Shapefile
  bool
      compares_with_chance;  ///< asks whether there is more than chance gives; else whether a place is like its neighbours
  Phrase name;
};

// A row of a table reads best on one line.
// clang-format off
inline constexpr std::array<StatisticWords, 4> statistic_words{{
    {LocalStatistic::gi_star, "gi-star", "the zone among its neighbours", "gi_star", "gi", nullptr, "gi_z", "gi_p", "gi_q", "gi_class", "gi_class", true, {"Gi*", "Gi*"}},
    {LocalStatistic::gi, "gi", "without it", "gi", "gi", nullptr, "gi_z", "gi_p", "gi_q", "gi_class", "gi_class", true, {"Gi", "Gi"}},
    {LocalStatistic::moran, "moran", "", "moran", "moran", "moran_i", "moran_z", "moran_p", "moran_q", "moran_class", "moran_clas", false, {"lokal Moran", "local Moran"}},
    {LocalStatistic::geary, "geary", "", "geary", "geary", "geary_c", nullptr, "geary_p", "geary_q", "geary_class", "geary_clas", false, {"lokal Geary", "local Geary"}},
}};
// clang-format on

[[nodiscard]] inline const StatisticWords& words_of(LocalStatistic statistic) {
  return *std::ranges::find(statistic_words, statistic, &StatisticWords::statistic);
}

}  // namespace lykta
