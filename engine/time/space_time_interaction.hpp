// Are events that are close in space also close in time? One number for the whole, three ways.
//
// Each statistic counts what is close in both ways, and is judged by shuffling the times among the places (p: see
// monte_carlo_p). Times are numbers of any unit; NaN and infinity are not allowed anywhere.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "engine/space/points.hpp"

namespace lykta {

struct InteractionOptions {
  std::size_t permutations = 999;  ///< 0: no permutation p (NaN)
  std::uint64_t seed = 1;
  unsigned threads = 0;  ///< 0: all cores; the result does not depend on it
};

/// Pairs of events: first index 0 close in space and 1 not, second index 0 close in time and 1 not.
template <class Number>
using CloseTable = std::array<std::array<Number, 2>, 2>;

/// Knox (1964, doi 10.2307/2985220). Close: at most `distance` away (as the crow flies), at most `time` apart.
struct KnoxTest {
  CloseTable<std::uint64_t> observed{};
  CloseTable<double> expected{};  ///< row total times column total over all pairs; NaN without a pair
  /// P(X >= observed close pairs) of a Poisson variable with the expected number: Knox's own approximation, which takes
  /// the pairs for independent. (Some programs print P(X > observed), which is too small.)
  double poisson_p = 1;
  double p = 1;  ///< permutations with as many close pairs or more
};
[[nodiscard]] KnoxTest knox_test(std::span<const Point> places, std::span<const double> times, double distance,
                                 double time, const InteractionOptions& options);

/// Knox's count less what the events' own numbers of neighbours let expect:
///   sum over events of (close in both - close in space * close in time / (n - 1)) / 2.
/// As in Kulldorff & Hjalmars (1999, doi 10.1111/j.0006-341X.1999.00544.x) before their correction for population.
struct InteractionTest {
  double statistic = 0;  ///< NaN for fewer than two events
  double p = 1;          ///< permutations with as large a statistic or larger
};
[[nodiscard]] InteractionTest modified_knox_test(std::span<const Point> places, std::span<const double> times,
                                                 double distance, double time, const InteractionOptions& options);

/// Jacquez (1996, doi 10.1002/(SICI)1097-0258(19960915)15:18<1935::AID-SIM406>3.0.CO;2-I): how many of the `k` nearest
/// in space are among the `k` nearest in time, over all events. Of events equally near the earlier one in the input is
/// taken, so with many ties (days) the number depends on the order of the input. Throws InvalidOption unless
/// 1 <= k < number of events.
[[nodiscard]] InteractionTest jacquez_test(std::span<const Point> places, std::span<const double> times, std::size_t k,
                                           const InteractionOptions& options);

}  // namespace lykta
