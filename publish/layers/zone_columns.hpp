// Which zone is it? The first columns of layers with a row per zone, or several.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "engine/space/zones.hpp"
#include "publish/layers/column.hpp"

namespace lykta {

/// What people call a zone: its name, or its code where it has none.
[[nodiscard]] inline std::string called(const Zones& zones, std::size_t zone) {
  return zones.cells() != nullptr || zones.polygons()[zone].name.empty() ? zones.id(zone) : zones.polygons()[zone].name;
}

/// The same as an expression of QGIS.
inline constexpr const char* called_in_qgis = R"(coalesce(nullif("name", ''), "zone_id"))";

/// Cells without events show their lines only where a cell is at least this wide on the screen: large enough to count them.
inline constexpr double least_cell_m = 0.007;

/// The scale at which a cell is that wide on the screen; nothing for zones of one's own.
[[nodiscard]] inline std::optional<double> scale_of_cells(const Zones& zones, double width_on_screen_m) {
  const auto* cells = zones.cells();
  return cells != nullptr ? std::optional(cells->grid.cell_m() / width_on_screen_m) : std::nullopt;
}

/// Code, name and share inside the study area. A Row has `zones()` and `zone`.
// clang-format off
template <typename Row>
std::vector<Column<Row>> zone_columns() {
  return {
      {"zone_id", "zone_id", FieldType::text, "", 0, {"id", "id"},
       {"Rutans namn, detsamma vecka efter vecka, eller det egna områdets kod.", "Name of the cell, the same week after week, or code of the zone of one's own."},
       [](const Row& row) { return text(row.zones().id(row.zone)); }},
      {"name", "name", FieldType::text, "", 0, {"namn", "name"},
       {"Det egna områdets namn; rutor har inget.", "Name of the zone of one's own; cells have none."},
       [](const Row& row) { return row.zones().cells() != nullptr || row.zones().polygons()[row.zone].name.empty() ? FieldValue() : text(row.zones().polygons()[row.zone].name); }},
      {"inside_share", "inside", FieldType::real, "share", 4, {"andel i området", "share inside"},
       {"Andel av rutans yta som ligger i området.", "Share of the cell's area that lies in the study area."},
       [](const Row& row) { return FieldValue(row.zones().inside_share(row.zone)); }},
  };
}
// clang-format on

/// One list of columns after another.
template <typename Row>
void append(std::vector<Column<Row>>& columns, std::vector<Column<Row>> more) {
  for (auto& column : more) {
    columns.push_back(std::move(column));
  }
}

}  // namespace lykta
