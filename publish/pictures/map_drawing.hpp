// What does the map of a picture show, as paths of SVG?
//
// One unit is a metre, x grows to the east and y to the south from the north-western corner of the study area. Whole metres are
// enough to draw with.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "publish/layers/layers.hpp"

namespace lykta {

/// How the outline of a place is drawn.
[[nodiscard]] std::string_view look_of(const Place& place);

/// A part of the map to be shown: left, top, width and height in metres.
struct MapView {
  double x = 0;
  double y = 0;
  double width = 0;
  double height = 0;

  /// As SVG writes it.
  [[nodiscard]] std::string text() const;
};

/// From metres of the picture to those of the drawing.
struct MapFrame {
  double west = 0;
  double north = 0;

  [[nodiscard]] Point at(const Point& position) const { return {position.x - west, north - position.y}; }
};

/// Cells of one class in one path.
struct DrawnCells {
  std::string_view class_name;  ///< of the class in the style sheet
  std::string path;
};

struct DrawnPlace {
  std::string_view look;
  std::string path;
};

struct DrawnName {
  std::string name;
  Point at;
  bool is_locality = false;
};

struct MapDrawing {
  MapFrame frame;
  std::string area;
  std::vector<DrawnCells> cells;   ///< only classes that occur
  std::vector<DrawnPlace> places;  ///< as Picture::places
  std::vector<DrawnName> names;    ///< within the area
  MapView home;                    ///< around the places; of all where there is none
  MapView all;
};

[[nodiscard]] MapDrawing draw_map(const Publication& publication);

/// Around one place.
[[nodiscard]] MapView view_of(const Place& place, const MapFrame& frame);

}  // namespace lykta
