// Which cell is it in? Square and hexagonal grids that are anchored to the coordinate system.
//
// Cell boundaries are multiples of the cell size counted from the origin of the coordinate system, never from the
// data: a cell keeps its id from week to week, whatever the study area and the events.
//
// Square cells are closed on their left and lower side: a point on a shared edge belongs to the cell to the right of
// or above it. A hexagon stands on a corner (its left and right sides are upright); `cell_m` is the distance between
// two opposite sides, which is also the distance between the centres of neighbours. A point on a shared edge belongs
// to exactly one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/space/area.hpp"
#include "engine/space/points.hpp"

namespace lykta {

enum class CellShape : std::uint8_t { square, hexagon };

/// Column and row in the lattice that fills the whole plane. Hexagons of odd rows lie half a cell to the right.
struct CellIndex {
  std::int64_t column = 0;
  std::int64_t row = 0;
  friend bool operator==(const CellIndex&, const CellIndex&) = default;
};

/// A rectangle of cells of the lattice, numbered row by row from the lower left.
class Grid {
 public:
  /// More cells than this are refused: they would not fit in memory, and nobody could look at them.
  static constexpr double maximum_cells = 1e8;

  /// The cells that touch the box. Throws InvalidOption when the cell size is not a positive number or would give
  /// more than `at_most` cells; the message names a size that would do.
  static Grid covering(const Box& box, CellShape shape, double cell_m, double at_most = maximum_cells);

  /// The smallest rectangle of this grid's cells that holds these two.
  [[nodiscard]] Grid between(const CellIndex& low, const CellIndex& high) const;

  [[nodiscard]] CellShape shape() const { return shape_; }
  [[nodiscard]] double cell_m() const { return cell_m_; }
  [[nodiscard]] std::size_t columns() const { return columns_; }
  [[nodiscard]] std::size_t rows() const { return rows_; }
  [[nodiscard]] std::size_t size() const { return columns_ * rows_; }
  /// Lattice index of the lower left cell.
  [[nodiscard]] CellIndex first() const { return first_; }

  [[nodiscard]] double cell_area_m2() const;
  [[nodiscard]] CellIndex index(std::size_t cell) const;
  /// The number of a cell, or nothing when it lies outside the rectangle.
  [[nodiscard]] std::optional<std::size_t> number(const CellIndex& index) const;
  /// The cell that holds the point, or nothing outside the rectangle.
  [[nodiscard]] std::optional<std::size_t> cell_at(const Point& point) const;
  [[nodiscard]] Point centre(std::size_t cell) const;
  /// Corners counter-clockwise, the lowest (and then leftmost) first. Neighbours share corners to the last bit.
  [[nodiscard]] Ring corners(std::size_t cell) const;
  /// Name of the cell, the same for ever: `100mN6229100E517500` for a square (its lower left corner, in the manner of
  /// INSPIRE's grid codes), `hex100mR62291C5175` for a hexagon (lattice row and column).
  [[nodiscard]] std::string id(std::size_t cell) const;
  /// The box around all cells.
  [[nodiscard]] Box box() const;

 private:
  Grid(CellShape shape, double cell_m, CellIndex first, std::size_t columns, std::size_t rows)
      : shape_(shape), cell_m_(cell_m), first_(first), columns_(columns), rows_(rows) {}

  CellShape shape_;
  double cell_m_;
  CellIndex first_;
  std::size_t columns_;
  std::size_t rows_;
};

struct GridOptions {
  CellShape shape = CellShape::square;
  double cell_m = 100;
};

/// Distance between the rows of a lattice of hexagons, metres.
[[nodiscard]] double hexagon_row_spacing_m(double cell_m);

/// The lattice cell that holds the point.
[[nodiscard]] CellIndex cell_index_at(CellShape shape, double cell_m, const Point& point);

}  // namespace lykta
