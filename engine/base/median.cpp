#include "engine/base/median.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>

namespace lykta {

namespace {

constexpr std::size_t bins = 4096;

double value_at_rank(std::span<double> values, std::size_t rank) {
  const auto place = values.begin() + static_cast<std::ptrdiff_t>(rank);
  std::nth_element(values.begin(), place, values.end());
  return *place;
}

}  // namespace

double upper_median(std::span<double> values) {
  assert(!values.empty());
  auto least = std::numeric_limits<double>::infinity();
  auto most = -least;
  auto are_finite = true;
  for (const auto value : values) {
    least = std::min(least, value);
    most = std::max(most, value);
    are_finite = are_finite && std::isfinite(value);
  }
  auto rank = values.size() / 2;
  const auto bins_per_unit = static_cast<double>(bins - 1) / (most - least);
  // A range of nothing, and one beyond the largest number, has no bins.
  if (values.size() < bins || !are_finite || !std::isfinite(most - least) || !std::isfinite(bins_per_unit)) {
    return value_at_rank(values, rank);
  }
  // Rounding keeps the order, so all values of a bin lie between those of the bins beside it.
  const auto bin_of = [&](double value) { return static_cast<std::size_t>((value - least) * bins_per_unit); };
  std::array<std::size_t, bins> sizes{};
  for (const auto value : values) {
    ++sizes[bin_of(value)];
  }
  std::size_t bin = 0;
  while (rank >= sizes[bin]) {
    rank -= sizes[bin++];
  }
  std::size_t kept = 0;
  for (const auto value : values) {
    if (bin_of(value) == bin) {
      values[kept++] = value;
    }
  }
  return value_at_rank(values.first(kept), rank);
}

}  // namespace lykta
