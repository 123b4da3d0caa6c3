#include "engine/questions/telling_cells.hpp"

#include <algorithm>
#include <span>

#include "engine/questions/zone_map.hpp"
#include "engine/space/neighbours.hpp"

namespace lykta {

namespace {

using Marks = std::vector<bool>;

void mark_where_above_zero(const std::vector<double>& values, Marks& says) {
  for (std::size_t slot = 0; slot < values.size(); ++slot) {
    says[slot] = says[slot] || values[slot] > 0;
  }
}

void mark_findings(std::span<const ZoneClass> classes, Marks& says) {
  for (std::size_t slot = 0; slot < classes.size(); ++slot) {
    const auto kind = classes[slot].kind;
    says[slot] = says[slot] ||
                 (kind != ZoneKind::not_significant && kind != ZoneKind::too_few_events && kind != ZoneKind::no_value);
  }
}

/// Cells that say something themselves.
Marks telling(const Picture& picture) {
  Marks says(picture.study.size(), false);
  const auto& cells = picture.cells;
  for (const auto* values :
       {&cells.count, &cells.comparison_count, &cells.discovered, &cells.observations, &cells.unsafe_score}) {
    mark_where_above_zero(*values, says);
  }
  mark_findings(picture.clustering.cell_class, says);
  if (picture.tested_map) {
    mark_findings(picture.tested_map->test.zone_class, says);
  }
  return says;
}

}  // namespace

std::vector<std::uint32_t> telling_cells(const Picture& picture) {
  const auto says = telling(picture);
  auto shown = says;
  const auto& study = picture.study;
  const auto neighbours = neighbours_of_cells(study.grid, study.cells, DistanceBand{study.grid.cell_m()});
  for (std::size_t slot = 0; slot < says.size(); ++slot) {
    if (says[slot]) {
      for (const auto neighbour : neighbours.of(slot)) {
        shown[neighbour] = true;
      }
    }
  }
  std::vector<std::uint32_t> slots;
  for (std::uint32_t slot = 0; slot < shown.size(); ++slot) {
    if (shown[slot]) {
      slots.push_back(slot);
    }
  }
  return slots;
}

}  // namespace lykta
