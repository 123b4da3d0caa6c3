#include "engine/statistics/mann_kendall.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <iterator>
#include <limits>
#include <vector>

#include "engine/base/numbers.hpp"
#include "engine/statistics/significance.hpp"

namespace lykta {

namespace {

constexpr std::size_t most_exact = 50;

/// For each number of values: the chance of each number of pairs that fall, when all orders are alike.
using FallingPairs = std::array<std::vector<double>, most_exact + 1>;

FallingPairs chances_of_falling_pairs() {
  FallingPairs chances;
  chances[1] = {1};
  for (std::size_t size = 2; size <= most_exact; ++size) {
    // One more value, put before 0 .. size - 1 of the others, makes as many more pairs that fall.
    const auto& fewer = chances[size - 1];
    auto& all = chances[size];
    all.assign(size * (size - 1) / 2 + 1, 0.0);
    for (std::size_t more = 0; more < size; ++more) {
      for (std::size_t falling = 0; falling < fewer.size(); ++falling) {
        all[falling + more] += fewer[falling] / static_cast<double>(size);
      }
    }
  }
  return chances;
}

/// S is the number of pairs less twice the number of those that fall; its distribution is the same on both sides.
double exact_p(std::size_t size, std::int64_t s) {
  static const auto chances = chances_of_falling_pairs();
  const auto pairs = static_cast<std::int64_t>(size * (size - 1) / 2);
  const auto most_falling = static_cast<std::size_t>((pairs - std::abs(s)) / 2);
  double tail = 0;
  for (std::size_t falling = 0; falling <= most_falling; ++falling) {
    tail += chances[size][falling];
  }
  return std::min(1.0, 2 * tail);
}

std::int64_t rising_minus_falling(std::span<const double> values) {
  std::int64_t s = 0;
  for (std::size_t later = 1; later < values.size(); ++later) {
    const auto value = values[later];
    std::int64_t of_value = 0;
    for (std::size_t earlier = 0; earlier < later; ++earlier) {
      of_value += (values[earlier] < value ? 1 : 0) - (values[earlier] > value ? 1 : 0);
    }
    s += of_value;
  }
  return s;
}

/// What values that are equal take off the variance (18 times as much) and off the pairs.
struct Ties {
  double variance = 0;
  double pairs = 0;
};
Ties ties_of(std::span<const double> sorted) {
  Ties ties;
  for (std::size_t first = 0; first < sorted.size();) {
    auto end = first + 1;
    while (end < sorted.size() && sorted[end] == sorted[first]) {
      ++end;
    }
    const auto t = static_cast<double>(end - first);
    ties.variance += t * (t - 1) * (2 * t + 5);
    ties.pairs += t * (t - 1) / 2;
    first = end;
  }
  return ties;
}

}  // namespace

TrendTest mann_kendall(std::span<const double> values) {
  std::vector<double> present;
  present.reserve(values.size());
  std::ranges::copy_if(values, std::back_inserter(present), [](double each) { return !std::isnan(each); });
  TrendTest test{.size = present.size(), .tau = no_number};
  if (present.size() < 2) {
    test.p = no_number;
    return test;
  }
  test.s = rising_minus_falling(present);
  std::ranges::sort(present);
  const auto ties = ties_of(present);
  const auto n = static_cast<double>(test.size);
  const auto pairs = n * (n - 1) / 2;
  test.variance = (n * (n - 1) * (2 * n + 5) - ties.variance) / 18;
  if (ties.pairs == pairs) {
    return test;
  }
  const auto s = static_cast<double>(test.s);
  test.tau = s / std::sqrt(pairs * (pairs - ties.pairs));
  const auto towards_nothing = test.s > 0 ? -1.0 : (test.s < 0 ? 1.0 : 0.0);
  test.z = (s + towards_nothing) / std::sqrt(test.variance);
  const auto exact = ties.pairs == 0 && test.size <= most_exact;
  test.p = exact ? exact_p(test.size, test.s) : normal_p(test.z, Alternative::two_sided);
  return test;
}

}  // namespace lykta
