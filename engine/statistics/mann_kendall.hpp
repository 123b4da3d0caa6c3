// Do the values of a series rise or fall from the first to the last?
//
// Mann-Kendall: every pair of values is asked whether the later one is larger (Mann 1945, doi 10.2307/1907187; Kendall
// 1975). Only the order of the values counts, so a single large value does not make a trend. The test takes values that
// do not depend on each other: a series that follows itself (sums over moving windows) has "trends" too often.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace lykta {

struct TrendTest {
  std::size_t size = 0;  ///< values that are numbers; others take no part
  std::int64_t s = 0;    ///< pairs that rise minus pairs that fall
  /// Of S when nothing changes: (n (n - 1) (2 n + 5) - sum over ties of t (t - 1) (2 t + 5)) / 18; 0 when all equal.
  double variance = 0;
  double tau =
      0;         ///< tau-b: S / sqrt(n (n - 1) / 2 (n (n - 1) / 2 - sum t (t - 1) / 2)); NaN when all values are equal
  double z = 0;  ///< (S - 1) / sd for a rise, (S + 1) / sd for a fall, otherwise 0
  /// Two-sided. Up to 50 values without ties: exact, P(|S| >= |s|) over all orders of the values; otherwise that of z.
  /// 1 when all values are equal; NaN with fewer than two values.
  double p = 1;
};

[[nodiscard]] TrendTest mann_kendall(std::span<const double> values);

}  // namespace lykta
