#include <algorithm>
#include <cmath>
#include <cstddef>
#include <ctime>
#include <functional>
#include <numbers>
#include <optional>
#include <vector>

#include "engine/inputs/chosen_events.hpp"
#include "engine/space/point_locator.hpp"
#include "engine/space/study_area.hpp"
#include "engine/space/study_grid.hpp"
#include "engine/space/zones.hpp"
#include "tests/catch.hpp"
#include "tests/engine/samples.hpp"

namespace lykta::tests_of_study_area {
namespace {

using test::Random;

/// Corners, middles of edges, and points a whisker beside them: where half-open rules show.
std::vector<Point> awkward_points(const Area& area) {
  std::vector<Point> points;
  for (const auto& ring : area.rings) {
    for (std::size_t i = 0; i < ring.size(); ++i) {
      const auto& a = ring[i];
      const auto& b = ring[(i + 1) % ring.size()];
      const Point middle{(a.x + b.x) / 2, (a.y + b.y) / 2};
      for (const auto& point : {a, middle}) {
        points.push_back(point);
        points.push_back({std::nextafter(point.x, -1e9), point.y});
        points.push_back({std::nextafter(point.x, 1e9), point.y});
        points.push_back({point.x, std::nextafter(point.y, -1e9)});
        points.push_back({point.x, std::nextafter(point.y, 1e9)});
        // Level with a corner, on either side.
        points.push_back({point.x - 3.7, point.y});
        points.push_back({point.x + 3.7, point.y});
      }
    }
  }
  return points;
}

std::size_t disagreements(const Area& area, const std::vector<Point>& points) {
  const StudyArea indexed(area);
  return static_cast<std::size_t>(std::ranges::count_if(
      points, [&](const Point& point) { return indexed.contains(point) != contains(area, point); }));
}

/// Teeth from one side to the other: each edge is as long as the whole.
Area comb(int teeth, double size) {
  Ring ring;
  for (int i = 0; i < teeth; ++i) {
    const auto x = size * i / teeth;
    ring.push_back({x, 0});
    ring.push_back({x + 0.5 * size / teeth, size});
  }
  ring.push_back({size, -1});
  ring.push_back({0, -1});
  return {{ring}};
}

/// A crooked coast of so many corners.
Area coast(std::size_t corners, double radius) {
  Random random(17);
  Ring ring;
  for (std::size_t i = 0; i < corners; ++i) {
    const auto angle = 2 * std::numbers::pi * static_cast<double>(i) / static_cast<double>(corners);
    const auto r = radius * (1 + 0.1 * std::sin(9 * angle)) + random.between(-20, 20);
    ring.push_back({500'000 + r * std::cos(angle), 6'200'000 + r * std::sin(angle)});
  }
  return {{ring}};
}

/// Square islands of 20 m in rows, 50 m apart.
Area archipelago(int columns, int rows) {
  Area area;
  for (int row = 0; row < rows; ++row) {
    for (int column = 0; column < columns; ++column) {
      const auto x = 50.0 * column;
      const auto y = 50.0 * row;
      area.rings.push_back({{x, y}, {x + 20, y}, {x + 20, y + 20}, {x, y + 20}});
    }
  }
  return area;
}

/// The least processor time of three attempts, seconds.
double processor_seconds(const std::function<void()>& work) {
  double least = 1e9;
  for (int i = 0; i < 3; ++i) {
    const auto start = std::clock();
    work();
    least = std::min(least, static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC);
  }
  return least;
}

Inputs at_places(std::vector<Point> places) {
  Inputs inputs;
  inputs.classes = {{.name = "event"}};
  for (std::size_t i = 0; i < places.size(); ++i) {
    inputs.incidents.time.emplace_back();
    inputs.incidents.class_index.push_back(0);
    inputs.incidents.origin.push_back(Origin::reported);
    inputs.incidents.row.push_back({0, static_cast<std::int64_t>(i + 1)});
  }
  inputs.incidents.position = std::move(places);
  return inputs;
}

TEST_CASE("A study area says inside of the same points as contains, to the last bit") {
  Random random(3);
  for (int round = 0; round < 40; ++round) {
    const auto area = test::islands(random, random.in({-1'000, -1'000, 1'000, 1'000}), random.between(5, 900));
    const auto box = bounding_box(area);
    auto points = awkward_points(area);
    for (int i = 0; i < 2'000; ++i) {
      points.push_back(random.in({box.min_x - 50, box.min_y - 50, box.max_x + 50, box.max_y + 50}));
    }
    CHECK(disagreements(area, points) == 0);
  }
}

TEST_CASE("So it does of combs, grids of islands, level edges, repeated corners and far-away coordinates") {
  Random random(4);
  const std::vector<Area> areas{
      comb(300, 900),
      archipelago(30, 20),
      rectangle({500'000, 6'200'000, 500'300, 6'200'100}),
      coast(400, 4'000),
      Area{{{{0, 0}, {10, 0}, {10, 0}, {20, 0}, {20, 10}, {10, 10}, {10, 10}, {0, 10}}}},
      Area{{{{0, 0}, {30, 0}, {30, 10}, {20, 10}, {20, 20}, {10, 20}, {10, 10}, {0, 10}}}},
      // Rings that cross: even-odd still.
      Area{{{{0, 0}, {100, 0}, {100, 100}, {0, 100}}, {{50, 50}, {150, 50}, {150, 150}, {50, 150}}}},
      Area{{{{0, 0}, {1e-3, 0}, {1e-3, 1e-3}}}},
      Area{{{{0, 0}, {100, 100}}}},
      Area{},
  };
  for (const auto& area : areas) {
    auto points = awkward_points(area);
    const auto box = bounding_box(area);
    for (int i = 0; i < 5'000 && !area.empty(); ++i) {
      points.push_back(random.in({box.min_x - 5, box.min_y - 5, box.max_x + 5, box.max_y + 5}));
    }
    points.push_back({1e300, 0});
    points.push_back({NAN, 0});
    CHECK(disagreements(area, points) == 0);
  }
}

TEST_CASE("A copy of a study area is the same area and costs nothing") {
  const StudyArea area = rectangle({0, 0, 10, 10});
  const auto copy = area;
  CHECK(&copy.area() == &area.area());
  CHECK(copy.holds({5, 5}));
  CHECK(StudyArea().empty());
  CHECK_FALSE(StudyArea().holds({0, 0}));
}

TEST_CASE("What lies on the border of a study area lies inside it, on all sides") {
  const StudyArea area = rectangle({0, 0, 1'000, 500});
  for (const auto& point : std::vector<Point>{
           {0, 0}, {1'000, 0}, {1'000, 500}, {0, 500}, {500, 0}, {500, 500}, {0, 250}, {1'000, 250}, {1'000.01, 250}}) {
    CHECK(area.holds(point));
  }
  CHECK_FALSE(area.holds({1'000.05, 250}));
  CHECK_FALSE(area.holds({500, -0.05}));
  // The border of a hole belongs to the area too.
  const StudyArea ring = Area{{{{0, 0}, {30, 0}, {30, 30}, {0, 30}}, {{10, 10}, {20, 10}, {20, 20}, {10, 20}}}};
  CHECK(ring.holds({10, 15}));
  CHECK(ring.holds({20, 15}));
  CHECK_FALSE(ring.holds({15, 15}));
}

TEST_CASE("No event on the border of an extent is lost, and each has one cell") {
  const auto area = rectangle({0, 0, 1'000, 500});
  const auto cells = cover(area, CellShape::square, 100);
  REQUIRE(cells.size() == 50);
  CHECK(cells.slot_at({1'000, 250}) == cells.slot_at({950, 250}));
  CHECK(cells.slot_at({450, 500}) == cells.slot_at({450, 450}));
  CHECK(cells.slot_at({1'000, 500}) == cells.slot_at({950, 450}));
  CHECK(cells.slot_at({0, 0}) == cells.slot_at({50, 50}));
  CHECK_FALSE(cells.slot_at({1'000.1, 250}));
  // Between cells the half-open rule holds as before.
  CHECK(cells.slot_at({100, 50}) == cells.slot_at({150, 50}));

  auto inputs = at_places({{0, 250}, {1'000, 250}, {500, 500}, {500, 0}, {1'000, 500}, {500, 250}, {1'001, 250}});
  inputs.study_area = area;
  const GridOptions grid;
  const auto zones = zones_of(inputs, grid);
  CHECK(choose_events(inputs, zones, {}, grid).chosen.events.size() == 6);
  CHECK(choose_events(inputs, area, {}, 100).events.size() == 6);
}

TEST_CASE("Every point on a border between or around zones counts once") {
  const Zones zones(
      std::vector<OwnPolygon>{{"a", "", rectangle({0, 0, 100, 100}), 0}, {"b", "", rectangle({100, 0, 200, 100}), 0}});
  CHECK(zones.zone_at({100, 50}) == 1U);   // shared: half-open
  CHECK(zones.zone_at({50, 100}) == 0U);   // the outer upper border
  CHECK(zones.zone_at({200, 50}) == 1U);   // the outer right border
  CHECK(zones.zone_at({100, 100}) == 0U);  // a corner of both: the first
  CHECK(zones.zone_at({0, 0}) == 0U);
  CHECK_FALSE(zones.zone_at({200.1, 50}));
}

TEST_CASE("Zones of many corners answer as contains does") {
  std::vector<OwnPolygon> polygons;
  polygons.push_back({"coast", "", coast(1'000, 3'000), 0});
  const Zones zones(polygons);
  Random random(8);
  const auto box = bounding_box(polygons.front().area);
  for (int i = 0; i < 4'000; ++i) {
    const auto point = random.in(box);
    if (!outline_is_near(polygons.front().area, point, 0.1)) {
      CHECK(zones.zone_at(point).has_value() == contains(polygons.front().area, point));
    }
  }
}

TEST_CASE("Points in an area of 200 000 corners take about as long as in one of 100") {
  const auto points_in = [](const Box& box) {
    Random random(6);
    std::vector<Point> points;
    for (int i = 0; i < 200'000; ++i) {
      points.push_back(random.in(box));
    }
    return points;
  };
  const auto seconds = [&](const Area& area) {
    const StudyArea indexed(area);
    const auto points = points_in(indexed.box());
    std::ptrdiff_t inside = 0;
    const auto taken = processor_seconds(
        [&] { inside = std::ranges::count_if(points, [&](const Point& point) { return indexed.holds(point); }); });
    CHECK(inside > 100'000);
    return taken;
  };
  // Edge by edge the ratio would be some 2 000; measured without other load it is 1 to 2 (lykta_time_areas).
  CHECK(seconds(coast(200'000, 9'000)) < 12 * (seconds(coast(100, 9'000)) + 0.002));
}

TEST_CASE("Ten times the islands take about ten times as long to put in order") {
  const auto seconds = [](int rows) {
    const auto area = archipelago(100, rows);
    std::size_t rings = 0;
    const auto taken = processor_seconds([&] { rings = oriented(area).rings.size(); });
    CHECK(rings == area.rings.size());
    return taken;
  };
  // Each island asked for each the ratio would be 100.
  CHECK(seconds(300) < 35 * (seconds(30) + 0.001));
}

TEST_CASE("Islands, holes and islands in holes are told apart among thousands") {
  auto area = archipelago(40, 30);
  const auto islands = area.rings.size();
  for (int i = 0; i < 500; ++i) {
    const auto& corner = area.rings[static_cast<std::size_t>(i)].front();
    area.rings.push_back({{corner.x + 5, corner.y + 5},
                          {corner.x + 5, corner.y + 15},
                          {corner.x + 15, corner.y + 15},
                          {corner.x + 15, corner.y + 5}});
  }
  const auto ordered = oriented(area);
  for (std::size_t i = 0; i < ordered.rings.size(); ++i) {
    CHECK((twice_signed_area_m2(ordered.rings[i]) > 0) == (i < islands));
  }
}

}  // namespace
}  // namespace lykta::tests_of_study_area
