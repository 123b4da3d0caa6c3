#include "publish/words/pattern_words.hpp"

#include <algorithm>

namespace lykta {

const std::array<PatternWords, 18>& all_pattern_words() {
  // A pattern reads best as a row of a table.
  // clang-format off
  static constexpr std::array<PatternWords, 18> words{{
      {Pattern::new_hot, {"Ny hotspot", "New hot spot"},
       {"hotspot i sista steget och aldrig förr", "hot in the last step and never before"}},
      {Pattern::intensifying_hot, {"Tilltagande hotspot", "Intensifying hot spot"},
       {"hotspot i minst 90 % av stegen och nu, med stigande trend", "hot in at least 90 % of the steps and now, and rising"}},
      {Pattern::persistent_hot, {"Ihållande hotspot", "Persistent hot spot"},
       {"hotspot i minst 90 % av stegen och nu, utan trend", "hot in at least 90 % of the steps and now, without a trend"}},
      {Pattern::consecutive_hot, {"Sammanhängande hotspot", "Consecutive hot spot"},
       {"hotspot i de senaste stegen utan avbrott, aldrig dessförinnan", "hot in the latest steps without a break, never before them"}},
      {Pattern::sporadic_hot, {"Sporadisk hotspot", "Sporadic hot spot"},
       {"hotspot nu och till och från förr, aldrig färre händelser än slumpen ger", "hot now and on and off before, never cold"}},
      {Pattern::oscillating_hot, {"Växlande hotspot", "Oscillating hot spot"},
       {"hotspot nu, men färre händelser än slumpen ger i något tidigare steg", "hot now, but cold in an earlier step"}},
      {Pattern::diminishing_hot, {"Avtagande hotspot", "Diminishing hot spot"},
       {"hotspot i minst 90 % av stegen och nu, med fallande trend", "hot in at least 90 % of the steps and now, but falling"}},
      {Pattern::historical_hot, {"Tidigare hotspot", "Historical hot spot"},
       {"inte hotspot nu, men i minst 90 % av stegen eller i alla steg sammantagna", "not hot now, but in at least 90 % of the steps or over all of them together"}},
      {Pattern::new_cold, {"Nytt: få händelser", "New cold spot"},
       {"färre händelser än slumpen ger i sista steget och aldrig förr", "cold in the last step and never before"}},
      {Pattern::intensifying_cold, {"Allt färre händelser", "Intensifying cold spot"},
       {"färre händelser än slumpen ger i minst 90 % av stegen och nu, med fallande trend", "cold in at least 90 % of the steps and now, and falling"}},
      {Pattern::persistent_cold, {"Ihållande få händelser", "Persistent cold spot"},
       {"färre händelser än slumpen ger i minst 90 % av stegen och nu, utan trend", "cold in at least 90 % of the steps and now, without a trend"}},
      {Pattern::consecutive_cold, {"Sammanhängande få händelser", "Consecutive cold spot"},
       {"färre händelser än slumpen ger i de senaste stegen utan avbrott, aldrig dessförinnan", "cold in the latest steps without a break, never before them"}},
      {Pattern::sporadic_cold, {"Sporadiskt få händelser", "Sporadic cold spot"},
       {"färre händelser än slumpen ger nu och till och från förr, aldrig hotspot", "cold now and on and off before, never hot"}},
      {Pattern::oscillating_cold, {"Växlande, nu få händelser", "Oscillating cold spot"},
       {"färre händelser än slumpen ger nu, men hotspot i något tidigare steg", "cold now, but hot in an earlier step"}},
      {Pattern::diminishing_cold, {"Få händelser, men allt fler", "Diminishing cold spot"},
       {"färre händelser än slumpen ger i minst 90 % av stegen och nu, med stigande trend", "cold in at least 90 % of the steps and now, but rising"}},
      {Pattern::historical_cold, {"Tidigare få händelser", "Historical cold spot"},
       {"inte nu, men i minst 90 % av stegen färre händelser än slumpen ger", "not cold now, but in at least 90 % of the steps"}},
      {Pattern::none, {"Inget mönster", "No pattern"},
       {"inget av mönstren", "none of the patterns"}},
      {Pattern::no_value, {"Inget värde", "No value"},
       {"kunde inte prövas; orsaken står i fältet no_value", "could not be tested; no_value says why"}},
  }};
  // clang-format on
  return words;
}

const PatternWords& words_of(Pattern pattern) {
  return *std::ranges::find(all_pattern_words(), pattern, &PatternWords::pattern);
}

bool is_hot_now(Pattern pattern) { return pattern >= Pattern::new_hot && pattern <= Pattern::oscillating_hot; }

}  // namespace lykta
