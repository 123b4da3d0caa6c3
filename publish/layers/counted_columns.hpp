// What is counted in a zone? The columns that layers of cells and of zones have in common.
#pragma once

#include <cmath>
#include <cstddef>
#include <vector>

#include "publish/layers/column.hpp"

namespace lykta {

/// The value of a zone in a column that may be empty; nothing for NaN.
[[nodiscard]] inline FieldValue real_in(const std::vector<double>& values, std::size_t zone) {
  return values.empty() ? FieldValue() : value_or_none(values[zone]);
}

// A column reads best as a row of a table. A Row has `zone` and the functions that are called here.
// clang-format off
template <typename Row>
std::vector<Column<Row>> columns_of_cells() {
  return {
      {"cell_id", "cell_id", FieldType::text, "", 0, {"rut-id", "cell id"},
       {"Rutans namn, detsamma vecka efter vecka.", "Name of the cell, the same week after week."},
       [](const Row& row) { return text(row.id()); }},
      {"inside_share", "inside", FieldType::real, "share", 4, {"andel i området", "share inside"},
       {"Andel av rutans yta som ligger i området.", "Share of the cell's area that lies in the study area."},
       [](const Row& row) { return FieldValue(row.inside_share()); }},
  };
}

template <typename Row>
std::vector<Column<Row>> columns_of_counts() {
  return {
      {"count", "count", FieldType::integer, "events", 0, {"antal", "count"},
       {"Händelser under perioden som räknas.", "Events of the period that count."}, [](const Row& row) { return whole(row.count()[row.zone]); }},
      {"weighted_count", "weighted", FieldType::real, "events x weight", 6, {"viktat antal", "weighted count"},
       {"Händelserna, viktade efter klass.", "The events, each with the weight of its class."},
       [](const Row& row) { return real_in(row.weighted_count(), row.zone); }},
  };
}

template <typename Row>
Column<Row> column_of_discovered() {
  return {"discovered", "discovered", FieldType::integer, "events", 0, {"upptäckta", "discovered"},
          {"Händelser under perioden som patruller har upptäckt.", "Events of the period that patrols discovered."},
          [](const Row& row) { return whole(row.discovered()[row.zone]); }};
}

template <typename Row>
Column<Row> column_of_density() {
  return {"density_per_km2", "density", FieldType::real, "events/km2", 6, {"täthet per km²", "density per km²"},
          {"Täthet (kerneltäthet) i rutans mitt.", "Kernel density at the cell's centre."},
          [](const Row& row) { return real_in(row.density_per_km2(), row.zone); }};
}
// clang-format on

/// The cells of a study area, in words.
inline constexpr Phrase title_of_cells{"Rutnät", "Grid"};
inline constexpr Phrase description_of_cells{
    "Områdets rutor. Rutor utanför området finns inte med; noll händelser är ett värde.",
    "Cells of the study area. Cells outside it are not here; zero events is a value."};

}  // namespace lykta
