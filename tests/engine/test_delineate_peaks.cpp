#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <set>
#include <vector>

#include "engine/places/delineate_peaks.hpp"
#include "tests/catch.hpp"
#include "tests/engine/samples.hpp"

namespace lykta::tests_of_delineate_peaks {
namespace {

using test::square_grid;
using test::whole;

constexpr double extent_m = 400;
constexpr double square_m = 25;

/// Squares of 25 m: circles have a radius of 150 m, and hearts are 225 m apart.
StudyGrid ground_of(int columns, int rows) { return whole(square_grid(columns, rows, square_m)); }

PeakPoints points_at(const std::vector<Point>& positions) {
  return {.positions = positions,
          .weights = std::vector<double>(positions.size(), 1.0),
          .may_begin = std::vector<bool>(positions.size(), true)};
}

std::vector<PlaceCells> found(const StudyGrid& ground, const PeakPoints& points, double least = 1) {
  TakenGround taken{.slots = std::vector<bool>(ground.size(), false), .hearts = {}};
  return delineate_peaks(ground, points, least, extent_m, taken);
}

std::vector<Point> row_of(std::size_t number, double from, double step, double y) {
  std::vector<Point> points;
  for (std::size_t i = 0; i < number; ++i) {
    points.push_back({from + step * static_cast<double>(i), y});
  }
  return points;
}

std::size_t count_in(const StudyGrid& ground, const PlaceCells& place, const std::vector<Point>& points) {
  return static_cast<std::size_t>(std::ranges::count_if(points, [&](const Point& point) {
    return std::ranges::find(place, ground.slot_at(point).value()) != place.end();
  }));
}

double extent_of(const StudyGrid& ground, const PlaceCells& place) {
  double largest = 0;
  for (const auto a : place) {
    for (const auto b : place) {
      largest = std::max(largest, distance_m(ground.grid.centre(ground.cells[a]), ground.grid.centre(ground.cells[b])));
    }
  }
  return largest + square_m;
}

/// Over sides.
bool hangs_together(const StudyGrid& ground, const PlaceCells& place) {
  const std::set<std::uint32_t> own(place.begin(), place.end());
  std::set<std::uint32_t> reached{place.front()};
  std::vector<std::uint32_t> to_visit{place.front()};
  while (!to_visit.empty()) {
    const auto here = ground.grid.centre(ground.cells[to_visit.back()]);
    to_visit.pop_back();
    for (const auto& side : {Point{-square_m, 0}, {square_m, 0}, {0, -square_m}, {0, square_m}}) {
      const auto slot = ground.slot_at({here.x + side.x, here.y + side.y});
      if (slot && own.contains(*slot) && reached.insert(*slot).second) {
        to_visit.push_back(*slot);
      }
    }
  }
  return reached.size() == place.size();
}

/// Clusters on an even background.
std::vector<Point> town(std::uint64_t seed) {
  test::Random random(seed);
  std::vector<Point> points;
  for (int i = 0; i < 600; ++i) {
    points.push_back(random.in({0, 0, 2000, 2000}));
  }
  for (int spot = 0; spot < 8; ++spot) {
    const auto middle = random.in({200, 200, 1800, 1800});
    for (int i = 0; i < 20 + 10 * spot; ++i) {
      points.push_back(random.in({middle.x - 120, middle.y - 120, middle.x + 120, middle.y + 120}));
    }
  }
  return points;
}

}  // namespace

TEST_CASE("Events on one point make a place as wide as a street") {
  const auto ground = ground_of(20, 20);
  const auto places = found(ground, points_at({{262.5, 262.5}, {262.5, 262.5}, {262.5, 262.5}}), 3);
  REQUIRE(places.size() == 1);
  // Squares with their centre within 37.5 m of the middle of one: itself, four at its sides, four at its corners.
  CHECK(places[0].size() == 9);
  CHECK(ground.cells[places[0].front()] == 10 * 20 + 10);
  CHECK(found(ground, points_at({{262.5, 262.5}, {262.5, 262.5}}), 3).empty());
}

TEST_CASE("The circle with most events comes first, and of equal ones that with its events nearest to its middle") {
  const auto ground = ground_of(60, 20);
  auto events = row_of(5, 200, 10, 250);
  const auto near = row_of(3, 700, 10, 250);
  const auto nearer = row_of(3, 1200, 5, 250);
  events.insert(events.end(), near.begin(), near.end());
  events.insert(events.end(), nearer.begin(), nearer.end());
  const auto places = found(ground, points_at(events));
  REQUIRE(places.size() == 3);
  CHECK(places[0].front() == ground.slot_at({220, 250}));  // in the middle of five
  CHECK(places[1].front() == ground.slot_at({1205, 250}));
  CHECK(places[2].front() == ground.slot_at({710, 250}));
}

TEST_CASE("A long street becomes several places, none beyond the extent, and none shares ground with another") {
  const auto ground = ground_of(80, 20);
  const auto street = row_of(181, 100, 10, 250);  // 1 800 m
  const auto places = found(ground, points_at(street), 5);
  CHECK(places.size() >= 4);
  CHECK(places.size() <= 7);
  std::set<std::uint32_t> slots;
  std::size_t squares = 0;
  for (const auto& place : places) {
    CHECK(extent_of(ground, place) <= extent_m);
    CHECK(hangs_together(ground, place));
    CHECK(count_in(ground, place, street) >= 5);
    slots.insert(place.begin(), place.end());
    squares += place.size();
  }
  CHECK(slots.size() == squares);
}

TEST_CASE("What is left at the rim of a place is no place") {
  const auto ground = ground_of(60, 40);
  auto events = row_of(100, 500, 1, 500);
  // 161 m from the last of them, so in no circle with it, and 210 m from the heart: too near to begin a place.
  const auto rim = row_of(5, 760, 0, 500);
  events.insert(events.end(), rim.begin(), rim.end());
  CHECK(found(ground, points_at(events), 5).size() == 1);
  // Far enough, and yet most events around are those of two places.
  auto between = row_of(60, 350, 1, 500);
  const auto other = row_of(60, 850, 1, 500);
  between.insert(between.end(), other.begin(), other.end());
  const auto few = row_of(5, 645, 0, 500);
  between.insert(between.end(), few.begin(), few.end());
  CHECK(found(ground, points_at(between), 5).size() == 3);  // nobody else within its circle
  const auto taken = row_of(6, 509, 0, 500);                // in the first place, and 136 m from the five
  between.insert(between.end(), taken.begin(), taken.end());
  CHECK(found(ground, points_at(between), 5).size() == 2);
}

TEST_CASE("A place begins only where it may, and takes what lies around") {
  const auto ground = ground_of(40, 20);
  auto points = points_at(row_of(9, 200, 10, 250));
  points.may_begin.assign(9, false);
  CHECK(found(ground, points).empty());
  points.may_begin[0] = true;
  const auto places = found(ground, points);
  REQUIRE(places.size() == 1);
  CHECK(places[0].front() == ground.slot_at({200, 250}));
  CHECK(count_in(ground, places[0], points.positions) == 9);
}

TEST_CASE("Ground that is taken is left out, with what it cuts off") {
  const auto ground = ground_of(40, 20);
  const auto points = points_at(row_of(16, 300, 10, 250));
  TakenGround taken{.slots = std::vector<bool>(ground.size(), false), .hearts = {}};
  for (int row = 0; row < 20; ++row) {
    taken.slots[static_cast<std::size_t>(row * 40 + 15)] = true;  // x from 375 to 400
  }
  const auto places = delineate_peaks(ground, points, 1, extent_m, taken);
  REQUIRE(places.size() == 1);
  CHECK(count_in(ground, places[0], points.positions) == 8);  // 300 to 370, left of what is taken
  for (const auto slot : places[0]) {
    CHECK(ground.grid.centre(ground.cells[slot]).x < 375);
  }
}

TEST_CASE("Places are compact, connected and apart, and the order of the events does not matter") {
  const auto ground = ground_of(80, 80);
  for (const std::uint64_t seed : {1U, 2U, 3U, 4U}) {
    auto events = town(seed);
    const auto places = found(ground, points_at(events), 5);
    CHECK(places.size() > 5);
    std::set<std::uint32_t> slots;
    std::size_t squares = 0;
    for (const auto& place : places) {
      CHECK(extent_of(ground, place) <= extent_m);
      CHECK(hangs_together(ground, place));
      CHECK(count_in(ground, place, events) >= 5);
      slots.insert(place.begin(), place.end());
      squares += place.size();
    }
    CHECK(slots.size() == squares);
    test::Random(seed + 10).shuffle(events);
    CHECK(found(ground, points_at(events), 5) == places);
  }
}

TEST_CASE("Weights count instead of events, and what weighs nothing draws no outline") {
  const auto ground = ground_of(40, 20);
  PeakPoints points{
      .positions = {{200, 250}, {300, 250}, {700, 250}}, .weights = {1, 0, 3}, .may_begin = {true, false, true}};
  const auto places = found(ground, points);
  REQUIRE(places.size() == 2);
  CHECK(places[0].front() == ground.slot_at({700, 250}));
  CHECK(count_in(ground, places[1], points.positions) == 1);
  CHECK(found(ground, points, 2).size() == 1);
}

}  // namespace lykta::tests_of_delineate_peaks
