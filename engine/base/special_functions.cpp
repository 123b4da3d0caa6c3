#include "engine/base/special_functions.hpp"

#include <boost/math/distributions/poisson.hpp>
#include <boost/math/special_functions/bessel.hpp>
#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/erf.hpp>
#include <boost/math/special_functions/gamma.hpp>

namespace lykta {

double regularised_beta(double a, double b, double x) { return boost::math::ibeta(a, b, x); }

double regularised_beta_complement(double a, double b, double x) { return boost::math::ibetac(a, b, x); }

double inverse_regularised_beta(double a, double b, double p, double& left) {
  return boost::math::ibeta_inv(a, b, p, &left);
}

double regularised_gamma_above(double a, double x) { return boost::math::gamma_q(a, x); }

double inverse_regularised_gamma_below(double a, double p) { return boost::math::gamma_p_inv(a, p); }

double poisson_probability(double count, double mean) { return boost::math::gamma_p_derivative(count + 1, mean); }

double poisson_at_least(std::uint64_t count, double mean) {
  return cdf(complement(boost::math::poisson(mean), static_cast<double>(count) - 1));
}

double log_gamma(double x) { return boost::math::lgamma(x); }

double bessel_j(int order, double x) { return boost::math::cyl_bessel_j(order, x); }

double inverse_error_function(double y) { return boost::math::erf_inv(y); }

}  // namespace lykta
