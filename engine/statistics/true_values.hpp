// Which true values may lie behind scores that are known with some noise?
//
// What stands first has been lucky more often than not. So a score alone is not what its thing is worth: it is drawn
// towards where the scores lie, the more so the less they differ beyond their noise (empirical Bayes). Which true
// values there are is estimated from all scores together, as the distribution that makes them most likely (Kiefer &
// Wolfowitz 1956, doi 10.1214/aoms/1177728066), on a grid of values, by some rounds of expectation and maximisation
// (Laird 1978, doi 10.1080/01621459.1978.10480103). The ranks of such draws are those of Laird & Louis 1989 (Empirical
// Bayes ranking methods, doi 10.3102/10769986014001029). Ranks of resampled scores would count the noise twice and
// leave the luck in: they promise too much where things differ little.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "engine/statistics/likely_ranks.hpp"

namespace lykta {

/// Draws of the true value of each thing, given its score with a normal error of standard deviation `error` (one per
/// score, above 0), in steps of the grid from the lowest score: values are for comparing with each other only. Things
/// that cannot be told apart come in any order equally often. Depends on the seed and the order of the things, not on
/// the number of threads (0: all cores).
[[nodiscard]] ScoreDraws draw_true_values(std::span<const double> scores, std::span<const double> error,
                                          std::size_t draws, std::uint64_t seed, unsigned threads = 0);

}  // namespace lykta
