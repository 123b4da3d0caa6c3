// Is a place part of a cluster of high values, or of low ones, or an odd one out?
//
// Getis-Ord Gi and Gi*, local Moran and local Geary with their analytic moments. A place whose value is missing takes
// no part: neither in the number of places n, nor in mean and variance, nor as a neighbour. A place without neighbours
// has no value, also no Gi*, which would only be its own deviation from the mean.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/statistics/neighbour_sums.hpp"
#include "engine/statistics/no_value.hpp"

namespace lykta {

/// What can be asked of a single place; local_test.hpp tests it.
enum class LocalStatistic : std::uint8_t { gi_star, gi, moran, geary };

enum class Self : std::uint8_t { excluded, included };  ///< Gi, Gi*

/// By what the sum of squared deviations is divided: by the number of values, or by one less.
enum class Divisor : std::uint8_t { n, n_minus_1 };

/// Weights of 1 for each neighbour, or of 1 divided by the number of neighbours (of those that have a value).
enum class Weights : std::uint8_t { binary, row_standardised };

/// One value per place; NaN and a reason where there is none.
struct GetisOrd {
  std::vector<double> z;
  std::vector<NoValue> why;
};

struct GetisOrdOptions {
  Self self = Self::included;
  /// Ord and Getis (1995) divide by n, Getis and Ord (1996) print values divided by n - 1.
  Divisor variance = Divisor::n;
  unsigned threads = 0;
};

/// With W neighbours (the place itself among them for Gi*), n values of mean m and variance s^2 (for Gi without the own
/// value): z = (sum of neighbours - W m) / (s sqrt((n W - W^2) / (n - 1))). Ord & Getis 1995, doi
/// 10.1111/j.1538-4632.1995.tb00912.x, equations 5 and 6. A factor common to all weights of a place cancels, so
/// row-standardised weights give the same z as binary ones and there is no option for them.
[[nodiscard]] GetisOrd getis_ord(std::span<const double> values, const NeighbourSums& sums,
                                 const GetisOrdOptions& options);

/// What is held fixed when expectation and variance of a local Moran are computed.
enum class MoranMoments : std::uint8_t {
  conditional,  ///< the place keeps its value, the others change places (Sokal, Oden & Thomson 1998)
  total,        ///< all values change places (Anselin 1995)
};

/// One value per place; NaN and a reason where there is none. Where all values are equal there is none; where only the
/// variance is 0 (all others are neighbours, the own value is the mean) there are I and its expectation, but no z.
struct LocalMoran {
  std::vector<double> value;
  std::vector<double> expected;
  std::vector<double> variance;
  std::vector<double> z;
  std::vector<NoValue> why;
};

struct LocalMoranOptions {
  Weights weights = Weights::row_standardised;
  MoranMoments moments = MoranMoments::conditional;
  unsigned threads = 0;
};

/// I_i = d_i / m2 * sum_j w_ij d_j, d the deviations from the mean and m2 their mean square (Anselin 1995, doi
/// 10.1111/j.1538-4632.1995.tb00338.x, equation 7). With W the sum of a place's weights and S the sum of their squares:
///   conditional: E = -d_i^2 W / ((n - 1) m2),
///                Var = (d_i / m2)^2 n / (n - 2) (S - W^2 / (n - 1)) (m2 - d_i^2 / (n - 1)),
///     Sokal, Oden & Thomson 1998, doi 10.1111/j.1538-4632.1998.tb00406.x, appendix;
///   total: E = -W / (n - 1),
///          Var = S (n - b2) / (n - 1) + (W^2 - S) (2 b2 - n) / ((n - 1) (n - 2)) - E^2,  b2 = m4 / m2^2,
///     Anselin 1995, equations 13 and 14. Both as in spdep's localmoran.
[[nodiscard]] LocalMoran local_moran(std::span<const double> values, const NeighbourSums& sums,
                                     const LocalMoranOptions& options);

struct LocalGeary {
  std::vector<double> value;
  std::vector<NoValue> why;
};

struct LocalGearyOptions {
  Weights weights = Weights::row_standardised;
  unsigned threads = 0;
};

/// c_i = sum_j w_ij (d_i - d_j)^2 / s^2, with s^2 divided by n - 1 (Anselin 1995, equation 20; Anselin 2019, doi
/// 10.1111/gean.12164; as in spdep's localC). Small where a place is like its neighbours. There are no analytic
/// moments: see conditional_permutation.hpp.
[[nodiscard]] LocalGeary local_geary(std::span<const double> values, const NeighbourSums& sums,
                                     const LocalGearyOptions& options);

/// The values that a sum of squared differences is put together from.
struct SquaredDifferences {
  double origin = 0;        ///< values are counted from here: a whole number when all are whole
  std::vector<double> sum;  ///< over the neighbours, of (x_i - x_j)^2
  std::vector<std::uint32_t> number;
  double error = 0;  ///< by how much a sum over `addends` neighbours may be wrong; 0 for whole numbers
};
/// Sums over the neighbours of (x_i - x_j)^2 = k x_i^2 - 2 x_i sum x_j + sum x_j^2.
[[nodiscard]] SquaredDifferences squared_differences(std::span<const double> values, const NeighbourSums& sums,
                                                     const Moments& moments, unsigned threads);

}  // namespace lykta
