// How often does it happen, for so many who live there (or pass, or stand parked)?
//
// A rate is a count divided by an exposure: residents, households, cars, days. The rate of a place with few residents
// swings by chance; the interval says by how much, and the empirical-Bayes rate draws it towards the rate of the whole
// area (or of the neighbourhood), the more the fewer there are.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "engine/statistics/neighbour_sums.hpp"

namespace lykta {

enum class NoRate : std::uint8_t {
  has_rate,
  missing_input,   ///< count or exposure is missing (or not a finite number)
  negative_input,  ///< count or exposure is below 0
  no_exposure,     ///< nobody lives there: the events that happened there belong to no rate
  no_neighbours,   ///< a local rate where no neighbour has one
};
/// As it is written in results; "" for a place that has a rate.
[[nodiscard]] std::string_view name_of(NoRate why);

/// One value per place; NaN and a reason where there is none. A place without a rate takes no part in any mean.
struct Rates {
  std::vector<double> rate;  ///< count / exposure
  /// Exact 95 % limits of the rate, when the count is a Poisson number (Garwood 1936, doi 10.1093/biomet/28.3-4.437).
  /// NaN also where the count is no whole number: a weighted count has no such limits.
  std::vector<double> low;
  std::vector<double> high;
  std::vector<double> expected;  ///< exposure * the rate of all places together
  std::vector<double> ratio;     ///< count / expected; NaN for all when nothing happened anywhere
  std::vector<NoRate> why;
  double overall = 0;          ///< all counts / all exposures, of places with a rate; NaN when there is none
  double left_out_events = 0;  ///< events counted in places without exposure
};

/// `count` and `exposure`: one per place. Counts may be weighted.
[[nodiscard]] Rates rates(std::span<const double> count, std::span<const double> exposure);

/// Expected counts by indirect standardisation: each stratum (age, kind of dwelling) has one rate in the whole area,
/// and a place expects the sum over its strata of exposure * rate. `count` and `exposure` hold the strata of a place
/// side by side: `place * strata + stratum`. A stratum without exposure in the whole area adds nothing. A place where
/// any number is missing or negative, or all exposures are 0, has NaN and takes no part in the rates. count / expected
/// is the standardised ratio. Throws InvalidOption unless both hold whole places.
[[nodiscard]] std::vector<double> expected_counts(std::span<const double> count, std::span<const double> exposure,
                                                  std::size_t strata);

/// Empirical-Bayes rates by the method of moments (Marshall 1991, doi 10.2307/2347593).
struct BayesRates {
  std::vector<double> rate;
  std::vector<NoRate> why;
  /// Of the rates around which the places are drawn together: one for all (global), or one per place (local). A
  /// variance of 0 says that the rates differ by no more than chance gives: all become the mean.
  std::vector<double> mean;
  std::vector<double> variance;
};

/// With r rates, x exposures, m their mean weighted by exposure and k places:
///   variance = max(0, sum x (r - m)^2 / sum x - m k / sum x),  rate = m + (r - m) variance / (variance + m / x).
/// As spdep's EBest (family "poisson").
[[nodiscard]] BayesRates empirical_bayes(std::span<const double> count, std::span<const double> exposure);

/// The same of each place's neighbours and itself instead of all places. As spdep's EBlocal with geoda = TRUE; the
/// default of spdep puts for each neighbour the mean of the neighbour's own neighbourhood into the variance.
[[nodiscard]] BayesRates local_empirical_bayes(std::span<const double> count, std::span<const double> exposure,
                                               const NeighbourSums& sums, unsigned threads = 0);

}  // namespace lykta
