#include "engine/space/shared_cells.hpp"

#include <algorithm>
#include <cmath>

#include "engine/space/common_area.hpp"

namespace lykta {

namespace {

/// The part of a box in another; empty where they do not meet.
Box common(const Box& a, const Box& b) {
  return {std::max(a.min_x, b.min_x), std::max(a.min_y, b.min_y), std::min(a.max_x, b.max_x),
          std::min(a.max_y, b.max_y)};
}

}  // namespace

SharedCells::SharedCells(const StudyGrid& study, const StudyArea& area)
    : cells_(study), study_(cut_by_cells(study.grid, area.area())) {}

std::vector<SharedCell> SharedCells::with(const Area& area) const {
  const auto& grid = cells_.grid;
  const auto both = common(bounding_box(area), grid.box());
  if (!(std::abs(area_m2(oriented(area))) > 0) || both.empty()) {
    return {};
  }
  const auto local = Grid::covering(both, grid.shape(), grid.cell_m());
  const auto theirs = cut_by_cells(local, area);
  const auto shared = [&](std::size_t their_cell, std::size_t cell) {
    const auto in_theirs = theirs.share[their_cell];
    const auto in_study = study_.share[cell];
    if (in_theirs >= 1 || in_study >= 1 || in_study <= 0) {
      return std::min(in_theirs, in_study);
    }
    const auto common_m2 = common_area_m2(theirs.parts.at(their_cell), study_.parts.at(cell));
    return std::min({common_m2 / grid.cell_area_m2(), in_theirs, in_study});
  };
  std::vector<SharedCell> cells;
  for (std::size_t cell = 0; cell < theirs.share.size(); ++cell) {
    const auto there = theirs.share[cell] > 0 ? grid.number(local.index(cell)) : std::nullopt;
    if (const auto slot = there ? cells_.slot_of(*there) : std::nullopt) {
      cells.push_back({*slot, shared(cell, *there)});
    }
  }
  return cells;
}

}  // namespace lykta
