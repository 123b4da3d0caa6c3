#include "publish/pattern_words.hpp"

#include <algorithm>

namespace lykta {

const std::array<PatternWords, 18>& all_pattern_words() {
  // A pattern reads best as a row of a table.
  // clang-format off
  static constexpr std::array<PatternWords, 18> words{{
      {Pattern::new_hot, {"Ny hotspot", "New hot spot"},
       {"het i sista steget och aldrig förr", "hot in the last step and never before"}},
      {Pattern::intensifying_hot, {"Tilltagande hotspot", "Intensifying hot spot"},
       {"het i minst 90 % av stegen och nu, och allt hetare", "hot in at least 90 % of the steps and now, and rising"}},
      {Pattern::persistent_hot, {"Ihållande hotspot", "Persistent hot spot"},
       {"het i minst 90 % av stegen och nu, utan trend", "hot in at least 90 % of the steps and now, without a trend"}},
      {Pattern::consecutive_hot, {"Sammanhängande hotspot", "Consecutive hot spot"},
       {"het i de senaste stegen utan avbrott, aldrig dessförinnan", "hot in the latest steps on end, never before them"}},
      {Pattern::sporadic_hot, {"Sporadisk hotspot", "Sporadic hot spot"},
       {"het nu och till och från förr, aldrig kall", "hot now and on and off before, never cold"}},
      {Pattern::oscillating_hot, {"Växlande hotspot", "Oscillating hot spot"},
       {"het nu, men kall i något tidigare steg", "hot now, but cold in an earlier step"}},
      {Pattern::diminishing_hot, {"Avtagande hotspot", "Diminishing hot spot"},
       {"het i minst 90 % av stegen och nu, men allt mindre", "hot in at least 90 % of the steps and now, but falling"}},
      {Pattern::historical_hot, {"Tidigare hotspot", "Historical hot spot"},
       {"inte het nu, men i minst 90 % av stegen eller i alla steg sammantagna", "not hot now, but in at least 90 % of the steps or over all of them together"}},
      {Pattern::new_cold, {"Ny coldspot", "New cold spot"},
       {"kall i sista steget och aldrig förr", "cold in the last step and never before"}},
      {Pattern::intensifying_cold, {"Tilltagande coldspot", "Intensifying cold spot"},
       {"kall i minst 90 % av stegen och nu, och allt kallare", "cold in at least 90 % of the steps and now, and colder and colder"}},
      {Pattern::persistent_cold, {"Ihållande coldspot", "Persistent cold spot"},
       {"kall i minst 90 % av stegen och nu, utan trend", "cold in at least 90 % of the steps and now, without a trend"}},
      {Pattern::consecutive_cold, {"Sammanhängande coldspot", "Consecutive cold spot"},
       {"kall i de senaste stegen utan avbrott, aldrig dessförinnan", "cold in the latest steps on end, never before them"}},
      {Pattern::sporadic_cold, {"Sporadisk coldspot", "Sporadic cold spot"},
       {"kall nu och till och från förr, aldrig het", "cold now and on and off before, never hot"}},
      {Pattern::oscillating_cold, {"Växlande coldspot", "Oscillating cold spot"},
       {"kall nu, men het i något tidigare steg", "cold now, but hot in an earlier step"}},
      {Pattern::diminishing_cold, {"Avtagande coldspot", "Diminishing cold spot"},
       {"kall i minst 90 % av stegen och nu, men allt mindre", "cold in at least 90 % of the steps and now, but less and less"}},
      {Pattern::historical_cold, {"Tidigare coldspot", "Historical cold spot"},
       {"inte kall nu, men i minst 90 % av stegen", "not cold now, but in at least 90 % of the steps"}},
      {Pattern::none, {"Inget mönster", "No pattern"},
       {"inget av mönstren", "none of the patterns"}},
      {Pattern::no_value, {"Inget värde", "No value"},
       {"kunde inte prövas; orsaken står i no_value", "could not be tested; no_value says why"}},
  }};
  // clang-format on
  return words;
}

const PatternWords& words_of(Pattern pattern) {
  return *std::ranges::find(all_pattern_words(), pattern, &PatternWords::pattern);
}

bool is_hot_now(Pattern pattern) { return pattern >= Pattern::new_hot && pattern <= Pattern::oscillating_hot; }

}  // namespace lykta
