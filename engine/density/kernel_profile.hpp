// How much of a kernel lies within a radius, in the form that integrals along edges need?
//
// A profile is g(x) = 2 pi G(R) / R^2 with x = R^2, R the distance in bandwidths and G(R) the integral from 0 to R of
// K(r) r dr: 2 pi G is the mass within R. `along(d, from, to)` is d times the integral of g(d^2 + t^2) dt, by which an
// edge at signed distance d adds to 2 pi times the mass that is seen within it; -reach <= from <= to <= reach.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numbers>

#include "engine/base/vectorised.hpp"
#include "engine/density/kernel.hpp"

namespace lykta {

/// What is integrated: the kernel, or its square divided by the square's integral over the plane, which the variance of
/// a density needs.
enum class MassOf : std::uint8_t { kernel, squared_kernel };

/// Nodes and weights of Gauss and Legendre on [-1, 1]; exact for polynomials of degree 2 * Nodes - 1.
template <std::size_t Nodes>
struct LegendreRule {
  std::array<double, Nodes> node{};
  std::array<double, Nodes> weight{};

  LegendreRule() {
    const auto n = static_cast<double>(Nodes);
    for (std::size_t i = 0; i < Nodes; ++i) {
      // Newton's iteration on the polynomial of degree Nodes, from Tricomi's estimate of its roots.
      auto x = -std::cos(std::numbers::pi * (static_cast<double>(i) + 0.75) / (n + 0.5));
      double slope = 1;
      for (int step = 0; step < 20; ++step) {
        double before = 1;
        auto value = x;
        for (std::size_t k = 2; k <= Nodes; ++k) {
          const auto degree = static_cast<double>(k);
          const auto next = ((2 * degree - 1) * x * value - (degree - 1) * before) / degree;
          before = value;
          value = next;
        }
        slope = n * (x * value - before) / (x * x - 1);
        x -= value / slope;
      }
      node[i] = x;
      weight[i] = 2 / ((1 - x * x) * slope * slope);
    }
  }
};

template <std::size_t Nodes>
[[nodiscard]] inline const LegendreRule<Nodes>& legendre_rule() {
  static const LegendreRule<Nodes> rule;
  return rule;
}

template <std::size_t Nodes, class Profile>
[[nodiscard]] LYKTA_INLINED double integral_along(const LegendreRule<Nodes>& rule, const Profile& g, double d,
                                                  double from, double to) {
  const auto middle = 0.5 * (from + to);
  const auto half = 0.5 * (to - from);
  double sum = 0;
  for (std::size_t i = 0; i < Nodes; ++i) {
    const auto t = middle + half * rule.node[i];
    sum += rule.weight[i] * g(d * d + t * t);
  }
  return d * half * sum;
}

/// Kernels proportional to (1 - R^2)^Power: uniform 0, Epanechnikov 1, quartic 2, triweight 3; their squares have
/// twice the power. g(x) = (1 - (1 - x)^(Power + 1)) / x is a sum of powers of 1 - x.
template <std::size_t Power>
struct PowerProfile {
  static constexpr double reach = 1;

  LegendreRule<Power + 1> rule = legendre_rule<Power + 1>();

  LYKTA_INLINED double operator()(double x) const {
    const auto left = 1 - x;
    double g = 1;
    for (std::size_t k = 0; k < Power; ++k) {
      g = g * left + 1;
    }
    return g;
  }
  [[nodiscard]] LYKTA_INLINED double along(double d, double from, double to) const {
    return integral_along(rule, *this, d, from, to);
  }
};

/// g = constant + linear R + square R^2: the triangular kernel 3 - 2 R, its square 6 - 8 R + 3 R^2.
struct TriangularProfile {
  static constexpr double reach = 1;

  double constant;
  double linear;
  double square;

  [[nodiscard]] double along(double d, double from, double to) const {
    if (from == to) {
      return 0;
    }
    const auto distances = integral_of_distance(std::abs(d), from, to);
    const auto squares = d * d * (to - from) + (to * to * to - from * from * from) / 3;
    return d * (constant * (to - from) + linear * distances + square * squares);
  }

 private:
  /// Integral of sqrt(d^2 + t^2) dt, with asinh(to / d) - asinh(from / d) as one logarithm that loses no digits.
  static double integral_of_distance(double d, double from, double to) {
    const auto away_from = std::sqrt(d * d + from * from);
    const auto away_to = std::sqrt(d * d + to * to);
    const auto sum = to * away_to - from * away_from;
    if (!(d > 1e-100)) {
      return 0.5 * sum;
    }
    const auto long_from = std::abs(from) + away_from;
    const auto long_to = std::abs(to) + away_to;
    const auto ratio = from >= 0 ? long_to / long_from
                       : to <= 0 ? long_from / long_to
                                 : (long_to / d) * (long_from / d);
    return 0.5 * (sum + d * d * std::log(ratio));
  }
};
inline constexpr TriangularProfile triangular_profile{3, -2, 0};
inline constexpr TriangularProfile squared_triangular_profile{6, -8, 3};

/// The bandwidth is the standard deviation: g(x) = (1 - exp(-x / 2)) / x. Beyond seven, 2.3e-11 of the mass is left.
struct GaussianProfile {
  static constexpr double reach = 7;

  double operator()(double x) const {
    // Near 0 the difference would lose its digits; the series' next term is below 1e-15 there.
    constexpr double small = 0.01;
    return x < small ? 0.5 - x * (1.0 / 8 - x * (1.0 / 48 - x * (1.0 / 384 - x * (1.0 / 3840 - x / 46080))))
                     : (1 - std::exp(-0.5 * x)) / x;
  }

  /// g varies over one standard deviation: shorter pieces need fewer nodes for 1e-13.
  [[nodiscard]] double along(double d, double from, double to) const {
    const auto length = to - from;
    if (length <= 0.1) {
      return integral_along(legendre_rule<3>(), *this, d, from, to);
    }
    if (length <= 0.4) {
      return integral_along(legendre_rule<5>(), *this, d, from, to);
    }
    const auto panels = std::max(1.0, std::ceil(length));
    double sum = 0;
    for (double panel = 0; panel < panels; ++panel) {
      sum += integral_along(legendre_rule<9>(), *this, d, from + length * panel / panels,
                            from + length * (panel + 1) / panels);
    }
    return sum;
  }
};

/// Calls `work(profile, scale)` with the profile of the kernel or of its square; `scale` is what the bandwidth is
/// multiplied by. (The square of a Gaussian is one of 1 / sqrt(2) times the standard deviation.)
template <class Work>
auto with_profile(Kernel kernel, MassOf of, const Work& work) {
  const auto squared = of == MassOf::squared_kernel;
  switch (kernel) {
    case Kernel::uniform:
      return work(PowerProfile<0>{}, 1.0);
    case Kernel::triangular:
      return work(squared ? squared_triangular_profile : triangular_profile, 1.0);
    case Kernel::epanechnikov:
      return squared ? work(PowerProfile<2>{}, 1.0) : work(PowerProfile<1>{}, 1.0);
    case Kernel::quartic:
      return squared ? work(PowerProfile<4>{}, 1.0) : work(PowerProfile<2>{}, 1.0);
    case Kernel::triweight:
      return squared ? work(PowerProfile<6>{}, 1.0) : work(PowerProfile<3>{}, 1.0);
    case Kernel::gaussian:
      break;
  }
  return work(GaussianProfile{}, squared ? 1 / std::numbers::sqrt2 : 1.0);
}

}  // namespace lykta
