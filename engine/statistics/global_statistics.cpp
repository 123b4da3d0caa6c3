#include "engine/statistics/global_statistics.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <limits>
#include <vector>

#include "engine/base/numbers.hpp"

namespace lykta {

namespace {

constexpr std::size_t fewest_places = 4;

GlobalStatistic without_value(NoValue why, std::size_t islands) {
  return {no_number, no_number, no_number, no_number, why, islands};
}

GlobalStatistic with_z(double value, double expected, double variance, std::size_t islands) {
  // What is left of a difference of equal numbers is no variance.
  const auto rounding = 1e-13 * (expected * expected);
  const auto real = variance > rounding;
  return {value,
          expected,
          real ? variance : 0.0,
          real ? (value - expected) / std::sqrt(variance) : no_number,
          NoValue::has_value,
          islands};
}

/// Row and column sums of the weights, and what the moments need of them.
struct WeightTotals {
  std::vector<std::uint32_t> number;  ///< neighbours with a value
  std::vector<double> weight;         ///< of each neighbour of a place; 0 where there is none or the value is missing
  std::vector<double> column;         ///< sums of the weights that others give a place
  double s0 = 0;
  double s1 = 0;
  double s2 = 0;
  std::size_t islands = 0;
};

/// Sums over the neighbours of any column; missing values count as nothing.
std::vector<double> sums_over_neighbours(std::span<const double> column, const NeighbourSums& sums, unsigned threads) {
  const auto scale = scale_for(moments_of(column, threads), sums.addends());
  std::vector<double> result(column.size());
  sums.for_each_run(column, scale, threads, [&](const SumRun& run) {
    for (std::size_t i = 0; i < run.sum.size(); ++i) {
      result[run.first + i] =
          static_cast<double>(run.sum[i]) * scale.unit + static_cast<double>(run.number[i]) * scale.origin;
    }
  });
  return result;
}

/// Lists may be one-sided: what others give is added up, and pairs that name each other are looked for.
void add_columns_of_lists(std::span<const double> values, const Neighbours& lists, WeightTotals& totals) {
  auto sorted = lists;
  for (std::size_t i = 0; i < lists.size(); ++i) {
    std::sort(sorted.index.begin() + static_cast<std::ptrdiff_t>(sorted.start[i]),
              sorted.index.begin() + static_cast<std::ptrdiff_t>(sorted.start[i + 1]));
  }
  for (std::size_t i = 0; i < lists.size(); ++i) {
    for (const auto j : lists.of(i)) {
      if (!std::isfinite(values[i]) || !std::isfinite(values[j])) {
        continue;
      }
      totals.column[j] += totals.weight[i];
      totals.s1 += totals.weight[i] * totals.weight[i];
      if (std::ranges::binary_search(sorted.of(j), static_cast<std::uint32_t>(i))) {
        totals.s1 += totals.weight[i] * totals.weight[j];
      }
    }
  }
}

WeightTotals totals_of(std::span<const double> values, const NeighbourSums& sums, Weights weights, unsigned threads) {
  WeightTotals totals;
  totals.number = collect(sums, values, scale_for(moments_of(values, threads), sums.addends()), threads).number;
  totals.weight.assign(values.size(), 0);
  totals.column.assign(values.size(), 0);
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!std::isfinite(values[i])) {
      totals.number[i] = 0;
      continue;
    }
    totals.islands += totals.number[i] == 0 ? 1U : 0U;
    if (totals.number[i] > 0) {
      totals.weight[i] = weights == Weights::binary ? 1.0 : 1.0 / static_cast<double>(totals.number[i]);
    }
  }
  if (sums.lists() != nullptr) {
    add_columns_of_lists(values, *sums.lists(), totals);
  } else {
    // Neighbours on a grid are mutual: what others give is the sum of their weights.
    totals.column = sums_over_neighbours(totals.weight, sums, threads);
    for (std::size_t i = 0; i < values.size(); ++i) {
      const auto weight = totals.weight[i];
      totals.column[i] = std::isfinite(values[i]) ? totals.column[i] : 0.0;
      totals.s1 += weight * (static_cast<double>(totals.number[i]) * weight + totals.column[i]);
    }
  }
  for (std::size_t i = 0; i < values.size(); ++i) {
    const auto row = static_cast<double>(totals.number[i]) * totals.weight[i];
    totals.s0 += row;
    totals.s2 += (row + totals.column[i]) * (row + totals.column[i]);
  }
  return totals;
}

/// sum w_ij d_i d_j and sum d_i^2 (row + column sum), d counted from `origin`.
struct Products {
  double cross = 0;
  double own = 0;
};
Products products_of(std::span<const double> values, double origin, const NeighbourSums& sums,
                     const WeightTotals& totals, unsigned threads) {
  const auto lag = sums_over_neighbours(values, sums, threads);
  Products products;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (std::isfinite(values[i])) {
      const auto number = static_cast<double>(totals.number[i]);
      const auto deviation = values[i] - origin;
      products.cross += deviation * totals.weight[i] * (lag[i] - number * origin);
      products.own += deviation * deviation * (number * totals.weight[i] + totals.column[i]);
    }
  }
  return products;
}

NoValue reason_against(const Moments& moments, const WeightTotals& totals) {
  if (moments.present < fewest_places) {
    return NoValue::too_few_places;
  }
  if (!(totals.s0 > 0)) {
    return NoValue::no_neighbours;
  }
  return moments.squares > 0 ? NoValue::has_value : NoValue::all_values_equal;
}

double kurtosis(const Moments& moments) { return moments.n() * moments.fourths / (moments.squares * moments.squares); }

double variance_of_moran(double n, double kurtosis, const WeightTotals& w, Assumption assumption) {
  const auto expected = -1 / (n - 1);
  const auto s02 = w.s0 * w.s0;
  if (assumption == Assumption::normality) {
    return (n * n * w.s1 - n * w.s2 + 3 * s02) / (s02 * (n * n - 1)) - expected * expected;
  }
  const auto first = n * ((n * n - 3 * n + 3) * w.s1 - n * w.s2 + 3 * s02);
  const auto second = kurtosis * ((n * n - n) * w.s1 - 2 * n * w.s2 + 6 * s02);
  return (first - second) / ((n - 1) * (n - 2) * (n - 3) * s02) - expected * expected;
}

double variance_of_geary(double n, double k, const WeightTotals& w, Assumption assumption) {
  const auto s02 = w.s0 * w.s0;
  if (assumption == Assumption::normality) {
    return ((2 * w.s1 + w.s2) * (n - 1) - 4 * s02) / (2 * (n + 1) * s02);
  }
  const auto first = (n - 1) * w.s1 * (n * n - 3 * n + 3 - k * (n - 1));
  const auto second = 0.25 * (n - 1) * w.s2 * (n * n + 3 * n - 6 - k * (n * n - n + 2));
  const auto third = s02 * (n * n - 3 - k * (n - 1) * (n - 1));
  return (first - second + third) / (n * (n - 2) * (n - 3) * s02);
}

/// Sums of the first four powers.
std::array<double, 5> power_sums(std::span<const double> values) {
  std::array<double, 5> sums{};
  for (const auto value : values) {
    if (std::isfinite(value)) {
      double power = 1;
      for (auto& sum : sums) {
        sum += power;
        power *= value;
      }
    }
  }
  return sums;
}

double variance_of_g(const std::array<double, 5>& m, const WeightTotals& w) {
  const auto n = m[0];
  const auto s02 = w.s0 * w.s0;
  const auto b0 = (n * n - 3 * n + 3) * w.s1 - n * w.s2 + 3 * s02;
  const auto b1 = -((n * n - n) * w.s1 - 2 * n * w.s2 + 6 * s02);
  const auto b2 = -(2 * n * w.s1 - (n + 3) * w.s2 + 6 * s02);
  const auto b3 = 4 * (n - 1) * w.s1 - 2 * (n + 1) * w.s2 + 8 * s02;
  const auto b4 = w.s1 - w.s2 + s02;
  const auto pairs = m[1] * m[1] - m[2];
  const auto square =
      (b0 * m[2] * m[2] + b1 * m[4] + b2 * m[1] * m[1] * m[2] + b3 * m[1] * m[3] + b4 * m[1] * m[1] * m[1] * m[1]) /
      (pairs * pairs * n * (n - 1) * (n - 2) * (n - 3));
  const auto expected = w.s0 / (n * (n - 1));
  return square - expected * expected;
}

/// a (a - 1) ... with `factors` factors.
double falling(double a, int factors) {
  double product = 1;
  for (int i = 0; i < factors; ++i) {
    product *= a - i;
  }
  return product;
}

/// Chances that two, three, four different places show what a join asks for.
struct Colours {
  double black;
  double white;
  double all;
  Sampling sampling;

  /// That `blacks` places are black and `whites` others white.
  [[nodiscard]] double chance(int blacks, int whites) const {
    if (sampling == Sampling::free) {
      return std::pow(black / all, blacks) * std::pow(white / all, whites);
    }
    return falling(black, blacks) * falling(white, whites) / falling(all, blacks + whites);
  }
};

/// Joins are half the sum of w_ij y_ij, y_ij 1 for a join of the kind. Pairs of pairs that are the same two places
/// weigh S1 together, those that share one S2 - 2 S1, those that share none S0^2 + S1 - S2 (Cliff & Ord 1981,
/// chapter 2).
GlobalStatistic joins(double seen, double same, double share_one, double share_none, double chance,
                      const WeightTotals& w) {
  const auto expected = 0.5 * w.s0 * chance;
  const auto square = 0.25 * (w.s1 * same + (w.s2 - 2 * w.s1) * share_one + (w.s0 * w.s0 + w.s1 - w.s2) * share_none);
  return with_z(seen, expected, square - expected * expected, w.islands);
}

/// Yates' chi squared of a table of two by two; NaN when a row is empty.
double yates(double a, double b, double c, double d) {
  const auto n = a + b + c + d;
  const auto margins = (a + b) * (c + d) * (a + c) * (b + d);
  if (!(margins > 0)) {
    return no_number;
  }
  const auto difference = std::abs(a * d - b * c) / n;
  // As in scipy, the correction never goes beyond the difference.
  const auto corrected = difference - std::min(0.5, difference);
  return corrected * corrected * n * n * n / margins;
}

}  // namespace

GlobalStatistic moran(std::span<const double> values, const NeighbourSums& sums, const GlobalOptions& options) {
  assert(values.size() == sums.size());
  const auto moments = moments_of(values, options.threads);
  const auto totals = totals_of(values, sums, options.weights, options.threads);
  if (const auto why = reason_against(moments, totals); why != NoValue::has_value) {
    return without_value(why, totals.islands);
  }
  const auto products = products_of(values, moments.mean, sums, totals, options.threads);
  return with_z(moments.n() / totals.s0 * products.cross / moments.squares, -1 / (moments.n() - 1),
                variance_of_moran(moments.n(), kurtosis(moments), totals, options.assumption), totals.islands);
}

GlobalStatistic geary(std::span<const double> values, const NeighbourSums& sums, const GlobalOptions& options) {
  assert(values.size() == sums.size());
  const auto moments = moments_of(values, options.threads);
  const auto totals = totals_of(values, sums, options.weights, options.threads);
  if (const auto why = reason_against(moments, totals); why != NoValue::has_value) {
    return without_value(why, totals.islands);
  }
  const auto products = products_of(values, moments.mean, sums, totals, options.threads);
  const auto differences = std::max(0.0, products.own - 2 * products.cross);
  auto result = with_z((moments.n() - 1) * differences / (2 * totals.s0 * moments.squares), 1,
                       variance_of_geary(moments.n(), kurtosis(moments), totals, options.assumption), totals.islands);
  result.z = -result.z;
  return result;
}

GlobalStatistic global_g(std::span<const double> values, const NeighbourSums& sums, unsigned threads) {
  assert(values.size() == sums.size());
  const auto moments = moments_of(values, threads);
  const auto totals = totals_of(values, sums, Weights::binary, threads);
  auto why = reason_against(moments, totals);
  if (why == NoValue::has_value && moments.least < 0) {
    why = NoValue::negative_values;
  }
  const auto powers = power_sums(values);
  const auto pairs = powers[1] * powers[1] - powers[2];
  if (why == NoValue::has_value && !(pairs > 1e-14 * powers[2])) {
    // One place holds all there is: no two places have anything in common.
    why = NoValue::too_few_places;
  }
  if (why != NoValue::has_value) {
    return without_value(why, totals.islands);
  }
  const auto products = products_of(values, 0, sums, totals, threads);
  return with_z(products.cross / pairs, totals.s0 / (moments.n() * (moments.n() - 1)), variance_of_g(powers, totals),
                totals.islands);
}

JoinCounts join_counts(std::span<const double> black, const NeighbourSums& sums, Sampling sampling, unsigned threads) {
  assert(black.size() == sums.size());
  std::vector<double> colour(black.size());
  std::ranges::transform(black, colour.begin(), [](double value) {
    return !std::isfinite(value) ? no_number : value != 0 ? 1.0 : 0.0;
  });
  const auto moments = moments_of(colour, threads);
  const auto totals = totals_of(colour, sums, Weights::binary, threads);
  if (const auto why = reason_against(moments, totals); why != NoValue::has_value) {
    const auto none = without_value(why, totals.islands);
    return {none, none, none, no_number, no_number};
  }
  const auto products = products_of(colour, 0, sums, totals, threads);
  const auto bb = products.cross / 2;
  const auto bw = (products.own - 2 * products.cross) / 2;
  const auto ww = totals.s0 / 2 - bb - bw;
  const Colours colours{moments.total, moments.n() - moments.total, moments.n(), sampling};
  const auto of = [&](int blacks, int whites) { return colours.chance(blacks, whites); };
  const auto chi_squared = yates(ww, bw / 2, bw / 2, bb);
  return {.black_black = joins(bb, of(2, 0), of(3, 0), of(4, 0), of(2, 0), totals),
          .black_white = joins(bw, 2 * of(1, 1), of(1, 2) + of(2, 1), 4 * of(2, 2), 2 * of(1, 1), totals),
          .white_white = joins(ww, of(0, 2), of(0, 3), of(0, 4), of(0, 2), totals),
          .chi_squared = chi_squared,
          .chi_squared_p = std::erfc(std::sqrt(chi_squared / 2))};
}

}  // namespace lykta
