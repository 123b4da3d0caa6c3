#include "engine/statistics/scattered_counts.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>
#include <cmath>
#include <cstddef>

namespace lykta {

namespace {

/// How many of so many things fall to one of two sides.
std::uint32_t half_of(std::uint32_t things, RandomStream& random) {
  constexpr std::uint32_t bits = 64;
  int half = 0;
  for (; things >= bits; things -= bits) {
    half += std::popcount(random.bits());
  }
  return static_cast<std::uint32_t>(half) +
         (things == 0 ? 0 : static_cast<std::uint32_t>(std::popcount(random.bits() >> (bits - things))));
}

void throw_evenly(std::uint32_t things, std::span<std::uint32_t> counts, RandomStream& random) {
  const auto cells = counts.size();
  const auto slots = std::bit_ceil(cells);
  while (things > 2 * slots) {
    std::array<std::uint32_t, Scatter::most_cells> part{things};
    for (auto width = slots / 2; width >= 1; width /= 2) {
      for (std::size_t i = 0; i < slots; i += 2 * width) {
        const auto left = half_of(part[i], random);
        part[i + width] = part[i] - left;
        part[i] = left;
      }
    }
    // Those that fell beside the cells are thrown again.
    for (std::size_t i = 0; i < cells; ++i) {
      counts[i] += part[i];
      things -= part[i];
    }
  }
  for (; things > 0; --things) {
    ++counts[random.below(static_cast<std::uint32_t>(cells))];
  }
}

/// Probabilities of at most 0, 1, ... successes in so many trials.
std::vector<double> cumulative_binomial(std::uint32_t trials, double success) {
  std::vector<double> cumulative(trials + 1);
  double sum = 0;
  const auto all = static_cast<double>(trials);
  for (std::uint32_t k = 0; k <= trials; ++k) {
    const auto some = static_cast<double>(k);
    const auto log_ways = std::lgamma(all + 1) - std::lgamma(some + 1) - std::lgamma(all - some + 1);
    sum += std::exp(log_ways + some * std::log(success) + (all - some) * std::log1p(-success));
    cumulative[k] = sum;
  }
  cumulative.back() = 1;
  return cumulative;
}

}  // namespace

Scatter::Scatter(std::uint32_t things, std::span<const double> shares) : things_(things) {
  assert(!shares.empty() && shares.size() <= most_cells);
  const auto least = *std::ranges::min_element(shares);
  const auto uneven = 1 - least * static_cast<double>(shares.size());
  constexpr double rounding = 1e-12;
  if (uneven <= rounding) {
    return;
  }
  // A mixture: what all cells have alike falls evenly, the rest by what a cell has more.
  std::vector<double> more;
  for (const auto share : shares) {
    more.push_back(share - least);
  }
  uneven_.emplace_back(more);
  cumulative_ = least > 0 ? cumulative_binomial(things, uneven) : std::vector<double>(std::size_t{things} + 1, 0.0);
}

std::uint32_t Scatter::draw_uneven(RandomStream& random) const {
  const auto found = std::ranges::upper_bound(cumulative_, random.uniform());
  return std::min(things_, static_cast<std::uint32_t>(found - cumulative_.begin()));
}

void Scatter::operator()(std::span<std::uint32_t> counts, RandomStream& random) const {
  std::ranges::fill(counts, 0U);
  auto evenly = things_;
  if (!uneven_.empty()) {
    const auto unevenly = draw_uneven(random);
    for (std::uint32_t i = 0; i < unevenly; ++i) {
      ++counts[uneven_.front()(random)];
    }
    evenly -= unevenly;
  }
  throw_evenly(evenly, counts, random);
}

}  // namespace lykta
