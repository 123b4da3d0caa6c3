#include "engine/density/bandwidth.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <numeric>

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "engine/base/special_functions.hpp"
#include "engine/density/bandwidth_events.hpp"
#include "engine/density/edge_correction.hpp"
#include "engine/space/point_index.hpp"

namespace lykta {

namespace {

/// Variance of the kernel along one axis, at bandwidth 1: the integral of pi u³ K(u).
double axis_variance(Kernel kernel) {
  if (kernel == Kernel::gaussian) {
    return 1;
  }
  if (kernel == Kernel::triangular) {
    return 3.0 / 20;
  }
  return 1.0 / (2 * (*polynomial_power(kernel) + 2));
}

double canonical_bandwidth(Kernel kernel) {
  const auto variance = axis_variance(kernel);
  return std::pow(roughness(kernel) / (variance * variance), 1.0 / 6);
}

/// One coordinate of all events, with their weights, ascending.
struct Coordinate {
  std::vector<double> value;
  std::vector<double> weight;
};

Coordinate sorted(std::span<const Point> points, std::span<const double> weights, double Point::*axis) {
  std::vector<std::size_t> order(points.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, {}, [&](std::size_t i) { return points[i].*axis; });
  Coordinate result;
  for (const auto i : order) {
    if (const auto weight = weights.empty() ? 1.0 : weights[i]; weight > 0) {
      result.value.push_back(points[i].*axis);
      result.weight.push_back(weight);
    }
  }
  return result;
}

/// How many events of equal weight tell as much (Kish 1965).
double effective_number(const std::vector<double>& weight) {
  const auto sum = std::accumulate(weight.begin(), weight.end(), 0.0);
  return sum * sum / std::inner_product(weight.begin(), weight.end(), weight.begin(), 0.0);
}

double standard_deviation(const Coordinate& c) {
  const auto total = std::accumulate(c.weight.begin(), c.weight.end(), 0.0);
  // From the first value, so that large coordinates lose no digits.
  const auto origin = c.value.front();
  double sum = 0;
  for (std::size_t i = 0; i < c.value.size(); ++i) {
    sum += c.weight[i] * (c.value[i] - origin);
  }
  const auto mean = sum / total;
  double squares = 0;
  for (std::size_t i = 0; i < c.value.size(); ++i) {
    const auto away = c.value[i] - origin - mean;
    squares += c.weight[i] * away * away;
  }
  const auto number = effective_number(c.weight);
  return std::sqrt(squares / total * number / (number - 1));
}

/// Between values, by the weight below their middles; with equal weights R's type 7 (Hyndman & Fan 1996).
double quantile(const Coordinate& c, double share) {
  const auto total = std::accumulate(c.weight.begin(), c.weight.end(), 0.0);
  const auto wanted = c.weight.front() / 2 + share * (total - (c.weight.front() + c.weight.back()) / 2);
  double below = 0;
  double previous = 0;
  for (std::size_t i = 0; i < c.value.size(); ++i) {
    const auto middle = below + c.weight[i] / 2;
    if (middle >= wanted) {
      return i == 0 ? c.value[0]
                    : c.value[i - 1] + (wanted - previous) / (middle - previous) * (c.value[i] - c.value[i - 1]);
    }
    previous = middle;
    below += c.weight[i];
  }
  return c.value.back();
}

void require_spread_of_weight(const Coordinate& x) {
  if (x.value.size() < 2) {
    throw DataError("a bandwidth cannot be chosen: fewer than two events have a weight");
  }
}

ChosenBandwidth by_normal_reference(double spread_m, const std::vector<double>& weight, Kernel kernel) {
  const auto gaussian_m = spread_m * std::pow(effective_number(weight), -1.0 / 6);
  ChosenBandwidth result;
  result.bandwidth_m = equivalent_bandwidth(gaussian_m, Kernel::gaussian, kernel);
  return result;
}

}  // namespace

double equivalent_bandwidth(double bandwidth_m, Kernel from, Kernel to) {
  return from == to ? bandwidth_m : bandwidth_m * canonical_bandwidth(to) / canonical_bandwidth(from);
}

ChosenBandwidth scott_bandwidth(std::span<const Point> points, std::span<const double> weights, Kernel kernel) {
  require_events(points);
  const auto x = sorted(points, weights, &Point::x);
  require_spread_of_weight(x);
  const auto across = standard_deviation(x);
  const auto up = standard_deviation(sorted(points, weights, &Point::y));
  // Events along an axis have no geometric mean; there is only one deviation to go by.
  const auto spread = across > 0 && up > 0 ? std::sqrt(across * up) : std::max(across, up);
  return by_normal_reference(spread, x.weight, kernel);
}

ChosenBandwidth silverman_bandwidth(std::span<const Point> points, std::span<const double> weights, Kernel kernel) {
  require_events(points);
  const auto x = sorted(points, weights, &Point::x);
  const auto y = sorted(points, weights, &Point::y);
  require_spread_of_weight(x);
  const auto deviation = (standard_deviation(x) + standard_deviation(y)) / 2;
  const auto range = [](const Coordinate& c) { return quantile(c, 0.75) - quantile(c, 0.25); };
  // Of a normal distribution the quartiles are 0.674 standard deviations from the mean.
  const auto normal_range = 2 * std::numbers::sqrt2 * inverse_error_function(0.5);
  const auto robust = (range(x) + range(y)) / 2 / normal_range;
  return by_normal_reference(robust > 0 ? std::min(deviation, robust) : deviation, x.weight, kernel);
}

ChosenBandwidth k_nearest_mean_bandwidth(std::span<const Point> points, std::span<const double> weights, std::size_t k,
                                         Kernel kernel) {
  require_events(points);
  assert(weights.empty() || weights.size() == points.size());
  if (k < 1 || k >= points.size()) {
    throw InvalidOption(
        fmt::format("the number of nearest neighbours must be from 1 to {}, not {}", points.size() - 1, k));
  }
  const PointIndex index(points);
  std::vector<double> distances_m;
  double sum = 0;
  double total = 0;
  for (std::size_t i = 0; i < points.size(); ++i) {
    index.nearest_distances_m(points[i], k + 1, distances_m);
    const auto weight = weights.empty() ? 1.0 : weights[i];
    sum += weight * distances_m.back();
    total += weight;
  }
  if (!(sum > 0)) {
    throw DataError(
        fmt::format("a bandwidth cannot be chosen: every event has at least {} others at its own place", k));
  }
  ChosenBandwidth result;
  result.bandwidth_m = equivalent_bandwidth(sum / total, Kernel::quartic, kernel);
  return result;
}

}  // namespace lykta
