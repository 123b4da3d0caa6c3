#include "engine/statistics/binomial_tails.hpp"

#include <algorithm>
#include <limits>

#include "engine/base/special_functions.hpp"

namespace lykta {

namespace {

double positive(double p) { return std::clamp(p, std::numeric_limits<double>::min(), 1.0); }

}  // namespace

double binomial_at_least(double seen, double trials, double share) {
  if (seen <= 0) {
    return 1;
  }
  return positive(seen > trials ? 0.0 : regularised_beta(seen, trials - seen + 1, share));
}

double binomial_at_most(double seen, double trials, double share) {
  if (seen >= trials) {
    return 1;
  }
  return positive(seen < 0 ? 0.0 : regularised_beta_complement(seen + 1, trials - seen, share));
}

}  // namespace lykta
