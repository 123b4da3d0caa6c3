// Which classes of events, and which streets, lost rows while they were read? Losses of one, and not of others, tilt every
// ranking. Of areas: area_losses.hpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/inputs/inputs.hpp"
#include "geo/read/read_report.hpp"

namespace lykta {

/// Fills `lost_by_class` of each source, in the order of the alphabet, from the rejects that tell a class and the events that
/// are left. Classes are held against each other without regard to capital letters. To be called when all is projected.
void find_losses_by_class(const Inputs& inputs, ReadReport& report);

/// Fills `lost_by_street` in the same way, where a column of addresses is mapped. Rows outside of the study area are lost too
/// (`outside_area`), but for streets that lie there with all of their rows. To be called when the study area is known.
void find_losses_by_street(const Inputs& inputs, ReadReport& report);

/// Rows of a source, and how many of them are lost.
struct LostOf {
  double rows = 0;
  double lost = 0;
};

/// Whether a class, a street or an area lost all of its rows, or ten at least and far more than all other rows beside it:
/// twice the share, and ten rows of a hundred more.
[[nodiscard]] bool stands_out(const RowLoss& loss, const LostOf& all);

/// Whether all that was lost lies outside of the study area, and nothing inside.
[[nodiscard]] bool lies_elsewhere(const RowLoss& loss);

/// By event: 1 where it lies outside of the study area; empty where there is none, or none outside.
[[nodiscard]] std::vector<std::uint8_t> marks_of_outside(const Inputs& inputs);

/// Classes that differ only in capital letters or in the number of blanks become one: the one that a configuration states,
/// else the one with most events, of equals the first in the alphabet. `stated` is how many of the classes a configuration
/// states; they come first. Each source with such events says so.
void join_spellings_of_classes(std::size_t stated, Inputs& inputs, ReadReport& report);

}  // namespace lykta
