// Which part of the study area does a sheet show, and how large?
#pragma once

#include <span>

#include "engine/questions/picture.hpp"
#include "engine/space/points.hpp"
#include "publish/pictures/label_room.hpp"

namespace lykta {

/// Paper of the map in millimetres against the ground in metres. On paper y grows downwards.
struct MapScale {
  Box paper;
  Box shown;
  double metres_per_mm = 1;

  [[nodiscard]] Point on_paper(const Point& position) const {
    return {paper.min_x + (position.x - shown.min_x) / metres_per_mm,
            paper.min_y + (shown.max_y - position.y) / metres_per_mm};
  }
  [[nodiscard]] bool shows(const Point& position) const {
    return position.x >= shown.min_x && position.x <= shown.max_x && position.y >= shown.min_y &&
           position.y <= shown.max_y;
  }
};

/// The ground that a place covers: its cells, metres.
[[nodiscard]] Box ground_of(const Place& place, const StudyGrid& study);

/// The largest round scale (1 : 10 000, 12 500, 15 000, 20 000 ...) at which a part of the ground fits on the paper, in its middle.
[[nodiscard]] MapScale fitting(const Box& ground, const Box& paper, double least_metres_per_mm = 0);

/// All places, where each of them is larger on paper than the number on it; else the part with the most events that is small enough for
/// that (an overview shows the rest), if it has a good deal of the first places. The whole study area where there is no place, or where little more is needed to show it.
[[nodiscard]] MapScale scale_of_places(const Picture& picture, const Box& paper);

/// The whole study area.
[[nodiscard]] MapScale scale_of_area(const Picture& picture, const Box& paper);

/// Length of a scale bar that takes at most so much paper: 1, 2 or 5 times a power of ten, metres.
[[nodiscard]] double round_length_m(const MapScale& scale, double most_mm);

}  // namespace lykta
