#include <vector>

#include "engine/base/error.hpp"
#include "engine/inputs/residents.hpp"
#include "engine/space/common_area.hpp"
#include "engine/space/study_grid.hpp"
#include "tests/catch.hpp"
#include "tests/engine/samples.hpp"

namespace lykta::tests_of_residents {
namespace {

using test::Random;
using test::square_grid;
using test::total;
using test::whole;
using test::within;

Residents at_point(double x, double y, double number) { return {.point = {x, y}, .area = {}, .number = number}; }
Residents in_area(Area area, double number) { return {.point = {}, .area = std::move(area), .number = number}; }

OwnPolygon box_zone(const char* id, const Box& box) { return {id, "", rectangle(box), 0}; }

TEST_CASE("Residents of points live in the cell that holds the point") {
  const auto cells = whole(square_grid(3, 2));
  const std::vector<Residents> residents{at_point(50, 50, 7), at_point(250, 150, 2.5), at_point(260, 160, 1),
                                         at_point(350, 50, 4)};
  const auto found = residents_of(residents, cells, rectangle(cells.grid.box()));
  CHECK(found.number == std::vector<double>{7, 0, 0, 0, 0, 3.5});
  CHECK(found.outside == 4);
}

TEST_CASE("Points outside the study area count as outside, also in a cell on its border") {
  const auto area = rectangle({0, 0, 150, 100});
  const Zones zones(cover(area, CellShape::square, 100));
  REQUIRE(zones.size() == 2);
  const std::vector<Residents> residents{at_point(120, 50, 5), at_point(180, 50, 9)};
  const auto found = residents_of(residents, zones, area);
  CHECK(found.number == std::vector<double>{0, 5});
  CHECK(found.outside == 9);
}

TEST_CASE("Residents of an area are shared out by the area of each cell that it holds") {
  const auto cells = whole(square_grid(3, 2));
  // 150 by 100 m over a whole cell and half of the next.
  const auto found = residents_of(std::vector<Residents>{in_area(rectangle({0, 0, 150, 100}), 30)}, cells,
                                  rectangle(cells.grid.box()));
  CHECK(found.number[0] == within(1e-9, 20));
  CHECK(found.number[1] == within(1e-9, 10));
  CHECK(found.number[2] == 0);
  CHECK(found.outside == 0);
}

TEST_CASE("What lies outside all cells is said, not lost") {
  const auto cells = whole(square_grid(3, 2));
  const auto found = residents_of(
      std::vector<Residents>{in_area(rectangle({200, 0, 600, 100}), 40), in_area(rectangle({5'000, 0, 5'100, 100}), 3)},
      cells, rectangle(cells.grid.box()));
  CHECK(found.number[2] == within(1e-9, 10));
  CHECK(found.outside == within(1e-9, 33));
}

TEST_CASE("A hole has no residents, and no resident disappears") {
  Random random(5);
  const auto cells = whole(square_grid(60, 60));
  std::vector<Residents> residents;
  for (int i = 0; i < 20; ++i) {
    residents.push_back(in_area(test::islands(random, random.in({0, 0, 6'000, 6'000}), 700), 100.0 + i));
  }
  const auto found = residents_of(residents, cells, rectangle(cells.grid.box()));
  double all = 0;
  for (const auto& each : residents) {
    all += each.number;
  }
  CHECK(total(found.number) + found.outside == within(1e-6, all));
  CHECK(found.outside > 0);
  CHECK(total(found.number) > found.outside);

  const Area ring{{{{0, 0}, {300, 0}, {300, 300}, {0, 300}}, {{100, 100}, {200, 100}, {200, 200}, {100, 200}}}};
  const auto around = residents_of(std::vector<Residents>{in_area(ring, 80)}, cells, rectangle(cells.grid.box()));
  CHECK(around.number[0] == within(1e-9, 10));
  CHECK(around.number[61] == 0);
  CHECK(around.outside == 0);
}

TEST_CASE("Residents of an area spread over hexagons as well") {
  const Box box{0, 0, 3'000, 3'000};
  const auto cells = cover(rectangle(box), CellShape::hexagon, 200);
  const auto found =
      residents_of(std::vector<Residents>{in_area(rectangle({700, 700, 2'300, 2'300}), 1'000)}, cells, rectangle(box));
  CHECK(total(found.number) == within(1e-6, 1'000));
  CHECK(found.outside == 0);
  const auto middle = cells.slot_at({1'500, 1'500});
  REQUIRE(middle);
  CHECK(found.number[*middle] == within(1e-6, 1'000 * cells.grid.cell_area_m2() / (1'600 * 1'600)));
}

TEST_CASE("Residents of an area are cut at the border of the study area") {
  // A study area of one and a half cells; 100 people on 200 by 100 m, so 50 a cell.
  const StudyArea study = rectangle({0, 0, 150, 100});
  const auto cells = cover(study.area(), CellShape::square, 100);
  REQUIRE(cells.size() == 2);
  const std::vector<Residents> on_both{in_area(rectangle({0, 0, 200, 100}), 100)};
  const auto found = residents_of(on_both, cells, study);
  CHECK(found.number[0] == within(1e-9, 50));
  CHECK(found.number[1] == within(1e-9, 25));
  CHECK(found.outside == within(1e-9, 25));
  CHECK(residents_of(on_both, Zones(cells), study).number[1] == within(1e-9, 25));

  // A cell of which a tenth is inside, in a square kilometre of 1 000 residents: one of its ten.
  const StudyArea strip = rectangle({0, 0, 110, 1'000});
  const auto tenth = cover(strip.area(), CellShape::square, 100);
  const auto grid_of_residents =
      residents_of(std::vector<Residents>{in_area(rectangle({0, 0, 1'000, 1'000}), 1'000)}, tenth, strip);
  CHECK(grid_of_residents.number[*tenth.slot_at({50, 50})] == within(1e-9, 10));
  CHECK(grid_of_residents.number[*tenth.slot_at({105, 50})] == within(1e-9, 1));
  CHECK(total(grid_of_residents.number) == within(1e-9, 110));
  CHECK(grid_of_residents.outside == within(1e-9, 890));
}

TEST_CASE("In a cell that both borders pass only the common ground counts") {
  // The study area is the lower left half of the cell, the residents live in its lower right half: a quarter is common.
  const StudyArea study = Area{{{{0, 0}, {100, 0}, {0, 100}}}};
  const auto cells = cover(study.area(), CellShape::square, 100);
  REQUIRE(cells.size() == 1);
  const Area theirs{{{{0, 0}, {100, 0}, {100, 100}}}};
  const auto found = residents_of(std::vector<Residents>{in_area(theirs, 8)}, cells, study);
  CHECK(found.number[0] == within(1e-9, 4));
  CHECK(found.outside == within(1e-9, 4));
}

TEST_CASE("Inside a crooked study area live as many as the common ground holds, on any cells") {
  Random random(9);
  for (const auto shape : {CellShape::square, CellShape::hexagon}) {
    const StudyArea study = oriented({{test::star(random, {3'000, 3'000}, 900, 2'000, 60)}});
    const auto theirs = oriented(test::islands(random, {3'800, 3'000}, 1'200));
    const auto inside = common_area_m2(study.area().rings, theirs.rings) / area_m2(theirs);
    for (const auto cell_m : {90.0, 400.0, 5'000.0}) {
      const auto cells = cover(study.area(), shape, cell_m);
      const auto found = residents_of(std::vector<Residents>{in_area(theirs, 1'000)}, cells, study);
      CHECK(total(found.number) == within(1e-6, 1'000 * inside));
      CHECK(total(found.number) + found.outside == within(1e-6, 1'000));
    }
  }
}

TEST_CASE("An area far larger than the study area costs no more than the part inside it") {
  const StudyArea study = rectangle({0, 0, 1'000, 1'000});
  const auto cells = cover(study.area(), CellShape::square, 10);
  const auto country = in_area(rectangle({-1e6, -1e6, 1e6, 1e6}), 4e6);
  const auto found = residents_of(std::vector<Residents>{country}, cells, study);
  CHECK(total(found.number) == within(1e-9, 1));
  CHECK(found.outside == within(1e-3, 4e6 - 1));
}

TEST_CASE("An area that encloses nothing has its residents outside") {
  const auto cells = whole(square_grid(3, 2));
  const Area line{{{{0, 0}, {100, 0}, {200, 0}}}};
  const auto found = residents_of(std::vector<Residents>{in_area(line, 6)}, cells, rectangle(cells.grid.box()));
  CHECK(total(found.number) == 0);
  CHECK(found.outside == 6);
}

TEST_CASE("Points of residents are counted in polygons of one's own, areas are refused there") {
  const Zones zones(std::vector{box_zone("a", {0, 0, 200, 100}), box_zone("b", {100, 0, 300, 100})});
  const std::vector<Residents> points{at_point(50, 50, 1), at_point(150, 50, 2), at_point(250, 50, 4),
                                      at_point(350, 50, 8)};
  const auto found = residents_of(points, zones, {});
  CHECK(found.number == std::vector<double>{3, 4});
  CHECK(found.outside == 8);
  CHECK(residents_of(points, zones, rectangle({0, 0, 200, 100})).number == std::vector<double>{3, 0});
  CHECK_THROWS_AS(residents_of(std::vector<Residents>{in_area(rectangle({0, 0, 10, 10}), 6)}, zones, {}), DataError);
}

}  // namespace
}  // namespace lykta::tests_of_residents
