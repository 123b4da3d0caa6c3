// What do the parts of a sheet share? Its texts, sizes and boxes; the parts themselves are drawn by functions of this header.
//
// Lengths are millimetres of paper, y grows downwards.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <pugixml.hpp>

#include "publish/layers/layers.hpp"
#include "publish/pictures/map_drawing.hpp"
#include "publish/pictures/sheet_extent.hpp"
#include "publish/records/run_record.hpp"

namespace lykta::sheet {

inline constexpr Colour grey_letters{95, 95, 95};

struct Sheet {
  const Publication& publication;
  const RunContext& context;
  const char* paper = "A4";
  double letters = 1;                ///< factor of all letters and lines
  std::vector<std::string> names{};  ///< of the places, as they are shown
  std::vector<std::string> pins{};   ///< what stands on the pin of each

  [[nodiscard]] const Picture& picture() const { return publication.picture; }
  [[nodiscard]] Language language() const { return publication.language; }
  [[nodiscard]] std::string in(const Phrase& phrase) const { return phrase.in(language()); }
};

/// A disc with the number of a place, or its letter.
void draw_pin(pugi::xml_node parent, const Point& middle, const std::string& text, const MapClass& look, double size);
/// Width and height of it.
[[nodiscard]] LabelSize size_of_pin(const std::string& text, double size);

/// What a map shows, for its legend and its notes.
struct MapOnSheet {
  MapScale scale;
  std::vector<DrawnCells> cells;       ///< within the map
  std::vector<DrawnPlace> places;      ///< all
  std::vector<bool> has_pin;           ///< one per place
  std::size_t places_without_pin = 0;  ///< of those that the map shows
};

/// The main map: ground, cells, places with their numbers and as many names as there is room for, scale bar, north arrow. `named`: how
/// many of the first places have their name beside their number.
[[nodiscard]] MapOnSheet draw_main_map(pugi::xml_node parent, const Sheet& sheet, const Box& box, std::size_t named);

/// The whole study area with the part that the main map shows, and places outside of that.
void draw_overview(pugi::xml_node parent, const Sheet& sheet, const MapOnSheet& map, const Box& box);

/// Height of the list with so many places.
[[nodiscard]] double height_of_list(const Sheet& sheet, std::size_t places);
/// The first places: number, name, events, between which ranks it lies. Says how many more there are.
void draw_list(pugi::xml_node parent, const Sheet& sheet, const Box& box, std::size_t places);

/// Only classes that the map shows. `draw` false: nothing is drawn. Gives the height.
double draw_legend(pugi::xml_node parent, const Sheet& sheet, const MapOnSheet& map, const Box& box, bool draw);

/// "1:20 000"
[[nodiscard]] std::string scale_text(double denominator);

/// Below the maps: what the numbers are, the sources with their dates, what made it.
[[nodiscard]] std::vector<std::string> notes_of(const Sheet& sheet, const MapOnSheet& map);

}  // namespace lykta::sheet
