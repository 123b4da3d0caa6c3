#include "engine/models/steady_rate.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

#include "engine/base/special_functions.hpp"

namespace lykta {

namespace {

struct RateMoments {
  double score = 0;        ///< of log(rate)
  double information = 0;  ///< of log(rate)
  double slope = 0;        ///< derivative of the information by log(rate)
};

RateMoments moments_at(double rate, std::span<const std::uint64_t> count, std::span<const double> level,
                       double dispersion) {
  RateMoments moments;
  for (std::size_t week = 0; week < level.size(); ++week) {
    const auto mean = rate * level[week];
    const auto share = 1 / (1 + dispersion * mean);
    moments.score += (static_cast<double>(count[week]) - mean) * share;
    moments.information += mean * share;
    moments.slope += mean * share * share;
  }
  return moments;
}

/// Newton's steps on log(rate), held short.
double rate_from(double rate, std::span<const std::uint64_t> count, std::span<const double> level, double dispersion) {
  constexpr auto most_steps = 50;
  constexpr double close_enough = 1e-10;
  for (auto step = 0; step < most_steps; ++step) {
    const auto at = moments_at(rate, count, level, dispersion);
    const auto move = std::clamp((at.score + at.slope / (2 * at.information)) / at.information, -1.0, 1.0);
    rate *= std::exp(move);
    if (std::abs(move) < close_enough) {
      break;
    }
  }
  return rate;
}

/// Counts of one place as the likelihood needs them for many dispersions.
class CountedWeeks {
 public:
  CountedWeeks(std::span<const std::uint64_t> count, std::span<const double> level) : count_(count), level_(level) {
    for (std::size_t week = 0; week < count.size(); ++week) {
      const auto events = static_cast<double>(count[week]);
      all_ += events;
      constant_ -= log_gamma(events + 1);
      constant_ += count[week] > 0 ? events * std::log(level[week]) : 0;
      if (count[week] > above_.size()) {
        above_.resize(count[week], 0.0);
      }
      for (std::uint64_t j = 0; j < count[week]; ++j) {
        above_[j] += 1;
      }
    }
  }

  [[nodiscard]] double all() const { return all_; }

  [[nodiscard]] double log_likelihood(double rate, double dispersion) const {
    auto sum = constant_ + all_ * std::log(rate);
    if (dispersion == 0) {
      for (const auto level : level_) {
        sum -= rate * level;
      }
      return sum;
    }
    for (std::size_t j = 1; j < above_.size(); ++j) {
      sum += above_[j] * std::log1p(static_cast<double>(j) * dispersion);
    }
    for (std::size_t week = 0; week < level_.size(); ++week) {
      sum -= (static_cast<double>(count_[week]) + 1 / dispersion) * std::log1p(dispersion * rate * level_[week]);
    }
    return sum;
  }

 private:
  std::span<const std::uint64_t> count_;
  std::span<const double> level_;
  std::vector<double> above_;  ///< weeks with more than j events
  double all_ = 0;
  double constant_ = 0;
};

}  // namespace

SteadyRate steady_rate(std::span<const std::uint64_t> count, std::span<const double> level) {
  const CountedWeeks weeks(count, level);
  double whole = 0;
  for (const auto each : level) {
    whole += each;
  }
  SteadyRate result;
  auto rate = (weeks.all() + 0.5) / whole;
  for (std::size_t i = 0; i < swing_grid.size(); ++i) {
    rate = rate_from(rate, count, level, dispersion_at(i));
    result.rate[i] = rate;
    result.information[i] = moments_at(rate, count, level, dispersion_at(i)).information;
    result.log_likelihood[i] = weeks.log_likelihood(rate, dispersion_at(i)) - std::log(result.information[i]) / 2;
  }
  return result;
}

OverSwing likelihood_over_swing(std::span<const std::uint64_t> count, std::span<const double> mean) {
  const CountedWeeks weeks(count, mean);
  OverSwing log_likelihood{};
  for (std::size_t i = 0; i < swing_grid.size(); ++i) {
    log_likelihood[i] = weeks.log_likelihood(1, dispersion_at(i));
  }
  return log_likelihood;
}

OverSwing swing_weights(const OverSwing& log_likelihood, double prior_sd) {
  OverSwing weight{};
  double prior_sum = 0;
  for (std::size_t i = 1; i < swing_grid.size(); ++i) {
    // A swing of the grid stands for those nearest to it.
    const auto next = i + 1 < swing_grid.size() ? swing_grid[i + 1] : swing_grid[i];
    weight[i] = (next - swing_grid[i - 1]) / 2 * std::exp(-std::pow(swing_grid[i] / prior_sd, 2) / 2);
    prior_sum += weight[i];
  }
  weight[0] = prior_sum;
  const auto largest = std::ranges::max(log_likelihood);
  double all = 0;
  for (std::size_t i = 0; i < weight.size(); ++i) {
    weight[i] *= std::exp(log_likelihood[i] - largest);
    all += weight[i];
  }
  for (auto& each : weight) {
    each /= all;
  }
  return weight;
}

}  // namespace lykta
