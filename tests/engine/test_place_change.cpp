#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/places/place_change.hpp"
#include "tests/catch.hpp"
#include "tests/engine/samples.hpp"

namespace lykta::tests_of_place_change {
namespace {

using test::within;

/// All of them among the foremost, unless it is said how many are.
std::vector<PlaceChange> changes(const std::vector<PeriodCounts>& places, double days = 90, double comparison_days = 90,
                                 std::size_t foremost = 1000) {
  return changes_of(places, foremost, days, comparison_days);
}

}  // namespace

TEST_CASE("A place alone has the p of the conditional test, the exact interval of the ratio, and q equal to p") {
  const auto change = changes({{20, 4}})[0];
  CHECK(change.count == 20);
  CHECK(change.expected == 4);
  CHECK(change.difference == 16);
  CHECK(change.ratio == 5.0);
  CHECK(change.p == conditional_p(20, 90, 4, 90));
  CHECK(change.q == change.p);
  const auto limits = ratio_interval_95(20, 90, 4, 90);
  CHECK(change.low == limits.low);
  CHECK(change.high == limits.high);
  CHECK(name_of(change) == "increase");
  CHECK(name_of(changes({{4, 20}})[0]) == "decrease");
  CHECK(name_of(changes({{12, 7}})[0]) == "not_clear");
}

TEST_CASE("The comparison period is scaled to the length of the period of a place") {
  const auto change = changes({{10, 40}}, 90, 360)[0];
  CHECK(change.expected == 10);
  CHECK(change.ratio == 1.0);
  CHECK(change.p == 1.0);
  CHECK(name_of(change) == "not_clear");
}

TEST_CASE("A change that one place alone would show is not clear among many that do not change") {
  CHECK(name_of(changes({{26, 11}})[0]) == "increase");
  std::vector<PeriodCounts> places{{26, 11}};
  places.resize(10, {20, 20});
  const auto change = changes(places)[0];
  CHECK(change.p.value() < 0.05);
  CHECK(change.q.value() == within(1e-12, 10 * change.p.value()));
  CHECK(name_of(change) == "not_clear");
}

TEST_CASE("Where most places are not among the foremost, these share half of the level") {
  std::vector<PeriodCounts> places{{30, 10}, {20, 20}};
  places.resize(20, {9, 9});
  places[19] = {18, 0};
  const auto tested = changes(places, 90, 90, 2);
  // Of two that share a half: four times; of eighteen that share the other half: thirty-six times, and halved again as
  // the second smallest of all, or smallest, whichever comes first.
  CHECK(tested[0].q.value() == within(1e-9, 4 * tested[0].p.value() / 2));
  CHECK(tested[19].q.value() == within(1e-9, 36 * tested[19].p.value()));
  CHECK(name_of(tested[0]) == "increase");
  CHECK(name_of(tested[19]) == "increase");
  // All alike: twenty times.
  const auto alike = changes(places);
  CHECK(alike[0].q.value() == within(1e-9, 20 * alike[0].p.value() / 2));
  // No more others than foremost ones: all weigh alike too.
  CHECK(changes(places, 90, 90, 10)[0].q == alike[0].q);
}

TEST_CASE("Places too small to change take no part in the correction, and say so") {
  const auto tested = changes({{20, 4}, {2, 1}, {5, 0}});
  CHECK(name_of(tested[1]) == "too_few_events");
  CHECK(name_of(tested[2]) == "too_few_events");
  CHECK_FALSE(tested[1].q.has_value());
  CHECK(tested[0].q == tested[0].p);
}

TEST_CASE("Against nothing there is a difference and a lower limit, but no ratio") {
  const auto change = changes({{9, 0}})[0];
  CHECK_FALSE(change.ratio.has_value());
  CHECK_FALSE(change.high.has_value());
  CHECK(change.low.value() > 1);
  CHECK(name_of(change) == "increase");
  CHECK(changes({}).empty());
}

TEST_CASE("A place without any event that can be compared has no change, and none of its numbers") {
  const auto change = changes({{0, 0}})[0];
  CHECK(name_of(change) == "too_few_events");
  CHECK(change.expected == 0);
  CHECK_FALSE(change.ratio.has_value());
  CHECK_FALSE(change.low.has_value());
  CHECK_FALSE(change.q.has_value());
}

TEST_CASE("A change that was not tested has its counts, and nothing that a test would say") {
  const auto change = change_not_tested({12, 8}, 90, 180);
  CHECK(name_of(change) == "not_tested");
  CHECK(change.count == 12);
  CHECK(change.expected == 4);
  CHECK(change.difference == 8);
  CHECK(change.direction == Direction::not_clear);
  CHECK_FALSE(change.ratio.has_value());
  CHECK_FALSE(change.low.has_value());
  CHECK_FALSE(change.p.has_value());
  CHECK_FALSE(change.q.has_value());
}

TEST_CASE("What the days do not tell apart is called as often up as down") {
  // Each split of a sum has the p of its mirror image over equal days, and the opposite direction.
  for (std::uint64_t count = 0; count <= 40; ++count) {
    const auto up = changes({{count, 40 - count}})[0];
    const auto down = changes({{40 - count, count}})[0];
    CHECK(up.p.value() == within(1e-12, down.p.value()));
    CHECK((up.direction == Direction::increase) == (down.direction == Direction::decrease));
  }
}

TEST_CASE("Each direction of a change has its name") {
  CHECK(name_of(Direction::not_clear) == "not_clear");
  CHECK(name_of(Direction::increase) == "increase");
  CHECK(name_of(Direction::decrease) == "decrease");
}

}  // namespace lykta::tests_of_place_change
