#include "publish/words/place_summary.hpp"

#include <fmt/format.h>

#include "publish/words/place_words.hpp"
#include "publish/words/strata_words.hpp"
#include "publish/words/visit_words.hpp"

namespace lykta {

std::string when_briefly(const Place& place, Language language) {
  const auto is_clear = place.hours && place.hours->window.finding == WindowFinding::clear;
  return is_clear ? window_text(place.hours->window.window, language)
                  : say(language, {"ingen tydlig tid", "no clear time"});
}

std::string change_briefly(const Place& place, Language language) {
  if (!place.change || place.change->cannot_be_told || place.change->not_tested || place.change->too_few_events) {
    return "–";
  }
  switch (place.change->direction) {
    case Direction::increase:
      return say(language, {"ökning", "increase"});
    case Direction::decrease:
      return say(language, {"minskning", "decrease"});
    case Direction::not_clear:
      break;
  }
  return say(language, {"ingen tydlig", "none clear"});
}

std::string felt_briefly(const Place& place, Language language) {
  switch (place.quadrant) {
    case Quadrant::high_crime_high_unsafety:
    case Quadrant::low_crime_high_unsafety:
      return say(language, {"otrygg", "unsafe"});
    case Quadrant::high_crime_low_unsafety:
    case Quadrant::low_crime_low_unsafety:
      return say(language, {"få tecken på otrygghet", "few signs of unsafety"});
    case Quadrant::too_few_observations:
    case Quadrant::no_observations:
      break;
  }
  return say(language, {"inte känt", "not known"});
}

std::string rank_briefly(const Place& place, Language language) {
  if (!place.rank) {
    return say(language, {"utan rang", "no rank"});
  }
  if (!place.reliability) {
    return "";
  }
  const auto& ranks = place.reliability->ranks;
  if (!ranks) {
    return say(language, {"för få händelser för en säker rang", "too few events for a sure rank"});
  }
  const auto range =
      ranks->low == ranks->high ? fmt::format("{}", ranks->low) : fmt::format("{}–{}", ranks->low, ranks->high);
  return say(language, {"rang {}, {} säkerhet", "rank {}, {} reliability"}, range,
             reliability_word(place.reliability->word).in(language));
}

std::string why_briefly(const Picture& picture, const Place& place, Language language) {
  const auto where = within_stratum(picture, place, language);
  const auto within = where.empty() ? where : " " + where;
  switch (place.basis) {
    case Basis::significant:
      return say(language, {"Här ligger fler händelser än slumpen ger{}.", "More events lie here than chance gives{}."},
                 within);
    case Basis::both_periods:
      return say(
          language,
          {"Här ligger fler händelser än slumpen ger{} under båda perioderna tillsammans; för perioden ensam är det "
           "inte "
           "visat.",
           "More events lie here than chance gives{} in both periods together; of the period alone that is not shown."},
          within);
    case Basis::densest:
      return say(language, {"Platsen hör till de tätaste, men det är inte visat att det är mer än slumpen.",
                            "The place is among the densest, which is not shown to be more than chance."});
    case Basis::observations:
      break;
  }
  return say(language, {"Platsen upplevs som otrygg, fast få händelser är registrerade.",
                        "The place is felt unsafe, though few events are recorded."});
}

}  // namespace lykta
