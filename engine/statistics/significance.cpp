#include "engine/statistics/significance.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numbers>

#include "engine/base/special_functions.hpp"

namespace lykta {

double normal_p(double z, Alternative alternative) {
  const auto scaled = z / std::numbers::sqrt2;
  return alternative == Alternative::greater ? 0.5 * std::erfc(scaled) : std::erfc(std::abs(scaled));
}

std::vector<double> benjamini_hochberg(std::span<const double> p) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < p.size(); ++i) {
    if (!std::isnan(p[i])) {
      order.push_back(i);
    }
  }
  std::ranges::stable_sort(order, {}, [&](std::size_t i) { return p[i]; });
  std::vector<double> q(p.size(), std::numeric_limits<double>::quiet_NaN());
  const auto tests = static_cast<double>(order.size());
  double smallest = 1;
  for (auto rank = order.size(); rank > 0; --rank) {
    const auto i = order[rank - 1];
    smallest = std::min(smallest, p[i] * tests / static_cast<double>(rank));
    q[i] = smallest;
  }
  return q;
}

Interval poisson_interval_95(std::uint64_t count) {
  const auto events = static_cast<double>(count);
  return {.low = count == 0 ? 0.0 : inverse_regularised_gamma_below(events, 0.025),
          .high = inverse_regularised_gamma_below(events + 1, 0.975)};
}

}  // namespace lykta
