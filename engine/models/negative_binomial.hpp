// How likely is a count that swings more than Poisson, and how much do counts swing?
//
// NB2: the variance is mean + dispersion * mean^2. The dispersion is 1 / theta of MASS::glm.nb; 0 is Poisson, and every
// formula here passes into Poisson's without a jump.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace lykta {

/// log P(count): sum over j < count of log(1 + j d) + count log(mean) - (count + 1/d) log(1 + d mean) - log count!
/// (Lawless 1987, doi 10.2307/3314912, his a is d). Of mean 0: 0 for no event, else minus infinity.
[[nodiscard]] double log_probability(std::uint64_t count, double mean, double dispersion);

/// The unit deviance: twice what a mean equal to the count is more likely by.
[[nodiscard]] double unit_deviance(std::uint64_t count, double mean, double dispersion);

struct DispersionFit {
  double dispersion = 0;  ///< above 0
  /// sqrt of the inverse of the observed information of theta, as MASS::theta.ml has it. Not a number where that is negative.
  double theta_error = 0;

  [[nodiscard]] double theta() const { return 1 / dispersion; }
};

/// The dispersion that makes the counts likeliest, their means given. Nothing, where none above 0 is likelier than Poisson
/// nearby: sum ((count - mean)^2 - count) is 0 or less (Lawless 1987), or theta runs over 1e8. Means are above 0.
[[nodiscard]] std::optional<DispersionFit> most_likely_dispersion(std::span<const std::uint64_t> count,
                                                                  std::span<const double> mean);

}  // namespace lykta
