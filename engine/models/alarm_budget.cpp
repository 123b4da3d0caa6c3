#include "engine/models/alarm_budget.hpp"

#include <algorithm>
#include <cmath>

namespace lykta {

namespace {

SpentBudget spent_with(std::span<const std::vector<double>> tail, double limit) {
  SpentBudget budget;
  for (const auto& each : tail) {
    const auto first = std::ranges::partition_point(each, [&](double chance) { return chance > limit; });
    budget.threshold.push_back(static_cast<std::size_t>(first - each.begin()));
    budget.spent += first == each.end() ? 0 : *first;
  }
  return budget;
}

}  // namespace

SpentBudget spend(std::span<const std::vector<double>> tail, double budget) {
  // The limit lies between these; halving it to the last digit leaves the jump over the budget between them.
  auto low = 0.0;
  auto high = 1.0;
  if (spent_with(tail, high).spent <= budget) {
    return spent_with(tail, high);
  }
  constexpr auto halvings = 100;
  for (auto halving = 0; halving < halvings; ++halving) {
    const auto middle = low > 0 ? std::sqrt(low * high) : high / 1024;
    (spent_with(tail, middle).spent <= budget ? low : high) = middle;
    if (high < 1e-15) {
      break;
    }
  }
  const auto below = spent_with(tail, low);
  const auto above = spent_with(tail, high);
  return above.spent - budget < budget - below.spent ? above : below;
}

}  // namespace lykta
