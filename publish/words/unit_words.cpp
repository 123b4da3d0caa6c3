#include "publish/words/unit_words.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace lykta {

namespace {

using Words = std::pair<std::string_view, std::string_view>;
constexpr std::array<Words, 18> swedish{{{"answers", "svar"},
                                         {"events", "händelser"},
                                         {"events x weight", "händelser x vikt"},
                                         {"events/km2", "händelser/km2"},
                                         {"events/cell", "händelser/ruta"},
                                         {"events/1000", "händelser/1000"},
                                         {"events/1000 people", "händelser/1000 invånare"},
                                         {"people", "invånare"},
                                         {"share", "andel"},
                                         {"cells", "rutor"},
                                         {"days", "dagar"},
                                         {"degrees", "grader"},
                                         {"local time", "lokal tid"},
                                         {"observations", "iakttagelser"},
                                         {"severity", "allvarsgrad"},
                                         {"steps", "steg"},
                                         {"visits", "besök"},
                                         {"weeks", "veckor"}}};

}  // namespace

std::string unit_text(std::string_view unit, Language language) {
  const auto* const found = std::ranges::find(swedish, unit, &Words::first);
  return std::string(language == Language::en || found == swedish.end() ? unit : found->second);
}

}  // namespace lykta
