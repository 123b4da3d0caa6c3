#include <cstdint>
#include <optional>
#include <vector>

#include <catch2/catch.hpp>

#include "engine/places/place_change.hpp"
#include "engine/places/rank.hpp"
#include "engine/statistics/significance.hpp"
#include "tests/engine/scene.hpp"

namespace lykta {
namespace {

using test::at;
using test::Scene;
using test::within;

Place place_of(std::uint64_t count, std::optional<std::uint64_t> before) {
  Place place;
  place.count = count;
  place.comparison_count = before;
  return place;
}

std::vector<Place> compared(std::vector<Place> places, double days = 90, double comparison_days = 90) {
  compare(places, days, comparison_days);
  return places;
}

}  // namespace

TEST_CASE("A place alone has the E-test's p, the exact interval of the ratio, and q equal to p") {
  const auto change = compared({place_of(20, 4)})[0].change.value();
  CHECK(change.expected == 4);
  CHECK(change.difference == 16);
  CHECK(change.ratio == 5.0);
  CHECK(change.p == e_test_p(20, 90, 4, 90));
  CHECK(change.q == change.p);
  const auto limits = ratio_interval_95(20, 90, 4, 90);
  CHECK(change.low == limits.low);
  CHECK(change.high == limits.high);
  CHECK(name_of(change) == "increase");
  CHECK(name_of(compared({place_of(4, 20)})[0].change.value()) == "decrease");
  CHECK(name_of(compared({place_of(12, 7)})[0].change.value()) == "not_clear");
}

TEST_CASE("The comparison period is scaled to the length of the period of a place") {
  const auto change = compared({place_of(10, 40)}, 90, 360)[0].change.value();
  CHECK(change.expected == 10);
  CHECK(change.ratio == 1.0);
  CHECK(name_of(change) == "not_clear");
}

TEST_CASE("A change that one place alone would show is not clear among many that do not change") {
  CHECK(name_of(compared({place_of(24, 11)})[0].change.value()) == "increase");
  std::vector<Place> places{place_of(24, 11)};
  for (int i = 0; i < 9; ++i) {
    places.push_back(place_of(20, 20));
  }
  const auto change = compared(places)[0].change.value();
  CHECK(change.p < 0.05);
  CHECK(change.q.value() == within(1e-12, 10 * change.p));
  CHECK(name_of(change) == "not_clear");
}

TEST_CASE("Places too small to change take no part in the correction, and say so") {
  const auto places = compared({place_of(20, 4), place_of(2, 1), place_of(3, 0)});
  CHECK(name_of(*places[1].change) == "too_few_events");
  CHECK(name_of(*places[2].change) == "too_few_events");
  CHECK_FALSE(places[1].change->q.has_value());
  CHECK(places[0].change->q == places[0].change->p);
}

TEST_CASE("Against nothing there is a difference and a lower limit, but no ratio") {
  const auto change = compared({place_of(9, 0)})[0].change.value();
  CHECK_FALSE(change.ratio.has_value());
  CHECK_FALSE(change.high.has_value());
  CHECK(change.low.value() > 1);
  CHECK(name_of(change) == "increase");
}

TEST_CASE("A place without a comparison count has no change") {
  const auto places = compared({place_of(20, std::nullopt), place_of(20, 4)});
  CHECK_FALSE(places[0].change.has_value());
  CHECK(places[1].change.has_value());
  CHECK(compared({}).empty());
}

TEST_CASE("The change of ranked places is tested over those that are listed, and not of those felt unsafe") {
  Scene scene(20, 6);
  scene.period = Period{at(2024, 1, 1), at(2025, 1, 1)};
  scene.comparison = Period{at(2023, 1, 1), at(2024, 1, 1)};
  scene.add_hot_cell(1, 1, 30);
  scene.add_hot_cell(9, 1, 20);
  scene.add_hot_cell(16, 1, 10);
  scene.cells.comparison_count[scene.slot(1, 1)] = 10;
  scene.cells.comparison_count[scene.slot(9, 1)] = 20;
  scene.cells.comparison_count[scene.slot(16, 1)] = 10;
  scene.observe(9, 4, 4, 3);
  const auto places = rank_places(scene.inputs(), {});
  REQUIRE(places.size() == 4);
  CHECK(places[0].change->q.value() == within(1e-12, 3 * places[0].change->p));
  CHECK(name_of(*places[0].change) == "increase");
  CHECK(places[3].basis == Basis::observations);
  CHECK(places[3].comparison_count == 0);
  CHECK_FALSE(places[3].change.has_value());
  // Of two listed ones only two are looked at.
  const auto two = rank_places(scene.inputs(), {.limit = 2});
  CHECK(two[0].change->q.value() == within(1e-12, 2 * two[0].change->p));
  scene.comparison.reset();
  CHECK_FALSE(rank_places(scene.inputs(), {})[0].change.has_value());
}

TEST_CASE("Each direction of a change has its name") {
  CHECK(name_of(Direction::not_clear) == "not_clear");
  CHECK(name_of(Direction::increase) == "increase");
  CHECK(name_of(Direction::decrease) == "decrease");
}

}  // namespace lykta
