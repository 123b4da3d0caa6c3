#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <numbers>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/space/neighbours.hpp"
#include "tests/catch.hpp"
#include "tests/engine/samples.hpp"

namespace lykta::tests_of_neighbours {
namespace {

using test::square_grid;
using test::whole;

std::vector<std::uint32_t> list_of(const Neighbours& neighbours, std::size_t i) {
  return {neighbours.of(i).begin(), neighbours.of(i).end()};
}

using List = std::vector<std::uint32_t>;

/// How many neighbours the cell in the middle of a large grid has.
std::size_t neighbours_inside(CellShape shape, double band_m) {
  const auto grid = Grid::covering({-1500, -1500, 1500, 1500}, shape, 100);
  const auto middle = grid.cell_at({0, 0}).value();
  return neighbours_of_cells(grid, whole(grid).cells, DistanceBand{band_m}).of(middle).size();
}

List within_band(const std::vector<Point>& points, std::size_t i, double band_m) {
  List near;
  for (std::uint32_t j = 0; j < points.size(); ++j) {
    if (j != i && distance_m(points[i], points[j]) <= band_m) {
      near.push_back(j);
    }
  }
  return near;
}

}  // namespace

TEST_CASE("Around a square there are eight neighbours, five on an edge and three in a corner") {
  const auto grid = square_grid(3, 3);
  const auto neighbours = neighbours_of_cells(grid, whole(grid).cells, Queen{});
  REQUIRE(neighbours.size() == 9);
  CHECK(list_of(neighbours, 4) == List{0, 1, 2, 3, 5, 6, 7, 8});
  CHECK(list_of(neighbours, 0) == List{1, 3, 4});
  CHECK(list_of(neighbours, 1) == List{0, 2, 3, 4, 5});
  CHECK(list_of(neighbours, 8) == List{4, 5, 7});
}

TEST_CASE("Around a hexagon there are six neighbours, in even rows and in odd ones") {
  const auto grid = Grid::covering({-300, -300, 300, 300}, CellShape::hexagon, 100);
  const auto neighbours = neighbours_of_cells(grid, whole(grid).cells, Queen{});
  const auto indices = [&](std::int64_t column, std::int64_t row) {
    std::vector<std::pair<std::int64_t, std::int64_t>> result;
    for (const auto neighbour : neighbours.of(grid.number({column, row}).value())) {
      result.emplace_back(grid.index(neighbour).column, grid.index(neighbour).row);
    }
    return result;
  };
  using Indices = std::vector<std::pair<std::int64_t, std::int64_t>>;
  CHECK(indices(0, 0) == Indices{{-1, -1}, {0, -1}, {-1, 0}, {1, 0}, {-1, 1}, {0, 1}});
  CHECK(indices(0, 1) == Indices{{0, 0}, {1, 0}, {-1, 1}, {1, 1}, {0, 2}, {1, 2}});
  CHECK(indices(0, -1) == Indices{{0, -2}, {1, -2}, {-1, -1}, {1, -1}, {0, 0}, {1, 0}});
}

TEST_CASE("On the rim of a grid of hexagons neighbours are those that there are") {
  // In the lowest row the cell on the left has one neighbour beside it and, above, two when its row is odd (they lie to
  // the left and right of it) or one when it is even (the left one is beyond the rim). On the right it is the other way
  // round.
  for (const auto lowest_m : {0.0, 87.0}) {
    const auto grid = Grid::covering({0, lowest_m, 300, lowest_m + 300}, CellShape::hexagon, 100);
    const auto neighbours = neighbours_of_cells(grid, whole(grid).cells, Queen{});
    const auto odd = (grid.first().row & 1) != 0;
    CHECK(odd == (lowest_m == 0));  // one row below that of the box
    CHECK(neighbours.of(0).size() == (odd ? 3 : 2));
    CHECK(neighbours.of(grid.columns() - 1).size() == (odd ? 2 : 3));
  }
}

TEST_CASE("A distance equal to the band counts") {
  // Squares of 100 m: 4 at 100, 4 at 141.42, 4 at 200, 8 at 223.6, 4 at 282.8, 4 at 300; at 500 also (3,4): 80 in all,
  // as the circle x^2 + y^2 <= 25 holds 81 points of the lattice.
  CHECK(neighbours_inside(CellShape::square, 99.999) == 0);
  CHECK(neighbours_inside(CellShape::square, 100) == 4);
  CHECK(neighbours_inside(CellShape::square, 141.42) == 4);
  CHECK(neighbours_inside(CellShape::square, 100 * std::numbers::sqrt2) == 8);
  CHECK(neighbours_inside(CellShape::square, 200) == 12);
  CHECK(neighbours_inside(CellShape::square, 300) == 28);
  CHECK(neighbours_inside(CellShape::square, 499.999) == 68);
  CHECK(neighbours_inside(CellShape::square, 500) == 80);
  // Hexagons: 6 at 100, 6 at 173.2, 6 at 200, 12 at 264.6, 6 at 300.
  CHECK(neighbours_inside(CellShape::hexagon, 99.999) == 0);
  CHECK(neighbours_inside(CellShape::hexagon, 100) == 6);
  CHECK(neighbours_inside(CellShape::hexagon, 100 * std::numbers::sqrt3) == 12);
  CHECK(neighbours_inside(CellShape::hexagon, 200) == 18);
  CHECK(neighbours_inside(CellShape::hexagon, 100 * std::sqrt(7.0)) == 30);
  CHECK(neighbours_inside(CellShape::hexagon, 300) == 36);
}

TEST_CASE("A band of whole cells counts the cells at its end for any cell size and anywhere") {
  // In whole numbers: squares at column^2 + row^2 <= cells^2, hexagons at a^2 + a b + b^2 <= cells^2 (two axes at 60
  // degrees).
  for (const auto shape : {CellShape::square, CellShape::hexagon}) {
    for (const auto cell_m : {10.0, 33.3, 70.0, 99.9, 100.0}) {
      for (int cells = 1; cells <= 8; ++cells) {
        std::size_t expected = 0;
        for (int a = -2 * cells; a <= 2 * cells; ++a) {
          for (int b = -2 * cells; b <= 2 * cells; ++b) {
            const auto norm = a * a + b * b + (shape == CellShape::hexagon ? a * b : 0);
            expected += norm > 0 && norm <= cells * cells ? 1 : 0;
          }
        }
        const Point middle{517523, 6229187};
        const auto reach = (cells + 2) * cell_m;
        const auto grid =
            Grid::covering({middle.x - reach, middle.y - reach, middle.x + reach, middle.y + reach}, shape, cell_m);
        const auto neighbours = neighbours_of_cells(grid, whole(grid).cells, DistanceBand{cells * cell_m});
        CAPTURE(static_cast<int>(shape), cell_m, cells);
        CHECK(neighbours.of(grid.cell_at(middle).value()).size() == expected);
      }
    }
  }
}

TEST_CASE("Cells that are not listed are nobody's neighbours") {
  const auto grid = square_grid(3, 3);
  const List cells{0, 1, 4, 8};  // positions 0 to 3
  const auto neighbours = neighbours_of_cells(grid, cells, Queen{});
  REQUIRE(neighbours.size() == 4);
  CHECK(list_of(neighbours, 0) == List{1, 2});
  CHECK(list_of(neighbours, 1) == List{0, 2});
  CHECK(list_of(neighbours, 2) == List{0, 1, 3});
  CHECK(list_of(neighbours, 3) == List{2});
  CHECK(neighbours_of_cells(grid, List{0, 8}, Queen{}).index.empty());
  CHECK(neighbours_of_cells(grid, List{}, Queen{}).size() == 0);
}

TEST_CASE("The end of one row and the start of the next are no neighbours") {
  const auto grid = square_grid(4, 4);
  const auto neighbours = neighbours_of_cells(grid, whole(grid).cells, DistanceBand{100});
  CHECK(list_of(neighbours, 3) == List{2, 7});
  CHECK(list_of(neighbours, 4) == List{0, 5, 8});
}

TEST_CASE("Neighbours of cells are those whose centres are near, each way and in order") {
  test::Random random(16);
  for (const auto shape : {CellShape::square, CellShape::hexagon}) {
    for (const auto band_m : {117.0, 160.0, 275.0, 431.0}) {  // no distance of the lattices
      const auto study = cover(test::islands(random, {517523.4, 6229187.2}, 600), shape, 100);
      std::vector<Point> centres;
      for (const auto cell : study.cells) {
        centres.push_back(study.grid.centre(cell));
      }
      const auto neighbours = neighbours_of_cells(study.grid, study.cells, DistanceBand{band_m});
      REQUIRE(neighbours.size() == study.size());
      int wrong = 0;
      for (std::size_t i = 0; i < study.size(); ++i) {
        wrong += list_of(neighbours, i) == within_band(centres, i, band_m) ? 0 : 1;
      }
      CAPTURE(static_cast<int>(shape), band_m);
      CHECK(wrong == 0);
    }
  }
}

TEST_CASE("Neighbours of points are all within the band") {
  test::Random random(17);
  for (const auto band_m : {15.0, 120.0, 5000.0}) {
    std::vector<Point> points;
    for (int i = 0; i < 400; ++i) {
      points.push_back(random.in({-500, -500, 500, 500}));
    }
    points.push_back(points[7]);  // a second one at the same place
    const auto neighbours = neighbours_of_points(points, {band_m});
    int wrong = 0;
    for (std::size_t i = 0; i < points.size(); ++i) {
      wrong += list_of(neighbours, i) == within_band(points, i, band_m) ? 0 : 1;
    }
    CAPTURE(band_m);
    CHECK(wrong == 0);
    CHECK(std::ranges::count(list_of(neighbours, 7), 400U) == 1);
  }
}

TEST_CASE("Points of a lattice are neighbours at exactly its spacing") {
  std::vector<Point> points;
  for (int row = -8; row < 8; ++row) {
    for (int column = -8; column < 8; ++column) {
      points.push_back({column * 30.0, row * 30.0});
    }
  }
  // 16 rows of 15 pairs and 16 columns of 15, each pair seen from both ends.
  CHECK(neighbours_of_points(points, {30}).index.size() == 2 * (16 * 15 + 16 * 15));
  CHECK(neighbours_of_points(points, {29.99}).index.empty());
}

TEST_CASE("A band that is no positive number is refused") {
  const auto grid = square_grid(2, 2);
  const List cells{0, 1};
  const std::vector<Point> points{{0, 0}, {1, 1}};
  for (const auto band_m :
       {0.0, -1.0, std::numeric_limits<double>::infinity(), std::numeric_limits<double>::quiet_NaN()}) {
    CHECK_THROWS_AS(neighbours_of_points(points, {band_m}), InvalidOption);
    CHECK_THROWS_AS(neighbours_of_cells(grid, cells, DistanceBand{band_m}), InvalidOption);
  }
  CHECK_THROWS_WITH(neighbours_of_points(points, {-1}),
                    "the distance band must be a positive number of metres, not -1");
}

TEST_CASE("No points have no neighbours") { CHECK(neighbours_of_points({}, {100}).size() == 0); }

}  // namespace lykta::tests_of_neighbours
