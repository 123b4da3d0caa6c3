#include "engine/statistics/thrown_events.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

#include "engine/base/error.hpp"
#include "engine/base/numbers.hpp"
#include "engine/base/parallel.hpp"
#include "engine/statistics/binomial_tails.hpp"

namespace lykta {

namespace {

constexpr std::size_t zones_in_part = 4096;

double p_of(double seen, double events, double share, Tail tail) {
  return p_of_tail(
      tail, [&] { return binomial_at_least(seen, events, share); },
      [&] { return binomial_at_most(seen, events, share); });
}

}  // namespace

ThrownEvents throw_events(std::span<const double> count, std::span<const double> exposure, const NeighbourSums& sums,
                          Tail tail, unsigned threads) {
  assert(count.size() == exposure.size() && count.size() == sums.size());
  std::vector<double> seen(count.begin(), count.end());
  std::vector<double> part(exposure.begin(), exposure.end());
  double events = 0;
  double whole = 0;
  for (std::size_t zone = 0; zone < seen.size(); ++zone) {
    if (!(part[zone] > 0) || !std::isfinite(part[zone]) || !(seen[zone] >= 0)) {
      seen[zone] = part[zone] = no_number;
      continue;
    }
    if (seen[zone] != std::floor(seen[zone])) {
      throw InvalidOption("events are thrown one by one: the p-values of this null are those of counts");
    }
    events += seen[zone];
    whole += part[zone];
  }
  seen = sums_with_own(sums, seen, threads);
  part = sums_with_own(sums, part, threads);
  const std::vector<double> none(seen.size(), no_number);
  ThrownEvents thrown{.p = none, .seen = none, .expected = none, .z = none};
  // What rounding leaves of "all of the exposure".
  constexpr double all_of_it = 1 - 1e-9;
  for_each_part((seen.size() + zones_in_part - 1) / zones_in_part, threads, [&](std::size_t number) {
    const auto behind = std::min(seen.size(), (number + 1) * zones_in_part);
    for (auto zone = number * zones_in_part; zone < behind; ++zone) {
      const auto share = part[zone] / whole;
      if (share > 0 && share < all_of_it && events > 0) {
        thrown.seen[zone] = std::min(std::round(seen[zone]), events);
        thrown.expected[zone] = events * share;
        thrown.p[zone] = p_of(thrown.seen[zone], events, share, tail);
        thrown.z[zone] = (thrown.seen[zone] - thrown.expected[zone]) / std::sqrt(thrown.expected[zone] * (1 - share));
      }
    }
  });
  return thrown;
}

std::vector<double> above_expected(std::span<const double> count, std::span<const double> exposure) {
  assert(count.size() == exposure.size());
  std::vector<double> above(count.begin(), count.end());
  double events = 0;
  double whole = 0;
  double least = std::numeric_limits<double>::infinity();
  double largest = 0;
  for (std::size_t zone = 0; zone < above.size(); ++zone) {
    if (!(exposure[zone] > 0) || !std::isfinite(exposure[zone]) || !(count[zone] >= 0)) {
      above[zone] = no_number;
      continue;
    }
    events += count[zone];
    whole += exposure[zone];
    least = std::min(least, exposure[zone]);
    largest = std::max(largest, exposure[zone]);
  }
  if (least < largest) {
    for (std::size_t zone = 0; zone < above.size(); ++zone) {
      above[zone] -= events * exposure[zone] / whole;
    }
  }
  return above;
}

}  // namespace lykta
