#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

#include "engine/base/random_stream.hpp"
#include "engine/statistics/binomial_tails.hpp"
#include "engine/time/runs_of_steps.hpp"
#include "tests/catch.hpp"
#include "tests/engine/samples.hpp"

namespace lykta::tests_of_runs_of_steps {
namespace {

using Runs = std::vector<StepRun>;
using test::within;

Runs runs_of(const std::vector<double>& count, double level = 0.05) {
  return runs_of_steps(count, std::vector<double>(count.size(), 1.0), level);
}

/// By the sum over all outcomes, with factorials.
double plain_at_least(int seen, int trials, double share) {
  double sum = 0;
  for (int k = seen; k <= trials; ++k) {
    sum += std::exp(std::lgamma(trials + 1.0) - std::lgamma(k + 1.0) - std::lgamma(trials - k + 1.0) +
                    k * std::log(share) + (trials - k) * std::log1p(-share));
  }
  return sum;
}

}  // namespace

TEST_CASE("Binomial tails are the sums of all outcomes that they hold") {
  for (const auto share : {0.003, 0.2, 0.71}) {
    for (const auto seen : {1, 3, 17, 40}) {
      CAPTURE(share, seen);
      CHECK(binomial_at_least(seen, 40, share) == within(1e-11, plain_at_least(seen, 40, share)));
      CHECK(binomial_at_most(seen - 1, 40, share) == within(1e-11, 1 - plain_at_least(seen, 40, share)));
    }
  }
  CHECK(binomial_at_least(0, 5, 0.3) == 1);
  CHECK(binomial_at_most(5, 5, 0.3) == 1);
  CHECK(binomial_at_least(5, 5, 0.5) == within(1e-15, 1.0 / 32));
  CHECK(binomial_at_least(1e6, 1e6, 1e-9) > 0);
}

TEST_CASE("Steps that differ by chance are one run") {
  CHECK(runs_of({}).empty());
  CHECK(runs_of({7}) == Runs{{0, 1}});
  CHECK(runs_of({0, 0, 0, 0}) == Runs{{0, 4}});
  CHECK(runs_of({14, 9, 17, 12, 15, 11, 18, 13}) == Runs{{0, 8}});
  CHECK(runs_of({2, 0, 3, 1, 0, 0, 4, 2, 1, 2}) == Runs{{0, 10}});
}

TEST_CASE("What began, what is over and what came between are runs") {
  CHECK(runs_of({0, 1, 0, 0, 0, 14, 12, 15, 14, 13}) == Runs{{0, 5}, {5, 10}});
  CHECK(runs_of({14, 12, 15, 14, 13, 0, 1, 0, 0, 0}) == Runs{{0, 5}, {5, 10}});
  CHECK(runs_of({1, 0, 0, 15, 14, 12, 0, 1, 0, 0}) == Runs{{0, 3}, {3, 6}, {6, 10}});
  CHECK(runs_of({0, 0, 0, 0, 0, 0, 0, 0, 0, 14}) == Runs{{0, 9}, {9, 10}});
}

TEST_CASE("Worked by hand: the cut is made where the chance, times the pieces, allows it") {
  // Of 8 events all in the last of 4 steps: 2 (1/4)^8 = 3.05e-5, times 6 pieces 1.83e-4.
  CHECK(runs_of({0, 0, 0, 8}, 3.7e-4) == Runs{{0, 3}, {3, 4}});
  // Below that the index of dispersion, 24 with 3 degrees of freedom (2.5e-5), lets each step stand alone.
  CHECK(runs_of({0, 0, 0, 8}, 3.6e-4) == Runs{{0, 1}, {1, 2}, {2, 3}, {3, 4}});
  CHECK(runs_of({0, 0, 0, 8}, 4e-5) == Runs{{0, 4}});
}

TEST_CASE("Steps that are full in turn stand alone") { CHECK(runs_of({14, 0, 14, 0, 14, 0, 14, 0, 14, 0}).size() > 5); }

TEST_CASE("More events where more is to be expected are no change") {
  const std::vector<double> count{10, 12, 9, 30, 33, 28};
  CHECK(runs_of_steps(count, std::vector<double>{1, 1, 1, 3, 3, 3}, 0.05) == Runs{{0, 6}});
  CHECK(runs_of(count) == Runs{{0, 3}, {3, 6}});
}

TEST_CASE("Runs hold all steps in their order, of long series too") {
  RandomStream random(5, 0);
  for (const std::size_t steps : {std::size_t{60}, most_steps_of_any_piece + 40}) {
    std::vector<double> count(steps);
    for (std::size_t step = 0; step < steps; ++step) {
      count[step] = random.below(step > steps / 2 ? 20 : 4);
    }
    const auto runs = runs_of(count);
    CHECK(runs.size() >= 2);
    std::size_t next = 0;
    for (const auto& run : runs) {
      CHECK(run.first == next);
      CHECK(run.behind > run.first);
      next = run.behind;
    }
    CHECK(next == steps);
  }
}

TEST_CASE("A series without a change is cut in at most about the stated share") {
  int cut = 0;
  constexpr int series = 400;
  for (int i = 0; i < series; ++i) {
    RandomStream random(6, static_cast<std::uint64_t>(i));
    std::vector<double> count(12, 0.0);
    for (int event = 0; event < 60; ++event) {
      count[random.below(12)] += 1;
    }
    cut += runs_of(count).size() > 1 ? 1 : 0;
  }
  CAPTURE(cut);
  CHECK(cut <= 32);  // 5 %, and three standard errors
}

}  // namespace lykta::tests_of_runs_of_steps
