#include "engine/models/negative_binomial.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>

#include "engine/base/special_functions.hpp"

namespace lykta {

namespace {

/// (log(1 + x) - x / (1 + x)) / x^2, which is 1/2 at 0.
double bend(double x) {
  return x < 1e-3 ? 0.5 - x * (2.0 / 3 - x * (3.0 / 4 - x * (4.0 / 5 - x * 5.0 / 6)))
                  : (std::log1p(x) - x / (1 + x)) / (x * x);
}

/// For each j from 0, how many counts are above it: a sum over j < count for all counts is one over these.
std::vector<double> counts_above(std::span<const std::uint64_t> count) {
  const auto most = count.empty() ? 0 : *std::ranges::max_element(count);
  std::vector<double> above(most, 0.0);
  for (const auto each : count) {
    if (each > 0) {
      above[each - 1] += 1;
    }
  }
  for (std::size_t j = above.size(); j > 1; --j) {
    above[j - 2] += above[j - 1];
  }
  return above;
}

/// Derivative of the log likelihood by the dispersion.
class DispersionScore {
 public:
  DispersionScore(std::span<const std::uint64_t> count, std::span<const double> mean)
      : count_(count), mean_(mean), above_(counts_above(count)) {}

  [[nodiscard]] double operator()(double dispersion) const {
    double sum = 0;
    for (std::size_t j = 1; j < above_.size(); ++j) {
      const auto steps = static_cast<double>(j);
      sum += above_[j] * steps / (1 + steps * dispersion);
    }
    for (std::size_t i = 0; i < mean_.size(); ++i) {
      const auto mean = mean_[i];
      sum += mean * mean * bend(dispersion * mean) - static_cast<double>(count_[i]) * mean / (1 + dispersion * mean);
    }
    return sum;
  }

  /// Observed information of theta, at the means given.
  [[nodiscard]] double theta_information(double theta) const {
    double sum = 0;
    for (std::size_t j = 0; j < above_.size(); ++j) {
      const auto at = theta + static_cast<double>(j);
      sum += above_[j] / (at * at);
    }
    for (std::size_t i = 0; i < mean_.size(); ++i) {
      const auto at = mean_[i] + theta;
      // -1 / theta + 2 / at - (count + theta) / at^2, without differences of near equals.
      sum += (mean_[i] - static_cast<double>(count_[i])) / (at * at) - mean_[i] / (theta * at);
    }
    return sum;
  }

 private:
  std::span<const std::uint64_t> count_;
  std::span<const double> mean_;
  std::vector<double> above_;
};

/// Where a falling function of log(dispersion) crosses zero, between a positive and a negative value (Illinois method: Dowell
/// & Jarratt 1971, doi 10.1007/BF01934364).
double dispersion_at_zero(const DispersionScore& score, double low, double high) {
  constexpr double close_enough = 1e-13;
  constexpr auto most_steps = 200;
  auto at_low = score(std::exp(low));
  auto at_high = score(std::exp(high));
  auto last_side = 0;
  for (auto step = 0; step < most_steps && high - low > close_enough * (1 + std::abs(low)); ++step) {
    const auto middle = std::clamp((low * at_high - high * at_low) / (at_high - at_low), low, high);
    const auto value = score(std::exp(middle));
    if (value == 0) {
      return middle;
    }
    const auto side = value > 0 ? 1 : -1;
    if (side > 0) {
      low = middle;
      at_low = value;
      at_high /= side == last_side ? 2 : 1;
    } else {
      high = middle;
      at_high = value;
      at_low /= side == last_side ? 2 : 1;
    }
    last_side = side;
  }
  return std::abs(at_low) < std::abs(at_high) ? low : high;
}

/// log(count!), kept for the numbers that come often.
double log_factorial(std::uint64_t count) {
  static const auto kept = [] {
    std::array<double, 256> values{};
    for (std::size_t i = 2; i < values.size(); ++i) {
      values[i] = values[i - 1] + std::log(static_cast<double>(i));
    }
    return values;
  }();
  return count < kept.size() ? kept[count] : log_gamma(static_cast<double>(count) + 1);
}

}  // namespace

double log_probability(std::uint64_t count, double mean, double dispersion) {
  const auto events = static_cast<double>(count);
  if (mean == 0) {
    return count == 0 ? 0 : -std::numeric_limits<double>::infinity();
  }
  double sum = -log_factorial(count);
  for (std::uint64_t j = 1; dispersion > 0 && j < count; ++j) {
    sum += std::log1p(static_cast<double>(j) * dispersion);
  }
  const auto swing = dispersion * mean;
  const auto none = dispersion > 0 ? std::log1p(swing) / dispersion : mean;
  return sum + events * (std::log(mean) - std::log1p(swing)) - none;
}

double unit_deviance(std::uint64_t count, double mean, double dispersion) {
  const auto events = static_cast<double>(count);
  const auto likelier = count > 0 ? events * std::log(events / mean) : 0.0;
  if (dispersion == 0) {
    return 2 * (likelier - (events - mean));
  }
  return 2 *
         (likelier - (events + 1 / dispersion) * std::log1p((events - mean) * dispersion / (1 + dispersion * mean)));
}

std::optional<DispersionFit> most_likely_dispersion(std::span<const std::uint64_t> count,
                                                    std::span<const double> mean) {
  constexpr double least = 1e-8;
  constexpr double most = 1e8;
  const DispersionScore score(count, mean);
  if (!(score(0) > 0) || !(score(least) > 0)) {
    return std::nullopt;
  }
  auto high = 1.0;
  while (high < most && score(high) > 0) {
    high *= 4;
  }
  DispersionFit fit;
  fit.dispersion = std::exp(dispersion_at_zero(score, std::log(least), std::log(high)));
  fit.theta_error = std::sqrt(1 / score.theta_information(fit.theta()));
  return fit;
}

}  // namespace lykta
