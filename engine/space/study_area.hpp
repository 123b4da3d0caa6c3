// Which ground is looked at? The study area: its polygons, with the index that answers for each of many points.
//
// A value: copies share polygons and index. Its border belongs to it: an event on the outline lies inside, so none is lost
// that stands on the edge of an extent or on the end of a street that is the boundary. Zones and cells share out what lies
// on their common edges and count each point once (zones.hpp, study_grid.hpp).
#pragma once

#include <memory>

#include "engine/space/area.hpp"
#include "engine/space/points.hpp"

namespace lykta {

/// How far from an outline a point still lies on it, metres: long edges in degrees are followed to the half of it
/// (straight_edges.hpp), and coordinates are written to the centimetre.
inline constexpr double border_m = 0.02;

class StudyArea {
 public:
  StudyArea();
  // An area is a study area without more ado; only the index is added.
  StudyArea(Area area);  // NOLINT(google-explicit-constructor)

  [[nodiscard]] const Area& area() const;
  [[nodiscard]] const Box& box() const;
  [[nodiscard]] bool empty() const { return area().empty(); }

  /// Whether the point lies inside or on the border (within `border_m` of it).
  [[nodiscard]] bool holds(const Point& point) const;
  /// The same as contains(area(), point), to the last bit: half-open.
  [[nodiscard]] bool contains(const Point& point) const;

 private:
  struct Indexed;

  std::shared_ptr<const Indexed> indexed_;
};

}  // namespace lykta
