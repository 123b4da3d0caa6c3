#include <cmath>
#include <numbers>
#include <string>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/space/zones.hpp"
#include "tests/catch.hpp"
#include "tests/engine/samples.hpp"

namespace lykta::tests_of_zones {
namespace {

using Catch::Contains;
using test::within;

OwnPolygon polygon(std::string id, std::vector<Ring> rings) {
  return {.id = std::move(id), .name = "", .area = Area{std::move(rings)}, .exposure = 0};
}

OwnPolygon box(std::string id, double min_x, double min_y, double max_x, double max_y) {
  return polygon(std::move(id), rectangle({min_x, min_y, max_x, max_y}).rings);
}

/// A star of many corners.
Ring star(const Point& centre, double radius_m, std::size_t corners) {
  Ring ring;
  for (std::size_t i = 0; i < corners; ++i) {
    const auto angle = 2 * std::numbers::pi * static_cast<double>(i) / static_cast<double>(corners);
    const auto away = radius_m * (i % 2 == 0 ? 1.0 : 0.6);
    ring.push_back({centre.x + away * std::cos(angle), centre.y + away * std::sin(angle)});
  }
  return ring;
}

std::string failure_of(std::vector<OwnPolygon> polygons) {
  try {
    const Zones zones(std::move(polygons));
  } catch (const DataError& error) {
    return error.what();
  }
  return "no failure";
}

}  // namespace

TEST_CASE("Cells are zones by their slots, with the part that lies inside the study area") {
  const auto study = cover(rectangle({0, 0, 250, 100}), CellShape::square, 100);
  const Zones zones(study);
  REQUIRE(zones.size() == 3);
  REQUIRE(zones.cells() != nullptr);
  CHECK(zones.polygons().empty());
  CHECK(zones.id(2) == study.grid.id(study.cells[2]));
  CHECK(zones.centre(2) == Point{250, 50});
  CHECK(zones.area_km2(1) == within(1e-12, 0.01));
  CHECK(zones.area_km2(2) == within(1e-12, 0.005));
  CHECK(zones.inside_share(2) == within(1e-12, 0.5));
  CHECK(zones.zone_at({150, 50}) == 1U);
  CHECK(zones.zone_at({290, 50}) == 2U);
  CHECK_FALSE(zones.zone_at({310, 50}));
  CHECK(zones.zones_at({150, 50}) == 1);
  CHECK(zones.zones_at({310, 50}) == 0);
}

TEST_CASE("A polygon of one's own has its id, its area and its centre of gravity") {
  const Zones zones(
      {box("a", 517000, 6229000, 517200, 6229100),
       polygon("ring", {{{0, 0}, {300, 0}, {300, 300}, {0, 300}}, {{100, 100}, {200, 100}, {200, 200}, {100, 200}}})});
  REQUIRE(zones.size() == 2);
  CHECK(zones.cells() == nullptr);
  CHECK(zones.polygons().size() == 2);
  CHECK(zones.id(0) == "a");
  CHECK(zones.centre(0).x == within(1e-6, 517100));
  CHECK(zones.centre(0).y == within(1e-6, 6229050));
  CHECK(zones.area_km2(0) == within(1e-12, 0.02));
  CHECK(zones.inside_share(0) == 1.0);
  // The hole runs the same way round as the outline, and counts as a hole all the same.
  CHECK(zones.area_km2(1) == within(1e-12, 0.08));
  CHECK(zones.centre(1).x == within(1e-9, 150));
}

TEST_CASE("The centre of gravity of several parts is weighted by their area") {
  const Zones zones({polygon("a", {{{0, 0}, {10, 0}, {10, 10}, {0, 10}}, {{100, 0}, {130, 0}, {130, 10}, {100, 10}}})});
  CHECK(zones.centre(0).x == within(1e-9, (5 * 100 + 115 * 300) / 400.0));
  CHECK(zones.centre(0).y == within(1e-9, 5));
}

TEST_CASE("A point on a common edge lies in exactly one of two polygons") {
  const Zones zones({box("left", 0, 0, 100, 100), box("right", 100, 0, 200, 100), box("above", 0, 100, 200, 200)});
  for (const Point point : {Point{100, 50}, Point{50, 100}, Point{100, 100}, Point{150, 100}}) {
    CHECK(zones.zones_at(point) == 1);
    CHECK(zones.zone_at(point).has_value());
  }
  CHECK(zones.zones_at({250, 50}) == 0);
  CHECK_FALSE(zones.zone_at({250, 50}));
  CHECK_FALSE(zones.zone_at({-1e9, 50}));
}

TEST_CASE("A point on the outer border lies in a zone, whatever the order of file and ids") {
  for (const auto& [west, east] : {std::pair{"S", "N"}, std::pair{"A", "B"}}) {
    const Zones zones({box(west, 0, 0, 100, 100), box(east, 100, 0, 200, 100)});
    for (const Point point : {Point{0, 50}, Point{50, 0}, Point{50, 100}, Point{0, 0}}) {
      CHECK(zones.zone_at(point) == 0U);
    }
    for (const Point point : {Point{200, 50}, Point{150, 0}, Point{150, 100}, Point{200, 100}}) {
      CHECK(zones.zone_at(point) == 1U);
    }
  }
}

TEST_CASE("Where polygons overlap the one whose id comes first holds the point, and how many do is told") {
  const Zones zones({box("small", 40, 40, 60, 60), box("large", 0, 0, 100, 100), box("a twin", 40, 40, 60, 60)});
  CHECK(zones.zone_at({50, 50}) == 2U);
  CHECK(zones.zones_at({50, 50}) == 3);
  CHECK(zones.zone_at({10, 10}) == 1U);
  CHECK(zones.zones_at({10, 10}) == 1);
}

TEST_CASE("The index answers as looking at each polygon does") {
  test::Random random(3);
  std::vector<OwnPolygon> polygons;
  for (int i = 0; i < 200; ++i) {
    const Point centre{517000 + random.between(0, 3000), 6229000 + random.between(0, 3000)};
    polygons.push_back(polygon(std::to_string(i), {star(centre, random.between(1, 400), 24)}));
  }
  // One far away, one over all of them, one with a hole.
  polygons.push_back(box("far", 900000, 7000000, 900001, 7000001));
  polygons.push_back(box("all", 516000, 6228000, 521000, 6233000));
  polygons.push_back(polygon("hollow", {star({518500, 6230500}, 1500, 40), star({518500, 6230500}, 700, 40)}));
  const Zones zones(polygons);
  std::vector<Point> points;
  constexpr std::size_t inner = 20000;
  for (std::size_t i = 0; i < inner; ++i) {
    points.push_back(random.in({515900, 6227900, 521100, 6233100}));
  }
  for (const auto& one : polygons) {
    points.insert(points.end(), one.area.rings[0].begin(), one.area.rings[0].end());
  }
  std::size_t wrong = 0;
  for (std::size_t k = 0; k < points.size(); ++k) {
    const auto& point = points[k];
    std::size_t holding = 0;
    std::optional<std::uint32_t> first;  // by id
    for (std::uint32_t i = 0; i < polygons.size(); ++i) {
      if (contains(polygons[i].area, point)) {
        first = first && polygons[*first].id < polygons[i].id ? first : i;
        ++holding;
      }
    }
    const auto found = zones.zone_at(point);
    // Corners of the outermost polygons are on the border of all, which is inside.
    const auto is_right = k >= inner && !first ? found.has_value() : found == first;
    wrong += !is_right || zones.zones_at(point) != holding ? 1U : 0U;
  }
  CHECK(wrong == 0);
}

TEST_CASE("Zones are copied with their index") {
  std::optional<Zones> original(std::in_place, std::vector{box("a", 0, 0, 100, 100), box("b", 100, 0, 200, 100)});
  const auto copy = *original;
  original.reset();
  CHECK(copy.zone_at({150, 50}) == 1U);
  CHECK(copy.zones_at({50, 50}) == 1);
  CHECK(copy.area_km2(1) == within(1e-12, 0.01));
}

TEST_CASE("Polygons that cannot be zones are named") {
  CHECK_THAT(failure_of({}), Contains("at least one polygon"));
  CHECK_THAT(failure_of({box("a", 0, 0, 1, 1), box("b", 1, 0, 2, 1), box("a", 2, 0, 3, 1)}),
             Contains("the id 'a'") && Contains("1 and 3"));
  CHECK_THAT(failure_of({box("a", 0, 0, 1, 1), polygon("flat", {{{0, 0}, {100, 100}, {50, 50}}})}),
             Contains("'flat' encloses nothing"));
  CHECK_THAT(failure_of({polygon("none", {})}), Contains("'none' encloses nothing"));
}

}  // namespace lykta::tests_of_zones
