// The sum of kernels over rows of cells, each event adding its kernel to the cells under it.
//
// Cost: events times cells under the kernel. For the kernels that are no polynomials (triangular, Gaussian) and for any
// that is narrower than some cells. A Gaussian ends where support_in_bandwidths says.
#pragma once

#include <cstddef>
#include <span>

#include "engine/density/kernel.hpp"
#include "engine/density/lattice.hpp"
#include "engine/density/sorted_events.hpp"

namespace lykta {

/// Adds the sums of `rows` rows from `first_row` on to `out`, row after row. The event's `scale` must hold the kernel's
/// constant, and for polynomials the division by bandwidth^(2 power) as in chord_sweep.hpp. Threads may call this side
/// by side.
void stamp_rows(std::span<const EventGroup> groups, const Lattice& lattice, Kernel kernel, std::size_t first_row,
                std::size_t rows, std::span<double> out);

}  // namespace lykta
