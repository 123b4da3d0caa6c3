#include "engine/space/neighbours.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "engine/base/error.hpp"

namespace lykta {

namespace {

constexpr auto not_listed = std::numeric_limits<std::uint32_t>::max();

void check(const DistanceBand& band) {
  if (!(band.distance_m > 0) || !std::isfinite(band.distance_m)) {
    throw InvalidOption(fmt::format("the distance band must be a positive number of metres, not {}", band.distance_m));
  }
}

/// Steps (columns, rows) from a cell of an even or odd lattice row to its neighbours, lower rows first.
using Steps = std::vector<CellIndex>;

/// All steps to cells whose centres are at most `distance_m` away.
Steps steps_within(const Grid& grid, bool odd_row, double distance_m) {
  Steps steps;
  const auto hexagonal = grid.shape() == CellShape::hexagon;
  const auto row_m = hexagonal ? hexagon_row_spacing_m(grid.cell_m()) : grid.cell_m();
  // Rounding must not lose a cell whose centre lies exactly on the band.
  const auto limit = distance_m * (1 + 1e-12);
  const auto rows = static_cast<std::int64_t>(limit / row_m);
  const auto columns = static_cast<std::int64_t>(limit / grid.cell_m()) + 1;
  for (auto row = -rows; row <= rows; ++row) {
    const auto other_odd = odd_row != ((row & 1) != 0);
    const auto shift = hexagonal ? 0.5 * (static_cast<double>(other_odd) - static_cast<double>(odd_row)) : 0.0;
    for (auto column = -columns; column <= columns; ++column) {
      const auto away_m =
          std::hypot((static_cast<double>(column) + shift) * grid.cell_m(), static_cast<double>(row) * row_m);
      if ((row != 0 || column != 0) && away_m <= limit) {
        steps.push_back({column, row});
      }
    }
  }
  return steps;
}

Neighbours neighbours_by_steps(const Grid& grid, std::span<const std::uint32_t> cells, double distance_m) {
  std::vector<std::uint32_t> position(grid.size(), not_listed);
  for (std::size_t i = 0; i < cells.size(); ++i) {
    position[cells[i]] = static_cast<std::uint32_t>(i);
  }
  const std::pair steps{steps_within(grid, false, distance_m), steps_within(grid, true, distance_m)};
  Neighbours neighbours;
  neighbours.start.reserve(cells.size() + 1);
  neighbours.index.reserve(cells.size() * steps.first.size());
  for (const auto cell : cells) {
    const auto here = grid.index(cell);
    for (const auto& step : (here.row & 1) != 0 ? steps.second : steps.first) {
      const auto there = grid.number({here.column + step.column, here.row + step.row});
      if (there && position[*there] != not_listed) {
        neighbours.index.push_back(position[*there]);
      }
    }
    neighbours.start.push_back(neighbours.index.size());
  }
  return neighbours;
}

}  // namespace

Neighbours neighbours_of_cells(const Grid& grid, std::span<const std::uint32_t> cells, Queen /*contiguity*/) {
  // The centres of cells that touch are at most sqrt(2) cells apart; those that do not, 2 (squares) or sqrt(3)
  // (hexagons).
  return neighbours_by_steps(grid, cells, 1.5 * grid.cell_m());
}

Neighbours neighbours_of_cells(const Grid& grid, std::span<const std::uint32_t> cells, DistanceBand band) {
  check(band);
  return neighbours_by_steps(grid, cells, band.distance_m);
}

Neighbours neighbours_of_points(std::span<const Point> points, DistanceBand band) {
  check(band);
  // Buckets as wide as the band: all neighbours of a point lie in its own and the eight around it.
  std::map<std::pair<std::int64_t, std::int64_t>, std::vector<std::uint32_t>> buckets;
  const auto bucket_of = [&](const Point& point) {
    const auto index = cell_index_at(CellShape::square, band.distance_m, point);
    return std::pair{index.row, index.column};
  };
  for (std::size_t i = 0; i < points.size(); ++i) {
    buckets[bucket_of(points[i])].push_back(static_cast<std::uint32_t>(i));
  }
  Neighbours neighbours;
  neighbours.start.reserve(points.size() + 1);
  for (std::size_t i = 0; i < points.size(); ++i) {
    const auto [row, column] = bucket_of(points[i]);
    const auto before = neighbours.index.size();
    for (auto near_row = row - 1; near_row <= row + 1; ++near_row) {
      for (auto near_column = column - 1; near_column <= column + 1; ++near_column) {
        const auto found = buckets.find({near_row, near_column});
        if (found == buckets.end()) {
          continue;
        }
        for (const auto j : found->second) {
          if (j != i && distance_m(points[i], points[j]) <= band.distance_m) {
            neighbours.index.push_back(j);
          }
        }
      }
    }
    std::sort(neighbours.index.begin() + static_cast<std::ptrdiff_t>(before), neighbours.index.end());
    neighbours.start.push_back(neighbours.index.size());
  }
  return neighbours;
}

}  // namespace lykta
