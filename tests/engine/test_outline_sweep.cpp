#include <algorithm>
#include <cmath>
#include <cstdint>
#include <ctime>
#include <numbers>
#include <vector>

#include "engine/base/random_stream.hpp"
#include "engine/space/outline_sweep.hpp"
#include "tests/catch.hpp"

namespace lykta::tests_of_outline_sweep {
namespace {

using Polygons = std::vector<PolygonRings>;

Ring square(double x, double y, double side) { return {{x, y}, {x + side, y}, {x + side, y + side}, {x, y + side}}; }

/// Corners by turns on two circles.
Ring star(std::size_t corners, double spike_m) {
  Ring ring;
  for (std::size_t i = 0; i < corners; ++i) {
    const auto angle = 2 * std::numbers::pi * static_cast<double>(i) / static_cast<double>(corners);
    const auto far = 15'000 + (i % 2 == 1 ? spike_m : 0);
    ring.push_back({500'000 + far * std::cos(angle), 6'200'000 + far * std::sin(angle)});
  }
  return ring;
}

Ring reversed(Ring ring) {
  std::ranges::reverse(ring);
  return ring;
}

// What follows looks at all pairs, for corners of whole numbers, where products are exact.

double turn(const Point& a, const Point& b, const Point& c) {
  return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

bool is_on(const Point& a, const Point& b, const Point& point) {
  return turn(a, b, point) == 0 && std::min(a.x, b.x) <= point.x && point.x <= std::max(a.x, b.x) &&
         std::min(a.y, b.y) <= point.y && point.y <= std::max(a.y, b.y);
}

bool meet(const Point& a, const Point& b, const Point& c, const Point& d) {
  return (turn(a, b, c) * turn(a, b, d) < 0 && turn(c, d, a) * turn(c, d, b) < 0) || is_on(a, b, c) || is_on(a, b, d) ||
         is_on(c, d, a) || is_on(c, d, b);
}

bool touch(const Ring& one, const Ring& other) {
  for (std::size_t i = 0; i < one.size(); ++i) {
    for (std::size_t j = 0; j < other.size(); ++j) {
      if (meet(one[i], one[(i + 1) % one.size()], other[j], other[(j + 1) % other.size()])) {
        return true;
      }
    }
  }
  return false;
}

bool touches_itself(const Ring& ring) {
  const auto size = ring.size();
  for (std::size_t i = 0; i < size; ++i) {
    const auto& middle = ring[(i + 1) % size];
    const auto& end = ring[(i + 2) % size];
    if (is_on(ring[i], middle, end) || is_on(middle, end, ring[i])) {
      return true;
    }
    for (std::size_t j = i + 2; j < size; ++j) {
      if ((j + 1) % size != i && meet(ring[i], middle, ring[j], ring[(j + 1) % size])) {
        return true;
      }
    }
  }
  return false;
}

bool is_in(const Ring& ring, const Point& point) { return contains(Area{{ring}}, point); }

bool is_plainly_valid(const Polygons& polygons) {
  std::vector<const Ring*> rings;
  for (const auto& polygon : polygons) {
    rings.push_back(&polygon.shell);
    for (const auto& hole : polygon.holes) {
      rings.push_back(&hole);
    }
  }
  for (std::size_t i = 0; i < rings.size(); ++i) {
    if (touches_itself(*rings[i])) {
      return false;
    }
    for (std::size_t j = 0; j < i; ++j) {
      if (touch(*rings[i], *rings[j])) {
        return false;
      }
    }
  }
  const auto in_ground = [](const PolygonRings& polygon, const Point& point) {
    return is_in(polygon.shell, point) &&
           std::ranges::none_of(polygon.holes, [&](const Ring& hole) { return is_in(hole, point); });
  };
  for (std::size_t i = 0; i < polygons.size(); ++i) {
    const auto& [shell, holes] = polygons[i];
    for (const auto& hole : holes) {
      if (!is_in(shell, hole[0]) ||
          std::ranges::any_of(holes, [&](const Ring& other) { return &other != &hole && is_in(other, hole[0]); })) {
        return false;
      }
    }
    for (std::size_t j = 0; j < polygons.size(); ++j) {
      // A shell or a hole of one in the ground of another.
      if (i != j && (in_ground(polygons[j], shell[0]) ||
                     std::ranges::any_of(holes, [&](const Ring& hole) { return in_ground(polygons[j], hole[0]); }))) {
        return false;
      }
    }
  }
  return true;
}

Ring random_ring(RandomStream& random, std::uint32_t reach) {
  Ring ring(3 + random.below(3));
  const auto left = static_cast<double>(random.below(12));
  const auto low = static_cast<double>(random.below(12));
  for (auto& point : ring) {
    point = {left + static_cast<double>(random.below(reach)), low + static_cast<double>(random.below(reach))};
  }
  // Corners that repeat the one before count as one.
  ring.erase(std::unique(ring.begin(), ring.end()), ring.end());
  while (ring.size() > 1 && ring.front() == ring.back()) {
    ring.pop_back();
  }
  return ring;
}

double processor_seconds(const Polygons& polygons) {
  auto least = 1e9;
  for (int attempt = 0; attempt < 3; ++attempt) {
    const auto begin = std::clock();
    CHECK(is_surely_valid(polygons));
    least = std::min(least, static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC);
  }
  return least;
}

}  // namespace

TEST_CASE("Simple rings are surely valid, whichever way they run and wherever they begin") {
  CHECK(is_surely_valid(Polygons{{square(0, 0, 10), {}}}));
  CHECK(is_surely_valid(Polygons{{reversed(square(0, 0, 10)), {}}}));
  // Corners on straight edges, upright, level and slanted; a corner twice.
  CHECK(is_surely_valid(Polygons{{{{0, 0}, {5, 0}, {10, 0}, {10, 5}, {10, 5}, {10, 10}, {5, 5}}, {}}}));
  CHECK(is_surely_valid(Polygons{{star(1000, 1000), {}}}));
  CHECK(is_surely_valid(Polygons{{star(1000, -14'000), {}}}));
  CHECK(is_surely_valid(Polygons{}));
}

TEST_CASE("What crosses, touches or folds back is not surely valid") {
  CHECK_FALSE(is_surely_valid(Polygons{{{{0, 0}, {10, 10}, {10, 0}, {0, 10}}, {}}}));            // crosses
  CHECK_FALSE(is_surely_valid(Polygons{{{{0, 0}, {10, 0}, {10, 10}, {5, 0}, {0, 10}}, {}}}));    // touches an edge
  CHECK_FALSE(is_surely_valid(Polygons{{{{0, 0}, {10, 0}, {10, 10}, {10, 20}, {10, 5}}, {}}}));  // folds back
  CHECK_FALSE(
      is_surely_valid(Polygons{{{{0, 0}, {5, 5}, {10, 0}, {10, 10}, {5, 5}, {0, 10}}, {}}}));  // touches a corner
  CHECK_FALSE(is_surely_valid(Polygons{{{{0, 0}, {10, 0}, {5, 0}}, {}}}));                     // encloses nothing
  CHECK_FALSE(is_surely_valid(Polygons{{{{0, 0}, {10, 0}}, {}}}));
  CHECK_FALSE(is_surely_valid(Polygons{{{{0, 0}, {10, NAN}, {10, 10}}, {}}}));
  CHECK_FALSE(is_surely_valid(Polygons{{{}, {}}}));
}

TEST_CASE("Holes lie in their shell and in no other hole; shells lie beside each other or in a hole") {
  const auto shell = square(0, 0, 100);
  CHECK(is_surely_valid(Polygons{{shell, {square(10, 10, 10), reversed(square(30, 30, 10))}}}));
  CHECK_FALSE(is_surely_valid(Polygons{{shell, {square(200, 10, 10)}}}));                     // beside its shell
  CHECK_FALSE(is_surely_valid(Polygons{{square(10, 10, 10), {shell}}}));                      // around its shell
  CHECK_FALSE(is_surely_valid(Polygons{{shell, {square(10, 10, 50), square(20, 20, 10)}}}));  // in a hole
  CHECK_FALSE(is_surely_valid(Polygons{{shell, {square(90, 90, 20)}}}));                      // across its shell
  CHECK_FALSE(is_surely_valid(Polygons{{shell, {square(0, 10, 10)}}}));                       // along its shell
  CHECK(is_surely_valid(Polygons{{shell, {}}, {square(200, 0, 100), {}}}));
  CHECK(is_surely_valid(Polygons{{shell, {square(10, 10, 50)}}, {square(20, 20, 10), {}}}));
  CHECK(is_surely_valid(Polygons{{square(20, 20, 10), {}}, {shell, {square(10, 10, 50)}}}));
  CHECK_FALSE(is_surely_valid(Polygons{{shell, {}}, {square(20, 20, 10), {}}}));  // over each other
  CHECK_FALSE(is_surely_valid(Polygons{{shell, {}}, {shell, {}}}));
  CHECK_FALSE(is_surely_valid(Polygons{{shell, {}}, {square(100, 0, 100), {}}}));  // a common edge
  // A hole that lies in the hole of another polygon.
  CHECK_FALSE(is_surely_valid(Polygons{{shell, {square(10, 10, 50)}}, {square(20, 20, 30), {square(70, 70, 5)}}}));
}

TEST_CASE("The sweep agrees with looking at all pairs of edges") {
  RandomStream random(11, 0);
  int valid = 0;
  for (int round = 0; round < 40'000; ++round) {
    Polygons polygons(1 + random.below(2));
    for (auto& polygon : polygons) {
      polygon.shell = random_ring(random, 20);
      for (auto holes = random.below(3); holes > 0; --holes) {
        polygon.holes.push_back(random_ring(random, 5));
      }
    }
    const auto expected = is_plainly_valid(polygons);
    valid += expected ? 1 : 0;
    if (is_surely_valid(polygons) != expected) {
      FAIL("round " << round << ": all pairs say " << expected);
    }
  }
  CHECK(valid > 1000);
}

TEST_CASE("One corner that crosses by a hair is seen among a hundred thousand spikes") {
  auto ring = star(100'000, 1000);
  CHECK(is_surely_valid(Polygons{{ring, {}}}));
  // The tip of a spike moves beyond the next one.
  ring[50'001] = {ring[50'003].x + 0.1 * (ring[50'003].x - ring[50'001].x),
                  ring[50'003].y + 0.1 * (ring[50'003].y - ring[50'001].y)};
  CHECK_FALSE(is_surely_valid(Polygons{{ring, {}}}));
}

TEST_CASE("Time grows with the corners and not with the length of the spikes") {
  const auto few = processor_seconds({{star(20'000, 1000), {}}});
  const auto many = processor_seconds({{star(200'000, 1000), {}}});
  const auto short_spikes = processor_seconds({{star(200'000, 1), {}}});
  // Ten times the corners; all pairs of overlapping boxes would be a hundred times as many.
  CHECK(many < 40 * few);
  CHECK(many < 10 * short_spikes);
}

TEST_CASE("The sweep stops when it is asked to") {
  const Progress stop = [](std::string_view, double) { return false; };
  CHECK_THROWS_AS(is_surely_valid(Polygons{{square(0, 0, 10), {}}}, stop), Cancelled);
}

}  // namespace lykta::tests_of_outline_sweep
