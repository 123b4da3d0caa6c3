#include <cstdint>
#include <string>

#include <fmt/format.h>

#include "publish/report/sections.hpp"
#include "publish/words/strata_words.hpp"

namespace lykta::page {

namespace {

Values row_of_stratum(const Edition& edition, const StrataPicture& strata, std::uint32_t stratum) {
  const auto& figures = strata.figures[stratum];
  const auto language = edition.language;
  auto half = half_text(figures, language);
  if (!figures.is_tested && figures.events > 0) {
    half = edition.in({"för få händelser för en prövning", "too few events for a test"});
  }
  Values row;
  row.set("name", shown_name(stratum_name(strata, stratum, language)));
  row.set("count", std::to_string(figures.events));
  row.set("area", km2_text(figures.area_km2, language));
  row.set("places", std::to_string(figures.places));
  row.set("half", half.empty() ? "–" : half);
  return row;
}

}  // namespace

void add_strata(const Edition& edition, Values& values) {
  const auto& picture = edition.publication.picture;
  if (!picture.strata) {
    values.set("strata", false);
    return;
  }
  Values section;
  section.set("strata_title", edition.in({"Orterna var för sig", "Each locality by itself"}));
  section.set("stratum_word", edition.in({"Ort", "Locality"}));
  section.set("area_word", "km²");
  section.set("places_word", edition.in({"Platser", "Places"}));
  section.set("half_word",
              edition.in({"Så få rutor har hälften av händelserna", "So few cells have half of the events"}));
  section.set("rule", fmt::format("{} {}", tested_against(picture, edition.language),
                                  edition.in({"Inom parentes: andelen av ortens rutor, och vad slumpen ger (95 %).",
                                              "In brackets: the share of its cells, and what chance gives (95 %)."})));
  auto rows = list();
  for (std::uint32_t i = 0; i < picture.strata->strata.size(); ++i) {
    if (is_there(*picture.strata, i)) {
      rows << row_of_stratum(edition, *picture.strata, i);
    }
  }
  section.set("rows", rows);
  values.set("strata", section);
}

}  // namespace lykta::page
