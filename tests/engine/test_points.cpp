#include <vector>

#include "engine/space/points.hpp"
#include "tests/catch.hpp"

namespace lykta::tests_of_points {

TEST_CASE("A box is empty until a point is added") {
  Box box;
  CHECK(box.empty());
  box.add({3, -4});
  CHECK_FALSE(box.empty());
  CHECK(box == Box{3, -4, 3, -4});
  CHECK(box.width() == 0);
  CHECK(box.height() == 0);
}

TEST_CASE("The bounding box reaches from the lowest to the highest coordinates") {
  const std::vector<Point> points{{1, 5}, {-2, 7}, {4, 6}};
  const auto box = bounding_box(points);
  CHECK(box == Box{-2, 5, 4, 7});
  CHECK(box.width() == 6);
  CHECK(box.height() == 2);
  CHECK(bounding_box(std::vector<Point>{}).empty());
}

TEST_CASE("Distance is measured along the straight line") {
  CHECK(distance_m({1, 1}, {4, 5}) == 5);  // 3, 4, 5
  CHECK(distance_m({4, 5}, {1, 1}) == 5);
  CHECK(distance_m({500000, 6200000}, {500000, 6200000}) == 0);
}

}  // namespace lykta::tests_of_points
