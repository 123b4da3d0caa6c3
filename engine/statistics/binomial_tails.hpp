// How often does a binomial number reach so far?
//
// Exact, by the incomplete beta function (Abramowitz & Stegun 1964, 26.5.24): no approximation, so that p can be as
// small as the correction for a million tests asks for.
#pragma once

#include <algorithm>

#include "engine/statistics/conditional_permutation.hpp"

namespace lykta {

/// P(X >= seen) for X ~ Binomial(trials, share). `seen` and `trials` are whole numbers from 0, `share` lies in [0, 1].
/// Never 0: a number too small for a double is its smallest.
[[nodiscard]] double binomial_at_least(double seen, double trials, double share);

/// P(X <= seen), as above.
[[nodiscard]] double binomial_at_most(double seen, double trials, double share);

/// p of the tail that is asked for, of P(X >= seen) and P(X <= seen); each is only asked for where it counts.
template <typename AtLeast, typename AtMost>
[[nodiscard]] double p_of_tail(Tail tail, AtLeast at_least, AtMost at_most) {
  switch (tail) {
    case Tail::less:
      return at_most();
    case Tail::two_sided:
      return std::min(1.0, 2 * std::min(at_least(), at_most()));
    case Tail::folded:
      return std::min(at_least(), at_most());
    case Tail::greater:
      break;
  }
  return at_least();
}

}  // namespace lykta
