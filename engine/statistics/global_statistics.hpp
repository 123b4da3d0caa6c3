// Are alike values close together over the whole map?
//
// One number for the map: Moran's I, Geary's C, global G and join counts, each with the expectation and variance that
// it has when the values are dealt to the places at random. Places whose value is missing take no part. Islands stay
// among the n places, as values are dealt to them too (spdep's adjust.n = FALSE); how many there are is told.
// Moments: Cliff & Ord 1981, Spatial processes, ISBN 0-85086-081-4; with S0 the sum of all weights, S1 half the sum of
// (w_ij + w_ji)^2, S2 the sum over places of (row sum + column sum)^2.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "engine/statistics/local_statistics.hpp"
#include "engine/statistics/neighbour_sums.hpp"
#include "engine/statistics/no_value.hpp"

namespace lykta {

/// What is dealt to the places at random: normal values, or the values that were seen.
enum class Assumption : std::uint8_t { normality, randomisation };

/// NaN and a reason where there is no value; value and expectation can stand without variance and z.
struct GlobalStatistic {
  double value = 0;
  double expected = 0;
  double variance = 0;
  double z = 0;
  NoValue why = NoValue::has_value;
  std::size_t islands = 0;
};

struct GlobalOptions {
  Weights weights = Weights::row_standardised;
  Assumption assumption = Assumption::randomisation;
  unsigned threads = 0;
};

/// I = n / S0 * sum w_ij d_i d_j / sum d_i^2, d the deviations from the mean. Needs four places with values.
[[nodiscard]] GlobalStatistic moran(std::span<const double> values, const NeighbourSums& sums,
                                    const GlobalOptions& options);

/// C = (n - 1) / (2 S0) * sum w_ij (x_i - x_j)^2 / sum d_i^2. Below 1 where neighbours are alike; z is (1 - C) divided
/// by the standard deviation, positive where neighbours are alike (as in spdep; esda prints it with the other sign).
[[nodiscard]] GlobalStatistic geary(std::span<const double> values, const NeighbourSums& sums,
                                    const GlobalOptions& options);

/// G = sum w_ij x_i x_j / sum over i != j of x_i x_j, with binary weights, for values that are not negative (Getis &
/// Ord 1992, doi 10.1111/j.1538-4632.1992.tb00261.x; the variance with 6 S0^2 in B1, as in the erratum of 1993).
[[nodiscard]] GlobalStatistic global_g(std::span<const double> values, const NeighbourSums& sums, unsigned threads = 0);

/// How the colours of a random map come about: each place by itself with the share seen (free), or as many black ones
/// as there are, dealt out (non-free).
enum class Sampling : std::uint8_t { free, non_free };

/// Joins are pairs of neighbours, each counted once (half, where only one names the other).
struct JoinCounts {
  GlobalStatistic black_black;
  GlobalStatistic black_white;
  GlobalStatistic white_white;
  /// Of the table of joins by colour of their two ends, with Yates' correction, and its p (1 degree of freedom), as
  /// PySAL's esda prints them. Joins that share a place are not independent: a rough guide only.
  double chi_squared = 0;
  double chi_squared_p = 0;
};

/// `black`: 1 for black, 0 for white, NaN for no colour; other values are taken for black. Binary weights.
[[nodiscard]] JoinCounts join_counts(std::span<const double> black, const NeighbourSums& sums, Sampling sampling,
                                     unsigned threads = 0);

}  // namespace lykta
