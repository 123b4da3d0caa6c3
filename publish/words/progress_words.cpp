#include "publish/words/progress_words.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace lykta {

namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 34> swedish_stages{{
    {"bandwidth", "söker bandbredd"},
    {"choosing events", "väljer händelser"},
    {"clustering", "söker ansamlingar"},
    {"clusters", "söker kluster"},
    {"comparing", "jämför"},
    {"concentration", "mäter koncentrationen"},
    {"contours", "drar nivåkurvor"},
    {"count", "räknar"},
    {"counting", "räknar"},
    {"density", "beräknar täthet"},
    {"drawing the map", "ritar kartan"},
    {"edge correction", "korrigerar för kanten"},
    {"even weeks", "drar jämna veckor"},
    {"finding patterns", "söker mönster"},
    {"global tests", "prövar hela kartan"},
    {"grid", "lägger rutnätet"},
    {"hours of the week", "räknar veckans timmar"},
    {"neighbours", "söker grannar"},
    {"originators", "söker första händelser"},
    {"overviews", "gör översikter"},
    {"pairs of events", "räknar par av händelser"},
    {"permutations", "drar permutationer"},
    {"places", "avgränsar platser"},
    {"project", "projicerar"},
    {"raster", "skriver raster"},
    {"replicas", "simulerar slumpen"},
    {"simulating risk", "simulerar risk"},
    {"slices", "beräknar tidsskikt"},
    {"watching weeks", "jämför veckor"},
    {"writing", "skriver"},
    {"writing raster", "skriver raster"},
    {"writing tables", "skriver tabeller"},
    {"writing the project", "skriver projektet"},
    {"writing the report", "skriver rapporten"},
}};

/// Stages that name what they are about behind the verb.
constexpr std::array<std::pair<std::string_view, std::string_view>, 2> verbs{
    {{"reading ", "läser "}, {"writing ", "skriver "}}};

}  // namespace

std::string stage_text(std::string_view stage, Language language) {
  if (language == Language::en) {
    return std::string(stage);
  }
  if (const auto* const known = std::ranges::find(swedish_stages, stage, [](const auto& pair) { return pair.first; });
      known != swedish_stages.end()) {
    return std::string(known->second);
  }
  for (const auto& [english, verb] : verbs) {
    if (stage.starts_with(english)) {
      return std::string(verb).append(stage.substr(english.size()));
    }
  }
  return std::string(stage);
}

}  // namespace lykta
