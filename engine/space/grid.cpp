#include "engine/space/grid.hpp"

#include <cassert>
#include <cmath>
#include <numbers>

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "engine/base/lengths.hpp"

namespace lykta {

namespace {

bool is_odd(std::int64_t row) { return (row & 1) != 0; }

/// Column (or row) of the square that holds the coordinate. For a cell size like 33.3 m the quotient may be
/// rounded across an edge, so the edges decide as they are drawn.
std::int64_t square_at(double cell_m, double coordinate) {
  auto index = std::floor(coordinate / cell_m);
  if ((index + 1) * cell_m <= coordinate) {
    index += 1;
  } else if (index * cell_m > coordinate) {
    index -= 1;
  }
  return static_cast<std::int64_t>(index);
}

/// The hexagon that holds the point, by rounding in cube coordinates (Patel, "Hexagonal grids", redblobgames.com: the
/// coordinate with the largest rounding error is the one that follows from the other two).
CellIndex hexagon_at(double cell_m, const Point& point) {
  const auto side = cell_m / std::numbers::sqrt3;
  const auto q = (point.x * std::numbers::sqrt3 / 3 - point.y / 3) / side;
  const auto r = point.y * 2 / 3 / side;
  const auto s = -q - r;
  auto round_q = std::round(q);
  auto round_r = std::round(r);
  const auto round_s = std::round(s);
  const auto error_q = std::abs(round_q - q);
  const auto error_r = std::abs(round_r - r);
  const auto error_s = std::abs(round_s - s);
  if (error_q > error_r && error_q > error_s) {
    round_q = -round_r - round_s;
  } else if (error_r > error_s) {
    round_r = -round_q - round_s;
  }
  const auto row = static_cast<std::int64_t>(round_r);
  const auto odd = is_odd(row) ? 1 : 0;
  return {static_cast<std::int64_t>(round_q) + (row - odd) / 2, row};
}

Point centre_of(CellShape shape, double cell_m, const CellIndex& index) {
  const auto column = static_cast<double>(index.column);
  const auto row = static_cast<double>(index.row);
  if (shape == CellShape::square) {
    return {(column + 0.5) * cell_m, (row + 0.5) * cell_m};
  }
  return {(column + (is_odd(index.row) ? 0.5 : 0.0)) * cell_m, row * hexagon_row_spacing_m(cell_m)};
}

}  // namespace

double hexagon_row_spacing_m(double cell_m) { return cell_m * std::numbers::sqrt3 / 2; }

CellIndex cell_index_at(CellShape shape, double cell_m, const Point& point) {
  if (shape == CellShape::hexagon) {
    return hexagon_at(cell_m, point);
  }
  return {square_at(cell_m, point.x), square_at(cell_m, point.y)};
}

Grid Grid::covering(const Box& box, CellShape shape, double cell_m, double at_most) {
  assert(!box.empty());
  check_length("cell size", cell_m);
  if (!std::isfinite(box.width()) || !std::isfinite(box.height()) || box.width() > 2 * largest_length_m ||
      box.height() > 2 * largest_length_m) {
    throw InvalidOption(
        fmt::format("the area is {:.3g} x {:.3g} m, and nothing on the globe is as large: check the extent, the "
                    "positions and their "
                    "coordinate system",
                    box.width(), box.height()));
  }
  const auto cells_of = [&](double size_m) {
    const auto row_m = shape == CellShape::square ? size_m : hexagon_row_spacing_m(size_m);
    return (box.width() / size_m + 2) * (box.height() / row_m + 2);
  };
  const auto estimate = cells_of(cell_m);
  if (!(estimate <= at_most)) {
    // Over a thin box the number of cells falls more slowly than with the square of their size.
    auto enough = cell_m * std::sqrt(estimate / at_most);
    while (cells_of(enough) > at_most) {
      enough *= 1.1;
    }
    // One digit is enough for advice, rounded up so that it holds.
    const auto digit = std::pow(10.0, std::floor(std::log10(enough)));
    throw InvalidOption(
        fmt::format("cells of {} m would give {:.3g} cells over {} x {} m; at most {:.0e} are possible: choose "
                    "{:g} m or more, or "
                    "a smaller study area",
                    cell_m, estimate, metres_text(box.width()), metres_text(box.height()), at_most,
                    std::ceil(enough / digit) * digit));
  }
  auto low = cell_index_at(shape, cell_m, {box.min_x, box.min_y});
  auto high = cell_index_at(shape, cell_m, {box.max_x, box.max_y});
  if (shape == CellShape::hexagon) {
    // A box's corner lies in one hexagon, but its sides reach half a cell into the neighbours.
    low = {low.column - 1, low.row - 1};
    high = {high.column + 1, high.row + 1};
  }
  return {shape, cell_m, low, static_cast<std::size_t>(high.column - low.column + 1),
          static_cast<std::size_t>(high.row - low.row + 1)};
}

Grid Grid::between(const CellIndex& low, const CellIndex& high) const {
  assert(number(low) && number(high) && low.column <= high.column && low.row <= high.row);
  return {shape_, cell_m_, low, static_cast<std::size_t>(high.column - low.column + 1),
          static_cast<std::size_t>(high.row - low.row + 1)};
}

double Grid::cell_area_m2() const {
  return shape_ == CellShape::square ? cell_m_ * cell_m_ : cell_m_ * hexagon_row_spacing_m(cell_m_);
}

CellIndex Grid::index(std::size_t cell) const {
  assert(cell < size());
  return {first_.column + static_cast<std::int64_t>(cell % columns_),
          first_.row + static_cast<std::int64_t>(cell / columns_)};
}

std::optional<std::size_t> Grid::number(const CellIndex& index) const {
  const auto column = index.column - first_.column;
  const auto row = index.row - first_.row;
  if (column < 0 || row < 0 || column >= static_cast<std::int64_t>(columns_) ||
      row >= static_cast<std::int64_t>(rows_)) {
    return std::nullopt;
  }
  return static_cast<std::size_t>(row) * columns_ + static_cast<std::size_t>(column);
}

std::optional<std::size_t> Grid::cell_at(const Point& point) const {
  return number(cell_index_at(shape_, cell_m_, point));
}

Point Grid::centre(std::size_t cell) const { return centre_of(shape_, cell_m_, index(cell)); }

Ring Grid::corners(std::size_t cell) const {
  const auto place = index(cell);
  const auto column = place.column;
  const auto row = place.row;
  if (shape_ == CellShape::square) {
    const auto left = static_cast<double>(column) * cell_m_;
    const auto right = static_cast<double>(column + 1) * cell_m_;
    const auto low = static_cast<double>(row) * cell_m_;
    const auto high = static_cast<double>(row + 1) * cell_m_;
    return {{left, low}, {right, low}, {right, high}, {left, high}};
  }
  // Corners lie on a lattice of half columns and thirds of rows: whole numbers first, so that neighbours agree exactly.
  const auto half_m = cell_m_ / 2;
  const auto third_m = hexagon_row_spacing_m(cell_m_) / 3;
  const auto twice_column = 2 * column + (is_odd(row) ? 1 : 0);
  const auto corner = [&](std::int64_t halves, std::int64_t thirds) {
    return Point{static_cast<double>(twice_column + halves) * half_m, static_cast<double>(3 * row + thirds) * third_m};
  };
  return {corner(0, -2), corner(1, -1), corner(1, 1), corner(0, 2), corner(-1, 1), corner(-1, -1)};
}

std::string Grid::id(std::size_t cell) const {
  const auto [column, row] = index(cell);
  if (shape_ == CellShape::square) {
    return fmt::format("{:g}mN{:.12g}E{:.12g}", cell_m_, static_cast<double>(row) * cell_m_,
                       static_cast<double>(column) * cell_m_);
  }
  return fmt::format("hex{:g}mR{}C{}", cell_m_, row, column);
}

Box Grid::box() const {
  Box box;
  // The outermost corners belong to the first and last cells of the first two and last two rows.
  for (const auto row : {std::size_t{0}, std::size_t{1}, rows_ - 2, rows_ - 1}) {
    if (row >= rows_) {
      continue;
    }
    for (const auto column : {std::size_t{0}, columns_ - 1}) {
      for (const auto& corner : corners(row * columns_ + column)) {
        box.add(corner);
      }
    }
  }
  return box;
}

}  // namespace lykta
