#include "engine/residents.hpp"

#include <cmath>

#include "engine/error.hpp"
#include "engine/space/coverage.hpp"

namespace lykta {

namespace {

/// Spreads the residents of an area evenly over the cells that it touches; gives how many found none.
double spread(const Residents& residents, const StudyGrid& cells, std::vector<double>& number) {
  const auto& area = *residents.area;
  const auto whole_m2 = std::abs(area_m2(oriented(area)));
  if (!(whole_m2 > 0)) {
    return residents.number;
  }
  const auto local = Grid::covering(bounding_box(area), cells.grid.shape(), cells.grid.cell_m());
  const auto share = inside_share(local, area);
  double placed = 0;
  for (std::size_t cell = 0; cell < share.size(); ++cell) {
    const auto number_there = share[cell] > 0 ? cells.grid.number(local.index(cell)) : std::nullopt;
    if (const auto slot = number_there ? cells.slot_of(*number_there) : std::nullopt) {
      const auto part = share[cell] * local.cell_area_m2() / whole_m2;
      number[*slot] += residents.number * part;
      placed += part;
    }
  }
  // What rounding leaves of "all of them".
  constexpr double none = 1e-9;
  return 1 - placed > none ? residents.number * (1 - placed) : 0.0;
}

}  // namespace

ZoneResidents residents_of(std::span<const Residents> residents, const StudyGrid& cells, const Area& study_area) {
  ZoneResidents result{std::vector<double>(cells.size(), 0.0), 0};
  for (const auto& each : residents) {
    if (each.area) {
      result.outside += spread(each, cells, result.number);
    } else if (const auto slot = cells.slot_at(each.point); slot && contains(study_area, each.point)) {
      result.number[*slot] += each.number;
    } else {
      result.outside += each.number;
    }
  }
  return result;
}

ZoneResidents residents_of(std::span<const Residents> residents, const Zones& zones,
                           const std::optional<Area>& study_area) {
  if (const auto* cells = zones.cells()) {
    return residents_of(residents, *cells, study_area ? *study_area : rectangle(cells->grid.box()));
  }
  ZoneResidents result{std::vector<double>(zones.size(), 0.0), 0};
  for (const auto& each : residents) {
    if (each.area) {
      throw DataError(
          "residents of polygons cannot be shared out among polygons of one's own: give their number in a column of "
          "those polygons, or residents as points");
    }
    if (const auto zone = zones.zone_at(each.point); zone && (!study_area || contains(*study_area, each.point))) {
      result.number[*zone] += each.number;
    } else {
      result.outside += each.number;
    }
  }
  return result;
}

}  // namespace lykta
