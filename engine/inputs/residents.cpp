#include "engine/inputs/residents.hpp"

#include <algorithm>
#include <cmath>

#include "engine/base/error.hpp"
#include "engine/space/common_area.hpp"
#include "engine/space/coverage.hpp"

namespace lykta {

namespace {

/// The part of a box in another; empty where they do not meet.
Box common(const Box& a, const Box& b) {
  return {std::max(a.min_x, b.min_x), std::max(a.min_y, b.min_y), std::min(a.max_x, b.max_x),
          std::min(a.max_y, b.max_y)};
}

/// Spreads the residents of areas over the cells of a study area.
class Spreading {
 public:
  Spreading(const StudyGrid& cells, const StudyArea& study_area)
      : cells_(cells), study_(cut_by_cells(cells.grid, study_area.area())) {}

  /// Adds to the number of each cell; gives how many live outside.
  double spread(const Residents& residents, std::vector<double>& number) const {
    const auto& area = *residents.area;
    const auto whole_m2 = std::abs(area_m2(oriented(area)));
    const auto both = common(bounding_box(area), cells_.grid.box());
    if (!(whole_m2 > 0) || both.empty()) {
      return residents.number;
    }
    const auto local = Grid::covering(both, cells_.grid.shape(), cells_.grid.cell_m());
    const auto theirs = cut_by_cells(local, area);
    double placed = 0;
    for (std::size_t cell = 0; cell < theirs.share.size(); ++cell) {
      const auto there = theirs.share[cell] > 0 ? cells_.grid.number(local.index(cell)) : std::nullopt;
      if (const auto slot = there ? cells_.slot_of(*there) : std::nullopt) {
        const auto part = shared(theirs, cell, *there) * local.cell_area_m2() / whole_m2;
        number[*slot] += residents.number * part;
        placed += part;
      }
    }
    // What rounding leaves of "all of them".
    constexpr double none = 1e-9;
    return 1 - placed > none ? residents.number * (1 - placed) : 0.0;
  }

 private:
  /// Share of a cell that lies in both areas.
  [[nodiscard]] double shared(const CutArea& theirs, std::size_t their_cell, std::size_t cell) const {
    const auto in_theirs = theirs.share[their_cell];
    const auto in_study = study_.share[cell];
    if (in_theirs >= 1 || in_study >= 1 || in_study <= 0) {
      return std::min(in_theirs, in_study);
    }
    const auto common_m2 = common_area_m2(theirs.parts.at(their_cell), study_.parts.at(cell));
    return std::min({common_m2 / cells_.grid.cell_area_m2(), in_theirs, in_study});
  }

  const StudyGrid& cells_;
  CutArea study_;
};

}  // namespace

ZoneResidents residents_of(std::span<const Residents> residents, const StudyGrid& cells, const StudyArea& study_area) {
  ZoneResidents result{std::vector<double>(cells.size(), 0.0), 0};
  std::optional<Spreading> spreading;
  for (const auto& each : residents) {
    if (each.area) {
      if (!spreading) {
        spreading.emplace(cells, study_area);
      }
      result.outside += spreading->spread(each, result.number);
    } else if (const auto slot = cells.slot_at(each.point); slot && study_area.holds(each.point)) {
      result.number[*slot] += each.number;
    } else {
      result.outside += each.number;
    }
  }
  return result;
}

ZoneResidents residents_of(std::span<const Residents> residents, const Zones& zones,
                           const std::optional<StudyArea>& study_area) {
  if (const auto* cells = zones.cells()) {
    return residents_of(residents, *cells, study_area ? *study_area : StudyArea(rectangle(cells->grid.box())));
  }
  ZoneResidents result{std::vector<double>(zones.size(), 0.0), 0};
  for (const auto& each : residents) {
    if (each.area) {
      throw DataError(
          "residents of polygons cannot be shared out among polygons of one's own: give their number in a column of "
          "those polygons, or residents as points");
    }
    if (const auto zone = zones.zone_at(each.point); zone && (!study_area || study_area->holds(each.point))) {
      result.number[*zone] += each.number;
    } else {
      result.outside += each.number;
    }
  }
  return result;
}

}  // namespace lykta
