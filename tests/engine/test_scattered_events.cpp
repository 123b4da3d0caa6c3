#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <vector>

#include <boost/math/distributions/chi_squared.hpp>

#include "engine/statistics/scattered_events.hpp"
#include "tests/catch.hpp"
#include "tests/engine/samples.hpp"

namespace lykta::tests_of_scattered_events {

using test::within;

TEST_CASE("Poisson numbers have the probabilities of the formula") {
  // Chi-square of 200 000 numbers over classes that expect 5 at least, against its 99.99 % quantile.
  for (const auto mean : {0.03, 0.7, 4.0, 60.0, 2500.0}) {
    const PoissonDraw draw(mean);
    RandomStream random(5, 1);
    constexpr int numbers = 200'000;
    std::vector<double> seen(static_cast<std::size_t>(mean + 12 * std::sqrt(mean) + 30));
    for (int i = 0; i < numbers; ++i) {
      ++seen.at(draw(random));
    }
    double squares = 0;
    int classes = 0;
    double rest = numbers;
    double rest_seen = numbers;
    for (std::size_t k = 0; k < seen.size(); ++k) {
      const auto number = static_cast<double>(k);
      const auto expected = numbers * std::exp(number * std::log(mean) - mean - std::lgamma(number + 1));
      if (expected >= 5) {
        squares += (seen[k] - expected) * (seen[k] - expected) / expected;
        ++classes;
        rest -= expected;
        rest_seen -= seen[k];
      }
    }
    CAPTURE(mean, classes, rest, rest_seen);
    REQUIRE(classes >= 2);
    CHECK(squares < quantile(boost::math::chi_squared(classes), 0.9999));
    CHECK(std::abs(rest_seen - rest) < 5 * std::sqrt(rest + 1) + 1);
  }
}

TEST_CASE("Events that are drawn by number are spread as if they were thrown") {
  // Places of four weights and one without any. Means, variances and a covariance of the multinomial distribution:
  // N w, N w (1 - w), -N w v; 4 000 runs, within five standard errors.
  const std::vector<double> weights{1, 1, 0.37, 0.37, 3.14, 1e-6, 0, 1};
  const auto total = std::accumulate(weights.begin(), weights.end(), 0.0);
  constexpr std::uint64_t events = 20'000;
  constexpr auto wanted = static_cast<double>(events);
  const ScatteredEvents scattered(weights, events);
  constexpr int runs = 4'000;
  std::vector<double> sum(weights.size());
  std::vector<double> squares(weights.size());
  double products = 0;
  for (std::uint64_t run = 0; run < runs; ++run) {
    RandomStream random(3, run);
    const auto counts = scattered.counts(random);
    REQUIRE(counts.size() == weights.size());
    CHECK(std::accumulate(counts.begin(), counts.end(), std::uint64_t{0}) == events);
    CHECK(counts[6] == 0);
    for (std::size_t i = 0; i < weights.size(); ++i) {
      const auto deviation = counts[i] - wanted * weights[i] / total;
      sum[i] += deviation;
      squares[i] += deviation * deviation;
    }
    products += (counts[0] - wanted * weights[0] / total) * (counts[4] - wanted * weights[4] / total);
  }
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const auto share = weights[i] / total;
    const auto variance = wanted * share * (1 - share);
    CAPTURE(i, variance);
    CHECK(sum[i] / runs == within(5 * std::sqrt(variance / runs) + 1e-9, 0));
    if (variance > 1) {
      CHECK(squares[i] / runs == within(5 * variance * std::sqrt(2.0 / runs), variance));
    }
  }
  const auto covariance = -wanted * weights[0] * weights[4] / total / total;
  const auto spread = wanted * std::sqrt(weights[0] * weights[4]) / total;
  CHECK(products / runs == within(5 * spread / std::sqrt(static_cast<double>(runs)), covariance));
}

TEST_CASE("Few events at many places are thrown one by one") {
  const std::vector<double> weights(5'000, 1.0);
  RandomStream random(1, 1);
  RandomStream same(1, 1);
  const auto counts = ScatteredEvents(weights, 100).counts(random);
  const WeightedDraw draw(weights);
  std::vector<std::uint32_t> thrown(weights.size());
  for (int i = 0; i < 100; ++i) {
    ++thrown[draw(same)];
  }
  CHECK(counts == thrown);
}

}  // namespace lykta::tests_of_scattered_events
