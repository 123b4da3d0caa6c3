// How likely is each number of events of one week, when the mean itself is known with an error?
//
// A mixture of negative binomials: each part is a Poisson number whose mean follows a gamma distribution. The gamma holds the
// swing from week to week and the error of the mean that the baseline leaves.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace lykta {

struct ForecastPart {
  double weight = 1;  ///< all weights add up to 1
  double mean = 0;    ///< above 0
  double spread =
      0;  ///< squared coefficient of variation of the gamma: the variance is mean + spread mean^2; 0 is Poisson
};

class CountForecast {
 public:
  /// At least one part; parts of no weight are left out.
  explicit CountForecast(std::vector<ForecastPart> parts);

  [[nodiscard]] double mean() const;
  [[nodiscard]] double variance() const;
  [[nodiscard]] const std::vector<ForecastPart>& parts() const { return parts_; }

  /// P(X >= count), P(X <= count): exact, by the incomplete beta and gamma functions (DLMF 8.17.5, 8.4.10). As they hold the
  /// count seen, they are too large rather than too small as a p.
  [[nodiscard]] double at_least(std::uint64_t count) const;
  [[nodiscard]] double at_most(std::uint64_t count) const;

  /// Smallest number that is not passed with at least this probability, in (0, 1).
  [[nodiscard]] std::uint64_t quantile(double probability) const;

  /// log P(X = 0), log P(X = 1), ... up to a number above the likeliest that has P below 1e-14.
  [[nodiscard]] std::vector<double> log_probabilities() const;
  /// The same for so many numbers, at least one.
  [[nodiscard]] std::vector<double> log_probabilities(std::size_t size) const;

  /// The same with all means times a positive factor.
  [[nodiscard]] CountForecast times(double factor) const;

 private:
  std::vector<ForecastPart> parts_;
};

}  // namespace lykta
