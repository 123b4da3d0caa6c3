#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/statistics/zone_neighbours.hpp"
#include "tests/catch.hpp"
#include "tests/engine/samples.hpp"

namespace lykta::tests_of_zone_neighbours {
namespace {

using Numbers = std::vector<std::uint32_t>;
using Sums = std::vector<std::int64_t>;

OwnPolygon box(std::string id, double min_x, double min_y, double max_x, double max_y) {
  return {.id = std::move(id), .name = "", .area = rectangle({min_x, min_y, max_x, max_y}), .exposure = 0};
}

Zones as_polygons(const StudyGrid& study) {
  std::vector<OwnPolygon> polygons;
  for (const auto cell : study.cells) {
    polygons.push_back(
        {.id = study.grid.id(cell), .name = "", .area = Area{{study.grid.corners(cell)}}, .exposure = 0});
  }
  return Zones(std::move(polygons));
}

/// Sums of random whole numbers over the neighbours.
Sums sums_of(const ZoneNeighbours& neighbours) {
  test::Random random(11);
  std::vector<double> values(neighbours.sums().size());
  for (auto& value : values) {
    value = static_cast<double>(random.below(1000000));
  }
  return collect(neighbours.sums(), values, Scale{}, 1).sum;
}

Numbers list_of(const ZoneNeighbours& neighbours, std::size_t zone) {
  const auto list = neighbours.sums().lists()->of(zone);
  return {list.begin(), list.end()};
}

/// A row of squares whose middles lie at these places.
Zones row_of(const std::vector<double>& middles) {
  std::vector<OwnPolygon> polygons;
  for (std::size_t i = 0; i < middles.size(); ++i) {
    polygons.push_back(box(std::to_string(i), middles[i] - 1, 0, middles[i] + 1, 2));
  }
  return Zones(std::move(polygons));
}

}  // namespace

TEST_CASE("Cells have the same neighbours as the polygons of the same shape") {
  const Area triangle{{{{517000, 6229000}, {518900, 6229000}, {517500, 6230400}}}};
  for (const auto shape : {CellShape::square, CellShape::hexagon}) {
    const auto study = cover(triangle, shape, 100);
    const Zones cells(study);
    const auto polygons = as_polygons(study);
    for (const NeighbourRule& rule :
         {NeighbourRule(Queen{}), NeighbourRule(Rook{}), NeighbourRule(DistanceBand{260}), NeighbourRule(Nearest{5})}) {
      const ZoneNeighbours of_cells(cells, rule);
      const ZoneNeighbours of_polygons(polygons, rule);
      CHECK(of_cells.number() == of_polygons.number());
      CHECK(of_cells.islands() == of_polygons.islands());
      CHECK(sums_of(of_cells) == sums_of(of_polygons));
    }
  }
}

TEST_CASE("A grid answers without lists, but for the nearest") {
  const Zones cells(cover(rectangle({0, 0, 300, 300}), CellShape::square, 100));
  CHECK(ZoneNeighbours(cells, Queen{}).sums().lists() == nullptr);
  CHECK(ZoneNeighbours(cells, Rook{}).number() == Numbers{2, 3, 2, 3, 4, 3, 2, 3, 2});
  CHECK(ZoneNeighbours(cells, Queen{}).number() == Numbers{3, 5, 3, 5, 8, 5, 3, 5, 3});
  CHECK(ZoneNeighbours(cells, Nearest{2}).sums().lists() != nullptr);
}

TEST_CASE("Zones without any neighbour are counted as islands") {
  const Zones zones({box("a", 0, 0, 100, 100), box("b", 100, 0, 200, 100), box("isle", 300, 0, 400, 100)});
  const ZoneNeighbours neighbours(zones, Queen{});
  CHECK(neighbours.number() == Numbers{1, 1, 0});
  CHECK(neighbours.islands() == 1);
  CHECK(ZoneNeighbours(zones, DistanceBand{200}).islands() == 0);
  CHECK(ZoneNeighbours(zones, DistanceBand{200}).number() == Numbers{1, 2, 1});
  CHECK(ZoneNeighbours(Zones({box("alone", 0, 0, 1, 1)}), Nearest{8}).islands() == 1);
}

TEST_CASE("The nearest are found by their centres and need not be mutual") {
  const auto zones = row_of({0, 10, 30, 1000});
  const ZoneNeighbours one(zones, Nearest{1});
  CHECK(list_of(one, 0) == Numbers{1});
  CHECK(list_of(one, 1) == Numbers{0});
  CHECK(list_of(one, 2) == Numbers{1});
  CHECK(list_of(one, 3) == Numbers{2});
  const ZoneNeighbours two(zones, Nearest{2});
  CHECK(list_of(two, 2) == Numbers{0, 1});
  CHECK(list_of(two, 3) == Numbers{1, 2});
  CHECK(ZoneNeighbours(zones, Nearest{100}).number() == Numbers{3, 3, 3, 3});
}

TEST_CASE("Of equally near zones those that come first are taken") {
  const auto zones = row_of({0, -10, 10, 20, -20});
  CHECK(list_of(ZoneNeighbours(zones, Nearest{1}), 0) == Numbers{1});
  CHECK(list_of(ZoneNeighbours(zones, Nearest{3}), 0) == Numbers{1, 2, 3});
  // In a grid the four around a cell are equally near, and so are the four at its corners, however they are rounded.
  for (const auto cell_m : {100.0, 33.3, 0.7}) {
    const Box where{517000.1, 6229000.1, 517000.1 + 4 * cell_m, 6229000.1 + 4 * cell_m};
    const Zones cells(cover(rectangle(where), CellShape::square, cell_m));
    const auto& study = *cells.cells();
    const auto columns = static_cast<std::uint32_t>(study.grid.columns());
    const auto middle = 2 * columns + 2;
    CHECK(list_of(ZoneNeighbours(cells, Nearest{3}), middle) == Numbers{middle - columns, middle - 1, middle + 1});
    CHECK(list_of(ZoneNeighbours(cells, Nearest{5}), middle) ==
          Numbers{middle - columns - 1, middle - columns, middle - 1, middle + 1, middle + columns});
  }
}

TEST_CASE("Zones with the same centre are each other's nearest and never their own") {
  std::vector<OwnPolygon> polygons;
  for (int i = 1; i <= 4; ++i) {
    polygons.push_back(box(std::to_string(i), -i, -i, i, i));
  }
  const Zones zones(std::move(polygons));
  const ZoneNeighbours neighbours(zones, Nearest{2});
  CHECK(list_of(neighbours, 0) == Numbers{1, 2});
  CHECK(list_of(neighbours, 3) == Numbers{0, 1});
}

TEST_CASE("The nearest are the same on any number of threads and those of the plain rule") {
  test::Random random(5);
  std::vector<OwnPolygon> polygons;
  for (int i = 0; i < 9000; ++i) {
    const auto corner = random.in({0, 0, 100000, 100000});
    polygons.push_back(box(std::to_string(i), corner.x, corner.y, corner.x + 10, corner.y + 10));
  }
  const Zones zones(std::move(polygons));
  const ZoneNeighbours one(zones, Nearest{8}, 1);
  const ZoneNeighbours many(zones, Nearest{8}, 4);
  CHECK(one.sums().lists()->index == many.sums().lists()->index);
  for (std::size_t zone = 0; zone < zones.size(); zone += 1000) {
    std::vector<std::pair<double, std::uint32_t>> others;
    for (std::uint32_t other = 0; other < zones.size(); ++other) {
      if (other != zone) {
        others.emplace_back(distance_m(zones.centre(zone), zones.centre(other)), other);
      }
    }
    std::ranges::sort(others);
    Numbers nearest;
    for (std::size_t i = 0; i < 8; ++i) {
      nearest.push_back(others[i].second);
    }
    std::ranges::sort(nearest);
    CHECK(list_of(one, zone) == nearest);
  }
}

TEST_CASE("Rules that say nothing are refused") {
  CHECK_THROWS_AS(check(Nearest{0}), InvalidOption);
  CHECK_THROWS_AS(check(DistanceBand{0}), InvalidOption);
  CHECK_THROWS_AS(check(DistanceBand{-5}), InvalidOption);
  CHECK_THROWS_AS(check(DistanceBand{std::numeric_limits<double>::quiet_NaN()}), InvalidOption);
  CHECK_THROWS_AS(check(DistanceBand{std::numeric_limits<double>::infinity()}), InvalidOption);
  CHECK_NOTHROW(check(Queen{}));
  CHECK_NOTHROW(check(Rook{}));
  CHECK_NOTHROW(check(Nearest{1}));
  CHECK_NOTHROW(check(DistanceBand{0.5}));
  CHECK_THROWS_AS(ZoneNeighbours(row_of({0, 10}), Nearest{0}), InvalidOption);
}

}  // namespace lykta::tests_of_zone_neighbours
