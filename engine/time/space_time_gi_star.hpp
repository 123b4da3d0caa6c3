// How far do the events around a place, now and just before, lie from what the other places have?
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/statistics/neighbour_sums.hpp"

namespace lykta {

/// Which bins give the mean and the variance that a neighbourhood is compared with.
enum class GlobalWindow : std::uint8_t {
  cube,  ///< all: when the whole city grows, its cells become hot
  /// Each step of the neighbourhood is compared with the bins of that step: hot beside the rest of the city then.
  each_step,

};

/// Gi* of each bin: binary weights, neighbours in space and the cell itself, in its own step and in the `earlier_steps`
/// before it (the first steps have fewer). With W bins in the neighbourhood and n bins of mean m and variance s^2
/// (divided by n) in the cube: z = (sum - W m) / (s sqrt((n W - W^2) / (n - 1))). With GlobalWindow::each_step,
/// sum - W m and the square of what is below it are formed of each step with its own n, m and s^2, and added up.
/// A value that is not a finite number takes no part and its bin has no z. A cell without neighbours in space has none
/// either: its Gi* would only be its own deviation from the mean. `values` holds whole steps of sums.size() cells;
/// throws InvalidOption when it does not.
[[nodiscard]] std::vector<double> space_time_gi_star(std::span<const double> values, const NeighbourSums& sums,
                                                     std::size_t earlier_steps, GlobalWindow window, unsigned threads);

/// Which p-values are worked out besides (see BinChance::dealt).
enum class DealtP : std::uint8_t { none, below_the_mean, two_sided };

struct CubeDeviateOptions {
  std::size_t earlier_steps = 1;
  GlobalWindow window = GlobalWindow::cube;
  DealtP p = DealtP::two_sided;
  bool own_series = true;  ///< Gi* of single steps too
  unsigned threads = 0;
};

/// Columns of bins.
struct CubeDeviates {
  std::vector<double> z;  ///< space_time_gi_star()
  /// Two-sided, of the values dealt anew; 1 above the mean where only what is below it is asked for.
  std::vector<double> p;
  /// Sum of the cell and its neighbours in that step alone. Exact for counts up to 2^24.
  std::vector<float> around;
  std::vector<double> series;  ///< Gi* of single steps; empty when not asked for
  Moments moments;             ///< of all values
};
[[nodiscard]] CubeDeviates cube_deviates(std::span<const double> values, const NeighbourSums& sums,
                                         const CubeDeviateOptions& options);

}  // namespace lykta
