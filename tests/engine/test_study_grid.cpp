#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/space/study_grid.hpp"
#include "tests/catch.hpp"
#include "tests/engine/samples.hpp"

namespace lykta::tests_of_study_grid {
namespace {

using Catch::Contains;
using test::within;

}  // namespace

TEST_CASE("A study grid keeps the cells that the area touches with their shares") {
  // Cells (0,0) and (1,1) of the triangle (0,0) (200,0) (0,200) are full and empty; the area's box ends on an edge,
  // so there is no third row or column.
  const auto study = cover({{{{0, 0}, {200, 0}, {0, 200}}}}, CellShape::square, 100);
  REQUIRE(study.grid.columns() == 2);
  CHECK(study.cells == std::vector<std::uint32_t>{0, 1, 2});
  CHECK(study.share == std::vector<double>{1, 0.5, 0.5});
  CHECK(study.size() == 3);
}

TEST_CASE("A point finds the slot of its cell and none where the cell is outside") {
  const auto study = cover({{{{0, 0}, {200, 0}, {0, 200}}}}, CellShape::square, 100);
  CHECK(study.slot_at({50, 50}) == 0U);
  CHECK(study.slot_at({150, 90}) == 1U);  // outside the triangle, but in a cell that it touches
  CHECK(study.slot_at({50, 150}) == 2U);
  CHECK_FALSE(study.slot_at({150, 150}).has_value());
  CHECK_FALSE(study.slot_at({250, 50}).has_value());
  CHECK_FALSE(study.slot_at({-1, 50}).has_value());
  CHECK_FALSE(study.slot_at({5000, 50}).has_value());
}

TEST_CASE("Slots and cells lead back to each other") {
  test::Random random(14);
  const auto area = test::islands(random, {517523.4, 6229187.2}, 900);
  for (const auto shape : {CellShape::square, CellShape::hexagon}) {
    const auto study = cover(area, shape, 100);
    CHECK(std::ranges::is_sorted(study.cells));
    CHECK(*std::ranges::min_element(study.share) > 0);
    CHECK(study.size() < study.grid.size());
    std::size_t inside = 0;
    for (std::size_t cell = 0; cell < study.grid.size(); ++cell) {
      if (const auto slot = study.slot_of(cell)) {
        ++inside;
        CHECK(study.cells[*slot] == cell);
      }
    }
    CHECK(inside == study.size());
    CHECK_FALSE(study.slot_of(study.grid.size()).has_value());
    const auto expected = area_m2(oriented(area));
    CHECK(test::total(study.share) * study.grid.cell_area_m2() == within(1e-9 * expected, expected));
  }
}

TEST_CASE("Each point of the area has a slot") {
  test::Random random(15);
  const auto area = test::islands(random, {0, 0}, 900);
  for (const auto shape : {CellShape::square, CellShape::hexagon}) {
    const auto study = cover(area, shape, 130);
    int without = 0;
    int inside = 0;
    for (int i = 0; i < 3000; ++i) {
      const auto point = random.in(bounding_box(area));
      if (contains(area, point)) {
        ++inside;
        without += study.slot_at(point) ? 0 : 1;
      }
    }
    CHECK(inside > 500);
    CHECK(without == 0);
  }
}

TEST_CASE("An area that encloses nothing is refused as data") {
  CHECK_THROWS_AS(cover({}, CellShape::square, 100), DataError);
  CHECK_THROWS_AS(cover({{{}}}, CellShape::square, 100), DataError);
  CHECK_THROWS_AS(cover({{{{5, 5}, {5, 5}, {5, 5}}}}, CellShape::square, 100), DataError);
  CHECK_THROWS_AS(cover({{{{0, 0}, {100, 0}}}}, CellShape::square, 100), DataError);
  CHECK_THROWS_WITH(cover({{{{0, 0}, {100, 100}, {200, 200}}}}, CellShape::square, 100), Contains("encloses nothing"));
}

TEST_CASE("A study grid refuses a cell size as a grid does") {
  CHECK_THROWS_AS(cover(rectangle({0, 0, 100, 100}), CellShape::square, 0), InvalidOption);
  CHECK_THROWS_AS(cover(rectangle({0, 0, 1e6, 1e6}), CellShape::hexagon, 1), InvalidOption);
}

}  // namespace lykta::tests_of_study_grid
