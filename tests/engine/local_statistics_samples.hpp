// What do the tests of local and global statistics share? Study areas with holes and islands, values, spdep's cells.
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "engine/statistics/neighbour_sums.hpp"
#include "tests/engine/samples.hpp"
#include "tests/reference/reference_data.hpp"

namespace lykta::test {

inline constexpr auto not_a_number = std::numeric_limits<double>::quiet_NaN();

/// Cells of a rectangle of which a share is left out.
inline StudyGrid with_holes(Random& random, CellShape shape, double width, double height, double share_left_out) {
  const auto half = 50.0;
  StudyGrid study{.grid = Grid::covering({half, half, width * 100 - half, height * 100 - half}, shape, 100),
                  .cells = {},
                  .share = {}};
  for (std::size_t cell = 0; cell < study.grid.size(); ++cell) {
    if (random.between(0, 1) >= share_left_out) {
      study.cells.push_back(static_cast<std::uint32_t>(cell));
      study.share.push_back(1);
    }
  }
  return study;
}

/// Small whole numbers, many of them 0.
inline std::vector<double> counts(Random& random, std::size_t size, double most = 5) {
  std::vector<double> values;
  for (std::size_t i = 0; i < size; ++i) {
    values.push_back(std::floor(most * random.between(0, 1) * random.between(0, 1)));
  }
  return values;
}

inline std::vector<double> any_numbers(Random& random, std::size_t size) {
  std::vector<double> values;
  for (std::size_t i = 0; i < size; ++i) {
    values.push_back(random.between(-3, 8));
  }
  return values;
}

/// The lists that the grid's sums do without.
inline Neighbours lists_of(const StudyGrid& study, const CellNeighbourhood& neighbourhood) {
  if (const auto* const band = std::get_if<DistanceBand>(&neighbourhood)) {
    return neighbours_of_cells(study.grid, study.cells, *band);
  }
  return std::holds_alternative<Queen>(neighbourhood)
             ? neighbours_of_cells(study.grid, study.cells, Queen{})
             : neighbours_of_cells(study.grid, study.cells, DistanceBand{1.2 * study.grid.cell_m()});
}

/// Each place next to the one before and behind it in a row.
inline Neighbours in_a_row(std::size_t size) {
  Neighbours neighbours;
  for (std::size_t i = 0; i < size; ++i) {
    if (i > 0) {
      neighbours.index.push_back(static_cast<std::uint32_t>(i - 1));
    }
    if (i + 1 < size) {
      neighbours.index.push_back(static_cast<std::uint32_t>(i + 1));
    }
    neighbours.start.push_back(neighbours.index.size());
  }
  return neighbours;
}

/// The cells of tests/reference/local_statistics: 40 x 40 with holes and five islands.
struct PoissonCells {
  std::vector<Row> rows = read_numbers(reference_folder() / "local_statistics" / "cells.csv");
  StudyGrid study{.grid = square_grid(40, 40), .cells = {}, .share = {}};
  std::vector<double> count;

  PoissonCells() {
    for (const auto& row : rows) {
      study.cells.push_back(static_cast<std::uint32_t>(40 * row.at("row") + row.at("column")));
      study.share.push_back(1);
      count.push_back(row.at("count"));
    }
  }
};

}  // namespace lykta::test
