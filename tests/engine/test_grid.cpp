#include <cmath>
#include <cstddef>
#include <limits>
#include <numbers>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/space/grid.hpp"
#include "tests/catch.hpp"
#include "tests/engine/samples.hpp"

namespace lykta::tests_of_grid {
namespace {

using Catch::Contains;
using test::square_grid;
using test::within;

const Box ronneby{517523.4, 6229187.2, 519123.9, 6230011.1};
const Box around_the_origin{-733.3, -512.5, 401.7, 644.4};

/// Grids of both shapes, of whole and of odd sizes, far from the origin and around it.
std::vector<Grid> some_grids() {
  std::vector<Grid> grids;
  for (const auto shape : {CellShape::square, CellShape::hexagon}) {
    for (const auto cell_m : {100.0, 33.3, 250.0}) {
      grids.push_back(Grid::covering(ronneby, shape, cell_m));
      grids.push_back(Grid::covering(around_the_origin, shape, cell_m));
    }
  }
  return grids;
}

std::string refusal(const Box& box, CellShape shape, double cell_m) {
  try {
    (void)Grid::covering(box, shape, cell_m);
  } catch (const InvalidOption& error) {
    return error.what();
  }
  return "accepted";
}

/// Corners that two cells have in common to the last bit.
int shared_corners(const Grid& grid, std::size_t a, std::size_t b) {
  int shared = 0;
  for (const auto& corner : grid.corners(a)) {
    for (const auto& other : grid.corners(b)) {
      shared += corner == other ? 1 : 0;
    }
  }
  return shared;
}

}  // namespace

TEST_CASE("A grid of squares has the cells that its box touches") {
  const auto grid = Grid::covering({10, 10, 190, 90}, CellShape::square, 100);
  CHECK(grid.columns() == 2);
  CHECK(grid.rows() == 1);
  CHECK(grid.size() == 2);
  CHECK(grid.first() == CellIndex{0, 0});
  CHECK(grid.cell_area_m2() == 10000);
  CHECK(grid.box() == Box{0, 0, 200, 100});
  // A side of the box on a cell's edge touches the cells beyond it.
  CHECK(Grid::covering({0, 0, 200, 100}, CellShape::square, 100).box() == Box{0, 0, 300, 200});
  // A point has one cell.
  CHECK(Grid::covering({55, 55, 55, 55}, CellShape::square, 100).size() == 1);
}

TEST_CASE("Cells are numbered row by row from the lower left") {
  const auto grid = Grid::covering({-150, -50, 150, 150}, CellShape::square, 100);  // columns -2 to 1, rows -1 to 1
  REQUIRE(grid.columns() == 4);
  REQUIRE(grid.rows() == 3);
  CHECK(grid.index(0) == CellIndex{-2, -1});
  CHECK(grid.index(3) == CellIndex{1, -1});
  CHECK(grid.index(4) == CellIndex{-2, 0});
  CHECK(grid.number({1, 1}) == 11);
  CHECK_FALSE(grid.number({2, 0}).has_value());
  CHECK_FALSE(grid.number({-3, 0}).has_value());
  CHECK_FALSE(grid.number({0, 2}).has_value());
  CHECK_FALSE(grid.number({0, -2}).has_value());
}

TEST_CASE("A point on a shared edge belongs to the cell to the right or above") {
  const auto grid = square_grid(3, 3);
  CHECK(grid.cell_at({100, 50}) == 1);
  CHECK(grid.cell_at({std::nextafter(100.0, 0.0), 50}) == 0);
  CHECK(grid.cell_at({50, 100}) == 3);
  CHECK(grid.cell_at({100, 100}) == 4);  // the corner of four cells belongs to the upper right one
  CHECK(grid.cell_at({0, 0}) == 0);
  CHECK_FALSE(grid.cell_at({300, 50}).has_value());
  CHECK_FALSE(grid.cell_at({50, 300}).has_value());
  CHECK_FALSE(grid.cell_at({-1e-9, 50}).has_value());
}

TEST_CASE("The lower left corner of a square belongs to it whatever its size") {
  for (const auto cell_m : {100.0, 33.3, 99.9, 12.5, 0.1, 1.0 / 3}) {
    int astray = 0;
    for (std::int64_t index = -50000; index < 50000; ++index) {
      const auto corner = static_cast<double>(index) * cell_m;
      const auto below = std::nextafter(corner, -1e300);
      astray += cell_index_at(CellShape::square, cell_m, {corner, below}) == CellIndex{index, index - 1} ? 0 : 1;
    }
    CAPTURE(cell_m);
    CHECK(astray == 0);
  }
}

TEST_CASE("West and south of the origin the edge rule is the same") {
  CHECK(cell_index_at(CellShape::square, 100, {-100, -50}) == CellIndex{-1, -1});
  CHECK(cell_index_at(CellShape::square, 100, {-100.001, -50}) == CellIndex{-2, -1});
  CHECK(cell_index_at(CellShape::square, 100, {-0.001, -0.001}) == CellIndex{-1, -1});
  CHECK(cell_index_at(CellShape::square, 100, {-0.0, -0.0}) == CellIndex{0, 0});
}

TEST_CASE("The corners of a hexagon are those of one that stands on a corner") {
  // Opposite sides 100 m apart: the side is 100 / sqrt(3) = 57.735, half of it 28.868.
  const auto grid = Grid::covering({0, 0, 1, 1}, CellShape::hexagon, 100);
  const auto corners = grid.corners(grid.number({0, 0}).value());
  const Ring expected{{0, -57.735026919}, {50, -28.867513459}, {50, 28.867513459},
                      {0, 57.735026919},  {-50, 28.867513459}, {-50, -28.867513459}};
  REQUIRE(corners.size() == 6);
  for (std::size_t i = 0; i < 6; ++i) {
    CHECK(corners[i].x == within(1e-9, expected[i].x));
    CHECK(corners[i].y == within(1e-9, expected[i].y));
  }
  CHECK(grid.cell_area_m2() == within(1e-9, 8660.254037844));  // sqrt(3) / 2 * 100^2
  CHECK(hexagon_row_spacing_m(100) == within(1e-9, 86.602540378));
}

TEST_CASE("Hexagons of odd rows lie half a cell to the right") {
  const auto grid = Grid::covering({-200, -200, 200, 200}, CellShape::hexagon, 100);
  const auto centre = [&](std::int64_t column, std::int64_t row) {
    return grid.centre(grid.number({column, row}).value());
  };
  CHECK(centre(0, 0) == Point{0, 0});
  CHECK(centre(1, 0) == Point{100, 0});
  CHECK(centre(0, 1).x == 50);
  CHECK(centre(0, 1).y == within(1e-9, 86.602540378));
  CHECK(centre(0, -1).x == 50);
  CHECK(centre(0, 2).x == 0);
  // The centres of the six neighbours are one cell away.
  for (const auto& [column, row] : {std::pair{1, 0}, {-1, 0}, {0, 1}, {-1, 1}, {0, -1}, {-1, -1}}) {
    CHECK(distance_m(centre(column, row), centre(0, 0)) == within(1e-9, 100));
  }
}

TEST_CASE("A point on the edge between two hexagons belongs to one of the two") {
  const CellIndex middle{0, 0};
  const auto third = hexagon_row_spacing_m(100) / 3;
  for (int i = -10; i <= 10; ++i) {
    const auto on_edge = cell_index_at(CellShape::hexagon, 100, {50, i / 10.0 * third});  // its right side
    CHECK((on_edge == middle || on_edge == CellIndex{1, 0} || (std::abs(i) == 10 && on_edge.column == 0)));
    CHECK(cell_index_at(CellShape::hexagon, 100, {49.999, i / 10.1 * third}) == middle);
    CHECK(cell_index_at(CellShape::hexagon, 100, {50.001, i / 10.1 * third}) == CellIndex{1, 0});
  }
}

TEST_CASE("The centre of a cell lies in that cell") {
  for (const auto& grid : some_grids()) {
    int astray = 0;
    for (std::size_t cell = 0; cell < grid.size(); ++cell) {
      astray += grid.cell_at(grid.centre(cell)) == cell && grid.number(grid.index(cell)) == cell ? 0 : 1;
    }
    CAPTURE(static_cast<int>(grid.shape()), grid.cell_m());
    CHECK(astray == 0);
  }
}

TEST_CASE("A point lies inside the polygon of the cell that holds it and in no other") {
  test::Random random(5);
  for (const auto& grid : some_grids()) {
    CAPTURE(static_cast<int>(grid.shape()), grid.cell_m());
    int astray = 0;
    for (int i = 0; i < 1000; ++i) {
      const auto point = random.in(grid.box());
      const auto cell = grid.cell_at(point);
      if (!cell) {
        astray += grid.shape() == CellShape::square ? 1 : 0;  // the box around hexagons has gaps on its rim
        continue;
      }
      astray += contains(Area{{grid.corners(*cell)}}, point) ? 0 : 1;
    }
    CHECK(astray == 0);
  }
}

TEST_CASE("A hexagon holds the points that are closer to its centre than to any other") {
  test::Random random(6);
  const auto grid = Grid::covering(around_the_origin, CellShape::hexagon, 100);
  int astray = 0;
  for (int i = 0; i < 1000; ++i) {
    const auto point = random.in(around_the_origin);
    const auto cell = grid.cell_at(point).value();
    for (std::size_t other = 0; other < grid.size(); ++other) {
      astray += distance_m(point, grid.centre(other)) < distance_m(point, grid.centre(cell)) - 1e-9 ? 1 : 0;
    }
  }
  CHECK(astray == 0);
}

TEST_CASE("Each point of the box lies in a cell of the grid that covers it") {
  test::Random random(7);
  for (const auto shape : {CellShape::square, CellShape::hexagon}) {
    for (int i = 0; i < 200; ++i) {
      const Point low{random.between(-500, 500), random.between(-500, 500)};
      const Box box{low.x, low.y, low.x + random.between(0, 300), low.y + random.between(0, 300)};
      const auto grid = Grid::covering(box, shape, random.between(20, 200));
      int outside = 0;
      for (int j = 0; j < 50; ++j) {
        outside += grid.cell_at(random.in(box)) ? 0 : 1;
      }
      const auto corners = rectangle(box).rings[0];
      for (const auto& corner : corners) {
        outside += grid.cell_at(corner) ? 0 : 1;
      }
      CAPTURE(static_cast<int>(shape), i);
      CHECK(outside == 0);
    }
  }
}

TEST_CASE("Corners run counter-clockwise from the lowest and leftmost and enclose the area of the cell") {
  for (const auto& grid : some_grids()) {
    CAPTURE(static_cast<int>(grid.shape()), grid.cell_m());
    int misshapen = 0;
    for (std::size_t cell = 0; cell < grid.size(); ++cell) {
      const auto corners = grid.corners(cell);
      const auto first = corners.front();
      for (const auto& corner : corners) {
        misshapen += corner.y < first.y || (corner.y == first.y && corner.x < first.x) ? 1 : 0;
      }
      misshapen += std::abs(twice_signed_area_m2(corners) / 2 - grid.cell_area_m2()) < 1e-4 ? 0 : 1;
    }
    CHECK(misshapen == 0);
  }
}

TEST_CASE("Neighbouring squares share their corners to the last bit") {
  for (const auto& grid : some_grids()) {
    if (grid.shape() != CellShape::square) {
      continue;
    }
    int apart = 0;
    for (std::size_t cell = 0; cell < grid.size(); ++cell) {
      const auto [column, row] = grid.index(cell);
      if (const auto right = grid.number({column + 1, row})) {
        apart += shared_corners(grid, cell, *right) == 2 ? 0 : 1;
      }
      if (const auto above = grid.number({column, row + 1})) {
        apart += shared_corners(grid, cell, *above) == 2 ? 0 : 1;
      }
      if (const auto diagonal = grid.number({column + 1, row + 1})) {
        apart += shared_corners(grid, cell, *diagonal) == 1 ? 0 : 1;
      }
    }
    CAPTURE(grid.cell_m());
    CHECK(apart == 0);
  }
}

TEST_CASE("Neighbouring hexagons share two corners to the last bit") {
  for (const auto& grid : some_grids()) {
    if (grid.shape() != CellShape::hexagon) {
      continue;
    }
    int apart = 0;
    for (std::size_t cell = 0; cell < grid.size(); ++cell) {
      const auto [column, row] = grid.index(cell);
      const auto left = (row & 1) != 0 ? column : column - 1;  // the left one of the two above
      for (const auto& index : {CellIndex{column + 1, row}, CellIndex{left, row + 1}, CellIndex{left + 1, row + 1}}) {
        if (const auto other = grid.number(index)) {
          apart += shared_corners(grid, cell, *other) == 2 ? 0 : 1;
        }
      }
    }
    CAPTURE(grid.cell_m());
    CHECK(apart == 0);
  }
}

TEST_CASE("The box of a grid is the smallest that holds all corners") {
  auto grids = some_grids();
  grids.push_back(Grid::covering({55, 55, 55, 55}, CellShape::square, 100));
  grids.push_back(Grid::covering({10, 10, 20, 300}, CellShape::square, 100));
  grids.push_back(Grid::covering({10, 10, 300, 20}, CellShape::hexagon, 100));
  for (const auto& grid : grids) {
    Box expected;
    for (std::size_t cell = 0; cell < grid.size(); ++cell) {
      for (const auto& corner : grid.corners(cell)) {
        expected.add(corner);
      }
    }
    CHECK(grid.box() == expected);
  }
}

TEST_CASE("A square is named after its size and its lower left corner") {
  const auto grid = Grid::covering({517523, 6229187, 517523, 6229187}, CellShape::square, 100);
  CHECK(grid.id(0) == "100mN6229100E517500");
  CHECK(Grid::covering({-150, -50, -150, -50}, CellShape::square, 100).id(0) == "100mN-100E-200");
  CHECK(Grid::covering({0, 0, 0, 0}, CellShape::square, 250).id(0) == "250mN0E0");
  CHECK(Grid::covering({0.6, 1.2, 0.6, 1.2}, CellShape::square, 0.5).id(0) == "0.5mN1E0.5");
}

TEST_CASE("A hexagon is named after its size and its row and column in the lattice") {
  // 6229187 / 86.6025 = 71928.4 rows, which is an even one; 517523 / 100 = 5175.2 columns.
  const auto index = cell_index_at(CellShape::hexagon, 100, {517523, 6229187});
  CHECK(index == CellIndex{5175, 71928});
  const auto grid = Grid::covering({517523, 6229187, 517523, 6229187}, CellShape::hexagon, 100);
  CHECK(grid.id(grid.number(index).value()) == "hex100mR71928C5175");
}

TEST_CASE("A cell keeps its name whatever the box of the grid") {
  const Box larger{ronneby.min_x - 1234.5, ronneby.min_y - 777.7, ronneby.max_x + 55.5, ronneby.max_y + 3.3};
  test::Random random(8);
  for (const auto shape : {CellShape::square, CellShape::hexagon}) {
    const auto grid = Grid::covering(ronneby, shape, 100);
    const auto other = Grid::covering(larger, shape, 100);
    for (int i = 0; i < 200; ++i) {
      const auto point = random.in(ronneby);
      const auto cell = grid.cell_at(point).value();
      const auto same = other.cell_at(point).value();
      CHECK(grid.id(cell) == other.id(same));
      CHECK(grid.corners(cell) == other.corners(same));
      CHECK(grid.centre(cell) == other.centre(same));
    }
  }
}

TEST_CASE("No two cells have the same name") {
  for (const auto& grid : some_grids()) {
    std::set<std::string> names;
    for (std::size_t cell = 0; cell < grid.size(); ++cell) {
      names.insert(grid.id(cell));
    }
    CHECK(names.size() == grid.size());
  }
}

TEST_CASE("A cell size that is no positive number is refused and named") {
  constexpr auto infinity = std::numeric_limits<double>::infinity();
  constexpr auto not_a_number = std::numeric_limits<double>::quiet_NaN();
  for (const auto shape : {CellShape::square, CellShape::hexagon}) {
    CHECK(refusal(ronneby, shape, 0) == "cell size must be a positive number of metres, not 0");
    CHECK(refusal(ronneby, shape, -5) == "cell size must be a positive number of metres, not -5");
    CHECK(refusal(ronneby, shape, not_a_number) == "cell size must be a positive number of metres, not nan");
    CHECK(refusal(ronneby, shape, infinity) == "cell size must be a positive number of metres, not inf");
  }
}

TEST_CASE("Too many cells are refused with a size that would do") {
  // 1000 km x 1000 km in cells of 1 m: 10^12. At most 10^8 are possible: 100 m would just not do, the advice is one
  // digit above.
  const auto message = refusal({0, 0, 1e6, 1e6}, CellShape::square, 1);
  CHECK_THAT(message, Contains("1e+12 cells over 1000000 x 1000000 m"));
  CHECK_THAT(message, Contains("choose 200 m or more"));
  CHECK(Grid::covering({0, 0, 1e6, 1e6}, CellShape::square, 200).size() == 5001 * 5001);
}

TEST_CASE("The advised cell size is accepted") {
  test::Random random(9);
  const std::regex advice("choose ([0-9.e+-]+) m or more");
  for (const auto shape : {CellShape::square, CellShape::hexagon}) {
    for (int i = 0; i < 300; ++i) {
      // From a single point to 10 000 km, often very thin.
      const Box box{0, 0, std::pow(10, random.between(-1, 7)), std::pow(10, random.between(-1, 7))};
      const auto cell_m = std::pow(10, random.between(-3, 4));
      const auto message = refusal(box, shape, cell_m);
      if (message == "accepted") {
        continue;
      }
      CAPTURE(box.max_x, box.max_y, cell_m, message);
      std::smatch found;
      REQUIRE(std::regex_search(message, found, advice));
      CHECK(std::stod(found[1]) > cell_m);
      CHECK(refusal(box, shape, std::stod(found[1])) == "accepted");
    }
  }
}

}  // namespace lykta::tests_of_grid
