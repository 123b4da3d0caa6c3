#include "engine/statistics/stratified_events.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstddef>

#include "engine/base/numbers.hpp"
#include "engine/base/parallel.hpp"
#include "engine/statistics/binomial_sums.hpp"
#include "engine/statistics/binomial_tails.hpp"

namespace lykta {

namespace {

constexpr std::size_t cells_in_part = 1024;

/// Which share of the ground of each stratum with events lies in each cell and its neighbours, in compressed rows.
class SharesAround {
 public:
  SharesAround(const StratifiedEvents& stratified, const NeighbourSums& sums, unsigned threads)
      : start_(sums.size() + 1, 0) {
    const auto& strata = stratified.strata;
    struct Placed {
      std::uint32_t slot;
      StratumPart part;
    };
    std::vector<Placed> placed;
    for (std::uint32_t stratum = 0; stratum < strata.size(); ++stratum) {
      if (!(strata.cells(stratum) > 0 && stratified.events[stratum] > 0)) {
        continue;  // nothing is expected of it
      }
      const auto around = sums_with_own(sums, shares_of(strata, stratum), threads);
      for (std::uint32_t slot = 0; slot < around.size(); ++slot) {
        // Sums over nothing are 0 but for rounding; the least share of a cell is a billionth.
        if (around[slot] > least_share) {
          placed.push_back({slot, {stratum, std::min(around[slot] / strata.cells(stratum), 1.0)}});
          ++start_[slot + 1];
        }
      }
    }
    for (std::size_t slot = 0; slot < sums.size(); ++slot) {
      start_[slot + 1] += start_[slot];
    }
    parts_.resize(placed.size());
    auto next = start_;
    for (const auto& [slot, part] : placed) {
      parts_[next[slot]++] = part;
    }
  }

  [[nodiscard]] std::span<const StratumPart> of(std::size_t slot) const {
    return std::span(parts_).subspan(start_[slot], start_[slot + 1] - start_[slot]);
  }

 private:
  static constexpr double least_share = 0.5e-9;

  static std::vector<double> shares_of(const Strata& strata, std::uint32_t stratum) {
    std::vector<double> share(strata.slots(), 0.0);
    for (std::uint32_t slot = 0; slot < strata.slots(); ++slot) {
      for (const auto& part : strata.parts(slot)) {
        share[slot] = part.stratum == stratum ? part.share : share[slot];
      }
    }
    return share;
  }

  std::vector<std::size_t> start_;
  std::vector<StratumPart> parts_;
};

double p_of(double seen, std::span<const BinomialNumber> numbers, Tail tail) {
  return p_of_tail(
      tail, [&] { return binomial_sum_at_least(seen, numbers); }, [&] { return binomial_sum_at_most(seen, numbers); });
}

/// The numbers that the strata give a neighbourhood.
struct Expectation {
  std::vector<BinomialNumber> numbers;
  double most = 0;
  double mean = 0;
  double variance = 0;
};

Expectation expectation(std::span<const StratumPart> parts, const StratifiedEvents& stratified) {
  // What rounding leaves of "all of the ground".
  constexpr double all_of_it = 1 - 1e-9;
  Expectation expected;
  for (const auto& [stratum, share] : parts) {
    const auto events = stratified.events[stratum];
    const auto part = share < all_of_it ? share : 1.0;
    expected.numbers.push_back({events, part});
    expected.most += events;
    expected.mean += events * part;
    expected.variance += events * part * (1 - part);
  }
  return expected;
}

}  // namespace

StratifiedThrow throw_in_strata(std::span<const double> count, const StratifiedEvents& stratified,
                                const NeighbourSums& sums, Tail tail, unsigned threads) {
  assert(count.size() == sums.size() && count.size() == stratified.strata.slots());
  assert(stratified.events.size() == stratified.strata.size());
  const auto around = sums_with_own(sums, count, threads);
  const SharesAround shares(stratified, sums, threads);
  const std::vector<double> none(count.size(), no_number);
  StratifiedThrow thrown{{.p = none, .seen = none, .expected = none, .z = none},
                         std::vector<std::uint32_t>(count.size(), 0)};
  for_each_part((count.size() + cells_in_part - 1) / cells_in_part, threads, [&](std::size_t number) {
    const auto behind = std::min(count.size(), (number + 1) * cells_in_part);
    for (auto slot = number * cells_in_part; slot < behind; ++slot) {
      const auto parts = shares.of(slot);
      thrown.strata_around[slot] = static_cast<std::uint32_t>(parts.size());
      const auto expected = expectation(parts, stratified);
      if (stratified.tests_cell(static_cast<std::uint32_t>(slot)) && expected.variance > 0) {
        thrown.seen[slot] = std::min(std::round(around[slot]), expected.most);
        thrown.expected[slot] = expected.mean;
        thrown.p[slot] = p_of(thrown.seen[slot], expected.numbers, tail);
        thrown.z[slot] = (thrown.seen[slot] - expected.mean) / std::sqrt(expected.variance);
      }
    }
  });
  return thrown;
}

std::vector<double> above_expected(std::span<const double> count, const StratifiedEvents& stratified) {
  const auto& strata = stratified.strata;
  assert(count.size() == strata.slots());
  std::vector<double> above(count.begin(), count.end());
  for (std::uint32_t slot = 0; slot < above.size(); ++slot) {
    for (const auto& [stratum, share] : strata.parts(slot)) {
      above[slot] -= stratified.events[stratum] * share / strata.cells(stratum);
    }
  }
  return above;
}

}  // namespace lykta
