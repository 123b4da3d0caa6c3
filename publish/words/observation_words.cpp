#include "publish/words/observation_words.hpp"

#include <fmt/format.h>

namespace lykta {

namespace {

/// How those that observed felt: "varav 3 otrygga och 1 varken trygg eller otrygg"
std::string feelings_text(const Place& place, Language language) {
  const auto felt = place.unsafe_observations;
  const auto neither = place.neutral_observations;
  const auto swedish = language == Language::sv;
  const auto neither_text =
      neither == 0 ? ""
      : swedish    ? fmt::format(" och {} {}", neither,
                              neither == 1 ? "varken trygg eller otrygg" : "varken trygga eller otrygga")
                   : fmt::format(" and {} neither safe nor unsafe", neither);
  const auto felt_text = felt == 0 ? std::string(swedish ? "ingen otrygg" : "none unsafe")
                         : swedish ? fmt::format("{} {}", felt, felt == 1 ? "otrygg" : "otrygga")
                                   : fmt::format("{} unsafe", felt);
  return (swedish ? "varav " : "of which ") + felt_text + neither_text;
}

/// "3 iakttagelser från trygghetsvandringar, varav 1 otrygg"
std::string observations_text(const Place& place, Language language) {
  const auto all = place.observations;
  const auto noun = all == 1 ? Phrase{"iakttagelse från trygghetsvandringar", "safety-walk observation"}
                             : Phrase{"iakttagelser från trygghetsvandringar", "safety-walk observations"};
  return fmt::format("{} {}, {}", all, noun.in(language), feelings_text(place, language));
}

/// What the feelings add up to: a place that few found unsafe is not one where opinions are divided.
Phrase verdict_of(const Place& place, const PlacesOptions& options) {
  if (place.quadrant == Quadrant::high_crime_high_unsafety || place.quadrant == Quadrant::low_crime_high_unsafety) {
    return {"upplevs som otrygg", "felt unsafe"};
  }
  if (place.unsafe_score < options.high_unsafe_score) {
    return {"få tecken på otrygghet", "few signs of feeling unsafe"};
  }
  return 2 * place.unsafe_observations == place.observations
             ? Phrase{"upplevs som otrygg i hälften av dem", "felt unsafe in half of them"}
             : Phrase{"upplevs som otrygg i mindre än hälften av dem", "felt unsafe in less than half of them"};
}

}  // namespace

void add_observations(const Place& place, const PlacesOptions& options, Language language,
                      std::vector<std::string>& sentences) {
  const auto say = [&](const Phrase& phrase, const auto&... values) {
    sentences.push_back(fmt::format(fmt::runtime(phrase.in(language)), values...));
  };
  if (place.quadrant == Quadrant::no_observations) {
    return;
  }
  if (place.observations == 0) {
    say({"Inga iakttagelser från trygghetsvandringar här: hur platsen upplevs är inte känt.",
         "No safety-walk observations here: how the place feels is not known."});
    return;
  }
  const auto observed = observations_text(place, language);
  if (place.quadrant == Quadrant::too_few_observations) {
    say({"{}: för få iakttagelser för att säga något om hur platsen upplevs.",
         "{}: too few to say anything of how the place feels."},
        observed);
    return;
  }
  const auto score = number(place.unsafe_score, 0, language);
  if (place.basis == Basis::observations) {
    say({"{} (otrygghetspoäng {}).", "{} (felt-unsafe score {})."}, observed, score);
    return;
  }
  say({"{} (otrygghetspoäng {}): {}.", "{} (felt-unsafe score {}): {}."}, observed, score,
      verdict_of(place, options).in(language));
}

}  // namespace lykta
