// Numbers from R 4.2: pbinom(), as given beside each.
#include <cmath>
#include <limits>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/base/random_stream.hpp"
#include "engine/statistics/thrown_events.hpp"
#include "tests/catch.hpp"
#include "tests/engine/samples.hpp"

namespace lykta::tests_of_thrown_events {
namespace {

using test::square_grid;
using test::whole;

/// Four zones in a row, each with the next ones for neighbours.
Neighbours row_of_four() { return {{0, 1, 3, 5, 6}, {1, 0, 2, 1, 3, 2}}; }

TEST_CASE("Thrown events are binomial in a zone and its neighbours") {
  const auto neighbours = row_of_four();
  const NeighbourSums sums(neighbours);
  const std::vector<double> count{5, 3, 1, 1};
  const std::vector<double> exposure{1, 2, 3, 4};
  const auto thrown = throw_events(count, exposure, sums, Tail::greater);
  // 8 of 10 events where 3 of 10 parts are: pbinom(7, 10, 0.3, lower.tail = FALSE)
  CHECK(thrown.p[0] == Approx(0.0015903864).epsilon(1e-9));
  CHECK(thrown.expected[0] == Approx(3));
  CHECK(thrown.seen == std::vector<double>{8, 9, 5, 2});
  // 2 of 10 where 7 of 10 are: pbinom(1, 10, 0.7, lower.tail = FALSE)
  CHECK(thrown.p[3] == Approx(0.9998563141).epsilon(1e-9));
  const auto less = throw_events(count, exposure, sums, Tail::less);
  // pbinom(2, 10, 0.7)
  CHECK(less.p[3] == Approx(0.0015903864).epsilon(1e-9));
  const auto both = throw_events(count, exposure, sums, Tail::two_sided);
  CHECK(both.p[3] == Approx(2 * 0.0015903864).epsilon(1e-9));
}

TEST_CASE("Zones without exposure take no part in the throwing, nor do their events") {
  const auto neighbours = row_of_four();
  const NeighbourSums sums(neighbours);
  const auto unknown = std::numeric_limits<double>::quiet_NaN();
  for (const auto none : {0.0, unknown, -1.0}) {
    const auto thrown =
        throw_events(std::vector<double>{5, 3, 1, 90}, std::vector<double>{1, 1, 2, none}, sums, Tail::greater);
    CHECK(std::isnan(thrown.p[3]));
    CHECK(std::isnan(thrown.expected[3]));
    CHECK(std::isnan(thrown.seen[3]));
    CHECK(thrown.seen[2] == 4);
    // 8 of 9 where half is: pbinom(7, 9, 0.5, lower.tail = FALSE)
    CHECK(thrown.p[0] == Approx(0.01953125).epsilon(1e-12));
    // The zone's neighbourhood is all there is.
    CHECK(std::isnan(thrown.p[1]));
  }
}

TEST_CASE("The p of thrown events is never 0, and there is none without events") {
  const auto study = whole(square_grid(50, 50));
  const NeighbourSums sums(study, Queen{});
  std::vector<double> count(2'500, 0.0);
  CHECK(std::isnan(throw_events(count, study.share, sums, Tail::greater).p[0]));
  count[1'275] = 100'000;
  const auto thrown = throw_events(count, study.share, sums, Tail::greater);
  CHECK(thrown.p[1'275] > 0);
  CHECK(thrown.p[1'275] < 1e-300);
  CHECK(thrown.p[0] == 1);
}

TEST_CASE("Half events cannot be thrown") {
  const auto neighbours = row_of_four();
  const NeighbourSums sums(neighbours);
  CHECK_THROWS_AS(throw_events(std::vector<double>{0.5, 0, 0, 0}, std::vector<double>{1, 1, 1, 1}, sums, Tail::greater),
                  InvalidOption);
}

TEST_CASE("Events thrown at random seldom give a low p, whatever the shares") {
  const auto study = whole(square_grid(15, 15));
  const NeighbourSums sums(study, Queen{});
  std::vector<double> exposure(study.size());
  RandomStream random(7, 0);
  for (auto& each : exposure) {
    each = random.uniform() + 0.01;
  }
  const WeightedDraw draw(exposure);
  std::size_t low = 0;
  std::size_t all = 0;
  for (std::uint64_t run = 1; run <= 200; ++run) {
    RandomStream stream(7, run);
    std::vector<double> count(study.size(), 0.0);
    for (int event = 0; event < 300; ++event) {
      count[draw(stream)] += 1;
    }
    for (const auto p : throw_events(count, exposure, sums, Tail::greater).p) {
      low += p <= 0.05 ? 1 : 0;
      ++all;
    }
  }
  // A discrete p is at most 0.05 in at most 5 % of the cases; with some 12 events around a cell in not much fewer.
  const auto share = static_cast<double>(low) / static_cast<double>(all);
  CHECK(share < 0.05);
  CHECK(share > 0.025);
}

}  // namespace
}  // namespace lykta::tests_of_thrown_events
