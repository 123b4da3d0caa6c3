// How much of an event's kernel falls inside the study area?
//
// Nothing is counted beyond the border, so a density near it comes out too low. With
//   e(s) = integral over the area of K_h(s - u) du,
// the mass of the kernel around s that lies inside, either the density at s is divided by e(s) ("uniform"; Diggle 1985,
// doi 10.2307/2347366), or each event's weight by e at the event ("Diggle's"; Jones 1993, doi 10.1007/BF00147776;
// spatstat's diggle = TRUE). The first is unbiased where the density is even, the second keeps the number of events:
// its density integrates over the area to exactly the sum of the weights.
//
// e is exact, not counted in pixels. By Green's theorem it is a sum over the edges of the area,
//   e(s) = sum over edges of the integral of G(R) d(angle),   G(R) = integral from 0 to R of K(r) r dr,
// with R the distance from s in bandwidths. Beyond the kernel's reach G is 1 / (2 pi) and only the angle counts; as the
// angles of a closed outline add up to 2 pi or nothing, the edges beyond need not be looked at. Along an edge at
// distance d, d(angle) = d dt / R^2, and G(R) / R^2 has no pole: a polynomial in R^2 for uniform, Epanechnikov, quartic
// and triweight (Gauss-Legendre is exact), 3/pi (1/2 - R/3) for the triangular (an asinh), and smooth for the Gaussian
// (Gauss-Legendre on panels of at most one standard deviation, within seven of them).
#pragma once

#include <span>
#include <vector>

#include "engine/base/progress.hpp"
#include "engine/density/kernel.hpp"
#include "engine/density/kernel_profile.hpp"
#include "engine/density/outline_edges.hpp"
#include "engine/space/area.hpp"
#include "engine/space/grid.hpp"
#include "engine/space/points.hpp"

namespace lykta {

/// A point inside has some mass, so that it can be divided by.
inline constexpr double least_mass_of_inner_point = 1e-9;

/// Integral over the plane of the squared kernel at bandwidth 1 (no unit); at bandwidth h it is this over h^2.
[[nodiscard]] double roughness(Kernel kernel);

/// The share of a kernel that lies inside an area, 0 to 1. One object serves all points, bandwidths and grids, from
/// any number of threads. Largest error 1e-10, for the Gaussian 1e-9. A point on an edge has the half, one in a corner
/// of 90 degrees a quarter.
class KernelMass {
 public:
  /// Rings as in `Area`: even-odd, any direction, not crossing each other. An area without edges holds nothing.
  KernelMass(const Area& area, Kernel kernel, MassOf of = MassOf::kernel);

  /// Share inside of the kernel around the point. 0 or 1 out of the reach of every edge; for a point inside the area at
  /// least `least_mass_of_inner_point`. Throws InvalidOption unless the bandwidth is a positive number.
  [[nodiscard]] double at(const Point& point, double bandwidth_m) const;

  /// The same for many points. `bandwidths_m` has one value for all or one per point; `threads` as for_each_part.
  [[nodiscard]] std::vector<double> at_points(std::span<const Point> points, std::span<const double> bandwidths_m,
                                              unsigned threads = 0, const Progress& progress = {}) const;

  /// The same at the centre of each cell of the grid, whether it lies inside or not. Cells out of reach of the outline
  /// cost next to nothing; the others the number of edges within their reach.
  [[nodiscard]] std::vector<double> at_cells(const Grid& grid, double bandwidth_m, unsigned threads = 0,
                                             const Progress& progress = {}) const;

 private:
  OutlineEdges outline_;
  Kernel kernel_;
  MassOf of_;
};

/// Where less of a kernel than this lies inside the area there is no corrected density. Centres inside the area
/// practically always have more; a cell that only touches the area with its rim, its centre outside, has a value as
/// long as its kernel reaches well into the area.
inline constexpr double least_mass_inside = 1e-3;

/// The uniform correction: density / mass for each cell, NaN where the mass is below `least_mass` or a value is NaN.
[[nodiscard]] std::vector<double> corrected_density(std::span<const double> density, std::span<const double> mass,
                                                    double least_mass = least_mass_inside);

/// Diggle's correction: the weight of each event (1 each when `weights` is empty) divided by the mass around it. The
/// density of the events with these weights is the corrected one. An event without mass, outside the area, gets 0.
[[nodiscard]] std::vector<double> corrected_weights(std::span<const double> weights, std::span<const double> mass);

}  // namespace lykta
