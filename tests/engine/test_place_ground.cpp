// What places are made of, and that it does not matter where the grid of the map begins.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <vector>

#include "engine/places/place_ground.hpp"
#include "engine/questions/picture.hpp"
#include "engine/space/cell_outline.hpp"
#include "engine/space/common_area.hpp"
#include "tests/catch.hpp"
#include "tests/engine/picture_town.hpp"
#include "tests/engine/samples.hpp"
#include "tests/engine/scene.hpp"

namespace lykta::tests_of_place_ground {
namespace {

using namespace test::picture_town;
using test::Scene;
using test::square_grid;
using test::total;
using test::within;

PlaceGround ground_of(const Scene& scene, double maximum_extent_m = 400) {
  return place_ground({.study = scene.study, .cells = scene.cells, .clustering = scene.clustering},
                      {.incidents = scene.incidents,
                       .observations = scene.observations,
                       .events = scene.events,
                       .discovered = {},
                       .compared = {},
                       .before = {},
                       .observed = scene.observed,
                       .classes = {}},
                      maximum_extent_m);
}

/// Six spots with 30 to 80 events each on a background, somewhere within the cells.
Inputs town_of_spots(const Point& by) {
  auto inputs = empty_town(4000);
  test::Random random(8);
  const auto put = [&](const Box& box) {
    const auto at = random.in(box);
    add(inputs, {.position = {at.x + by.x, at.y + by.y}});
  };
  for (int i = 0; i < 300; ++i) {
    put({0, 0, 4000, 4000});
  }
  for (int spot = 0; spot < 6; ++spot) {
    const Point middle{500.0 + 600 * spot, 700.0 + 500 * (spot % 3)};
    for (int i = 0; i < 30 + 10 * spot; ++i) {
      put({middle.x - 90, middle.y - 90, middle.x + 90, middle.y + 90});
    }
  }
  inputs.study_area = rectangle({by.x, by.y, 4000 + by.x, 4000 + by.y});
  return inputs;
}

Area outline_at(const Picture& picture, const Place& place, const Point& by) {
  auto outline = outline_of_cells(picture.place_study, place.slots);
  for (auto& ring : outline.rings) {
    for (auto& point : ring) {
      point = {point.x - by.x, point.y - by.y};
    }
  }
  return outline;
}

}  // namespace

TEST_CASE("Squares are a sixteenth of the extent, or so that a cell is made of whole ones") {
  CHECK(ground_square_m(square_grid(10, 10), 400) == 25);
  CHECK(ground_square_m(square_grid(10, 10, 250), 750) == within(1e-9, 250.0 / 6));  // 46.9 would cut cells in two
  CHECK(ground_square_m(square_grid(10, 10, 10), 400) == 25);
  CHECK(ground_square_m(square_grid(10'000, 9'000), 400) == 50);  // 1 000 km by 900 km: 1.4 milliards of 25 m
}

TEST_CASE("Ground lies around cells where a place may begin, and nowhere beyond the map") {
  Scene scene(20, 20);
  scene.add_hot_cell(0, 10, 8);
  scene.add_events(15, 10, 8);  // not hot
  const auto ground = ground_of(scene);
  CHECK(ground.study.grid.cell_m() == 25);
  CHECK(square_at(ground.study, {50, 1050}));
  CHECK(square_at(ground.study, {310, 1050}));
  CHECK_FALSE(square_at(ground.study, {1550, 1050}));
  CHECK_FALSE(square_at(ground.study, {-10, 1050}));
  CHECK(total(ground.cells.count) == 8);
  REQUIRE(ground.events.size() == 8);
  for (std::size_t square = 0; square < ground.study.size(); ++square) {
    const auto middle = ground.study.grid.centre(ground.study.cells[square]);
    CHECK(scene.study.slot_at(middle) == ground.map_slot[square]);
  }
}

TEST_CASE("The residents of a cell are spread evenly over its squares") {
  Scene scene(3, 3);
  scene.cells.residents.assign(9, 160.0);
  scene.add_hot_cell(1, 1, 8);
  const auto ground = ground_of(scene);
  CHECK(ground.study.size() == 9 * 16);
  CHECK(std::ranges::all_of(ground.cells.residents, [](double residents) { return residents == 10; }));
}

TEST_CASE("The same places are found wherever the grid begins") {
  const auto first = make_picture(town_of_spots({}), january_only());
  REQUIRE(first.places.size() >= 6);
  test::Random random(4);
  for (int shift = 0; shift < 5; ++shift) {
    const auto by = random.in({0, 0, 1000, 1000});
    const auto moved = make_picture(town_of_spots(by), january_only());
    REQUIRE(moved.places.size() >= 6);
    for (std::size_t rank = 0; rank < 6; ++rank) {
      const auto here = outline_at(first, first.places[rank], {});
      const auto there = outline_at(moved, moved.places[rank], by);
      CHECK(common_area_m2(here.rings, there.rings) >= 0.85 * area_m2(here));
    }
  }
}

TEST_CASE("An outline holds the events that its place counts") {
  for (const auto shape : {CellShape::square, CellShape::hexagon}) {
    const auto inputs = town_of_spots({});
    const auto picture = make_picture(inputs, on(shape, 100, january));
    for (const auto& place : picture.places) {
      const auto outline = outline_of_cells(picture.place_study, place.slots);
      CHECK(place.count == static_cast<std::uint64_t>(std::ranges::count_if(
                               inputs.incidents.position, [&](const Point& at) { return contains(outline, at); })));
      CHECK(place.extent_m <= 400);
      REQUIRE(place.test);
      CHECK(place.test->outside >= 0);
      CHECK(place.test->outside < place.test->seen);
    }
  }
}

TEST_CASE("Places of cells are there for who asks for them") {
  auto options = january_only();
  options.places.method = PlaceMethod::cells;
  const auto picture = make_picture(busy_town(), options);
  CHECK(picture.place_study.cells == picture.study.cells);
  REQUIRE(picture.places.size() == 1);
  CHECK(picture.places[0].id == "100mN600E500");
}

}  // namespace lykta::tests_of_place_ground
