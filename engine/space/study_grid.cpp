#include "engine/space/study_grid.hpp"

#include <algorithm>

#include "engine/error.hpp"
#include "engine/space/coverage.hpp"

namespace lykta {

std::optional<std::uint32_t> StudyGrid::slot_of(std::size_t cell) const {
  const auto found = std::ranges::lower_bound(cells, static_cast<std::uint32_t>(cell));
  if (found == cells.end() || *found != cell) {
    return std::nullopt;
  }
  return static_cast<std::uint32_t>(found - cells.begin());
}

std::optional<std::uint32_t> StudyGrid::slot_at(const Point& point) const {
  const auto cell = grid.cell_at(point);
  return cell ? slot_of(*cell) : std::nullopt;
}

StudyGrid cover(const Area& area, CellShape shape, double cell_m) {
  const auto box = bounding_box(area);
  if (box.empty() || !(box.width() > 0) || !(box.height() > 0)) {
    throw DataError("the study area encloses nothing: it needs at least one polygon with an area");
  }
  StudyGrid study{.grid = Grid::covering(box, shape, cell_m), .cells = {}, .share = {}};
  const auto share = inside_share(study.grid, area);
  for (std::size_t cell = 0; cell < share.size(); ++cell) {
    if (share[cell] > 0) {
      study.cells.push_back(static_cast<std::uint32_t>(cell));
      study.share.push_back(share[cell]);
    }
  }
  if (study.cells.empty()) {
    throw DataError("the study area encloses nothing: it needs at least one polygon with an area");
  }
  return study;
}

}  // namespace lykta
