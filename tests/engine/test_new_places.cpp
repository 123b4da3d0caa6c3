#include <algorithm>
#include <numeric>
#include <vector>

#include "engine/places/new_places.hpp"
#include "tests/engine/samples.hpp"

namespace lykta::tests_of_new_places {
namespace {

using test::within;

/// So many points within some metres of a place.
void add_points(std::vector<Point>& points, const Point& around, std::size_t number) {
  for (std::size_t i = 0; i < number; ++i) {
    points.push_back({around.x + 10 * static_cast<double>(i), around.y});
  }
}

std::vector<bool> all_of_last(const std::vector<Point>& points) { return std::vector<bool>(points.size(), true); }

}  // namespace

TEST_CASE("Five events close together where nothing was before are a new place") {
  std::vector<Point> recent;
  add_points(recent, {0, 0}, 5);
  const auto found = new_places(recent, all_of_last(recent), {}, {.recent_for_each_before = 0.04});
  REQUIRE(found.size() == 1);
  CHECK(found[0].events.size() == 5);
  CHECK(found[0].of_last == 5);
  CHECK(found[0].before == 0);
  // Of four others, by a negative binomial of shape 1/2 and mean 0.02 (by hand: 6.0780e-7), in each of five circles.
  CHECK(found[0].p == within(1e-10, 3.03902e-6));
}

TEST_CASE("Five events are nothing new where as many are usual") {
  std::vector<Point> recent;
  add_points(recent, {0, 0}, 5);
  std::vector<Point> before;
  add_points(before, {0, 50}, 12);
  const auto found = new_places(recent, all_of_last(recent), before, {.recent_for_each_before = 0.04});
  REQUIRE(found.size() == 1);
  CHECK(found[0].before == 12);
  // Shape 12.5: the chance of four others is 0.0024203 (by hand).
  CHECK(found[0].p == within(1e-6, 5 * 0.00242034));
  // Where nobody knows what was to be expected nothing is tested.
  CHECK(new_places(recent, all_of_last(recent), before, {})[0].p == 1);
}

TEST_CASE("A circle needs the minimum of events, and one of the last week") {
  std::vector<Point> recent;
  add_points(recent, {0, 0}, 4);
  recent.push_back({1000, 0});
  CHECK(new_places(recent, all_of_last(recent), {}, {}).empty());
  add_points(recent, {0, 20}, 1);
  CHECK(new_places(recent, all_of_last(recent), {}, {}).size() == 1);
  std::vector<bool> is_of_last(recent.size(), false);
  is_of_last[4] = true;
  CHECK(new_places(recent, is_of_last, {}, {}).empty());
}

TEST_CASE("No event is in two circles, and the order of the events does not matter") {
  test::Random random(7);
  std::vector<Point> recent;
  for (int i = 0; i < 300; ++i) {
    recent.push_back(random.in({0, 0, 3000, 3000}));
  }
  std::vector<bool> is_of_last;
  for (std::size_t i = 0; i < recent.size(); ++i) {
    is_of_last.push_back(i % 3 == 0);
  }
  const NewPlacesOptions options{.limit = 100, .recent_for_each_before = 0.04};
  const auto found = new_places(recent, is_of_last, {}, options);
  REQUIRE(found.size() > 5);
  std::vector<std::size_t> taken;
  for (const auto& place : found) {
    taken.insert(taken.end(), place.events.begin(), place.events.end());
    for (const auto event : place.events) {
      CHECK(distance_m(recent[event], recent[place.centre]) <= options.reach_m);
    }
  }
  std::ranges::sort(taken);
  CHECK(std::ranges::adjacent_find(taken) == taken.end());

  std::vector<std::size_t> order(recent.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  random.shuffle(order);
  std::vector<Point> shuffled;
  std::vector<bool> shuffled_last;
  for (const auto i : order) {
    shuffled.push_back(recent[i]);
    shuffled_last.push_back(is_of_last[i]);
  }
  const auto again = new_places(shuffled, shuffled_last, {}, options);
  REQUIRE(again.size() == found.size());
  for (std::size_t i = 0; i < found.size(); ++i) {
    CHECK(order[again[i].centre] == found[i].centre);
    CHECK(again[i].events.size() == found[i].events.size());
    CHECK(again[i].p == found[i].p);
  }
}

}  // namespace lykta::tests_of_new_places
