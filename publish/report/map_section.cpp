#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "publish/report/sections.hpp"
#include "publish/styles/styles.hpp"
#include "publish/words/class_words.hpp"
#include "publish/words/place_words.hpp"
#include "publish/words/strata_words.hpp"

namespace lykta::page {

namespace {

/// A screen is taken to be so wide until it says how wide it is.
constexpr double usual_width = 900;

/// Hot cells say how sure they are as the correction that was asked for lets them: as on the map in QGIS.
std::vector<std::pair<std::string_view, std::string>> cell_words(const Edition& edition) {
  std::vector<std::pair<std::string_view, std::string>> words;
  constexpr std::array<std::string_view, confidence_levels.size()> hot{"hot_99", "hot_95", "hot_90"};
  const auto correction = edition.publication.picture.options.statistics.correction;
  for (std::size_t i = 0; i < hot.size(); ++i) {
    words.emplace_back(
        hot[i], say(edition.language, {"Fler händelser än slumpen ger ({})", "More events than chance gives ({})"},
                    step_text(confidence_levels[i].adjusted_p, correction, edition.language)));
  }
  words.emplace_back(
      "beside", edition.in({"Intill sådana rutor, utan egna händelser", "Beside such cells, no events of its own"}));
  words.emplace_back(
      "plain", edition.in({"Händelser, men inte fler än slumpen kan ge", "Events, but no more than chance can give"}));
  words.emplace_back("few", edition.in({"Händelser, för få för att prövas", "Events, too few for a test"}));
  words.emplace_back("cold", edition.in({"Färre händelser än slumpen ger", "Fewer events than chance gives"}));
  return words;
}

std::vector<std::pair<std::string_view, Phrase>> place_words() {
  return {{"both", {"{} och otrygg", "{} and felt unsafe"}},
          {"crime", {"{}, få eller delade tecken på otrygghet", "{}, few or mixed signs of feeling unsafe"}},
          {"ink", {"{}, otrygghet inte undersökt eller för få iakttagelser", "{}, felt unsafety not known"}},
          {"unsafety", {"Otrygg, få händelser (utan rang)", "Felt unsafe, few events (no rank)"}},
          {"changed", {"Tydlig förändring (utan rang)", "Clear change (no rank)"}}};
}

Values legend_of(const Edition& edition) {
  auto legend = list();
  const auto add = [&](std::string_view class_name, const std::string& label) {
    Values each;
    each.set("class", std::string(class_name));
    each.set("label", label);
    legend << each;
  };
  const auto& drawing = edition.drawing;
  for (const auto& [look, words] : place_words()) {
    if (std::ranges::find(drawing.places, look, &DrawnPlace::look) != drawing.places.end()) {
      const auto much = what_is_much(edition.publication).in(edition.language);
      add(look, fmt::format(fmt::runtime(words.in(edition.language)), much));
    }
  }
  for (const auto& [class_name, words] : cell_words(edition)) {
    if (std::ranges::find(drawing.cells, class_name, &DrawnCells::class_name) != drawing.cells.end()) {
      add(class_name, words);
    }
  }
  return legend;
}

Values pins_of(const Edition& edition) {
  const auto& places = edition.publication.picture.places;
  const auto names = shown_names(place_names(places, edition.language));
  auto pins = list();
  for (std::size_t i = 0; i < std::min(places.size(), most_cards); ++i) {
    const auto at = edition.drawing.frame.at(places[i].position);
    Values pin;
    pin.set("number", std::to_string(i + 1));
    pin.set("look", std::string(look_of(places[i])));
    pin.set("x", fmt::format("{:.0f}", at.x));
    pin.set("y", fmt::format("{:.0f}", at.y));
    pin.set("label", fmt::format("{}. {}, {}", i + 1, names[i], events_text(places[i].count, edition.language)));
    pins << pin;
  }
  return pins;
}

}  // namespace

void add_map(const Edition& edition, Values& values) {
  const auto& drawing = edition.drawing;
  values.set("map_title", edition.in({"Karta", "Map"}));
  values.set("map_tools", edition.in({"Kartans verktyg", "Tools of the map"}));
  values.set("zoom_in", edition.in({"Zooma in", "Zoom in"}));
  values.set("zoom_out", edition.in({"Zooma ut", "Zoom out"}));
  values.set("map_home", edition.in({"Platserna", "The places"}));
  values.set("map_all", edition.in({"Hela området", "The whole area"}));
  values.set("layer_cells", edition.in({"Rutor", "Cells"}));
  values.set("layer_places", edition.in({"Platsernas gränser", "Outlines of places"}));
  values.set("layer_names", edition.in({"Namn", "Names"}));
  values.set("north", edition.in({"norr", "north"}));
  values.set("view", drawing.home.text());
  values.set("view_all", drawing.all.text());
  constexpr double widest_with_spots = 4;
  values.set("spots", drawing.home.width / usual_width > widest_with_spots ? "none" : "inline");
  values.set("metres", fmt::format("{:.4g}", drawing.home.width / usual_width));
  values.set(
      "map_label",
      edition.in(
          {"Karta över platserna. Piltangenterna flyttar, plus och minus zoomar, 0 visar platserna. Samma platser står "
           "i tabellen nedan.",
           "Map of the places. The arrow keys move it, plus and minus zoom, 0 shows the places. The same places "
           "stand in the table below."}));
  const auto& places = edition.publication.picture.places;
  const auto first = places.empty()
                         ? Point{drawing.home.x + drawing.home.width / 2, drawing.home.y + drawing.home.height / 2}
                         : drawing.frame.at(places.front().position);
  values.set("first", fmt::format("{:.0f} {:.0f}", first.x, first.y));
  values.set("pins", pins_of(edition));
  values.set("legend", legend_of(edition));
  const auto against =
      edition.publication.picture.strata ? tested_against(edition.publication.picture, edition.language) + " " : "";
  values.set(
      "map_note",
      against + say(edition.language,
                    {"Rutorna är {:g} m breda. Händelser och upplevd otrygghet läggs aldrig ihop. Källa: underlaget "
                     "nedan; {}.",
                     "Cells are {:g} m wide. Events and felt unsafety are never added up. Source: the data below; {}."},
                    edition.publication.picture.study.grid.cell_m(), edition.publication.read.crs.name()));
}

}  // namespace lykta::page
