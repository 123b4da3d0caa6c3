// What do a kernel's values at the cells' centres add up to?
//
// On coarse cells not to one event: the sum over the endless lattice depends on where in its cell the event lies.
#pragma once

#include <span>
#include <vector>

#include "engine/density/kernel.hpp"
#include "engine/density/lattice.hpp"
#include "engine/density/sorted_events.hpp"

namespace lykta {

/// For each event of the group the sum of shape(distance) over all centres of the lattice without end, where shape is
/// the kernel divided by its value at 0; 0 when no centre is within reach. On `threads` threads (0: all).
[[nodiscard]] std::vector<double> lattice_totals(const EventGroup& group, const Lattice& lattice, Kernel kernel,
                                                 unsigned threads);

}  // namespace lykta
