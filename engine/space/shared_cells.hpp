// How much of each cell does an area share with the study area?
#pragma once

#include <cstdint>
#include <vector>

#include "engine/space/area.hpp"
#include "engine/space/coverage.hpp"
#include "engine/space/study_area.hpp"
#include "engine/space/study_grid.hpp"

namespace lykta {

struct SharedCell {
  std::uint32_t slot = 0;
  double share = 0;  ///< of the cell's area, 0 to 1: what lies both in the area and in the study area
};

class SharedCells {
 public:
  /// The study grid must live as long as this, and must cover the study area.
  SharedCells(const StudyGrid& study, const StudyArea& area);

  /// Cells that an area touches, by ascending slots; exact up to rounding (see common_area.hpp). Empty for an area that encloses
  /// nothing or lies elsewhere. Cost grows with the cells of the area's box.
  [[nodiscard]] std::vector<SharedCell> with(const Area& area) const;

 private:
  const StudyGrid& cells_;
  CutArea study_;
};

}  // namespace lykta
