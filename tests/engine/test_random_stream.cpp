#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <vector>

#include "engine/base/random_stream.hpp"
#include "tests/catch.hpp"
#include "tests/engine/samples.hpp"

namespace lykta::tests_of_random_stream {
namespace {

using test::within;

/// Sum of (seen - expected)^2 / expected.
double chi_square(const std::vector<double>& seen, const std::vector<double>& expected) {
  double sum = 0;
  for (std::size_t i = 0; i < seen.size(); ++i) {
    sum += (seen[i] - expected[i]) * (seen[i] - expected[i]) / expected[i];
  }
  return sum;
}

}  // namespace

TEST_CASE("A stream gives the same numbers for ever") {
  // Fixed by the code alone: a change would change every p that was ever published with a seed.
  RandomStream stream(1, 0);
  RandomStream again(1, 0);
  std::vector<std::uint64_t> numbers;
  for (int i = 0; i < 4; ++i) {
    numbers.push_back(stream.bits());
    CHECK(numbers.back() == again.bits());
  }
  CHECK(numbers == std::vector<std::uint64_t>{14534695347946561087U, 8071997691874813235U, 2296020150430760953U,
                                              6861868406121064362U});
}

TEST_CASE("Seeds and runs have streams of their own") {
  std::vector<std::uint64_t> first;
  for (std::uint64_t seed = 0; seed < 30; ++seed) {
    for (std::uint64_t run = 0; run < 30; ++run) {
      first.push_back(RandomStream(seed, run).bits());
    }
  }
  std::ranges::sort(first);
  CHECK(std::ranges::adjacent_find(first) == first.end());
}

TEST_CASE("Numbers below a limit are even") {
  RandomStream stream(2, 0);
  std::vector<double> seen(7);
  for (int i = 0; i < 70000; ++i) {
    ++seen[stream.below(7)];
  }
  // Six degrees of freedom: above 27.9 once in 10 000.
  CHECK(chi_square(seen, std::vector<double>(7, 10000.0)) < 27.9);
  CHECK(stream.below(1) == 0);
  // A limit of three quarters of 2^32: a plain remainder would give the lower half twice as often as it may.
  int lower = 0;
  for (int i = 0; i < 30000; ++i) {
    lower += stream.below(3U << 30U) < (1U << 30U) ? 1 : 0;
  }
  CHECK(lower == within(4 * 82, 10000));
}

TEST_CASE("All orders of four things are equally likely") {
  std::map<std::vector<int>, double> seen;
  for (std::uint64_t run = 0; run < 24000; ++run) {
    std::vector<int> order{1, 2, 3, 4};
    RandomStream(3, run).shuffle(std::span(order));
    ++seen[order];
  }
  REQUIRE(seen.size() == 24);
  std::vector<double> numbers;
  for (const auto& [order, number] : seen) {
    numbers.push_back(number);
  }
  // 23 degrees of freedom: above 55.5 hardly once in 5 000.
  CHECK(chi_square(numbers, std::vector<double>(24, 1000.0)) < 55.5);
}

TEST_CASE("Weighted draws are in proportion to the weights and never take a weight of nothing") {
  const std::vector<double> weights{3, 0, 1, 0.5, 0, 5.5};
  const WeightedDraw draw(weights);
  RandomStream stream(4, 0);
  std::vector<double> seen(weights.size());
  for (int i = 0; i < 100000; ++i) {
    ++seen[draw(stream)];
  }
  CHECK(seen[1] == 0);
  CHECK(seen[4] == 0);
  // Three degrees of freedom: above 21.1 once in 10 000.
  CHECK(chi_square({seen[0], seen[2], seen[3], seen[5]}, {30000, 10000, 5000, 55000}) < 21.1);
  const WeightedDraw only(std::vector<double>{0, 0, 1e-300, 0});
  for (int i = 0; i < 100; ++i) {
    CHECK(only(stream) == 2);
  }
}

TEST_CASE("p of a Monte-Carlo test is a rank and never 0") {
  CHECK(monte_carlo_p(0, 999) == within(1e-15, 0.001));
  CHECK(monte_carlo_p(999, 999) == 1);
  CHECK(monte_carlo_p(26, 99) == within(1e-15, 0.27));
}

}  // namespace lykta::tests_of_random_stream
