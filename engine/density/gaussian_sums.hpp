// What do Gaussians around very many events add up to at very many places, for wide bandwidths too?
//
// A wide Gaussian reaches every event, and events times places is too much. But a Gaussian is the convolution of three
// narrower ones: h² = h1² + h2² + h1². The events are spread on a lattice with the first, the lattice is smoothed with
// the second (along rows, then along columns), and the places read it with the third. With a lattice of h / 4 and
// h1 = 1.1 cells the sums over the lattice stand for the integrals to some 1e-9 of each other, pair by pair (Poisson's
// summation formula; the idea is that of Greengard & Lee 2004, doi 10.1137/S003614450343200X). For choosing bandwidths.
#pragma once

#include <span>
#include <vector>

#include "engine/space/points.hpp"

namespace lykta {

struct GaussianSumOptions {
  double bandwidth_m = 200;    ///< standard deviation
  bool leave_own_out = false;  ///< place i does not count event i (the places must be the events themselves)
  unsigned threads = 0;        ///< 0: all cores. The result is the same for any number, to the last bit
};

/// Events per km2 at each of `places`: as kernel_sums_at with the Gaussian kernel, but each value to 1e-3 of itself
/// (and to 1e-8 of the largest value). Goes by the lattice where that is cheaper, sums directly where it is not, and
/// again directly at places so far from others that the lattice says nothing about them. Events should not coincide.
/// Memory: up to 16 million lattice cells (256 MB).
[[nodiscard]] std::vector<double> gaussian_sums(std::span<const Point> points, std::span<const double> weights,
                                                std::span<const Point> places, const GaussianSumOptions& options);

/// The lattice's part alone: every value to 1e-8 of the largest possible (all events at one place). Any bandwidth; the
/// lattice has cells of a fourth of it.
[[nodiscard]] std::vector<double> gaussian_sums_by_lattice(std::span<const Point> points,
                                                           std::span<const double> weights,
                                                           std::span<const Point> places,
                                                           const GaussianSumOptions& options);

}  // namespace lykta
