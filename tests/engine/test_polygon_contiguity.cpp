#include <algorithm>
#include <chrono>
#include <cmath>
#include <numbers>
#include <string>
#include <vector>

#include "engine/space/polygon_contiguity.hpp"
#include "tests/catch.hpp"
#include "tests/engine/samples.hpp"

namespace lykta::tests_of_polygon_contiguity {
namespace {

using List = std::vector<std::uint32_t>;
using Lists = std::vector<List>;

Lists lists_of(const Neighbours& neighbours) {
  Lists lists;
  for (std::size_t i = 0; i < neighbours.size(); ++i) {
    lists.emplace_back(neighbours.of(i).begin(), neighbours.of(i).end());
  }
  return lists;
}

/// Polygons far from the origin, as those of a map are.
constexpr Point far_corner{517000, 6229000};

OwnPolygon polygon(std::vector<Ring> rings) {
  for (auto& ring : rings) {
    for (auto& point : ring) {
      point = {point.x + far_corner.x, point.y + far_corner.y};
    }
  }
  return {.id = "", .name = "", .area = Area{std::move(rings)}, .exposure = 0};
}

OwnPolygon box(double min_x, double min_y, double max_x, double max_y) {
  return polygon({{{min_x, min_y}, {max_x, min_y}, {max_x, max_y}, {min_x, max_y}}});
}

Lists by_outline(const std::vector<OwnPolygon>& polygons) { return lists_of(neighbours_by_outline(polygons)); }
Lists by_side(const std::vector<OwnPolygon>& polygons) { return lists_of(neighbours_by_side(polygons)); }

constexpr auto touch = [](const Lists& lists) { return lists == Lists{{1}, {0}}; };
constexpr auto apart = [](const Lists& lists) { return lists == Lists{{}, {}}; };

std::vector<OwnPolygon> polygons_of(const Grid& grid) {
  std::vector<OwnPolygon> polygons;
  for (std::size_t cell = 0; cell < grid.size(); ++cell) {
    polygons.push_back({.id = grid.id(cell), .name = "", .area = Area{{grid.corners(cell)}}, .exposure = 0});
  }
  return polygons;
}

Lists neighbours_of_grid(const Grid& grid, double band_m) {
  return lists_of(neighbours_of_cells(grid, test::whole(grid).cells, DistanceBand{band_m}));
}

/// A wavy line from left to right with so many sides, closed below: its upper side is the wave.
Ring below_wave(std::size_t sides, double phase) {
  Ring ring{{0, -500}, {1000, -500}};
  for (std::size_t i = 0; i <= sides; ++i) {
    const auto x = 1000 - 1000 * static_cast<double>(i) / static_cast<double>(sides);
    ring.push_back({x, 20 * std::sin(x / 100 + phase)});
  }
  return ring;
}

}  // namespace

TEST_CASE("Each of four squares touches the three others, and shares a side with two") {
  const std::vector squares{box(0, 0, 100, 100), box(100, 0, 200, 100), box(0, 100, 100, 200), box(100, 100, 200, 200)};
  CHECK(by_outline(squares) == Lists{{1, 2, 3}, {0, 2, 3}, {0, 1, 3}, {0, 1, 2}});
  CHECK(by_side(squares) == Lists{{1, 2}, {0, 3}, {0, 3}, {1, 2}});
}

TEST_CASE("Cells given as polygons have the neighbours that they have in the grid") {
  const Box where{517000, 6229000, 517950, 6229850};
  for (const auto cell_m : {100.0, 33.3}) {
    const auto squares = Grid::covering(where, CellShape::square, cell_m);
    CHECK(by_outline(polygons_of(squares)) == neighbours_of_grid(squares, 1.5 * cell_m));
    CHECK(by_side(polygons_of(squares)) == neighbours_of_grid(squares, 1.2 * cell_m));
    const auto hexagons = Grid::covering(where, CellShape::hexagon, cell_m);
    CHECK(by_outline(polygons_of(hexagons)) == neighbours_of_grid(hexagons, 1.2 * cell_m));
    CHECK(by_side(polygons_of(hexagons)) == neighbours_of_grid(hexagons, 1.2 * cell_m));
  }
}

TEST_CASE("A corner on another's side and a side that is shared in part make neighbours") {
  // A long side below, two smaller ones above it that share no corner with it.
  const std::vector polygons{box(0, 0, 300, 100), box(50, 100, 150, 200), box(150, 100, 250, 200)};
  CHECK(by_outline(polygons) == Lists{{1, 2}, {0, 2}, {0, 1}});
  CHECK(by_side(polygons) == Lists{{1, 2}, {0, 2}, {0, 1}});
  // A triangle that stands with its corner on the side shares no side.
  const std::vector on_its_corner{box(0, 0, 300, 100), polygon({{{150, 100}, {200, 180}, {100, 180}}})};
  CHECK(touch(by_outline(on_its_corner)));
  CHECK(apart(by_side(on_its_corner)));
}

TEST_CASE("A polygon in the hole of another touches it, and one that only lies inside does not") {
  const std::vector with_hole{
      polygon({{{0, 0}, {300, 0}, {300, 300}, {0, 300}}, {{100, 100}, {100, 200}, {200, 200}, {200, 100}}}),
      box(100, 100, 200, 200)};
  CHECK(touch(by_outline(with_hole)));
  CHECK(touch(by_side(with_hole)));
  const std::vector over_it{box(0, 0, 300, 300), box(100, 100, 200, 200)};
  CHECK(apart(by_outline(over_it)));
  CHECK(apart(by_side(over_it)));
}

TEST_CASE("Outlines that cross touch without sharing a side") {
  const std::vector crossing{box(0, 0, 100, 100), box(50, 50, 150, 150)};
  CHECK(touch(by_outline(crossing)));
  CHECK(apart(by_side(crossing)));
  // Two bars in a cross: no corner of one lies near the other.
  const std::vector bars{box(0, 100, 300, 200), box(100, 0, 200, 300)};
  CHECK(touch(by_outline(bars)));
  CHECK(apart(by_side(bars)));
}

TEST_CASE("The same polygon twice shares all its sides") {
  const std::vector twice{box(0, 0, 100, 100), box(0, 0, 100, 100)};
  CHECK(touch(by_outline(twice)));
  CHECK(touch(by_side(twice)));
}

TEST_CASE("Islands have no neighbour, and nothing makes none") {
  const std::vector islands{box(0, 0, 100, 100), box(200, 0, 300, 100)};
  CHECK(apart(by_outline(islands)));
  CHECK(apart(by_side(islands)));
  CHECK(by_outline({}).empty());
  CHECK(by_side({box(0, 0, 100, 100)}) == Lists{{}});
}

TEST_CASE("A gap or an overlap within the tolerance is none, a wider one is") {
  for (const auto gap_m : {0.1, -0.1, 0.45, -0.45}) {
    const std::vector beside{box(0, 0, 100, 100), box(100 + gap_m, 0, 200, 100)};
    CHECK(touch(by_outline(beside)));
    CHECK(touch(by_side(beside)));
  }
  const std::vector too_far{box(0, 0, 100, 100), box(100.55, 0, 200, 100)};
  CHECK(apart(by_outline(too_far)));
  CHECK(apart(by_side(too_far)));
  CHECK(touch(lists_of(neighbours_by_outline(too_far, 0.6))));
  CHECK(touch(lists_of(neighbours_by_side(too_far, 0.6))));
  // Overlapping by more, the sides that lie along each other are still within the tolerance.
  CHECK(touch(by_side({box(0, 0, 100, 100), box(90, 0, 200, 100)})));
  CHECK(apart(by_side({box(0, 0, 100, 100), box(90, 10, 200, 110)})));
}

TEST_CASE("Corners drawn a little over each other or a little apart share no side") {
  for (const auto by_m : {0.0, 0.1, -0.1, 0.3, -0.3, 0.45}) {
    const std::vector corner_to_corner{box(0, 0, 100, 100), box(100 - by_m, 100 - by_m, 200, 200)};
    CHECK(touch(by_outline(corner_to_corner)));
    CHECK(apart(by_side(corner_to_corner)));
  }
}

TEST_CASE("A piece of a side must be longer than the tolerance to be shared") {
  CHECK(apart(by_side({box(0, 0, 100, 100), box(100, 99.6, 200, 200)})));
  CHECK(touch(by_side({box(0, 0, 100, 100), box(100, 99.4, 200, 200)})));
}

TEST_CASE("Sides that part at a common corner are not shared, whatever their angle") {
  for (const auto degrees : {3.0, 10.0, 45.0, 90.0, 135.0, 180.0}) {
    const auto angle = degrees / 180 * std::numbers::pi;
    const Point end{1000 * std::cos(angle), 1000 * std::sin(angle)};
    const std::vector wedge{polygon({{{0, 0}, {200, -500}, {1000, 0}}}),
                            polygon({{{0, 0}, end, {end.x - 500 * std::sin(angle), end.y + 500 * std::cos(angle)}}})};
    CHECK(touch(by_outline(wedge)));
    CHECK(apart(by_side(wedge)));
  }
}

TEST_CASE("Outlines of different detail share their side") {
  // The same wave once in sides of 4 m and once in sides of 7 m, upside down: at most some decimetres apart.
  auto above = below_wave(143, 0);
  above[0].y = 500;
  above[1].y = 500;
  const std::vector polygons{polygon({below_wave(250, 0)}), polygon({above})};
  CHECK(touch(by_outline(polygons)));
  CHECK(touch(by_side(polygons)));
  // Sides of 25 cm, each shorter than the tolerance, beside a straight one.
  Ring dense{{100, 100}, {0, 100}};
  for (int i = 0; i <= 400; ++i) {
    dense.push_back({0.25 * i, (i % 2) * 0.02});
  }
  const std::vector beside{polygon({dense}), box(0, -100, 100, 0)};
  CHECK(touch(by_outline(beside)));
  CHECK(touch(by_side(beside)));
}

TEST_CASE("Repeated points and an outlier far away change nothing") {
  auto squares = std::vector{box(0, 0, 100, 100), box(100, 0, 200, 100), box(1e6, 1e6, 1e6 + 1, 1e6 + 1)};
  auto& ring = squares[0].area.rings[0];
  ring.insert(ring.begin() + 1, {ring[0], ring[0]});
  CHECK(by_outline(squares) == Lists{{1}, {0}, {}});
  CHECK(by_side(squares) == Lists{{1}, {0}, {}});
}

TEST_CASE("Neighbours of random boxes are mutual, ascending and those of the plain rule") {
  test::Random random(7);
  std::vector<Box> boxes;
  std::vector<OwnPolygon> polygons;
  for (int i = 0; i < 300; ++i) {
    const auto corner = random.in({0, 0, 2000, 2000});
    boxes.push_back({corner.x, corner.y, corner.x + random.between(1, 200), corner.y + random.between(1, 200)});
    polygons.push_back(box(boxes.back().min_x, boxes.back().min_y, boxes.back().max_x, boxes.back().max_y));
  }
  const auto within_reach = [](const Box& a, const Box& b) {
    const auto dx = std::max({0.0, a.min_x - b.max_x, b.min_x - a.max_x});
    const auto dy = std::max({0.0, a.min_y - b.max_y, b.min_y - a.max_y});
    return std::hypot(dx, dy) <= 0.5;
  };
  const auto deep_inside = [](const Box& inner, const Box& outer) {
    return std::min({inner.min_x - outer.min_x, inner.min_y - outer.min_y, outer.max_x - inner.max_x,
                     outer.max_y - inner.max_y}) > 0.5;
  };
  Lists expected(boxes.size());
  for (std::uint32_t i = 0; i < boxes.size(); ++i) {
    for (std::uint32_t j = 0; j < boxes.size(); ++j) {
      if (i != j && within_reach(boxes[i], boxes[j]) && !deep_inside(boxes[i], boxes[j]) &&
          !deep_inside(boxes[j], boxes[i])) {
        expected[i].push_back(j);
      }
    }
  }
  CHECK(by_outline(polygons) == expected);
  const auto sides = by_side(polygons);
  for (std::uint32_t i = 0; i < sides.size(); ++i) {
    CHECK(std::ranges::includes(expected[i], sides[i]));
    for (const auto j : sides[i]) {
      CHECK(std::ranges::binary_search(sides[j], i));
    }
  }
}

}  // namespace lykta::tests_of_polygon_contiguity
