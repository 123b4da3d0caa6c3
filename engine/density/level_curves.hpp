// Where does a surface reach a certain value, and where does it lie between two?
//
// Marching squares over the cells' centres (Lorensen & Cline 1987 in two dimensions; an ambiguous square is decided by
// the mean of its corners): straight lines between points that are interpolated along the sides, and no smoothing.
// Beyond the outermost centres the surface goes on level to the edge of the cells, so that bands fill the cells that
// have a value, no more and no less. NaN is "no value".
//
// Why not GDAL's contours: its polygons take minutes on a rough surface of a thousand cells square (GDAL 3.6).
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "engine/space/area.hpp"
#include "engine/space/points.hpp"

namespace lykta {

/// Values at the centres of square cells, rows from below as those of a Grid.
struct LevelSurface {
  std::span<const double> values;  ///< one per cell
  std::size_t columns = 0;
  std::size_t rows = 0;
  Point low{};  ///< lower left corner of the first cell, metres
  double cell_m = 0;
};

/// A line on which the surface has one value; higher values lie to its left.
struct LevelCurve {
  std::vector<Point> points;  ///< at least two; the last repeats the first where the line is closed
};

/// The lines of each level. `levels` must ascend strictly; a cell that equals a level counts as above it.
/// Throws InvalidOption when they do not ascend or are not numbers.
[[nodiscard]] std::vector<std::vector<LevelCurve>> level_curves(const LevelSurface& surface,
                                                                std::span<const double> levels);

/// What lies between a level (inclusive) and the next (exclusive): the rings of its parts, exteriors counter-clockwise
/// and holes clockwise. No ring touches itself or another of its band.
struct LevelBand {
  std::optional<double> from;  ///< nothing for the band below the first level
  std::optional<double> to;    ///< nothing for the band above the last
  Area area;
};

/// All bands from below the first level to above the last, one more than there are levels; a band may be empty. Their
/// areas sum to that of the cells that have a value. Throws InvalidOption as above.
[[nodiscard]] std::vector<LevelBand> level_bands(const LevelSurface& surface, std::span<const double> levels);

/// So many levels that cut the positive values into parts of equal number (quantiles as R's type 7). Fewer where values
/// repeat; none where nothing is positive.
[[nodiscard]] std::vector<double> quantile_levels(std::span<const double> values, std::size_t number);

/// So many levels that cut the volume under the surface into equal parts: with one level half of all events, spread out
/// as the density has them, lie where it is at least as high (a 50 % volume contour). Fewer where levels fall together;
/// none where nothing is positive.
[[nodiscard]] std::vector<double> volume_levels(std::span<const double> values, std::size_t number);

/// So many levels at equal steps between 0 and the largest value; none where nothing is positive.
[[nodiscard]] std::vector<double> equal_levels(std::span<const double> values, std::size_t number);

}  // namespace lykta
