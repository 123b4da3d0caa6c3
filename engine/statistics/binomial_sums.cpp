#include "engine/statistics/binomial_sums.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <vector>

#include "engine/base/special_functions.hpp"
#include "engine/statistics/binomial_tails.hpp"

namespace lykta {

namespace {

/// P(X = k) for each k from 0 to `most`.
std::vector<double> probabilities(const BinomialNumber& number, std::size_t most) {
  std::vector<double> p(most + 1, 0.0);
  const auto n = number.trials;
  const auto last = std::min(static_cast<double>(most), n);
  if (number.share <= 0 || number.share >= 1) {
    const auto only = number.share <= 0 ? 0.0 : n;
    if (only <= last) {
      p[static_cast<std::size_t>(only)] = 1;
    }
    return p;
  }
  const auto whole = log_gamma(n + 1);
  const auto log_in = std::log(number.share);
  const auto log_out = std::log1p(-number.share);
  for (double k = 0; k <= last; ++k) {
    p[static_cast<std::size_t>(k)] =
        std::exp(whole - log_gamma(k + 1) - log_gamma(n - k + 1) + k * log_in + (n - k) * log_out);
  }
  return p;
}

/// Of the sum of all numbers but the last.
std::vector<double> probabilities_but_last(std::span<const BinomialNumber> numbers, std::size_t most) {
  auto sum = probabilities(numbers.front(), most);
  for (std::size_t i = 1; i + 1 < numbers.size(); ++i) {
    const auto other = probabilities(numbers[i], most);
    std::vector<double> both(most + 1, 0.0);
    for (std::size_t k = 0; k <= most; ++k) {
      for (std::size_t j = 0; j <= k; ++j) {
        both[k] += sum[j] * other[k - j];
      }
    }
    sum = std::move(both);
  }
  return sum;
}

double as_probability(double sum) { return std::clamp(sum, std::numeric_limits<double>::min(), 1.0); }

}  // namespace

double binomial_sum_at_least(double seen, std::span<const BinomialNumber> numbers) {
  if (seen <= 0) {
    return 1;
  }
  if (numbers.empty()) {
    return as_probability(0);
  }
  const auto& last = numbers.back();
  if (numbers.size() == 1) {
    return binomial_at_least(seen, last.trials, last.share);
  }
  // The others alone reach it, or they have k and the last one the rest. The smallest terms first.
  const auto others = probabilities_but_last(numbers, static_cast<std::size_t>(seen) - 1);
  auto sum = binomial_sum_at_least(seen, numbers.first(numbers.size() - 1));
  for (std::size_t k = others.size(); k-- > 0;) {
    sum += others[k] * binomial_at_least(seen - static_cast<double>(k), last.trials, last.share);
  }
  return as_probability(sum);
}

double binomial_sum_at_most(double seen, std::span<const BinomialNumber> numbers) {
  if (numbers.empty()) {
    return 1;
  }
  const auto& last = numbers.back();
  if (numbers.size() == 1) {
    return binomial_at_most(seen, last.trials, last.share);
  }
  const auto others = probabilities_but_last(numbers, static_cast<std::size_t>(seen));
  double sum = 0;
  for (std::size_t k = others.size(); k-- > 0;) {
    sum += others[k] * binomial_at_most(seen - static_cast<double>(k), last.trials, last.share);
  }
  return as_probability(sum);
}

}  // namespace lykta
