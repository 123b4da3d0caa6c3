#include "engine/statistics/local_statistics.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <limits>
#include <utility>

#include "engine/base/numbers.hpp"
#include "engine/base/parallel.hpp"
#include "engine/base/vectorised.hpp"

namespace lykta {

namespace {

NoValue first_reason(double own, std::uint32_t number, const Moments& moments, std::size_t fewest) {
  if (!std::isfinite(own)) {
    return NoValue::missing_input;
  }
  if (moments.present < fewest) {
    return NoValue::too_few_places;
  }
  if (number == 0) {
    return NoValue::no_neighbours;
  }
  return moments.squares > 0 ? NoValue::has_value : NoValue::all_values_equal;
}

/// Why z is NaN.
NoValue reason_for(double own, std::uint32_t number, const Moments& moments, Self self) {
  const auto first = first_reason(own, number, moments, self == Self::included ? 2 : 3);
  if (first != NoValue::has_value) {
    return first;
  }
  return number + 1 >= moments.present ? NoValue::all_are_neighbours : NoValue::all_values_equal;
}

/// What turns the sum over the neighbours into z, for one run of places.
struct Deviates {
  const double* own;
  const std::int64_t* sum;
  const std::uint32_t* number;
  std::size_t size;
  double unit;
  double origin;
  const Moments* moments;
  const double* factor;  ///< by number of neighbours: 1 / sqrt of (n W - W^2) / (n - 1), and for Gi* also 1 / s
};

/// Gi*: (sum - W m) / (s sqrt((n W - W^2) / (n - 1))), the place itself in sum and W.
/// Tells whether all have a value.
LYKTA_VECTORISED bool star_deviates(const Deviates& with, double* z) {
  const auto [own, sum, number, size, unit, origin, moments, factor] = with;
  const auto mean = moments->mean - origin;
  std::int64_t without_value = 0;
  LYKTA_INDEPENDENT
  for (std::size_t i = 0; i < size; ++i) {
    const auto all = static_cast<double>(sum[i]) * unit + (own[i] - origin);
    z[i] = (all - static_cast<double>(number[i] + 1) * mean) * factor[number[i]];
    without_value += z[i] - z[i] == 0 ? 0 : 1;
  }
  return without_value == 0;
}

/// Gi: the same without the place itself in sum, W, n, mean and variance.
LYKTA_VECTORISED bool deviates_of_others(const Deviates& with, double per_divisor, double* z) {
  const auto [own, sum, number, size, unit, origin, moments, factor] = with;
  const auto mean = moments->mean - origin;
  const auto squares = moments->squares;
  const auto others = moments->n() - 1;
  const auto stretch = moments->n() / others;
  // When the place is the only one that differs, what is left of the difference is rounding and no variance.
  const auto least = 1e-12 * squares;
  std::int64_t without_value = 0;
  LYKTA_INDEPENDENT
  for (std::size_t i = 0; i < size; ++i) {
    const auto deviation = own[i] - origin - mean;
    const auto left = squares - deviation * deviation * stretch;
    const auto variance = left > least ? left * per_divisor : no_number;
    const auto mean_of_others = mean - deviation / others;
    const auto neighbours = static_cast<double>(sum[i]) * unit - static_cast<double>(number[i]) * mean_of_others;
    z[i] = neighbours * factor[number[i]] / std::sqrt(variance);
    without_value += z[i] - z[i] == 0 ? 0 : 1;
  }
  return without_value == 0;
}

/// 1 / sqrt((n W - W^2) / (n - 1)) of W of n values that are drawn without replacement; NaN when there is no spread.
std::vector<double> spread_factors(double n, std::size_t most, double own_weight) {
  std::vector<double> factor(most + 1, no_number);
  for (std::size_t number = 1; number <= most; ++number) {
    const auto weight = static_cast<double>(number) + own_weight;
    const auto spread = (n * weight - weight * weight) / (n - 1);
    if (spread > 0) {
      factor[number] = 1 / std::sqrt(spread);
    }
  }
  return factor;
}

double divided_by(double n, Divisor divisor) { return divisor == Divisor::n ? n : n - 1; }

/// Sum of the weights and of their squares.
struct WeightsOfPlace {
  double sum;
  double squares;
};
WeightsOfPlace weights_of(std::uint32_t number, Weights weights) {
  const auto k = static_cast<double>(number);
  return weights == Weights::binary ? WeightsOfPlace{k, k} : WeightsOfPlace{1, 1 / k};
}

/// Expectation and variance of I_i.
struct Expected {
  double mean;
  double variance;
};
Expected conditional_moments(double deviation, const WeightsOfPlace& weights, const Moments& moments) {
  const auto n = moments.n();
  const auto m2 = moments.variance();
  const auto square = deviation * deviation;
  const auto variance = square / (m2 * m2) * (n / (n - 2)) * (weights.squares - weights.sum * weights.sum / (n - 1)) *
                        (m2 - square / (n - 1));
  return {-square * weights.sum / ((n - 1) * m2), variance};
}
Expected total_moments(const WeightsOfPlace& weights, const Moments& moments) {
  const auto n = moments.n();
  const auto m2 = moments.variance();
  const auto b2 = moments.fourths / n / (m2 * m2);
  const auto mean = -weights.sum / (n - 1);
  const auto both = weights.sum * weights.sum - weights.squares;
  return {mean, weights.squares * (n - b2) / (n - 1) + both * (2 * b2 - n) / ((n - 1) * (n - 2)) - mean * mean};
}

}  // namespace

GetisOrd getis_ord(std::span<const double> values, const NeighbourSums& sums, const GetisOrdOptions& options) {
  assert(values.size() == sums.size());
  const auto moments = moments_of(values, options.threads);
  const auto scale = scale_for(moments, sums.addends());
  const auto star = options.self == Self::included;
  const auto places = star ? moments.n() : moments.n() - 1;
  auto factor = spread_factors(places, sums.most(), star ? 1 : 0);
  const auto divisor = divided_by(places, options.variance);
  if (star) {
    const auto deviation = moments.squares > 0 ? std::sqrt(moments.squares / divisor) : no_number;
    for (auto& each : factor) {
      each /= deviation;
    }
  }
  GetisOrd result{std::vector<double>(values.size()), std::vector<NoValue>(values.size())};
  sums.for_each_run(values, scale, options.threads, [&](const SumRun& run) {
    auto* const z = &result.z[run.first];
    const Deviates with{&values[run.first], run.sum.data(), run.number.data(), run.sum.size(),
                        scale.unit,         scale.origin,   &moments,          factor.data()};
    if (star ? star_deviates(with, z) : deviates_of_others(with, 1 / divisor, z)) {
      return;
    }
    for (std::size_t i = 0; i < run.sum.size(); ++i) {
      if (!std::isfinite(z[i])) {
        z[i] = no_number;
        result.why[run.first + i] = reason_for(values[run.first + i], run.number[i], moments, options.self);
      }
    }
  });
  return result;
}

LocalMoran local_moran(std::span<const double> values, const NeighbourSums& sums, const LocalMoranOptions& options) {
  assert(values.size() == sums.size());
  const auto moments = moments_of(values, options.threads);
  const auto scale = scale_for(moments, sums.addends());
  const std::vector<double> none(values.size(), no_number);
  LocalMoran result{none, none, none, none, std::vector<NoValue>(values.size())};
  sums.for_each_run(values, scale, options.threads, [&](const SumRun& run) {
    for (std::size_t i = 0; i < run.sum.size(); ++i) {
      const auto place = run.first + i;
      const auto number = run.number[i];
      result.why[place] = first_reason(values[place], number, moments, 3);
      if (result.why[place] != NoValue::has_value) {
        continue;
      }
      const auto deviation = values[place] - moments.mean;
      const auto lag =
          static_cast<double>(run.sum[i]) * scale.unit - static_cast<double>(number) * (moments.mean - scale.origin);
      const auto weights = weights_of(number, options.weights);
      const auto share = weights.sum / static_cast<double>(number);
      result.value[place] = deviation / moments.variance() * lag * share;
      const auto expected = options.moments == MoranMoments::conditional
                                ? conditional_moments(deviation, weights, moments)
                                : total_moments(weights, moments);
      result.expected[place] = expected.mean;
      // A place that has all others for neighbours, or whose value is the mean: what is left is rounding.
      const auto all = options.moments == MoranMoments::conditional && number + 1 >= moments.present;
      const auto scale_of_variance = weights.squares * (1 + deviation * deviation / moments.variance());
      result.variance[place] = !all && expected.variance > 1e-14 * scale_of_variance ? expected.variance : 0;
      if (result.variance[place] > 0) {
        result.z[place] = (result.value[place] - expected.mean) / std::sqrt(result.variance[place]);
      }
    }
  });
  return result;
}

SquaredDifferences squared_differences(std::span<const double> values, const NeighbourSums& sums,
                                       const Moments& moments, unsigned threads) {
  SquaredDifferences result;
  if (moments.present == 0) {
    result.sum.assign(values.size(), 0);
    result.number.assign(values.size(), 0);
    return result;
  }
  result.origin = moments.whole ? std::nearbyint(moments.mean) : moments.mean;
  const auto farthest = std::max(moments.largest - result.origin, result.origin - moments.least);
  const auto bound = 4 * farthest * farthest * static_cast<double>(sums.addends());
  result.error = moments.whole && bound < 0x1p53 ? 0 : bound * 0x1p-49;
  std::vector<double> column(values.size());
  const auto fill = [&](bool squared) {
    for (std::size_t i = 0; i < values.size(); ++i) {
      const auto shifted = values[i] - result.origin;
      column[i] = squared ? shifted * shifted : shifted;
    }
    const auto of_column = moments_of(column);
    return scale_for(of_column, sums.addends());
  };
  auto scale = fill(false);
  auto collected = collect(sums, column, scale, threads);
  result.sum.resize(values.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    const auto k = static_cast<double>(collected.number[i]);
    const auto lag = static_cast<double>(collected.sum[i]) * scale.unit + k * scale.origin;
    result.sum[i] = k * column[i] * column[i] - 2 * column[i] * lag;
  }
  scale = fill(true);
  result.number = std::move(collected.number);
  sums.for_each_run(column, scale, threads, [&](const SumRun& run) {
    for (std::size_t i = 0; i < run.sum.size(); ++i) {
      const auto squares =
          static_cast<double>(run.sum[i]) * scale.unit + static_cast<double>(run.number[i]) * scale.origin;
      auto& sum = result.sum[run.first + i];
      sum = std::max(0.0, sum + squares);
    }
  });
  return result;
}

LocalGeary local_geary(std::span<const double> values, const NeighbourSums& sums, const LocalGearyOptions& options) {
  assert(values.size() == sums.size());
  const auto moments = moments_of(values, options.threads);
  auto differences = squared_differences(values, sums, moments, options.threads);
  LocalGeary result{std::move(differences.sum), std::vector<NoValue>(values.size())};
  for (std::size_t i = 0; i < values.size(); ++i) {
    const auto number = differences.number[i];
    result.why[i] = first_reason(values[i], number, moments, 2);
    if (result.why[i] != NoValue::has_value) {
      result.value[i] = no_number;
      continue;
    }
    const auto weight = options.weights == Weights::binary ? 1.0 : 1.0 / static_cast<double>(number);
    result.value[i] *= weight * (moments.n() - 1) / moments.squares;
  }
  return result;
}

}  // namespace lykta
