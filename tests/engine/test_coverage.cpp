#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

#include "engine/space/coverage.hpp"
#include "tests/catch.hpp"
#include "tests/engine/samples.hpp"

namespace lykta::tests_of_coverage {
namespace {

using test::square_grid;
using test::total;
using test::within;

double share_at(const Grid& grid, const std::vector<double>& share, const CellIndex& index) {
  return share[grid.number(index).value()];
}

/// Each cell by itself: the area's rings cut by the cell's sides, moved to the cell's centre first.
std::vector<double> share_by_clipping_each_cell(const Grid& grid, const Area& area) {
  std::vector<double> result;
  for (std::size_t cell = 0; cell < grid.size(); ++cell) {
    const auto middle = grid.centre(cell);
    auto corners = grid.corners(cell);
    for (auto& corner : corners) {
      corner = {corner.x - middle.x, corner.y - middle.y};
    }
    double inside_m2 = 0;
    for (auto ring : oriented(area).rings) {
      for (auto& point : ring) {
        point = {point.x - middle.x, point.y - middle.y};
      }
      for (std::size_t i = 0; i < corners.size(); ++i) {
        const auto& from = corners[i];
        const auto& to = corners[(i + 1) % corners.size()];
        // The outward normal of a side that runs counter-clockwise, of length 1.
        const auto length = distance_m(from, to);
        const auto a = (to.y - from.y) / length;
        const auto b = (from.x - to.x) / length;
        ring = clipped(ring, a, b, a * from.x + b * from.y);
      }
      inside_m2 += twice_signed_area_m2(ring) / 2;
    }
    result.push_back(inside_m2 / grid.cell_area_m2());
  }
  return result;
}

}  // namespace

TEST_CASE("A triangle over two by two cells fills one and halves two") {
  // (0,0) (200,0) (0,200): its long side is a diagonal of the cells (1,0) and (0,1). Together 2 cells, as 200 * 200 / 2
  // = 20000 m2.
  const auto grid = square_grid(2, 2);
  const auto share = inside_share(grid, {{{{0, 0}, {200, 0}, {0, 200}}}});
  CHECK(share == std::vector<double>{1, 0.5, 0.5, 0});
}

TEST_CASE("A hole takes its part from the cell it lies in") {
  // A hole of 50 m x 20 m in the first cell: 1000 of 10000 m2.
  const Area area{{{{0, 0}, {200, 0}, {200, 100}, {0, 100}}, {{10, 10}, {60, 10}, {60, 30}, {10, 30}}}};
  const auto share = inside_share(square_grid(2, 1), area);
  CHECK(share[0] == within(1e-12, 0.9));
  CHECK(share[1] == 1);
}

TEST_CASE("A half plane halves a hexagon") {
  // x <= 0 runs through the centres of even rows, and along the sides of odd ones, whose centres lie at 50, 150, ...
  const auto grid = Grid::covering({-300, -300, 300, 300}, CellShape::hexagon, 100);
  const auto share = inside_share(grid, rectangle({-1000, -1000, 0, 1000}));
  CHECK(share_at(grid, share, {0, 0}) == within(1e-12, 0.5));
  CHECK(share_at(grid, share, {-1, 0}) == 1);
  CHECK(share_at(grid, share, {1, 0}) == 0);
  CHECK(share_at(grid, share, {-1, 1}) == 1);
  CHECK(share_at(grid, share, {0, 1}) == 0);
  CHECK(share_at(grid, share, {0, 2}) == within(1e-12, 0.5));
}

TEST_CASE("An area that ends on cell edges fills its cells and leaves no trace in the next") {
  const auto grid = Grid::covering({517400, 6229000, 518200, 6229800}, CellShape::square, 100);
  const auto share = inside_share(grid, rectangle({517500, 6229100, 518000, 6229400}));
  for (std::size_t cell = 0; cell < grid.size(); ++cell) {
    const auto centre = grid.centre(cell);
    const auto inside = centre.x > 517500 && centre.x < 518000 && centre.y > 6229100 && centre.y < 6229400;
    CHECK(share[cell] == (inside ? 1 : 0));
  }
}

TEST_CASE("Cells touched by less than a billionth are outside and cells but a billionth full are full") {
  const auto grid = square_grid(2, 1);
  // 5e-8 of 100 m are 5e-10 of the second cell; 1e-6 m are 1e-8.
  CHECK(inside_share(grid, rectangle({0, 0, 100 + 5e-8, 100})) == std::vector<double>{1, 0});
  CHECK(inside_share(grid, rectangle({0, 0, 100 + 1e-6, 100}))[1] == within(1e-11, 1e-8));
  CHECK(inside_share(grid, rectangle({5e-8, 0, 200, 100})) == std::vector<double>{1, 1});
  CHECK(inside_share(grid, rectangle({1e-6, 0, 200, 100}))[0] == within(1e-11, 1 - 1e-8));
}

TEST_CASE("What lies beyond the grid does not count") {
  const auto share = inside_share(square_grid(3, 2), rectangle({-1000, -1000, 150, 5000}));
  CHECK(share == std::vector<double>{1, 0.5, 0, 1, 0.5, 0});
  CHECK(total(inside_share(square_grid(3, 2), rectangle({400, 0, 500, 100}))) == 0);
  CHECK(total(inside_share(square_grid(3, 2), {})) == 0);
}

TEST_CASE("The shares add up to the area") {
  test::Random random(10);
  for (const auto shape : {CellShape::square, CellShape::hexagon}) {
    for (const auto cell_m : {37.0, 100.0, 450.0}) {
      for (int i = 0; i < 10; ++i) {
        const auto area = test::islands(random, {517523.4, 6229187.2}, random.between(300, 2000));
        const auto grid = Grid::covering(bounding_box(area), shape, cell_m);
        const auto expected = area_m2(oriented(area));
        CAPTURE(static_cast<int>(shape), cell_m, i);
        CHECK(total(inside_share(grid, area)) * grid.cell_area_m2() == within(1e-9 * expected, expected));
      }
    }
  }
}

TEST_CASE("The shares are those of each cell clipped by itself") {
  test::Random random(11);
  for (const auto shape : {CellShape::square, CellShape::hexagon}) {
    for (int i = 0; i < 10; ++i) {
      const auto area = test::islands(random, {517523.4, 6229187.2}, random.between(300, 1500));
      const auto grid = Grid::covering(bounding_box(area), shape, random.between(40, 200));
      const auto share = inside_share(grid, area);
      const auto expected = share_by_clipping_each_cell(grid, area);
      double largest_difference = 0;
      for (std::size_t cell = 0; cell < grid.size(); ++cell) {
        largest_difference = std::max(largest_difference, std::abs(share[cell] - expected[cell]));
      }
      CAPTURE(static_cast<int>(shape), i);
      CHECK(largest_difference <= 2e-9);  // a billionth is rounded away, and coordinates have nanometres
      CHECK(*std::ranges::min_element(share) == 0);
      CHECK(*std::ranges::max_element(share) <= 1);
    }
  }
}

TEST_CASE("Order and direction of the rings leave the shares as they are") {
  test::Random random(12);
  for (int i = 0; i < 5; ++i) {
    auto area = test::islands(random, {0, 0}, 800);
    const auto grid = Grid::covering(bounding_box(area), CellShape::hexagon, 100);
    const auto expected = inside_share(grid, area);
    std::ranges::reverse(area.rings);
    std::ranges::reverse(area.rings[1]);
    std::ranges::reverse(area.rings[2]);
    const auto share = inside_share(grid, area);
    for (std::size_t cell = 0; cell < grid.size(); ++cell) {
      CHECK(share[cell] == within(1e-9, expected[cell]));
    }
  }
}

TEST_CASE("Moving an area by whole cells moves its shares") {
  test::Random random(13);
  const auto area = test::islands(random, {0, 0}, 700);
  auto moved = area;
  for (auto& ring : moved.rings) {
    for (auto& point : ring) {
      point = {point.x + 517500, point.y + 6229100};
    }
  }
  const auto box = bounding_box(area);
  const auto grid = Grid::covering(box, CellShape::square, 100);
  const auto moved_grid = Grid::covering(
      {box.min_x + 517500, box.min_y + 6229100, box.max_x + 517500, box.max_y + 6229100}, CellShape::square, 100);
  REQUIRE(moved_grid.size() == grid.size());
  const auto share = inside_share(grid, area);
  const auto moved_share = inside_share(moved_grid, moved);
  for (std::size_t cell = 0; cell < grid.size(); ++cell) {
    CHECK(moved_share[cell] == within(2e-9, share[cell]));
  }
}

}  // namespace lykta::tests_of_coverage
