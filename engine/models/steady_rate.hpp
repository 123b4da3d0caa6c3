// What is the share of a place in the pattern of the whole, and how much do its counts swing beside it?
//
// Few events tell little of a swing, so it is weighed over a grid of dispersions, from none on; places speak for each other.
#pragma once

#include <array>
#include <cstdint>
#include <span>

namespace lykta {

/// Coefficients of variation of a place's own mean from week to week, the roots of the dispersions of the grid.
inline constexpr std::array<double, 19> swing_grid{0,   0.02, 0.04, 0.06, 0.08, 0.1,  0.13, 0.16, 0.2, 0.25,
                                                   0.3, 0.35, 0.4,  0.5,  0.6,  0.75, 0.9,  1.1,  1.4};
using OverSwing = std::array<double, swing_grid.size()>;

[[nodiscard]] constexpr double dispersion_at(std::size_t i) { return swing_grid[i] * swing_grid[i]; }

/// Of each dispersion of the grid.
struct SteadyRate {
  /// Mean = rate * level: where the derivative of log likelihood + log(information) / 2 by log(rate) is 0, the posterior mode under
  /// Jeffreys' prior (Firth 1993, doi 10.1093/biomet/80.1.27). Poisson: (events + 1/2) / sum of levels. Always above 0.
  OverSwing rate{};
  OverSwing information{};  ///< of log(rate), sum of mean / (1 + dispersion mean): 1 / its variance
  /// Log likelihood of the dispersion with the rate adjusted for: at that rate, minus log(information) / 2 (Cox & Reid 1987, as
  /// McCarthy, Chen & Smyth 2012, doi 10.1093/nar/gks042).
  OverSwing log_likelihood{};
};

/// Counts and levels by week; levels are above 0.
[[nodiscard]] SteadyRate steady_rate(std::span<const std::uint64_t> count, std::span<const double> level);

/// Log likelihood of each dispersion where the means are known.
[[nodiscard]] OverSwing likelihood_over_swing(std::span<const std::uint64_t> count, std::span<const double> mean);

/// Posterior weights of the dispersions, adding up to 1. The prior: none with a chance of one half, else a swing that is half
/// of a normal distribution with this standard deviation.
[[nodiscard]] OverSwing swing_weights(const OverSwing& log_likelihood, double prior_sd = 0.5);

}  // namespace lykta
