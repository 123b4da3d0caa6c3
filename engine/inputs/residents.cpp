#include "engine/inputs/residents.hpp"

#include <cmath>
#include <optional>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/space/shared_cells.hpp"

namespace lykta {

namespace {

/// Spreads the residents of an area over the cells of a study area. Adds to the number of each cell; gives how many live outside.
double spread(const Residents& residents, const StudyGrid& cells, const SharedCells& shared,
              std::vector<double>& number) {
  const auto whole_m2 = std::abs(area_m2(oriented(*residents.area)));
  double placed = 0;
  for (const auto& [slot, share] : shared.with(*residents.area)) {
    const auto part = share * cells.grid.cell_area_m2() / whole_m2;
    number[slot] += residents.number * part;
    placed += part;
  }
  // What rounding leaves of "all of them".
  constexpr double none = 1e-9;
  return 1 - placed > none ? residents.number * (1 - placed) : 0.0;
}

}  // namespace

ZoneResidents residents_of(std::span<const Residents> residents, const StudyGrid& cells, const StudyArea& study_area) {
  ZoneResidents result{std::vector<double>(cells.size(), 0.0), 0};
  std::optional<SharedCells> shared;
  for (const auto& each : residents) {
    if (each.area) {
      if (!shared) {
        shared.emplace(cells, study_area);
      }
      result.outside += spread(each, cells, *shared, result.number);
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
