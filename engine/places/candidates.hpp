// Which cells may become part of a place?
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/places/place.hpp"
#include "engine/statistics/cell_statistics.hpp"

namespace lykta {

struct Candidates {
  Basis basis = Basis::significant;
  std::vector<std::uint32_t> slots;  ///< ascending
};

/// Hot cells that hold an event themselves. Where no cell is hot: the densest tenth (at least one) of the cells with
/// events, all of equal density included.
[[nodiscard]] Candidates candidates_by_events(const CellValues& cells, const Clustering& clustering);
/// The same of any events: `count` and `density_per_km2` have one value per slot.
[[nodiscard]] Candidates candidates_by_events(std::span<const double> count, std::span<const double> density_per_km2,
                                              const Clustering& clustering);

/// Cells with observations of feeling unsafe that `is_taken` (one per slot) leaves free.
[[nodiscard]] Candidates candidates_by_observations(const CellValues& cells, const std::vector<bool>& is_taken);

}  // namespace lykta
