// How often does a sum of independent binomial numbers reach so far?
//
// By adding up all the ways to split it, from probabilities of single numbers (log gamma): exact up to rounding, 1e-9 of p.
#pragma once

#include <span>

namespace lykta {

/// A binomial number: `trials` is whole, from 0, `share` lies in [0, 1].
struct BinomialNumber {
  double trials = 0;
  double share = 0;
};

/// P(X >= seen) for X the sum of the numbers; `seen` is whole, from 0. Never 0: a number too small for a double is its smallest.
/// Of one number as binomial_at_least; cost grows with `seen` times itself for more than two.
[[nodiscard]] double binomial_sum_at_least(double seen, std::span<const BinomialNumber> numbers);

/// P(X <= seen), as above.
[[nodiscard]] double binomial_sum_at_most(double seen, std::span<const BinomialNumber> numbers);

}  // namespace lykta
