// What would infinitely many permutations say?
//
// Counts take few different values. Then the sum over k neighbours, drawn from all other places without replacement,
// has a distribution that can be worked out: each value v that m places have gives (1 + t y^v)^m, and the coefficient
// of t^k y^s in the product over all values counts the sets of k places with the sum s. One table for each pair of own
// value and number of neighbours serves all places; there is no Monte-Carlo error, no seed, and p can be as small as
// one in all possible sets, which the correction for a million tests asks for. When the own value is dealt as well
// (Dealt::all), the sets are those of k + 1 of all places, no own value is left out, and one table serves all places
// with as many neighbours.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "engine/statistics/conditional_permutation.hpp"
#include "engine/statistics/neighbour_sums.hpp"

namespace lykta {

/// By place: the share of all possible sets of neighbours whose sum is at least, and at most, the one seen (which is
/// one of them, so neither is 0). NaN where permuted_getis_ord() has no value. Dealt to others: for Gi and Gi* alike,
/// and for local Moran with the sides changed for places below the mean. Dealt to all: for Gi*.
struct ExactShares {
  std::vector<double> at_least;
  std::vector<double> at_most;

  [[nodiscard]] double p(std::size_t place, Tail tail) const;
};

struct ExactOptions {
  /// Additions and multiplications at most, some 2 a nanosecond.
  double most_steps = 4e9;
  unsigned threads = 0;
  Dealt dealt = Dealt::others;
};

/// permuted_getis_ord() worked out, to a relative error of some 1e-11; nothing when the values are not whole numbers,
/// when a set has more than 256 places or when it would take too many steps: about V K^3 / 6 R for V different values
/// that range over R and sets of at most K places, and log2(V) + 1 times as many dealt to others.
[[nodiscard]] std::optional<ExactShares> exact_getis_ord(std::span<const double> values, const NeighbourSums& sums,
                                                         const ExactOptions& options);

}  // namespace lykta
