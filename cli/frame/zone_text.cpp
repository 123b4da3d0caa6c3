#include "cli/frame/zone_text.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

namespace lykta {

std::string zones_text(const Zones& zones, Language language) {
  if (const auto* cells = zones.cells()) {
    return say(language, {"{} om {} m", "{} of {} m"},
               counted(zones.size(), {"ruta", "cell"}, {"rutor", "cells"}, language),
               short_number(cells->grid.cell_m(), language, 6));
  }
  return zones_counted(zones, zones.size(), language);
}

std::string zones_counted(const Zones& zones, std::size_t number, Language language) {
  return zones.cells() != nullptr ? counted(number, {"ruta", "zone"}, {"rutor", "zones"}, language)
                                  : counted(number, {"område", "zone"}, {"områden", "zones"}, language);
}

std::string expected_text(double expected, Language language) {
  return with_decimal_mark(
      expected > 0 && expected < 0.995 ? fmt::format("{:.2g}", expected) : fmt::format("{:.1f}", expected), language);
}

std::string times_text(double ratio, Language language) {
  return number(ratio, ratio < 1.995 ? 2 : ratio < 99.95 ? 1 : 0, language);
}

std::string reason_text(std::string_view code, Language language) {
  constexpr std::array<std::pair<std::string_view, Phrase>, 8> reasons{
      {{"too_few_events", {"för få händelser", "too few events"}},
       {"missing_input", {"ett eget värde saknas", "missing input"}},
       {"no_neighbours", {"saknar grannar", "no neighbours"}},
       {"all_values_equal", {"alla värden är lika", "all values equal"}},
       {"all_are_neighbours", {"alla är grannar", "all are neighbours"}},
       {"too_few_places", {"för få platser", "too few places"}},
       {"negative_values", {"negativa värden", "negative values"}},
       {"no_exposure", {"ingen bor där", "no exposure"}}}};
  const auto* const found = std::ranges::find(reasons, code, &std::pair<std::string_view, Phrase>::first);
  return found != reasons.end() ? found->second.in(language) : std::string(code);
}

std::string correction_text(Correction correction, Language language) {
  switch (correction) {
    case Correction::bonferroni:
      return "Bonferroni";
    case Correction::none:
      return Phrase{"ingen korrektion för många prövningar", "no correction for many tests"}.in(language);
    case Correction::benjamini_hochberg:
      break;
  }
  return "Benjamini-Hochberg";
}

}  // namespace lykta
