#include "publish/words/strata_words.hpp"

#include <cmath>

#include <fmt/format.h>

namespace lykta {

namespace {

constexpr Phrase outside_all{"utanför orterna", "outside the localities"};

std::string within(const StrataPicture& strata, std::uint32_t stratum, Language language) {
  return stratum == strata.strata.outside() ? outside_all.in(language)
                                            : say(language, {"i {}", "in {}"}, stratum_name(strata, stratum, language));
}

}  // namespace

std::string stratum_name(const StrataPicture& strata, std::uint32_t stratum, Language language) {
  return stratum == strata.strata.outside() ? outside_all.in(language) : strata.strata.polygon(stratum).id;
}

std::string within_stratum(const Picture& picture, const Place& place, Language language) {
  return picture.strata && place.stratum ? within(*picture.strata, *place.stratum, language) : std::string();
}

std::string spread_over(const Picture& picture, const CellTest& test, Language language) {
  if (!picture.strata || test.strata_around == 0) {
    return "";
  }
  // Beside a border each side expects what its own stratum gives.
  return test.strata_around == 1
             ? within(*picture.strata, picture.strata->strata.own(test.slot), language)
             : Phrase{"på var sida om ortens gräns", "on each side of the locality's border"}.in(language);
}

std::string tested_against(const Picture& picture, Language language) {
  return picture.strata
             ? say(language,
                   {"Varje plats prövas mot sin egen ort: slumpen sprider en orts händelser jämnt över den orten.",
                    "Each place is tested against its own locality: chance spreads the events of a locality evenly "
                    "over that locality."})
             : say(language,
                   {"Varje plats prövas mot hela området: slumpen sprider händelserna jämnt över det.",
                    "Each place is tested against the whole area: chance spreads the events evenly over it."});
}

std::string km2_text(double km2, Language language) {
  return number(km2, km2 < 0.095 ? 3 : km2 < 9.95 ? 1 : 0, language);
}

std::string half_text(const StratumFigures& figures, Language language) {
  if (!figures.concentration || !std::isfinite(figures.concentration->share_of_places.value)) {
    return "";
  }
  const auto& [places, events, with_events, needed, share, gini] = *figures.concentration;
  const auto percent = [&](double part) { return number(100 * part, part < 0.00995 ? 2 : 1, language); };
  return say(language,
             {"hälften i {} av {} ({} %; av slump {} till {})", "half of them in {} of {} ({} %; by chance {} to {})"},
             needed, counted(places, {"ruta", "cell"}, {"rutor", "cells"}, language), percent(share.value),
             percent(share.middle_95.low), percent(share.middle_95.high));
}

std::string stratum_line(const StrataPicture& strata, std::uint32_t stratum, Language language) {
  const auto& figures = strata.figures[stratum];
  auto name = stratum_name(strata, stratum, language);
  if (stratum == strata.strata.outside()) {
    name = Phrase{"Utanför orterna", "Outside the localities"}.in(language);
  }
  const auto events =
      figures.events == 0 ? Phrase{"inga händelser", "no events"}.in(language) : events_text(figures.events, language);
  auto line =
      say(language, {"{}: {} på {} km²", "{}: {} on {} km²"}, name, events, km2_text(figures.area_km2, language));
  if (figures.events == 0) {
    return line;
  }
  if (!figures.is_tested) {
    return line + say(language, {", för få för en prövning", ", too few for a test"});
  }
  const auto half = half_text(figures, language);
  return line + (half.empty() ? "" : ", " + half);
}

bool is_there(const StrataPicture& strata, std::uint32_t stratum) {
  // Slivers between polygons that meet are no ground.
  constexpr double least_km2 = 0.0005;
  const auto& figures = strata.figures[stratum];
  return stratum != strata.strata.outside() || figures.area_km2 >= least_km2 || figures.events > 0;
}

std::string strata_text(const Picture& picture, Language language) {
  if (!picture.strata) {
    return "";
  }
  auto text = tested_against(picture, language) + "\n";
  for (std::uint32_t i = 0; i < picture.strata->strata.size(); ++i) {
    text += is_there(*picture.strata, i) ? fmt::format("  {}.\n", stratum_line(*picture.strata, i, language)) : "";
  }
  return text;
}

}  // namespace lykta
