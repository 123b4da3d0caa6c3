// Which part of the study area does something belong to, where each part is compared with itself alone?
//
// Polygons of one's own (localities, mostly) and, as the last stratum, everything that lies in none of them. A cell that a border
// cuts belongs to each side with the share of it that lies there; a point belongs to one stratum.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/space/points.hpp"
#include "engine/space/study_area.hpp"
#include "engine/space/study_grid.hpp"
#include "engine/space/zones.hpp"

namespace lykta {

/// What a cell has of a stratum.
struct StratumPart {
  std::uint32_t stratum = 0;
  double share = 0;  ///< of the cell's area, inside the study area; above 0
};

class Strata {
 public:
  /// Polygons are kept in the order of their ids, whatever order they come in, and those that share no ground with the study area
  /// are left out. Ground of several polygons is that of the one whose id comes first: exact but in cells where borders of
  /// several such polygons run. Throws DataError as Zones, and where no polygon shares ground with the study area.
  Strata(std::vector<OwnPolygon> polygons, const StudyGrid& study, const StudyArea& area);

  /// The polygons, and what lies outside of all of them.
  [[nodiscard]] std::size_t size() const { return zones_.size() + 1; }
  /// The stratum outside of all polygons, which is the last; it may have no ground.
  [[nodiscard]] std::uint32_t outside() const { return static_cast<std::uint32_t>(zones_.size()); }
  /// Of a stratum that is a polygon.
  [[nodiscard]] const OwnPolygon& polygon(std::size_t stratum) const { return zones_.polygons()[stratum]; }
  [[nodiscard]] std::size_t left_out() const { return left_out_; }

  /// The stratum of a point: as Zones::zone_at, else outside.
  [[nodiscard]] std::uint32_t at(const Point& point) const;
  /// How many polygons hold the point.
  [[nodiscard]] std::size_t polygons_at(const Point& point) const { return zones_.zones_at(point); }

  /// By ascending strata; their shares add up to that of the cell.
  [[nodiscard]] std::span<const StratumPart> parts(std::uint32_t slot) const {
    return std::span(parts_).subspan(start_[slot], start_[slot + 1] - start_[slot]);
  }
  /// The one that has most of the cell; of equal parts the first.
  [[nodiscard]] std::uint32_t own(std::uint32_t slot) const;
  /// Ground of a stratum inside the study area, in cells.
  [[nodiscard]] double cells(std::size_t stratum) const { return cells_[stratum]; }
  /// How many cells the parts are of.
  [[nodiscard]] std::size_t slots() const { return start_.size() - 1; }

 private:
  struct LaidOut;
  explicit Strata(LaidOut laid_out);

  Zones zones_;
  std::size_t left_out_ = 0;
  std::vector<std::size_t> start_;  ///< parts of slot i: start_[i] .. start_[i + 1] - 1
  std::vector<StratumPart> parts_;
  std::vector<double> cells_;
};

}  // namespace lykta
