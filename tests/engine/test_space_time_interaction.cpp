#include <cmath>
#include <cstdint>
#include <optional>
#include <vector>

#include <boost/math/distributions/poisson.hpp>

#include "engine/base/error.hpp"
#include "engine/time/space_time_interaction.hpp"
#include "tests/catch.hpp"
#include "tests/engine/samples.hpp"
#include "tests/reference/reference_data.hpp"

namespace lykta::tests_of_space_time_interaction {
namespace {

using test::within;

struct Events {
  std::vector<Point> places;
  std::vector<double> times;
};

/// Two places with two events each, each place with a time of its own.
const Events two_by_two{.places = {{0, 0}, {0, 0}, {1000, 0}, {1000, 0}}, .times = {0, 0, 9, 9}};

std::optional<Events> burkitt() {
  const auto folder = test::data_folder();
  if (!folder) {
    return std::nullopt;
  }
  Events events;
  for (const auto& row : test::read_numbers(*folder / "reference" / "burkitt_xyt.csv")) {
    events.places.push_back({row.at("X"), row.at("Y")});
    events.times.push_back(row.at("T"));
  }
  return events;
}

}  // namespace

TEST_CASE("Knox of two places with two events each") {
  // 6 pairs, 2 close in space, 2 close in time, the same 2: expected 2 * 2 / 6. Poisson: 1 - e^-m (1 + m).
  const auto test = knox_test(two_by_two.places, two_by_two.times, 5, 1, {.permutations = 1999});
  CHECK(test.observed == CloseTable<std::uint64_t>{{{2, 0}, {0, 4}}});
  CHECK(test.expected[0][0] == within(1e-12, 2.0 / 3));
  CHECK(test.expected[1][1] == within(1e-12, 16.0 / 6));
  CHECK(test.poisson_p == within(1e-12, 1 - std::exp(-2.0 / 3) * (1 + 2.0 / 3)));
  // Two of the six ways to hand out the times keep the pairs together.
  CHECK(test.p == within(0.05, 1.0 / 3));
}

TEST_CASE("Modified Knox of two places with two events each") {
  // Each event: 1 close in both, less 1 * 1 / 3; four of them, halved.
  const auto test = modified_knox_test(two_by_two.places, two_by_two.times, 5, 1, {.permutations = 1999});
  CHECK(test.statistic == within(1e-12, 4.0 / 3));
  CHECK(test.p == within(0.05, 1.0 / 3));
}

TEST_CASE("Jacquez of two places with two events each") {
  const auto test = jacquez_test(two_by_two.places, two_by_two.times, 1, {.permutations = 1999});
  CHECK(test.statistic == 4);
  CHECK(test.p == within(0.05, 1.0 / 3));
  // With k = 3 everybody is near everybody.
  const auto all = jacquez_test(two_by_two.places, two_by_two.times, 3, {.permutations = 99});
  CHECK(all.statistic == 12);
  CHECK(all.p == 1);
}

TEST_CASE("A distance and a time equal to the limits are close") {
  const Events events{.places = {{0, 0}, {3, 4}}, .times = {1, 3.5}};
  CHECK(knox_test(events.places, events.times, 5, 2.5, {.permutations = 0}).observed[0][0] == 1);
  CHECK(knox_test(events.places, events.times, 4.999, 2.5, {.permutations = 0}).observed[1][0] == 1);
  CHECK(knox_test(events.places, events.times, 5, 2.499, {.permutations = 0}).observed[0][1] == 1);
  CHECK(knox_test(events.places, events.times, 4, 2, {.permutations = 0}).observed[1][1] == 1);
}

TEST_CASE("Burkitt's lymphoma gives the numbers of others") {
  // Tests of PySAL's pointpats: distance 20, time 5, k 3. It prints p = 0.146..., which is P(X > 13), not P(X >= 13).
  const auto events = burkitt();
  if (!events) {
    WARN(test::why_skipped);
    return;
  }
  const auto knox = knox_test(events->places, events->times, 20, 5, {.permutations = 499});
  CHECK(knox.observed == CloseTable<std::uint64_t>{{{13, 3416}, {39, 14110}}});
  CHECK(knox.expected[0][0] == within(1e-7, 10.1438161));
  CHECK(knox.expected[0][1] == within(1e-5, 3418.85618));
  CHECK(knox.expected[1][0] == within(1e-6, 52 - 10.1438161));
  CHECK(knox.expected[1][1] == within(1e-4, 14107.1438));
  const auto exactly_13 = pdf(boost::math::poisson(knox.expected[0][0]), 13);
  CHECK(knox.poisson_p - exactly_13 == within(1e-9, 0.14624558197140414));
  CHECK(knox.p > 0.05);
  CHECK(knox.p < 0.4);
  CHECK(modified_knox_test(events->places, events->times, 20, 5, {.permutations = 0}).statistic ==
        within(1e-6, 2.810160));
  CHECK(jacquez_test(events->places, events->times, 3, {.permutations = 0}).statistic == 12);
}

TEST_CASE("p of the interaction tests is even when there is no interaction") {
  // 400 patterns of 40 events; the number of p <= 0.1 has a standard deviation of at most 6.
  test::Random random(61);
  int knox = 0;
  int modified = 0;
  int jacquez = 0;
  for (std::uint64_t pattern = 0; pattern < 400; ++pattern) {
    Events events;
    for (int i = 0; i < 40; ++i) {
      events.places.push_back(random.in({0, 0, 100, 100}));
      events.times.push_back(random.between(0, 100));
    }
    const InteractionOptions options{.permutations = 99, .seed = pattern, .threads = 1};
    knox += knox_test(events.places, events.times, 20, 10, options).p <= 0.1 ? 1 : 0;
    modified += modified_knox_test(events.places, events.times, 20, 10, options).p <= 0.1 ? 1 : 0;
    jacquez += jacquez_test(events.places, events.times, 3, options).p <= 0.1 ? 1 : 0;
  }
  // Ties among whole numbers make p too large at times, never too small.
  CHECK(knox <= 40 + 24);
  CHECK(knox >= 10);
  CHECK(modified <= 40 + 24);
  CHECK(modified >= 40 - 24);
  CHECK(jacquez <= 40 + 24);
  CHECK(jacquez >= 8);
}

TEST_CASE("Too few events have no interaction") {
  const std::vector<Point> one(1);
  const std::vector<double> time(1);
  CHECK(knox_test({}, {}, 5, 1, {.permutations = 9}).p == 1);
  CHECK(knox_test(one, time, 5, 1, {.permutations = 9}).poisson_p == 1);
  CHECK(std::isnan(knox_test(one, time, 5, 1, {.permutations = 9}).expected[0][0]));
  CHECK(std::isnan(modified_knox_test(one, time, 5, 1, {.permutations = 9}).statistic));
  CHECK_THROWS_AS(jacquez_test(one, time, 1, {.permutations = 9}), InvalidOption);
  CHECK_THROWS_AS(jacquez_test(two_by_two.places, two_by_two.times, 0, {}), InvalidOption);
  CHECK_THROWS_AS(jacquez_test(two_by_two.places, two_by_two.times, 4, {}), InvalidOption);
  CHECK_THROWS_AS(knox_test(one, time, -1, 1, {}), InvalidOption);
  CHECK_THROWS_AS(knox_test(one, time, 1, std::nan(""), {}), InvalidOption);
}

}  // namespace lykta::tests_of_space_time_interaction
