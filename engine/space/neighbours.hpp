// Who is next to whom?
//
// Lists of neighbours in one flat array ("compressed rows"): the neighbours of i are `index[start[i]] ..
// index[start[i + 1] - 1]`. Nobody is its own neighbour; a statistic that counts the place itself says so.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/space/grid.hpp"
#include "engine/space/points.hpp"

namespace lykta {

struct Neighbours {
  std::vector<std::size_t> start{0};
  std::vector<std::uint32_t> index;

  [[nodiscard]] std::size_t size() const { return start.size() - 1; }
  [[nodiscard]] std::span<const std::uint32_t> of(std::size_t i) const {
    return std::span(index).subspan(start[i], start[i + 1] - start[i]);
  }
};

/// Cells that share a side or a corner (eight around a square, six around a hexagon).
struct Queen {};
/// Cells or points whose centres are at most this far apart, metres; a distance equal to the band counts.
struct DistanceBand {
  double distance_m = 0;
};

/// Neighbours among the given cells of a grid, in the order of `cells` (ascending cell numbers). Cells that are
/// not listed, such as those outside the study area, are nobody's neighbours.
[[nodiscard]] Neighbours neighbours_of_cells(const Grid& grid, std::span<const std::uint32_t> cells, Queen contiguity);
[[nodiscard]] Neighbours neighbours_of_cells(const Grid& grid, std::span<const std::uint32_t> cells, DistanceBand band);

/// Neighbours among points. Throws InvalidOption unless the band is a positive number.
[[nodiscard]] Neighbours neighbours_of_points(std::span<const Point> points, DistanceBand band);

}  // namespace lykta
