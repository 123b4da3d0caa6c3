#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/places/found_places.hpp"
#include "engine/places/place_change.hpp"
#include "tests/catch.hpp"
#include "tests/engine/scene.hpp"

namespace lykta::tests_of_found_places {
namespace {

using test::Scene;
using test::within;

std::vector<std::string> names(const std::vector<Place>& places) {
  std::vector<std::string> result;
  for (const auto& place : places) {
    result.push_back(place.id + (place.rank ? " " + std::to_string(*place.rank) : "") + " " +
                     std::string(name_of(place.basis)) +
                     (place.change ? " " + std::string(name_of(*place.change)) : ""));
  }
  return result;
}
using Names = std::vector<std::string>;

/// Name of the cell of 100 m at this column of the first row.
std::string id(int column) { return "100mN0E" + std::to_string(column * 100); }

/// A row of cells in which this many events of both years lie in hot cells, hot in the period where `hot` says so.
struct Cell {
  int column;
  int count;
  int before;
  bool hot = true;
};
Scene town(const std::vector<Cell>& cells) {
  Scene scene(40, 1);
  for (const auto& cell : cells) {
    scene.add_events(cell.column, 0, cell.count);
    if (cell.hot) {
      scene.make_hot(cell.column, 0);
    }
  }
  scene.compare_years();
  for (const auto& cell : cells) {
    scene.add_before(cell.column, 0, cell.before);
  }
  return scene;
}

}  // namespace

TEST_CASE("Places of both periods are ranked by the events of the period, and all are tested") {
  const auto scene = town({{1, 30, 10}, {9, 20, 20}, {16, 10, 30}});
  const auto places = rank_places(scene.inputs(), {});
  CHECK(names(places) == Names{id(1) + " 1 significant increase", id(9) + " 2 significant not_clear",
                               id(16) + " 3 significant decrease"});
  CHECK(places[0].change->p == conditional_p(30, 366, 10, 365));
  CHECK(places[0].change->count == 30);
  CHECK(places[0].comparison_count == 10);
}

TEST_CASE("The change is adjusted over all places that are tested, whatever the list shows of them") {
  const auto scene = town({{1, 30, 10}, {9, 20, 20}, {16, 11, 10}});
  const auto all = rank_places(scene.inputs(), {});
  REQUIRE(all.size() == 3);
  CHECK(all[0].change->q.value() == within(1e-12, 3 * all[0].change->p.value()));
  const auto one = rank_places(scene.inputs(), {.limit = 1});
  REQUIRE(one.size() == 1);
  // Of one foremost place and two others: half of the level for the one.
  CHECK(one[0].change->q.value() == within(1e-12, 2 * one[0].change->p.value()));
}

TEST_CASE("A place that has lost its events stays on the list, without a rank and not as one of many events") {
  auto scene = town({{1, 30, 28}, {9, 2, 40, false}, {16, 20, 22}, {25, 3, 7, false}});
  for (int i = 0; i < 3; ++i) {  // people looked, and felt safe
    scene.observe(1, 0, 1, 0, Feeling::safe);
    scene.observe(9, 0, 1, 0, Feeling::safe);
  }
  const auto places = rank_places(scene.inputs(), {});
  REQUIRE(names(places) == Names{id(1) + " 1 significant not_clear", id(16) + " 2 significant not_clear",
                                 id(9) + " both_periods decrease"});
  CHECK(places[2].count == 2);
  CHECK(places[2].quadrant == Quadrant::low_crime_low_unsafety);
  CHECK(places[0].quadrant == Quadrant::high_crime_low_unsafety);
  scene.observe(9, 0, 4, 3);
  CHECK(rank_places(scene.inputs(), {})[2].quadrant == Quadrant::low_crime_high_unsafety);
  CHECK(rank_places(scene.inputs(), {}).size() == 3);  // it is not listed twice
}

TEST_CASE("A place whose events are all gone is still there, at its heart") {
  const auto scene = town({{1, 30, 28}, {9, 0, 40, false}});
  const auto places = rank_places(scene.inputs(), {});
  REQUIRE(places.size() == 2);
  CHECK(name_of(*places[1].change) == "decrease");
  CHECK(places[1].change->ratio == 0.0);
  CHECK(places[1].position == scene.study.grid.centre(scene.study.cells[scene.slot(9, 0)]));
}

TEST_CASE(
    "A clear change beyond the limit is listed without a rank, whether up or down, in the order of both periods") {
  const auto scene = town({{1, 60, 60}, {5, 50, 52}, {10, 40, 10}, {15, 10, 45}, {20, 22, 20}});
  CHECK(names(rank_places(scene.inputs(), {.limit = 2})) ==
        Names{id(1) + " 1 significant not_clear", id(5) + " 2 significant not_clear", id(15) + " significant decrease",
              id(10) + " significant increase"});
}

TEST_CASE("A place that both periods together show, and the period alone does not, says what it rests on") {
  const auto scene = town({{1, 30, 28}, {9, 12, 12, false}});
  CHECK(names(rank_places(scene.inputs(), {})) ==
        Names{id(1) + " 1 significant not_clear", id(9) + " 2 both_periods not_clear"});
}

TEST_CASE("A place of both periods has the test of both, with what lies outside it") {
  auto scene = town({{1, 30, 28}, {9, 12, 12, false}, {10, 3, 2, false}});
  auto& both = scene.both->clustering;
  both.tested = true;
  both.is_hot[10] = false;
  both.q[9] = 0.01;
  both.z[9] = 7;
  both.p[9] = 0.001;
  both.seen[9] = 29;
  both.expected[9] = 2;
  auto inputs = scene.inputs();
  const NeighbourSums sums(scene.study, Queen{});
  inputs.sums = &sums;
  const auto places = rank_places(inputs, {});
  REQUIRE(places.size() == 2);
  CHECK_FALSE(places[0].test_of_both);
  REQUIRE(places[1].basis == Basis::both_periods);
  REQUIRE(places[1].test_of_both);
  const auto& test = *deciding_test(places[1]);
  CHECK(test.seen == 29);
  CHECK(test.outside == 5);
  CHECK(test.expected == 2);
  CHECK(test.z == 7);
  CHECK(test.q == 0.01);
}

TEST_CASE("A place that the period alone shows is listed and not tested") {
  Scene scene(40, 1);
  scene.add_hot_cell(1, 0, 30);
  scene.add_hot_cell(9, 0, 20);
  scene.add_hot_cell(10, 0, 4);  // too few for a place, touching another
  scene.compare_years();
  scene.add_before(1, 0, 28);
  scene.add_before(9, 0, 3, false);
  for (const int column : {9, 10}) {
    scene.both->clustering.is_hot[scene.slot(column, 0)] = false;
  }
  const auto places = rank_places(scene.inputs(), {});
  REQUIRE(names(places) == Names{id(1) + " 1 significant not_clear", id(9) + " 2 significant not_tested"});
  CHECK(places[1].count == 24);
  CHECK(places[1].change->count == 24);
  CHECK(places[1].comparison_count == 3);
  CHECK_FALSE(places[1].change->q.has_value());
  CHECK(places[0].change->q == places[0].change->p);  // it took no part in the correction
}

TEST_CASE("The minimum of a place is asked of both periods together, that of a rank of the period") {
  const auto scene = town({{1, 5, 5}, {5, 3, 3, false}, {10, 2, 2, false}});
  const auto inputs = scene.inputs();
  const auto found = found_places(inputs, {});
  REQUIRE(found.size() == 2);
  CHECK(found[0].slots.front() == scene.slot(1, 0));
  CHECK(found[1].slots.front() == scene.slot(5, 0));
  CHECK(names(rank_places(inputs, {})) == Names{id(1) + " 1 significant not_clear"});
}

TEST_CASE("Places of equally many events are tested in the order of their ids") {
  const auto scene = town({{5, 3, 7}, {1, 7, 3}, {13, 6, 4}});
  const auto inputs = scene.inputs();
  std::vector<std::uint32_t> hearts;
  for (const auto& place : found_places(inputs, {})) {
    hearts.push_back(place.slots.front());
  }
  CHECK(hearts == std::vector<std::uint32_t>{1, 13, 5});  // E100, E1300, E500
}

TEST_CASE("The densest places have a rank only where no place is shown by a test") {
  Scene scene(40, 1);
  scene.add_events(1, 0, 30);
  scene.add_hot_cell(9, 0, 8);
  scene.compare_years();
  scene.both->clustering.is_hot.assign(40, false);
  CHECK(names(rank_places(scene.inputs(), {})) ==
        Names{id(9) + " 1 significant not_tested", id(1) + " densest increase"});
  scene.clustering.is_hot.assign(40, false);
  CHECK(names(rank_places(scene.inputs(), {})) == Names{id(1) + " 1 densest increase"});
}

TEST_CASE("The foremost places are the first of both periods, as many as the limit") {
  const auto scene = town({{1, 30, 10}, {5, 25, 25}, {10, 12, 12}, {15, 11, 11}, {20, 10, 10}});
  const auto places = rank_places(scene.inputs(), {.limit = 2});
  // Two of five: they share half of the level, three share the other half.
  CHECK(places[0].change->q.value() == within(1e-12, 4 * places[0].change->p.value()));
}

TEST_CASE("Without a comparison period nothing is looked at but the period") {
  auto scene = town({{1, 30, 10}, {9, 2, 40, false}});
  scene.comparison.reset();
  scene.both.reset();
  CHECK(names(rank_places(scene.inputs(), {})) == Names{id(1) + " 1 significant"});
}

}  // namespace lykta::tests_of_found_places
