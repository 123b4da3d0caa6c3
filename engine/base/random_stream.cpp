#include "engine/base/random_stream.hpp"

#include <cassert>
#include <numeric>

namespace lykta {

WeightedDraw::WeightedDraw(std::span<const double> weights) : keeps_(weights.size(), 1.0), other_(weights.size()) {
  const auto total = std::accumulate(weights.begin(), weights.end(), 0.0);
  assert(total > 0);
  const auto slots = static_cast<double>(weights.size());
  std::vector<double> share(weights.size());
  std::vector<std::uint32_t> small;
  std::vector<std::uint32_t> large;
  for (std::uint32_t i = 0; i < weights.size(); ++i) {
    share[i] = weights[i] / total * slots;
    other_[i] = i;
    (share[i] < 1 ? small : large).push_back(i);
  }
  while (!small.empty() && !large.empty()) {
    const auto low = small.back();
    const auto high = large.back();
    small.pop_back();
    keeps_[low] = share[low];
    other_[low] = high;
    share[high] -= 1 - share[low];
    if (share[high] < 1) {
      large.pop_back();
      small.push_back(high);
    }
  }
  // Rounding can leave a slot over that should hold exactly 1; one without any weight must not be among them.
  for (const auto slot : small) {
    if (weights[slot] == 0) {
      keeps_[slot] = 0;
      other_[slot] = static_cast<std::uint32_t>(std::max_element(weights.begin(), weights.end()) - weights.begin());
    }
  }
}

}  // namespace lykta
