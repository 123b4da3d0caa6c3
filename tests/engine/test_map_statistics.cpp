#include <algorithm>
#include <cmath>
#include <vector>

#include "engine/statistics/map_statistics.hpp"
#include "tests/catch.hpp"
#include "tests/engine/samples.hpp"

namespace lykta::tests_of_map_statistics {
namespace {

using test::square_grid;
using test::whole;

MapStatistics statistics_of(const StudyGrid& study, const std::vector<double>& count) {
  const Zones zones(study);
  return map_statistics(study, count, ZoneNeighbours(zones, Queen{}), 30);
}

}  // namespace

TEST_CASE("Where full cells lie together the map is clustered and its events are concentrated") {
  const auto study = whole(square_grid(20, 20));
  std::vector<double> count(400, 0.0);
  for (const auto cell : {0, 1, 2, 20, 21, 22}) {
    count[static_cast<std::size_t>(cell)] = 10;
  }
  const auto map = statistics_of(study, count);
  REQUIRE(map.whole.has_value());
  CHECK(map.whole->moran.value > 0.5);
  CHECK(map.whole->moran.z > 5);
  CHECK(map.whole->geary.z > 5);
  CHECK(map.whole->general_g.z > 5);
  CHECK(map.whole->joins.black_black.value == 11);  // of a block of three by two: seven by a side, four by a corner
  CHECK(map.concentration.events == 60);
  CHECK(map.concentration.places_needed == 3);
  CHECK(map.concentration.share_of_places.p == Approx(1.0 / 200));
  CHECK(map.islands == 0);
  CHECK(map.partly_inside == 0);
}

TEST_CASE("Cells on the border are counted, and chance throws fewer events into them") {
  auto study = whole(square_grid(10, 10));
  const std::vector<double> count(100, 1.0);
  const auto before = statistics_of(study, count);
  for (std::size_t cell = 0; cell < 50; ++cell) {
    study.share[cell] = 0.01;
  }
  const auto map = statistics_of(study, count);
  CHECK(map.partly_inside == 50);
  CHECK(map.concentration.gini.median > before.concentration.gini.median);
}

TEST_CASE("With too few events the whole map says nothing but how concentrated they are") {
  const auto study = whole(square_grid(10, 10));
  std::vector<double> count(100, 0.0);
  count[5] = 29;
  const auto map = statistics_of(study, count);
  CHECK_FALSE(map.whole.has_value());
  CHECK(map.concentration.places_needed == 1);
  count[5] = 30;
  CHECK(statistics_of(study, count).whole.has_value());
}

TEST_CASE("A single cell is an island, and its figures say why there are none") {
  const auto study = whole(square_grid(1, 1));
  const auto map = statistics_of(study, {40});
  CHECK(map.islands == 1);
  REQUIRE(map.whole.has_value());
  CHECK(std::isnan(map.whole->moran.value));
  CHECK(map.whole->moran.why != NoValue::has_value);
}

}  // namespace lykta::tests_of_map_statistics
