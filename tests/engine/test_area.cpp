#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

#include "engine/space/area.hpp"
#include "tests/catch.hpp"
#include "tests/engine/samples.hpp"

namespace lykta::tests_of_area {
namespace {

using test::within;

const Area square = rectangle({0, 0, 10, 10});

/// A square with a hole, an island in the hole, and a second part.
const Area archipelago{{{{0, 0}, {30, 0}, {30, 30}, {0, 30}},
                        {{10, 10}, {20, 10}, {20, 20}, {10, 20}},
                        {{14, 14}, {16, 14}, {16, 16}, {14, 16}},
                        {{40, 0}, {50, 0}, {50, 10}, {40, 10}}}};

int holders(const std::vector<Area>& areas, const Point& point) {
  return static_cast<int>(std::ranges::count_if(areas, [&](const Area& area) { return contains(area, point); }));
}

Ring reversed(Ring ring) {
  std::ranges::reverse(ring);
  return ring;
}

}  // namespace

TEST_CASE("A rectangle runs around its box") {
  CHECK(rectangle({1, 2, 4, 8}).rings == std::vector<Ring>{{{1, 2}, {4, 2}, {4, 8}, {1, 8}}});
  CHECK(bounding_box(rectangle({1, 2, 4, 8})) == Box{1, 2, 4, 8});
}

TEST_CASE("The box around an area holds all its parts, and that of no area is empty") {
  CHECK(bounding_box(archipelago) == Box{0, 0, 50, 30});
  CHECK(bounding_box(Area{}).empty());
  CHECK(Area{}.empty());
  CHECK_FALSE(square.empty());
}

TEST_CASE("A point inside a ring belongs to the area and one outside does not") {
  CHECK(contains(square, {5, 5}));
  CHECK(contains(square, {0.001, 9.999}));
  CHECK_FALSE(contains(square, {-1, 5}));
  CHECK_FALSE(contains(square, {11, 5}));
  CHECK_FALSE(contains(square, {5, -1}));
  CHECK_FALSE(contains(square, {5, 11}));
  CHECK_FALSE(contains(Area{}, {5, 5}));
  CHECK_FALSE(contains(Area{{{}}}, {5, 5}));
}

TEST_CASE("A hole is outside, an island in it and a second part are inside") {
  CHECK(contains(archipelago, {5, 5}));
  CHECK_FALSE(contains(archipelago, {12, 12}));
  CHECK(contains(archipelago, {15, 15}));
  CHECK(contains(archipelago, {45, 5}));
  CHECK_FALSE(contains(archipelago, {35, 5}));
}

TEST_CASE("Neither order nor direction of the rings decides what is inside") {
  auto shuffled = archipelago;
  std::ranges::rotate(shuffled.rings, shuffled.rings.begin() + 2);
  for (auto& ring : shuffled.rings) {
    std::ranges::reverse(ring);
  }
  test::Random random(2);
  for (int i = 0; i < 1000; ++i) {
    const auto point = random.in({-5, -5, 55, 35});
    CAPTURE(point.x, point.y);
    CHECK(contains(archipelago, point) == contains(shuffled, point));
  }
}

TEST_CASE("An area is closed on its left and lower side") {
  CHECK(contains(square, {0, 5}));
  CHECK_FALSE(contains(square, {10, 5}));
  CHECK(contains(square, {5, 0}));
  CHECK_FALSE(contains(square, {5, 10}));
  CHECK(contains(square, {0, 0}));
  CHECK_FALSE(contains(square, {10, 10}));
}

TEST_CASE("Of areas that share edges and corners exactly one holds a point on them") {
  const std::vector<Area> four{rectangle({0, 0, 10, 10}), rectangle({10, 0, 20, 10}), rectangle({0, 10, 10, 20}),
                               rectangle({10, 10, 20, 20})};
  CHECK(holders(four, {10, 10}) == 1);
  for (const auto t : {0.1, 2.5, 7.0, 9.9}) {
    CHECK(holders(four, {10, t}) == 1);
    CHECK(holders(four, {10, 10 + t}) == 1);
    CHECK(holders(four, {t, 10}) == 1);
    CHECK(holders(four, {10 + t, 10}) == 1);
  }
}

TEST_CASE("Of triangles that share slanted edges exactly one holds a point on an edge") {
  // A star cut into triangles from its middle, near the origin and where a last digit is a nanometre, as in Sweden.
  test::Random random(3);
  for (int repetition = 0; repetition < 100; ++repetition) {
    const auto far = repetition % 2 == 0 ? 0.0 : 1.0;
    const Point middle{far * 517523 + random.between(0, 1), far * 6229187 + random.between(0, 1)};
    const auto rim = test::star(random, middle, 50, 400, 9);
    std::vector<Area> triangles;
    for (std::size_t i = 0; i < rim.size(); ++i) {
      triangles.push_back({{{middle, rim[i], rim[(i + 1) % rim.size()]}}});
    }
    int astray = holders(triangles, middle) == 1 ? 0 : 1;
    for (const auto& corner : rim) {
      for (int i = 1; i < 100; ++i) {
        const auto t = i / 100.0;
        const Point on_edge{middle.x + t * (corner.x - middle.x), middle.y + t * (corner.y - middle.y)};
        astray += holders(triangles, on_edge) == 1 ? 0 : 1;
      }
    }
    CAPTURE(repetition);
    CHECK(astray == 0);
  }
}

TEST_CASE("The signed area of a ring is positive counter-clockwise") {
  const Ring triangle{{0, 0}, {4, 0}, {0, 3}};
  CHECK(twice_signed_area_m2(triangle) == 12);  // 4 * 3 / 2, twice
  CHECK(twice_signed_area_m2(reversed(triangle)) == -12);
  CHECK(twice_signed_area_m2({}) == 0);
  CHECK(twice_signed_area_m2({{1, 1}, {2, 2}}) == 0);
}

TEST_CASE("Large coordinates cost the area no digits") {
  const Ring metre{{500000.25, 6200000.5}, {500001.25, 6200000.5}, {500001.25, 6200001.5}, {500000.25, 6200001.5}};
  CHECK(twice_signed_area_m2(metre) == 2);
}

TEST_CASE("Oriented rings run counter-clockwise outside and clockwise around holes whatever they did before") {
  const double expected = 900 - 100 + 4 + 100;  // square, hole, island, second part
  for (unsigned directions = 0; directions < 16; ++directions) {
    auto area = archipelago;
    for (std::size_t i = 0; i < 4; ++i) {
      if ((directions >> i & 1U) != 0) {
        std::ranges::reverse(area.rings[i]);
      }
    }
    const auto result = oriented(area);
    CAPTURE(directions);
    REQUIRE(result.rings.size() == 4);
    CHECK(twice_signed_area_m2(result.rings[0]) == 1800);
    CHECK(twice_signed_area_m2(result.rings[1]) == -200);
    CHECK(twice_signed_area_m2(result.rings[2]) == 8);
    CHECK(twice_signed_area_m2(result.rings[3]) == 200);
    CHECK(area_m2(result) == expected);
  }
}

TEST_CASE("A hole that touches the outer ring at a corner is a hole") {
  const Ring outer{{0, 0}, {10, 0}, {10, 10}, {0, 10}};
  for (const auto& touching :
       {Ring{{0, 0}, {4, 2}, {2, 4}}, Ring{{10, 10}, {6, 8}, {8, 6}}, Ring{{10, 5}, {5, 6}, {5, 4}}}) {
    CHECK(area_m2(oriented({{outer, touching}})) == 100 - std::abs(twice_signed_area_m2(touching)) / 2);
    CHECK(area_m2(oriented({{touching, outer}})) == 100 - std::abs(twice_signed_area_m2(touching)) / 2);
  }
}

TEST_CASE("Rings of fewer than three points are left out") {
  const auto result = oriented({{{}, {{1, 1}}, {{0, 0}, {5, 5}}, square.rings[0]}});
  CHECK(result.rings == square.rings);
}

TEST_CASE("Clipping keeps what lies on the near side of the line") {
  const auto& ring = square.rings[0];
  CHECK(twice_signed_area_m2(clipped(ring, 1, 0, 4)) == 2 * 40);    // x <= 4
  CHECK(twice_signed_area_m2(clipped(ring, -1, 0, -4)) == 2 * 60);  // x >= 4
  CHECK(twice_signed_area_m2(clipped(ring, 1, 1, 10)) == 2 * 50);   // below the diagonal
  CHECK(twice_signed_area_m2(clipped(reversed(ring), 0, 1, 3)) == -2 * 30);
  CHECK(clipped(ring, 1, 0, 11) == ring);
  CHECK(clipped(ring, 1, 0, -1).empty());
  CHECK(clipped({}, 1, 0, 4).empty());
}

TEST_CASE("A ring that falls apart when clipped keeps its area") {
  // A U, 30 wide and 20 high, with a gap of 10 x 10; above y = 15 only its two arms are left, 10 x 5 each.
  const Ring u{{0, 0}, {30, 0}, {30, 20}, {20, 20}, {20, 10}, {10, 10}, {10, 20}, {0, 20}};
  CHECK(twice_signed_area_m2(clipped(u, 0, -1, -15)) == 2 * 100);
  CHECK(twice_signed_area_m2(clipped(u, 0, 1, 15)) == 2 * 400);
}

TEST_CASE("The two sides of any line make up the whole") {
  test::Random random(4);
  for (int i = 0; i < 200; ++i) {
    const auto ring = test::star(random, {0, 0}, 10, 200, 17);
    const auto a = random.between(-1, 1);
    const auto b = random.between(-1, 1);
    const auto c = random.between(-150, 150);
    const auto sum = twice_signed_area_m2(clipped(ring, a, b, c)) + twice_signed_area_m2(clipped(ring, -a, -b, -c));
    CHECK(sum == within(1e-7, twice_signed_area_m2(ring)));
    for (const auto& point : clipped(ring, a, b, c)) {
      CHECK(a * point.x + b * point.y <= c + 1e-9);
    }
  }
}

}  // namespace lykta::tests_of_area
