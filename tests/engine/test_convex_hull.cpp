#include <vector>

#include "engine/space/convex_hull.hpp"
#include "tests/catch.hpp"
#include "tests/engine/samples.hpp"

namespace lykta::tests_of_convex_hull {

using test::within;

TEST_CASE("The hull has the outer corners alone, whatever the order of the points") {
  const Ring square{{0, 0}, {4, 0}, {4, 4}, {0, 4}};
  std::vector<Point> points{{4, 4}, {2, 2}, {0, 0}, {4, 0}, {2, 0}, {0, 4}, {4, 2}, {0, 0}};
  CHECK(convex_hull(points) == square);
  test::Random random(3);
  random.shuffle(points);
  CHECK(convex_hull(points) == square);
}

TEST_CASE("Points on a line have a hull of two corners, on one place of one, and no points have none") {
  CHECK(convex_hull({{1, 1}, {3, 3}, {2, 2}}) == Ring{{1, 1}, {3, 3}});
  CHECK(convex_hull({{1, 2}, {1, 2}}) == Ring{{1, 2}});
  CHECK(convex_hull({}).empty());
}

TEST_CASE("Inside the hull the distance is nothing, outside it is that to the nearest side or corner") {
  const auto square = convex_hull({{0, 0}, {4, 0}, {4, 4}, {0, 4}});
  CHECK(distance_to_hull_m({1, 3}, square) == 0);
  CHECK(distance_to_hull_m({4, 4}, square) == 0);
  CHECK(distance_to_hull_m({6, 2}, square) == 2);
  CHECK(distance_to_hull_m({7, 8}, square) == within(1e-12, 5));
  CHECK(distance_to_hull_m({3, 1}, convex_hull({{0, 0}, {8, 0}})) == 1);  // beside a line, on both sides
  CHECK(distance_to_hull_m({3, -1}, convex_hull({{0, 0}, {8, 0}})) == 1);
  CHECK(distance_to_hull_m({3, 4}, Ring{{0, 0}}) == 5);
}

TEST_CASE("No point lies outside the hull of many") {
  test::Random random(17);
  std::vector<Point> points;
  for (int i = 0; i < 500; ++i) {
    points.push_back(random.in({0, 0, 1000, 300}));
  }
  const auto hull = convex_hull(points);
  CHECK(twice_signed_area_m2(hull) > 0);
  for (const auto& point : points) {
    CHECK(distance_to_hull_m(point, hull) < 1e-9);
  }
}

}  // namespace lykta::tests_of_convex_hull
