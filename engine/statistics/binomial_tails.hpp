// How often does a binomial number reach so far?
//
// Exact, by the incomplete beta function (Abramowitz & Stegun 1964, 26.5.24): no approximation, so that p can be as
// small as the correction for a million tests asks for.
#pragma once

namespace lykta {

/// P(X >= seen) for X ~ Binomial(trials, share). `seen` and `trials` are whole numbers from 0, `share` lies in [0, 1].
/// Never 0: a number too small for a double is its smallest.
[[nodiscard]] double binomial_at_least(double seen, double trials, double share);

/// P(X <= seen), as above.
[[nodiscard]] double binomial_at_most(double seen, double trials, double share);

}  // namespace lykta
