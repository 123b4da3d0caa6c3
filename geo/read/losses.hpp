// Which classes of events, and which streets and areas, lost rows while they were read? Losses of one, and not of others, tilt
// every ranking.
#pragma once

#include "engine/inputs/inputs.hpp"
#include "geo/read/read_report.hpp"

namespace lykta {

/// Fills `lost_by_class` of each source, in the order of the alphabet, from the rejects that tell a class and the events that
/// are left. Classes are held against each other without regard to capital letters. To be called when all is projected.
void find_losses_by_class(const Inputs& inputs, ReadReport& report);

/// Fills `lost_by_street` in the same way, where a column of addresses is mapped.
void find_losses_by_street(const Inputs& inputs, ReadReport& report);

/// Classes that differ only in capital letters or in the number of blanks become one: the one that a configuration states,
/// else the one with most events, of equals the first in the alphabet. `stated` is how many of the classes a configuration
/// states; they come first. Each source with such events says so.
void join_spellings_of_classes(std::size_t stated, Inputs& inputs, ReadReport& report);

}  // namespace lykta
