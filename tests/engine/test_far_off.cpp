#include <vector>

#include "engine/events/far_off.hpp"
#include "tests/catch.hpp"

namespace lykta::tests_of_far_off {
namespace {

/// A town of 20 x 20 places, 100 m apart: its middle lies at (1000, 1000).
std::vector<Point> town() {
  std::vector<Point> points;
  for (int i = 0; i < 400; ++i) {
    points.push_back({100.0 * (i % 20), 100.0 * (i / 20)});
  }
  return points;
}

}  // namespace

TEST_CASE("However many lie far off, up to half, all of them are found") {
  for (const auto strays : {1, 2, 3, 12, 100, 390}) {
    CAPTURE(strays);
    auto points = town();
    for (int i = 0; i < strays; ++i) {
      points.push_back({300'000.0 + i, 400'000.0 + 10 * (i % 7)});
    }
    const auto found = find_far_off(points, 1000);
    CHECK(found.count == static_cast<std::size_t>(strays));
    CHECK(found.near == Box{0, 0, 1900, 1900});
    CHECK(found.is_far.front() == 0);
    CHECK(found.is_far.back() == 1);
    // The medians are those of the town, or near them.
    CHECK(found.reach <= 1900);
    CHECK(found.distance > 397'000);
  }
}

TEST_CASE("A countryside that thins out has no gap, and a short distance is none") {
  auto points = town();
  for (auto distance = 2000.0; distance < 60'000; distance *= 2.5) {
    points.push_back({1000 + distance, 1000});
  }
  CHECK(find_far_off(points, 1000).count == 0);
  // All on one point but one within three times the least distance, then beyond it.
  std::vector<Point> pile(50, Point{500, 500});
  pile.push_back({3400, 500});
  CHECK(find_far_off(pile, 1000).count == 0);
  pile.back() = {3600, 500};
  CHECK(find_far_off(pile, 1000).count == 1);
}

TEST_CASE("A few positions, or none, tell nothing") {
  CHECK(find_far_off({}, 1).count == 0);
  const std::vector<Point> four{{0, 0}, {1, 1}, {2, 2}, {1e6, 1e6}};
  const auto found = find_far_off(four, 1);
  CHECK(found.count == 0);
  CHECK(found.near == Box{0, 0, 1e6, 1e6});
}

TEST_CASE("The order of positions and their place on the plane do not matter") {
  auto points = town();
  points.push_back({90'000, 0});
  auto turned = std::vector<Point>(points.rbegin(), points.rend());
  for (auto& at : turned) {
    at = {at.x + 500'000, at.y + 6'000'000};
  }
  const auto found = find_far_off(points, 1000);
  const auto of_turned = find_far_off(turned, 1000);
  CHECK(of_turned.count == found.count);
  CHECK(of_turned.is_far.front() == 1);
  CHECK(of_turned.distance == Approx(found.distance));
}

}  // namespace lykta::tests_of_far_off
