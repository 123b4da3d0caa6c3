#include "engine/statistics/getis_ord.hpp"

#include <cassert>
#include <cmath>
#include <limits>

namespace lykta {

namespace {

constexpr auto no_value = std::numeric_limits<double>::quiet_NaN();

/// The deviate of a sum of `weight` values drawn without replacement from `n` values.
double deviate(double sum, double weight, double n, double mean, double variance) {
  const auto spread = (n * weight - weight * weight) / (n - 1);
  // Rounding leaves a constant column with a variance of some 1e-16 of its squares; that is no variance.
  if (!(spread > 0) || !(variance > 1e-14 * mean * mean) || !(variance > 0)) {
    return no_value;
  }
  return (sum - weight * mean) / std::sqrt(variance * spread);
}

}  // namespace

std::vector<double> getis_ord_z(std::span<const double> values, const Neighbours& neighbours, Self self) {
  assert(values.size() == neighbours.size());
  const auto n = static_cast<double>(values.size());
  double total = 0;
  for (const auto value : values) {
    total += value;
  }
  const auto mean = total / n;
  // Deviations from the mean first: squares of large values would cancel.
  double squares = 0;
  for (const auto value : values) {
    squares += (value - mean) * (value - mean);
  }
  std::vector<double> z;
  z.reserve(values.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    double sum = 0;
    for (const auto j : neighbours.of(i)) {
      sum += values[j];
    }
    const auto weight = static_cast<double>(neighbours.of(i).size());
    if (self == Self::included) {
      z.push_back(deviate(sum + values[i], weight + 1, n, mean, squares / n));
    } else {
      const auto others = n - 1;
      const auto own = values[i] - mean;
      const auto mean_of_others = mean - own / others;
      const auto squares_of_others = squares - own * own * n / others;
      // When the place is the only one that differs, what is left of the difference is rounding and no variance.
      const auto variance_of_others = squares_of_others > 1e-12 * squares ? squares_of_others / others : 0.0;
      z.push_back(deviate(sum, weight, others, mean_of_others, variance_of_others));
    }
  }
  return z;
}

}  // namespace lykta
