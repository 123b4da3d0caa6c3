// The exact sum of all events' kernels, a row of cells at a time.
//
// Prepared once, asked for any rows in any order: a raster that fits in memory, or one that does not, strip by strip.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "engine/density/density.hpp"
#include "engine/density/lattice.hpp"
#include "engine/density/sorted_events.hpp"

namespace lykta {

class KernelRows {
 public:
  /// Arguments as for density_on_grid; nothing of them is kept but the grid's geometry. `bandwidths_m` has one value
  /// per point (adaptive density), or none for the options' own.
  KernelRows(std::span<const Point> points, std::span<const double> weights, std::span<const double> bandwidths_m,
             const Grid& grid, const DensityOptions& options);

  /// Writes the density per km2 of `rows` rows from `first_row` (0 is the lowest) into `out`, row after row, on as
  /// many threads as the options say. The same bytes for any number of threads and any way of asking.
  void write(std::size_t first_row, std::size_t rows, std::span<double> out, const Progress& progress = {}) const;
  void write(std::size_t first_row, std::size_t rows, std::span<float> out, const Progress& progress = {}) const;

 private:
  /// Events whose kernels reach no cell's centre, when mass is kept: all of it goes to their own cell.
  struct OwnCell {
    std::size_t row;
    std::size_t column;
    double density;
  };

  template <typename Value>
  void write_rows(std::size_t first_row, std::size_t rows, std::span<Value> out, const Progress& progress) const;
  void scale(const Grid& grid);

  DensityOptions options_;
  Lattice lattice_;
  SortedEvents events_;
  std::vector<OwnCell> own_cells_;  ///< by row
};

}  // namespace lykta
