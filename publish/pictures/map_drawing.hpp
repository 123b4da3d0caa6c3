// What does the map of a picture show, as paths of SVG?
//
// x grows to the east and y to the south from the north-western corner of the study area. A path has whole units of `unit_m` metres each.
#pragma once

#include <algorithm>
#include <span>
#include <string>
#include <vector>

#include "engine/space/area.hpp"
#include "publish/layers/layers.hpp"
#include "publish/styles/classes.hpp"

namespace lykta {

/// A part of the map to be shown: left, top, width and height in units.
struct MapView {
  double x = 0;
  double y = 0;
  double width = 0;
  double height = 0;

  /// As SVG writes it.
  [[nodiscard]] std::string text() const;
};

/// From metres of the picture to units of the drawing.
struct MapFrame {
  double west = 0;
  double north = 0;
  double unit_m = 1;

  [[nodiscard]] Point at(const Point& position) const {
    return {(position.x - west) / unit_m, (north - position.y) / unit_m};
  }
};

/// Around the study area.
[[nodiscard]] MapFrame frame_of(const Picture& picture, double unit_m = 1);

/// Cells of one class in one path.
struct DrawnCells {
  const MapClass* look = nullptr;
  std::string path;
};

struct DrawnPlace {
  const MapClass* look = nullptr;
  std::string path;
};

struct DrawnName {
  std::string name;  ///< as shown_name() gives it
  Point at;
  bool is_locality = false;
};

/// The outline of an area as a path; what lies within `step` units of the point before is left out.
[[nodiscard]] std::string area_path(const Area& area, double step, const MapFrame& frame);
/// Only classes that occur, in the order of cell_classes; of all cells, or of those whose middle lies in a box (metres).
[[nodiscard]] std::vector<DrawnCells> drawn_cells(const Picture& picture, const MapFrame& frame,
                                                  const Box* within = nullptr);
/// As Picture::places.
[[nodiscard]] std::vector<DrawnPlace> drawn_places(const Picture& picture, const MapFrame& frame);
/// Towns and villages of the study area, the largest first, then the names that somebody gave.
[[nodiscard]] std::vector<DrawnName> drawn_names(const Publication& publication, const MapFrame& frame);

/// Those of a table that something drawn has, in the order of the table.
template <typename Drawn>
[[nodiscard]] std::vector<MapClass> classes_shown(const std::vector<Drawn>& drawn, std::span<const MapClass> table) {
  std::vector<MapClass> shown;
  for (const auto& each : table) {
    if (std::ranges::find(drawn, &each, &Drawn::look) != drawn.end()) {
      shown.push_back(each);
    }
  }
  return shown;
}

/// What stands on the pin of a place: its rank; "A", "B" ... for places without one.
[[nodiscard]] std::string pin_text(std::span<const Place> places, std::size_t number);

/// The map of the page, in metres.
struct MapDrawing {
  MapFrame frame;
  std::string area;
  std::vector<DrawnCells> cells;
  std::vector<DrawnPlace> places;
  std::vector<DrawnName> names;
  MapView home;  ///< around the places; of all where there is none
  MapView all;
};

[[nodiscard]] MapDrawing draw_map(const Publication& publication);

/// Around one place.
[[nodiscard]] MapView view_of(const Place& place, const MapFrame& frame);

}  // namespace lykta
