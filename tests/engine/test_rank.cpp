#include <algorithm>
#include <limits>
#include <string>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/places/rank.hpp"
#include "tests/catch.hpp"
#include "tests/engine/scene.hpp"

namespace lykta::tests_of_rank {
namespace {

using test::Scene;

std::vector<Place> ranked(const Scene& scene, const PlacesOptions& options = {}) {
  return rank_places(scene.inputs(), options);
}

std::vector<std::string> ids(const std::vector<Place>& places) {
  std::vector<std::string> result;
  for (const auto& place : places) {
    result.push_back(place.id);
  }
  return result;
}

/// Name of the cell of 100 m at this column and row.
std::string id(int column, int row) { return "100mN" + std::to_string(row * 100) + "E" + std::to_string(column * 100); }

using Ids = std::vector<std::string>;

/// Three places far from each other that lead by one measure each.
Scene three_places() {
  Scene scene(20, 3);
  scene.add_hot_cell(1, 1, 12, 1, 3);  // most events, in two cells
  scene.add_hot_cell(2, 1, 8, 1, 3);
  scene.add_hot_cell(9, 1, 15, 1, 6);  // densest cell, highest z
  scene.cells.density_per_km2[scene.slot(9, 1)] = 5000;
  scene.add_hot_cell(16, 1, 10, 4, 2);  // heaviest
  return scene;
}

}  // namespace

TEST_CASE("Places are ranked by what was asked for") {
  auto scene = three_places();
  CHECK(ids(ranked(scene)) == Ids{id(1, 1), id(9, 1), id(16, 1)});                                       // 20, 15, 10
  CHECK(ids(ranked(scene, {.rank_by = RankBy::weighted_count})) == Ids{id(16, 1), id(1, 1), id(9, 1)});  // 40, 20, 15
  CHECK(ids(ranked(scene, {.rank_by = RankBy::density})) == Ids{id(9, 1), id(1, 1), id(16, 1)});  // 5000, 1200, 1000
  CHECK(ids(ranked(scene, {.rank_by = RankBy::z})) == Ids{id(9, 1), id(1, 1), id(16, 1)});        // 6, 3, 2
  scene.clustering.z[scene.slot(16, 1)] = 7;
  CHECK(ids(ranked(scene, {.rank_by = RankBy::z})) == Ids{id(16, 1), id(9, 1), id(1, 1)});
}

TEST_CASE("Ranks count from 1 without a gap") {
  const auto places = ranked(three_places());
  REQUIRE(places.size() == 3);
  for (int i = 0; i < 3; ++i) {
    CHECK(places[static_cast<std::size_t>(i)].rank == i + 1);
    CHECK(places[static_cast<std::size_t>(i)].basis == Basis::significant);
    CHECK_FALSE(places[static_cast<std::size_t>(i)].unsafe_rank.has_value());
  }
}

TEST_CASE("Ties are broken by count, weighted count, density and name in this order") {
  Scene scene(20, 1);
  scene.add_hot_cell(1, 0, 6, 1, 4);
  scene.add_hot_cell(4, 0, 7, 1, 4);  // same z, more events
  CHECK(ids(ranked(scene, {.rank_by = RankBy::z})) == Ids{id(4, 0), id(1, 0)});
  scene.add_hot_cell(7, 0, 7, 2, 4);  // and more weight
  CHECK(ids(ranked(scene, {.rank_by = RankBy::z})) == Ids{id(7, 0), id(4, 0), id(1, 0)});
  scene.add_hot_cell(10, 0, 7, 2, 4);
  scene.cells.density_per_km2[scene.slot(10, 0)] += 1;  // and denser
  CHECK(ids(ranked(scene, {.rank_by = RankBy::z})) == Ids{id(10, 0), id(7, 0), id(4, 0), id(1, 0)});
  scene.add_hot_cell(13, 0, 7, 2, 4);  // like that at 700, whose name comes after E1300 in the alphabet
  CHECK(ids(ranked(scene, {.rank_by = RankBy::z})) == Ids{id(10, 0), id(13, 0), id(7, 0), id(4, 0), id(1, 0)});
}

TEST_CASE("The list is cut to its limit") {
  const auto places = ranked(three_places(), {.limit = 2});
  CHECK(ids(places) == Ids{id(1, 1), id(9, 1)});
}

TEST_CASE("A place with fewer events than the minimum is not listed") {
  Scene scene(10, 1);
  scene.add_hot_cell(1, 0, 5);
  scene.add_hot_cell(5, 0, 4);
  CHECK(ids(ranked(scene)) == Ids{id(1, 0)});
  CHECK(ids(ranked(scene, {.minimum_events = 4})) == Ids{id(1, 0), id(5, 0)});
  CHECK(ranked(scene, {.minimum_events = 6}).empty());
}

TEST_CASE("Where nothing is significant the densest places are ranked and say so") {
  Scene scene(10, 1);
  scene.add_events(1, 0, 6);
  scene.add_events(5, 0, 9);
  const auto places = ranked(scene);
  REQUIRE(ids(places) == Ids{id(5, 0)});
  CHECK(places[0].basis == Basis::densest);
  CHECK(places[0].rank == 1);
  CHECK_FALSE(places[0].test.has_value());
}

TEST_CASE("A place that is wider than allowed is cut") {
  Scene scene(10, 1);
  for (int column = 0; column < 6; ++column) {
    scene.add_hot_cell(column, 0, 20 - column);
  }
  for (const auto& place : ranked(scene, {.maximum_extent_m = 300})) {
    CHECK(place.extent_m <= 300);
  }
  CHECK(ids(ranked(scene, {.maximum_extent_m = 300})) == Ids{id(0, 0), id(3, 0)});
  CHECK(ids(ranked(scene, {.maximum_extent_m = 600})) == Ids{id(0, 0)});
}

TEST_CASE("Places felt unsafe follow unranked after those with many events") {
  Scene scene(20, 3);
  scene.add_hot_cell(1, 1, 9);
  scene.observe(8, 1, 3, 2);   // 6
  scene.observe(14, 1, 4, 3);  // 12
  scene.observe(18, 1, 2, 3);  // 6, but two observations only
  const auto places = ranked(scene);
  REQUIRE(ids(places) == Ids{id(1, 1), id(14, 1), id(8, 1)});
  CHECK(places[0].rank == 1);
  for (const auto i : {1, 2}) {
    const auto& place = places[static_cast<std::size_t>(i)];
    CHECK_FALSE(place.rank.has_value());
    CHECK(place.basis == Basis::observations);
    CHECK(place.quadrant == Quadrant::low_crime_high_unsafety);
    CHECK(place.count == 0);
    CHECK(place.unsafe_rank == i);
  }
  CHECK(places[1].unsafe_score == 12);
  CHECK(places[1].observations == 4);
  CHECK(ids(ranked(scene, {.high_unsafe_score = 7})) == Ids{id(1, 1), id(14, 1)});
  CHECK(ids(ranked(scene, {.minimum_observations = 2})) == Ids{id(1, 1), id(14, 1), id(8, 1), id(18, 1)});
  CHECK(ids(ranked(scene, {.limit = 1})) == Ids{id(1, 1), id(14, 1)});
}

TEST_CASE("Where no more than half felt unsafe there is no place by observations") {
  Scene scene(20, 3);
  scene.observe(3, 1, 5, 3);
  scene.observe(3, 1, 4, 3, Feeling::safe);
  scene.observe(12, 1, 5, 3);
  scene.observe(12, 1, 5, 3, Feeling::safe);
  CHECK(ids(ranked(scene)) == Ids{id(3, 1)});
}

TEST_CASE("Observations that touch a place of events do not make a second place") {
  Scene scene(20, 3);
  scene.add_hot_cell(1, 1, 9);
  scene.observe(2, 2, 5, 3);  // touches at a corner
  const auto places = ranked(scene);
  REQUIRE(places.size() == 1);
  CHECK(places[0].quadrant == Quadrant::high_crime_high_unsafety);
  CHECK(places[0].unsafe_score == 15);
  CHECK(places[0].unsafe_rank == 1);
}

TEST_CASE("A place of many events that the limit cuts off does not come back as one of few") {
  Scene scene(20, 3);
  scene.add_hot_cell(1, 1, 50);
  scene.add_hot_cell(9, 1, 40);
  scene.observe(9, 1, 5, 3);
  CHECK(ids(ranked(scene, {.limit = 1})) == Ids{id(1, 1)});
  CHECK(ids(ranked(scene, {.limit = 2})) == Ids{id(1, 1), id(9, 1)});
}

TEST_CASE("Without events places felt unsafe are listed alone") {
  Scene scene(5, 1);
  scene.observe(2, 0, 3, 3);
  const auto places = ranked(scene);
  REQUIRE(ids(places) == Ids{id(2, 0)});
  CHECK_FALSE(places[0].rank.has_value());
  CHECK(places[0].unsafe_rank == 1);
}

TEST_CASE("Places are ranked by how unsafe they feel beside their rank by events") {
  Scene scene(20, 3);
  scene.add_hot_cell(1, 1, 20);
  scene.observe(1, 1, 1, 2);
  scene.add_hot_cell(7, 1, 10);
  scene.observe(7, 1, 3, 3);
  scene.add_hot_cell(13, 1, 5);
  scene.observe(13, 1, 2, 3, Feeling::safe);
  const auto places = ranked(scene);
  REQUIRE(ids(places) == Ids{id(1, 1), id(7, 1), id(13, 1)});
  CHECK(places[0].unsafe_rank == 2);
  CHECK(places[1].unsafe_rank == 1);
  CHECK_FALSE(places[2].unsafe_rank.has_value());
}

TEST_CASE("Without candidates there are no places") { CHECK(ranked(Scene(3, 3)).empty()); }

TEST_CASE("Options of places out of range are refused") {
  constexpr auto not_a_number = std::numeric_limits<double>::quiet_NaN();
  CHECK_NOTHROW(check(PlacesOptions{}, 100));
  CHECK_NOTHROW(check(PlacesOptions{.maximum_extent_m = 100}, 100));
  CHECK_THROWS_WITH(check(PlacesOptions{.limit = 0}, 100), "the number of places must be at least 1, not 0");
  CHECK_THROWS_AS(check(PlacesOptions{.limit = -3}, 100), InvalidOption);
  CHECK_THROWS_WITH(check(PlacesOptions{.maximum_extent_m = 99}, 100),
                    "the maximum extent of a place (99 m) must be at least one cell (100 m)");
  for (const auto value : {not_a_number, std::numeric_limits<double>::infinity(), -400.0}) {
    CHECK_THROWS_AS(check(PlacesOptions{.maximum_extent_m = value}, 100), InvalidOption);
  }
  for (const auto value : {0.0, -1.0, not_a_number}) {
    CHECK_THROWS_AS(check(PlacesOptions{.high_unsafe_score = value}, 100), InvalidOption);
    CHECK_THROWS_AS(check(PlacesOptions{.observation_days = value}, 100), InvalidOption);
    CHECK_THROWS_AS(check(PlacesOptions{.minimum_residents = value}, 100), InvalidOption);
  }
}

TEST_CASE(
    "An observation between two places counts for the nearer one, and for the one of higher rank when both are as "
    "near") {
  Scene scene(9, 3);
  scene.add_hot_cell(1, 1, 12);
  scene.add_hot_cell(3, 1, 9);
  const auto between = [&](double x) {
    scene.observe(2, 1, 1, 3);
    scene.observations.position.back().x = x;
  };
  between(210);
  between(220);
  between(290);
  between(250);  // in the middle
  const auto places = ranked(scene, {.maximum_extent_m = 100});
  REQUIRE(places.size() == 2);
  CHECK(places[0].observations == 3);
  CHECK(places[1].observations == 1);
}

TEST_CASE("An observation in a place's own cell is its own however near another place lies") {
  Scene scene(9, 3);
  scene.add_hot_cell(1, 1, 12);
  scene.add_hot_cell(2, 1, 9);
  for (int i = 0; i < 4; ++i) {
    scene.observe(2, 1, 1, 3);
    scene.observations.position.back().x = 201;
  }
  const auto places = ranked(scene, {.maximum_extent_m = 100});
  REQUIRE(places.size() == 2);
  CHECK(places[0].observations == 0);
  CHECK(places[0].quadrant == Quadrant::too_few_observations);
  CHECK(places[1].observations == 4);
  CHECK(places[1].quadrant == Quadrant::high_crime_high_unsafety);
}

TEST_CASE("A place beyond the limit keeps its observations") {
  Scene scene(9, 3);
  scene.add_hot_cell(1, 1, 12);
  scene.add_hot_cell(2, 1, 9);
  scene.observe(2, 1, 4, 3);
  const auto places = ranked(scene, {.limit = 1, .maximum_extent_m = 100});
  REQUIRE(places.size() == 1);
  CHECK(places[0].observations == 0);
}

TEST_CASE("The observations of all places together are no more than there are, however near the places lie") {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    test::Random random(seed);
    const auto hexagons = seed % 2 == 0;
    Scene scene(
        test::whole(Grid::covering({0, 0, 1200, 1200}, hexagons ? CellShape::hexagon : CellShape::square, 100)));
    for (int i = 0; i < 14; ++i) {
      const auto at = random.in({100, 100, 1100, 1100});
      const auto here = scene.study.slot_at(at).value();
      for (int event = 0; event < 6; ++event) {
        scene.add_event(at);
      }
      scene.clustering.tested = true;
      scene.clustering.z[here] = 4;
      scene.clustering.p[here] = 0.0001;
      scene.clustering.q[here] = 0.001;
      scene.clustering.is_hot[here] = true;
    }
    double severities = 0;
    for (int i = 0; i < 120; ++i) {
      const auto at = random.in({50, 50, 1150, 1150});
      scene.observed.push_back({static_cast<std::uint32_t>(i), scene.study.slot_at(at).value()});
      scene.observations.position.push_back(at);
      scene.observations.time.emplace_back();
      scene.observations.category_index.push_back(0);
      scene.observations.severity.push_back(1 + i % 3);
      scene.observations.feeling.push_back(i % 4 == 0 ? Feeling::safe : Feeling::unsafe);
      scene.observations.row.push_back({});
      const auto severity = i % 4 == 0 ? 0.0 : 1 + i % 3;
      scene.cells.unsafe_score[scene.observed.back().slot] += severity;
      severities += severity;
    }
    std::uint64_t observations = 0;
    double score = 0;
    for (const auto& place : ranked(scene, {.limit = 100, .maximum_extent_m = seed % 3 == 0 ? 100.0 : 400.0})) {
      observations += place.observations;
      score += place.unsafe_score;
      CHECK((place.quadrant == Quadrant::too_few_observations) == (place.observations < 3));
    }
    CHECK(observations > 0);
    CHECK(observations <= 120);
    CHECK(score <= severities);
  }
}

}  // namespace lykta::tests_of_rank
