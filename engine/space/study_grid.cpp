#include "engine/space/study_grid.hpp"

#include <algorithm>
#include <array>

#include "engine/base/error.hpp"
#include "engine/space/coverage.hpp"
#include "engine/space/study_area.hpp"

namespace lykta {

std::optional<std::uint32_t> StudyGrid::slot_of(std::size_t cell) const {
  const auto found = std::ranges::lower_bound(cells, static_cast<std::uint32_t>(cell));
  if (found == cells.end() || *found != cell) {
    return std::nullopt;
  }
  return static_cast<std::uint32_t>(found - cells.begin());
}

std::optional<std::uint32_t> StudyGrid::slot_at(const Point& point) const {
  const auto slot_holding = [&](const Point& at) {
    const auto cell = grid.cell_at(at);
    return cell ? slot_of(*cell) : std::nullopt;
  };
  auto slot = slot_holding(point);
  // Sides before corners, left and lower ones first.
  constexpr std::array<Point, 8> steps{{{-1, 0}, {0, -1}, {1, 0}, {0, 1}, {-1, -1}, {1, -1}, {-1, 1}, {1, 1}}};
  for (auto step = steps.begin(); !slot && step != steps.end(); ++step) {
    slot = slot_holding({point.x + step->x * border_m, point.y + step->y * border_m});
  }
  return slot;
}

namespace {

/// The rectangle around the cells that the area touches: a box that ends on a cell's edge does not touch the next cell.
Grid trimmed_to(const Grid& grid, const std::vector<double>& share) {
  std::optional<CellIndex> low;
  std::optional<CellIndex> high;
  for (std::size_t cell = 0; cell < share.size(); ++cell) {
    if (share[cell] > 0) {
      const auto here = grid.index(cell);
      low = low ? CellIndex{std::min(low->column, here.column), std::min(low->row, here.row)} : here;
      high = high ? CellIndex{std::max(high->column, here.column), std::max(high->row, here.row)} : here;
    }
  }
  if (!low) {
    throw DataError("the study area encloses nothing: it needs at least one polygon with an area");
  }
  return grid.between(*low, *high);
}

}  // namespace

StudyGrid cover(const Area& area, CellShape shape, double cell_m) {
  const auto box = bounding_box(area);
  if (box.empty() || !(box.width() > 0) || !(box.height() > 0)) {
    throw DataError("the study area encloses nothing: it needs at least one polygon with an area");
  }
  const auto wide = Grid::covering(box, shape, cell_m);
  const auto share = inside_share(wide, area);
  StudyGrid study{.grid = trimmed_to(wide, share), .cells = {}, .share = {}};
  for (std::size_t cell = 0; cell < share.size(); ++cell) {
    if (share[cell] > 0) {
      study.cells.push_back(static_cast<std::uint32_t>(*study.grid.number(wide.index(cell))));
      study.share.push_back(share[cell]);
    }
  }
  return study;
}

}  // namespace lykta
