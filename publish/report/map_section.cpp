#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "publish/pictures/label_room.hpp"
#include "publish/report/sections.hpp"
#include "publish/styles/classes.hpp"
#include "publish/words/place_words.hpp"
#include "publish/words/strata_words.hpp"

namespace lykta::page {

namespace {

/// A screen is taken to be so wide until it says how wide it is.
constexpr double usual_width = 900;

Values legend_of(const Edition& edition) {
  auto legend = list();
  const auto add = [&](const MapClass& each) {
    Values line;
    line.set("class", std::string(each.name));
    line.set("label", legend_text(each, edition.publication, edition.language));
    legend << line;
  };
  std::ranges::for_each(classes_shown(edition.drawing.places, place_classes), add);
  std::ranges::for_each(classes_shown(edition.drawing.cells, cell_classes), add);
  return legend;
}

/// Where a pin stands beside its place, in pixels of the start view: pins that would cover each other stand apart.
std::vector<Point> shifts_of_pins(const Edition& edition, std::size_t number) {
  const auto& drawing = edition.drawing;
  const auto metres = drawing.home.width / usual_width;
  const LabelSize size{24, 24};
  LabelRoom room({0, 0, usual_width, drawing.home.height / metres});
  std::vector<Point> shifts(number);
  std::vector<std::size_t> waiting;
  const auto on_screen = [&](std::size_t i) -> Point {
    const auto at = drawing.frame.at(edition.publication.picture.places[i].position);
    return {(at.x - drawing.home.x) / metres, (at.y - drawing.home.y) / metres};
  };
  for (std::size_t i = 0; i < number; ++i) {
    if (!room.take_at(on_screen(i), size)) {
      waiting.push_back(i);
    }
  }
  constexpr double furthest = 120;
  for (const auto i : waiting) {
    const auto anchor = on_screen(i);
    if (const auto middle = room.take_near(anchor, size, furthest)) {
      shifts[i] = {middle->x - anchor.x, middle->y - anchor.y};
    }
  }
  return shifts;
}

Values pins_of(const Edition& edition) {
  const auto& places = edition.publication.picture.places;
  const auto names = shown_names(place_names(places, edition.language));
  const auto shifts = shifts_of_pins(edition, std::min(places.size(), most_cards));
  auto pins = list();
  for (std::size_t i = 0; i < shifts.size(); ++i) {
    const auto at = edition.drawing.frame.at(places[i].position);
    Values pin;
    pin.set("number", std::to_string(i + 1));
    pin.set("text", pin_text(places, i));
    pin.set("look", std::string(class_of_place(places[i]).name));
    pin.set("x", fmt::format("{:.0f}", at.x));
    pin.set("y", fmt::format("{:.0f}", at.y));
    pin.set("is_beside", shifts[i] != Point{});
    pin.set("shift_x", fmt::format("{:.0f}", shifts[i].x));
    pin.set("shift_y", fmt::format("{:.0f}", shifts[i].y));
    pin.set("label",
            fmt::format("{}. {}, {}", pin_text(places, i), names[i], events_text(places[i].count, edition.language)));
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
