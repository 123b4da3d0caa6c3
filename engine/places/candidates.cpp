#include "engine/places/candidates.hpp"

#include <algorithm>
#include <cstddef>

namespace lykta {

Candidates candidates_by_events(const CellValues& cells, const Clustering& clustering) {
  return candidates_by_events(cells.count, cells.density_per_km2, clustering);
}

Candidates candidates_by_events(std::span<const double> count, std::span<const double> density_per_km2,
                                const Clustering& clustering) {
  Candidates hot{.basis = Basis::significant, .slots = {}};
  std::vector<double> density;
  for (std::uint32_t slot = 0; slot < count.size(); ++slot) {
    if (count[slot] > 0) {
      density.push_back(density_per_km2[slot]);
      if (clustering.is_hot[slot]) {
        hot.slots.push_back(slot);
      }
    }
  }
  if (!hot.slots.empty() || density.empty()) {
    return hot;
  }
  const auto kept = std::max<std::size_t>(1, density.size() / 10);
  std::ranges::nth_element(density, density.begin() + static_cast<std::ptrdiff_t>(kept - 1), std::greater{});
  const auto threshold = density[kept - 1];
  Candidates densest{.basis = Basis::densest, .slots = {}};
  for (std::uint32_t slot = 0; slot < count.size(); ++slot) {
    if (count[slot] > 0 && density_per_km2[slot] >= threshold) {
      densest.slots.push_back(slot);
    }
  }
  return densest;
}

Candidates candidates_by_observations(const CellValues& cells, const std::vector<bool>& is_taken) {
  Candidates felt{.basis = Basis::observations, .slots = {}};
  for (std::uint32_t slot = 0; slot < cells.unsafe_score.size(); ++slot) {
    if (cells.unsafe_score[slot] > 0 && !is_taken[slot]) {
      felt.slots.push_back(slot);
    }
  }
  return felt;
}

}  // namespace lykta
