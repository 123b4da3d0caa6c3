// Functions of mathematics that the standard library lacks. Boost.Math has them; its headers take seconds to compile, so only one
// file includes them. Arguments out of range throw std::domain_error.
#pragma once

#include <cstdint>

namespace lykta {

/// I_x(a, b), the regularised incomplete beta function (DLMF 8.17), and its complement 1 - I_x(a, b) with all its digits.
[[nodiscard]] double regularised_beta(double a, double b, double x);
[[nodiscard]] double regularised_beta_complement(double a, double b, double x);
/// The x where I_x(a, b) = p; `left` becomes 1 - x with all its digits.
[[nodiscard]] double inverse_regularised_beta(double a, double b, double p, double& left);

/// Q(a, x), the upper regularised incomplete gamma function (DLMF 8.2).
[[nodiscard]] double regularised_gamma_above(double a, double x);
/// The x where P(a, x) = 1 - Q(a, x) is p.
[[nodiscard]] double inverse_regularised_gamma_below(double a, double p);
/// How probable it is that a Poisson variable of this mean is this number: the derivative of P(count + 1, mean).
[[nodiscard]] double poisson_probability(double count, double mean);
/// How probable it is that a Poisson variable of this mean is at least this number, 1 or more.
[[nodiscard]] double poisson_at_least(std::uint64_t count, double mean);

/// log Gamma(x) of a positive x. (std::lgamma writes to a variable that all threads share.)
[[nodiscard]] double log_gamma(double x);

/// J of a whole order at x (DLMF 10.2).
[[nodiscard]] double bessel_j(int order, double x);
/// The x where erf(x) = y.
[[nodiscard]] double inverse_error_function(double y);

}  // namespace lykta
