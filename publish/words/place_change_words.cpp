#include "publish/words/place_change_words.hpp"

#include <fmt/format.h>

namespace lykta {

namespace {

/// A ratio with as many digits as it deserves: 0,45; 1,03; 2,6; 12. Beside 1 the second decimal says which side.
std::string ratio_text(double ratio, Language language) {
  const auto decimals = ratio < 1.995 ? 2 : ratio < 9.95 ? 1 : 0;
  return number(ratio, decimals, language);
}

/// ", 1,62 gånger så många (95 % KI 1,15–2,3)"; where nothing was there before, only how much more it
/// is at least.
std::string times_clause(const PlaceChange& change, Language language) {
  if (change.ratio && change.low && change.high) {
    return fmt::format(
        fmt::runtime(Phrase{", {} gånger så många ({} {}–{})", ", {} times as many ({} {}–{})"}.in(language)),
        ratio_text(*change.ratio, language), interval_words(language), ratio_text(*change.low, language),
        ratio_text(*change.high, language));
  }
  if (change.low && *change.low > 0) {
    return fmt::format(
        fmt::runtime(
            Phrase{", minst {} gånger så många ({}, undre gräns)", ", at least {} times as many ({}, lower limit)"}.in(
                language)),
        ratio_text(*change.low, language), interval_words(language));
  }
  return "";
}

/// "87 mot 101 under jämförelseperioden (omräknat till lika många dagar: 84,8)": what was counted in both, and what that
/// is worth where one is longer.
std::string both_counts(const Place& place, const PlaceChange& change, Language language) {
  const auto compared = place.compared_count.value_or(place.count);
  const auto before = static_cast<double>(place.comparison_count.value_or(0));
  auto text = fmt::format(
      fmt::runtime(
          Phrase{"{} mot {:.0f} under jämförelseperioden", "{} against {:.0f} in the comparison period"}.in(language)),
      compared, before);
  const auto scaled = number(change.expected, 1, language);
  if (scaled != number(before, 1, language)) {
    text += fmt::format(
        fmt::runtime(Phrase{" (omräknat till lika många dagar: {})", " (scaled to as many days: {})"}.in(language)),
        scaled);
  }
  return compared == place.count ? text
                                 : text + Phrase{", enligt de källor som täcker båda perioderna",
                                                 ", by the sources that cover both periods"}
                                              .in(language);
}

}  // namespace

void add_change(const Place& place, Language language, std::vector<std::string>& sentences) {
  if (!place.change) {
    return;
  }
  const auto& change = *place.change;
  const auto swedish = language == Language::sv;
  if (change.cannot_be_told) {
    sentences.emplace_back(
        swedish
            ? "Om det har ökat eller minskat kan inte avgöras: ingen källa till händelserna här täcker båda perioderna."
            : "Whether it became more or less cannot be told: no source of the events here covers both periods.");
    return;
  }
  const auto both = both_counts(place, change, language);
  const auto say = [&](const Phrase& verdict, const std::string& more = "") {
    sentences.push_back(fmt::format("{}: {}{}.", verdict.in(language), both, more));
  };
  if (change.not_tested) {
    say({"Förändringen är inte prövad, eftersom det är periodens egna händelser som pekar ut platsen",
         "The change is not tested, as it is the period's own events that single out the place"});
    return;
  }
  if (change.too_few_events) {
    say({"För få händelser för att visa en förändring", "Too few events to show a change"});
    return;
  }
  const auto times = times_clause(change, language);
  switch (change.direction) {
    case Direction::increase:
      say({"Ökning", "Increase"}, times);
      break;
    case Direction::decrease:
      say({"Minskning", "Decrease"}, times);
      break;
    case Direction::not_clear:
      say({"Ingen tydlig förändring", "No clear change"}, times);
      break;
  }
}

}  // namespace lykta
