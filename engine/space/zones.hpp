// What are events counted in? Cells of a grid, or polygons of one's own: wards, DeSO, places of last month.
//
// Whatever they are, a question to the engine sees them alike: a number of zones, each with a name that stays the same,
// an outline, an area and neighbours, and for every point the zone that holds it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "engine/space/area.hpp"
#include "engine/space/neighbours.hpp"
#include "engine/space/study_grid.hpp"

namespace lykta {

/// A polygon of one's own.
struct OwnPolygon {
  std::string id;       ///< different for each
  std::string name;     ///< empty where there is none
  Area area;            ///< encloses something
  double exposure = 0;  ///< residents or whatever rates are formed by; NaN where it is not known
};

class Zones {
 public:
  explicit Zones(StudyGrid cells);
  /// Throws DataError when there is no polygon, when two have the same id, and for one that encloses nothing.
  explicit Zones(std::vector<OwnPolygon> polygons);

  [[nodiscard]] std::size_t size() const;
  /// The cells, or null for polygons of one's own.
  [[nodiscard]] const StudyGrid* cells() const { return std::get_if<StudyGrid>(&kind_); }
  /// Empty for cells.
  [[nodiscard]] const std::vector<OwnPolygon>& polygons() const;

  [[nodiscard]] std::string id(std::size_t zone) const;
  /// Of a cell its middle, of a polygon the centre of gravity of its area (which may lie outside of it).
  [[nodiscard]] Point centre(std::size_t zone) const;
  /// Of a cell, only what lies inside the study area.
  [[nodiscard]] double area_km2(std::size_t zone) const;
  /// Share of a cell inside the study area; 1 for polygons of one's own.
  [[nodiscard]] double inside_share(std::size_t zone) const;

  /// The zone that holds the point; where polygons overlap the one whose id comes first. Cells hold also the points of
  /// their part outside the study area. On a common edge exactly one of two polygons holds it; on the outer border of
  /// all, the first by id whose outline is there (within `border_m`).
  [[nodiscard]] std::optional<std::uint32_t> zone_at(const Point& point) const;
  /// How many polygons hold the point, their right and upper borders left out; 0 or 1 for cells.
  [[nodiscard]] std::size_t zones_at(const Point& point) const;

 private:
  struct PolygonIndex;

  std::variant<StudyGrid, std::vector<OwnPolygon>> kind_;
  std::shared_ptr<const PolygonIndex> index_;  ///< of polygons of one's own: which may hold a point
};

}  // namespace lykta
