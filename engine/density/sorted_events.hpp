// Events laid out so that a row of cells finds those whose kernels reach it, one after the other in memory.
//
// Events are counting-sorted by the row next to them; events of very different bandwidths stand in groups of their own
// (a factor of the root of two each), so that a row looks at no more events than need be.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/base/unset_array.hpp"
#include "engine/density/density.hpp"
#include "engine/density/lattice.hpp"

namespace lykta {

/// Positions are in units of the lattice (see Lattice::in_units).
struct EventGroup {
  std::int64_t first_bucket = 0;   ///< the row that `start[0]` stands for; may lie below the grid
  std::int64_t reach_rows = 0;     ///< rows farther from an event's own are out of reach
  double widest = 0;               ///< the widest bandwidth, in units
  std::vector<std::size_t> start;  ///< events of row r: start[r - first_bucket] .. start[r - first_bucket + 1]
  UnsetArray<double> x;
  UnsetArray<double> y;
  UnsetArray<double> bandwidth;  ///< in units
  UnsetArray<double> scale;      ///< what the kernel's shape is multiplied by to give events per km2

  double largest_scale = 0;        ///< of one event
  double most_scale_in_reach = 0;  ///< of the events that may reach one row together

  /// Finds the two above from `scale`; to be called when it is final.
  void weigh();

  /// Puts the events of each row in an order of their own (x, y, bandwidth, scale): sums of doubles then do not depend on
  /// the order of the input. Sums of whole grains need no order.
  void put_in_order(unsigned threads);

  /// The events that may reach a row: a range of the columns above.
  struct Range {
    std::size_t begin = 0;
    std::size_t end = 0;
  };
  [[nodiscard]] Range near_row(std::int64_t row) const { return near_rows(row, row); }
  [[nodiscard]] Range near_rows(std::int64_t first, std::int64_t last) const;
};

struct SortedEvents {
  std::vector<EventGroup> groups;  ///< by bandwidth, the narrowest first
  std::size_t columns = 0;
};

/// Sorts the events whose kernels may reach the grid; the others are left out. `bandwidths_m` has one value per point,
/// or none for the options' own. `scale` is weight / bandwidth² in events per km2: the kernel's constant is the
/// caller's. The result does not depend on the number of threads.
[[nodiscard]] SortedEvents sorted_by_row(std::span<const Point> points, std::span<const double> weights,
                                         std::span<const double> bandwidths_m, const Lattice& lattice,
                                         const DensityOptions& options);

}  // namespace lykta
