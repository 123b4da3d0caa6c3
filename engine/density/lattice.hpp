// Where do the centres of a grid's cells lie, row by row, in units of the distance between two of them?
//
// The sums over kernels work in these units: columns are one apart in every row, so a row of hexagons differs from a
// row of squares only by where its first centre lies.
#pragma once

#include <cstddef>
#include <cstdint>

#include "engine/space/grid.hpp"

namespace lykta {

class Lattice {
 public:
  explicit Lattice(const Grid& grid)
      : columns_(grid.columns()),
        rows_(grid.rows()),
        first_row_(grid.first().row),
        hexagonal_(grid.shape() == CellShape::hexagon),
        unit_m_(grid.cell_m()),
        row_spacing_(hexagonal_ ? hexagon_row_spacing_m(1) : 1.0) {
    const auto half = hexagonal_ ? 0.0 : 0.5;
    origin_ = {(static_cast<double>(grid.first().column) + half) * unit_m_,
               (static_cast<double>(first_row_) + half) * row_spacing_ * unit_m_};
  }

  [[nodiscard]] std::size_t columns() const { return columns_; }
  [[nodiscard]] std::size_t rows() const { return rows_; }
  /// Metres between two neighbours of a row: the unit of everything below.
  [[nodiscard]] double unit_m() const { return unit_m_; }
  /// Distance between two rows, in units.
  [[nodiscard]] double row_spacing() const { return row_spacing_; }
  /// x of column 0 of a row, in units; the rows of hexagons alternate.
  [[nodiscard]] double first_x(std::int64_t row) const {
    return hexagonal_ && ((row + first_row_) & 1) != 0 ? 0.5 : 0.0;
  }
  [[nodiscard]] double y_of(std::int64_t row) const { return static_cast<double>(row) * row_spacing_; }
  /// A point in units, counted from the centre of the lower left cell (of an even row).
  [[nodiscard]] Point in_units(const Point& point) const {
    return {(point.x - origin_.x) / unit_m_, (point.y - origin_.y) / unit_m_};
  }

  /// Centre of the lower left cell (of an even row), metres.
  [[nodiscard]] const Point& origin() const { return origin_; }
  [[nodiscard]] Point in_metres(const Point& at) const {
    return {origin_.x + at.x * unit_m_, origin_.y + at.y * unit_m_};
  }

 private:
  std::size_t columns_;
  std::size_t rows_;
  std::int64_t first_row_;
  bool hexagonal_;
  double unit_m_;
  double row_spacing_;
  Point origin_;
};

}  // namespace lykta
