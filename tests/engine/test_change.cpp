#include <catch2/catch.hpp>

#include "engine/time/change.hpp"
#include "tests/engine/samples.hpp"

namespace lykta {

using test::within;

TEST_CASE("Many more than before is an increase") {
  const auto change = change_between(20, 90, 4, 90);
  CHECK(change.comparison_count == 4);
  CHECK(change.expected == 4);
  CHECK(change.difference == 16);
  CHECK(change.ratio == 5.0);
  CHECK(change.p == within(1e-12, 0.00154387950897));  // binom.test(20, 24) of R
  CHECK(change.direction == Direction::increase);
}

TEST_CASE("Many fewer than before is a decrease") {
  const auto change = change_between(4, 90, 20, 90);
  CHECK(change.difference == -16);
  CHECK(change.ratio == 0.2);
  CHECK(change.direction == Direction::decrease);
}

TEST_CASE("A small difference is not clear") {
  const auto change = change_between(12, 90, 5, 90);  // p = 0.143
  CHECK(change.difference == 7);
  CHECK(change.direction == Direction::not_clear);
}

TEST_CASE("The comparison period is scaled to the length of the period") {
  // 40 in 360 days are 10 in 90.
  const auto change = change_between(10, 90, 40, 360);
  CHECK(change.comparison_count == 40);
  CHECK(change.expected == 10);
  CHECK(change.difference == 0);
  CHECK(change.ratio == 1.0);
  CHECK(change.direction == Direction::not_clear);
  // 40 in 360 days against 40 in 90: more than expected, although the counts are equal.
  CHECK(change_between(40, 90, 40, 360).direction == Direction::increase);
  CHECK(change_between(40, 360, 40, 90).direction == Direction::decrease);
}

TEST_CASE("Against nothing there is a difference but no ratio") {
  // 0 of 6: p = 2 / 64 is clear; 0 of 5: 2 / 32 is not.
  CHECK_FALSE(change_between(6, 30, 0, 30).ratio.has_value());
  CHECK(change_between(6, 30, 0, 30).difference == 6);
  CHECK(change_between(6, 30, 0, 30).direction == Direction::increase);
  CHECK(change_between(5, 30, 0, 30).direction == Direction::not_clear);
  CHECK(change_between(0, 30, 6, 30).ratio == 0.0);
  CHECK(change_between(0, 30, 6, 30).direction == Direction::decrease);
  CHECK_FALSE(change_between(0, 30, 0, 30).ratio.has_value());
  CHECK(change_between(0, 30, 0, 30).p == 1);
}

TEST_CASE("Each direction has its name") {
  CHECK(name_of(Direction::not_clear) == "not_clear");
  CHECK(name_of(Direction::increase) == "increase");
  CHECK(name_of(Direction::decrease) == "decrease");
}

}  // namespace lykta
