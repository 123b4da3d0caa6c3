#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <numeric>
#include <vector>

#include "engine/space/point_index.hpp"
#include "tests/catch.hpp"
#include "tests/engine/samples.hpp"

namespace lykta::tests_of_point_index {
namespace {

/// Sets of points that an index could trip over.
std::vector<std::vector<Point>> awkward_sets() {
  test::Random random(31);
  const Box town{517000, 6229000, 518000, 6230000};
  std::vector<std::vector<Point>> sets;
  std::vector<Point> points;
  for (int i = 0; i < 500; ++i) {
    points.push_back(random.in(town));
  }
  sets.push_back(points);  // even
  points.push_back({0, 0});
  points.push_back({1e9, -1e9});
  sets.push_back(points);  // strays
  for (int i = 0; i < 300; ++i) {
    points.push_back({517500, 6229500});
  }
  sets.push_back(points);  // many at one place
  for (auto& point : points) {
    point = {std::round(point.x / 50) * 50, std::round(point.y / 50) * 50};
  }
  sets.push_back(points);  // on a lattice, so that many distances are equal
  for (auto& point : points) {
    point.y = -3;
  }
  sets.push_back(points);               // on a line
  sets.push_back({200, Point{-7, 3}});  // all at one place
  sets.push_back({{12, 34}});
  return sets;
}

double squared_distance(const Point& a, const Point& b) {
  return (a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y);
}

std::vector<std::uint32_t> found(const PointIndex& index, const Point& centre, double radius_m) {
  std::vector<std::uint32_t> numbers;
  index.visit_within(centre, radius_m, [&](std::uint32_t number, double) { numbers.push_back(number); });
  std::ranges::sort(numbers);
  return numbers;
}

/// Places to ask from: points of the set, between, on the rim and far away.
std::vector<Point> places_around(const std::vector<Point>& points) {
  test::Random random(32);
  std::vector<Point> places{{0, 0}, {-1e7, 1e7}, {517500, 6229500}};
  for (int i = 0; i < 20; ++i) {
    places.push_back(points[random.below(points.size())]);
    places.push_back({places.back().x + random.between(-300, 300), places.back().y + random.between(-300, 300)});
  }
  return places;
}

}  // namespace

TEST_CASE("The points within a radius are those that brute force finds") {
  for (const auto& points : awkward_sets()) {
    const PointIndex index(points);
    for (const auto& place : places_around(points)) {
      for (const auto radius_m : {0.0, 1.0, 50.0, 130.0, 1000.0, 1e8}) {
        std::vector<std::uint32_t> expected;
        for (std::uint32_t i = 0; i < points.size(); ++i) {
          if (squared_distance(points[i], place) <= radius_m * radius_m) {
            expected.push_back(i);
          }
        }
        CAPTURE(points.size(), place.x, place.y, radius_m);
        REQUIRE(found(index, place, radius_m) == expected);
      }
    }
  }
}

TEST_CASE("The nearest distances are those that brute force finds") {
  for (const auto& points : awkward_sets()) {
    const PointIndex index(points);
    for (const auto& place : places_around(points)) {
      std::vector<double> expected;
      for (const auto& point : points) {
        expected.push_back(std::sqrt(squared_distance(point, place)));
      }
      std::ranges::sort(expected);
      for (const std::size_t k : {0U, 1U, 2U, 7U, 60U, 100000U}) {
        std::vector<double> distances;
        index.nearest_distances_m(place, k, distances);
        const auto first = expected.begin();
        CAPTURE(points.size(), place.x, place.y, k);
        REQUIRE(distances ==
                std::vector<double>(first, first + static_cast<std::ptrdiff_t>(std::min(k, points.size()))));
      }
    }
  }
}

TEST_CASE("A point exactly on the circle is within it") {
  const std::vector<Point> points{{517003, 6229004}, {517005, 6229000}, {517000, 6229005.0000001}};
  const PointIndex index(points);
  CHECK(found(index, {517000, 6229000}, 5) == std::vector<std::uint32_t>{0, 1});
}

TEST_CASE("A visit goes through the points in the order of the index and gives their squared distances") {
  for (const auto& points : awkward_sets()) {
    const PointIndex index(points);
    std::vector<std::uint32_t> visited;
    index.visit_within(points.front(), 1e12, [&](std::uint32_t number, double squared) {
      visited.push_back(number);
      CHECK(squared == squared_distance(points[number], points.front()));
    });
    CHECK(visited == std::vector<std::uint32_t>(index.order().begin(), index.order().end()));
    std::ranges::sort(visited);
    std::vector<std::uint32_t> all(points.size());
    std::iota(all.begin(), all.end(), 0U);
    CHECK(visited == all);
  }
}

TEST_CASE("An index of no points finds none") {
  const PointIndex index({});
  CHECK(found(index, {0, 0}, 1e9).empty());
  std::vector<double> distances{1, 2};
  index.nearest_distances_m({0, 0}, 3, distances);
  CHECK(distances.empty());
}

TEST_CASE("A million points at one place are found as fast as few") {
  // Looking at all of them for each of 20 000 questions would take a minute.
  std::vector<Point> points(1'000'000, Point{500, 500});
  test::Random random(33);
  for (int i = 0; i < 50'000; ++i) {
    points.push_back(random.in({0, 0, 1000, 1000}));
  }
  const PointIndex index(points);
  std::vector<double> distances;
  double sum = 0;
  for (int i = 0; i < 20'000; ++i) {
    index.nearest_distances_m({500, 500}, 10, distances);
    sum += distances.back();
  }
  CHECK(sum == 0);
}

TEST_CASE("Points at one place are put together") {
  const std::vector<Point> points{{2, 1}, {0, 0}, {2, 1}, {1, 1}, {-0.0, 0}, {2, 1}};
  const auto places = coincident(points);
  CHECK(places.locations == std::vector<Point>{{0, 0}, {1, 1}, {2, 1}});
  CHECK(places.count == std::vector<std::uint32_t>{2, 1, 3});
  CHECK(places.location == std::vector<std::uint32_t>{2, 0, 2, 1, 0, 2});
  CHECK(coincident({}).locations.empty());
}

}  // namespace lykta::tests_of_point_index
