// The sum of polynomial kernels over rows of cells, exactly, at a cost that hardly grows with the raster.
//
// Along a row at distance dy from it, the kernel s (h² - dy² - dx²)^p of an event is a polynomial in the column, from the
// first cell of its chord to the last. So a row adds the polynomial's coefficients at the chord's start and takes
// them off behind its end; a running sum of coefficients then gives every cell of the row (a sweep line: Chan et al.
// 2022, SLAM, doi 10.1145/3514221.3517823). A long running sum of powers of the column loses digits, so columns are cut
// into stretches a little wider than a kernel: coefficients are about the middle of their stretch, every sum begins
// anew with it. In a stretch much wider than the kernel the polynomial would lose its digits as well: each group of
// bandwidths has stretches of its own. And coefficients are added up as whole numbers of a small grain, so that nothing
// is left of an event behind its chord, and no order of events gives another sum.
//
// Cost: events times rows under the kernel, plus cells times groups of bandwidths.
#pragma once

#include <cstddef>
#include <span>

#include "engine/density/lattice.hpp"
#include "engine/density/sorted_events.hpp"

namespace lykta {

/// Adds the kernels of power 0 (uniform), 1 (Epanechnikov), 2 (quartic) or 3 (triweight). The event's `scale` must
/// hold the kernel's constant and the division by bandwidth^(2 power), bandwidth in units of the lattice.
class ChordSweep {
 public:
  /// Groups and lattice must outlive the sweep.
  ChordSweep(std::span<const EventGroup> groups, const Lattice& lattice, int power)
      : groups_(groups), lattice_(lattice), power_(power) {}

  /// Writes the sums of `rows` rows from `first_row` on into `out`, row after row. Threads may call this side by side.
  void write_rows(std::size_t first_row, std::size_t rows, std::span<double> out) const;
  void write_rows(std::size_t first_row, std::size_t rows, std::span<float> out) const;

 private:
  template <int power, typename Value>
  void write(std::size_t first_row, std::size_t rows, std::span<Value> out) const;
  template <typename Value>
  void dispatch(std::size_t first_row, std::size_t rows, std::span<Value> out) const;

  std::span<const EventGroup> groups_;
  const Lattice& lattice_;
  int power_;
};

}  // namespace lykta
