// The same density within a chosen error, at a cost that hardly depends on events or bandwidth.
//
// Events are spread over the nodes of the raster with cubic B-splines, the lattice is transformed, multiplied by the
// kernel's own transform (and divided by the spline's), and transformed back: a fast Fourier transform for points that
// lie anywhere (Dutt & Rokhlin 1993, doi 10.1137/0914081; Greengard & Lee 2004, doi 10.1137/S003614450343200X).
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

#include "engine/density/density.hpp"

namespace lykta {

struct FastOptions {
  double tolerance = 1e-4;  ///< largest error, as a share of the largest density
};

/// Why a density was computed exactly although the fast way was asked for.
enum class ExactReason : std::uint8_t {
  cheaper,        ///< few events, or a narrow kernel: the exact sum takes no longer
  narrow_kernel,  ///< the bandwidth is under `narrowest_fast` cells: the lattice cannot hold the kernel's edge
  kernel,         ///< uniform (its edge rings) and triangular (no transform in closed form)
  grid,           ///< hexagons, or more than 60 000 cells in a row or column, reach included
  tolerance,      ///< an error below `finest_tolerance` is beyond the precision of the lattice
  check_failed,   ///< at the pixels that were checked, the error was above the tolerance
};
[[nodiscard]] std::string_view name_of(ExactReason reason);

/// Cells per bandwidth below which nothing is computed the fast way.
inline constexpr double narrowest_fast = 5;
inline constexpr double finest_tolerance = 1e-5;

struct FastReport {
  std::optional<ExactReason> exact;  ///< nothing: computed the fast way
  double checked_error = 0;          ///< largest error at the checked pixels, as a share of the largest density
  std::size_t checked_pixels = 0;
};

/// Density per km2 at the centre of each cell, into `density`. The fast way gives plain kernels
/// (the mass on the lattice is that of the events anyway, to the error); `keep_mass` is heeded where the exact sum takes over. The fast way is taken where it is faster and fits; its error
/// is measured at some pixels, the densest among them, and the exact sum takes over if it is too large. Same bytes for
/// any number of threads. `always` takes the fast way even where the exact one is cheaper, for tests.
FastReport fast_density(std::span<const Point> points, std::span<const double> weights, const Grid& grid,
                        const DensityOptions& options, const FastOptions& fast, std::span<float> density,
                        const Progress& progress = {}, bool always = false);

}  // namespace lykta
