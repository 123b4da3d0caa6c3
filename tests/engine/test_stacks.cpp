#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <utility>
#include <vector>

#include "engine/events/stacks.hpp"
#include "tests/catch.hpp"
#include "tests/engine/samples.hpp"

namespace lykta::tests_of_stacks {
namespace {

using test::Random;

/// So many points at each of so many different places, from left to right.
std::vector<Point> piles(const std::vector<std::size_t>& sizes) {
  std::vector<Point> points;
  for (std::size_t i = 0; i < sizes.size(); ++i) {
    points.insert(points.end(), sizes[i], {100.0 * static_cast<double>(i), 7.0});
  }
  return points;
}

/// Points of which none shares its place, far from the piles.
void add_single(std::vector<Point>& points, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    points.push_back({-1.0 - static_cast<double>(i), 1e6});
  }
}

std::size_t suspicious(const std::vector<Point>& points) { return suspicious_stacks(find_stacks(points)).size(); }

/// Values in [from, to) rounded to a number of decimals (negative: tens, hundreds), as a text file would give them.
std::vector<double> rounded(double from, double to, int decimals, std::size_t count = 500) {
  Random random(42);
  const auto scale = std::pow(10.0, std::abs(decimals));
  std::vector<double> values;
  for (std::size_t i = 0; i < count; ++i) {
    const auto value = random.between(from, to);
    values.push_back(decimals >= 0 ? std::round(value * scale) / scale : std::round(value / scale) * scale);
  }
  return values;
}

std::vector<double> times(double factor, std::vector<double> values) {
  for (auto& value : values) {
    value *= factor;
  }
  return values;
}

}  // namespace

TEST_CASE("Stacks are counted by exactly equal positions") {
  const std::vector<Point> points{{1, 2}, {1, 3}, {1, 2}, {5, 5}, {1, 2}, {1, 3}, {1, 2.0000000001}};
  const auto stacks = find_stacks(points);
  CHECK(stacks.events == 7);
  CHECK(stacks.distinct == 4);
  CHECK(stacks.in_stacks == 5);
  CHECK(stacks.largest == std::vector<Stack>{{{1, 2}, 3}, {{1, 3}, 2}});
}

TEST_CASE("No points and single points make no stacks") {
  const auto none = find_stacks({});
  CHECK(none.events == 0);
  CHECK(none.distinct == 0);
  CHECK(none.largest.empty());
  CHECK(suspicious_stacks(none).empty());
  const auto single = find_stacks(std::vector<Point>{{1, 1}, {1, 2}});
  CHECK(single.distinct == 2);
  CHECK(single.in_stacks == 0);
  CHECK(single.largest.empty());
}

TEST_CASE("Stacks of equal size are ordered by x, then by y") {
  const std::vector<Point> points{{2, 1}, {1, 9}, {1, -9}, {2, 1}, {1, 9}, {1, -9}};
  CHECK(find_stacks(points).largest == std::vector<Stack>{{{1, -9}, 2}, {{1, 9}, 2}, {{2, 1}, 2}});
}

TEST_CASE("The twenty largest of many stacks are kept and the order of the points does not matter") {
  std::vector<std::size_t> sizes(60);
  std::iota(sizes.begin(), sizes.end(), 1U);
  auto points = piles(sizes);
  const auto stacks = find_stacks(points);
  REQUIRE(stacks.largest.size() == 20);
  for (std::size_t i = 0; i < 20; ++i) {
    CHECK(stacks.largest[i].events == 60 - i);
    CHECK(stacks.largest[i].at.x == 100.0 * static_cast<double>(59 - i));
  }
  CHECK(stacks.distinct == 60);
  CHECK(stacks.in_stacks == 60 * 61 / 2 - 1);
  Random random(1);
  random.shuffle(points);
  CHECK(find_stacks(points).largest == stacks.largest);
}

TEST_CASE("Stacks among a hundred thousand points are those that sorting finds") {
  Random random(3);
  std::vector<Point> points;
  for (int i = 0; i < 100'000; ++i) {
    const auto step = i % 3 == 0 ? 1000.0 : 0.5;  // a third on few places
    points.push_back(
        {step * std::round(random.between(-5000, 5000) / step), step * std::round(random.between(-5000, 5000) / step)});
  }
  points.insert(points.end(), 9000, Point{0.0, -0.0});
  const auto stacks = find_stacks(points);
  std::ranges::sort(points, {}, [](const Point& point) { return std::pair(point.x, point.y); });
  std::uint64_t distinct = 0;
  std::uint64_t in_stacks = 0;
  std::uint64_t largest = 0;
  for (auto here = points.begin(); here != points.end();) {
    const auto next = std::find_if(here, points.end(), [&](const Point& point) { return point != *here; });
    const auto events = static_cast<std::uint64_t>(next - here);
    ++distinct;
    in_stacks += events > 1 ? events : 0;
    largest = std::max(largest, events);
    here = next;
  }
  CHECK(stacks.events == points.size());
  CHECK(stacks.distinct == distinct);
  CHECK(stacks.in_stacks == in_stacks);
  REQUIRE(stacks.largest.size() == Stacks::most_kept);
  CHECK(stacks.largest.front().events == largest);
  CHECK(stacks.largest.front().at == Point{0, 0});
}

TEST_CASE("Natural stacks are not suspicious") {
  SECTION("snap points of police.uk") {
    // Sizes of the largest stacks of a real file of 56 434 rows at 17 848 places.
    auto points = piles({130, 109, 82, 79, 73, 67, 67, 65, 64, 64, 63, 62, 61, 60, 59, 58, 58, 55, 53, 52, 51, 51});
    add_single(points, 56'434 - points.size());
    CHECK(suspicious(points) == 0);
  }
  SECTION("robberies rounded to a thousandth of a degree") {
    auto points = piles({11, 7, 6, 6, 5, 5, 5, 5, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 3, 3, 3, 3});
    add_single(points, 2245 - points.size());
    CHECK(suspicious(points) == 0);
  }
  SECTION("a town where two addresses hold 4 % of all") {
    auto points = piles({192, 154, 78, 77, 43, 42, 40, 37, 37, 33, 31, 24, 21, 21, 20, 20, 20, 19, 17, 17, 17, 17});
    add_single(points, 8725 - points.size());
    CHECK(suspicious(points) == 0);
  }
  SECTION("sizes that fall with the rank") {
    std::vector<std::size_t> sizes;
    for (std::size_t rank = 1; rank <= 100; ++rank) {
      sizes.push_back(200 / rank);
    }
    CHECK(suspicious(piles(sizes)) == 0);
    ++sizes.front();
    CHECK(suspicious(piles(sizes)) == 1);
  }
  SECTION("a few events at one place") {
    auto points = piles({19});
    add_single(points, 40);
    CHECK(suspicious(points) == 0);
  }
}

TEST_CASE("The middle of a municipality that holds a twentieth of the events is suspicious") {
  Random random(3);
  auto points = piles({125});
  for (std::size_t i = 0; i < 2375; ++i) {
    const auto place = random.between(0, 200);
    points.push_back({10 * std::round(place * place), 99});  // towards the left many share an address
  }
  const auto found = suspicious_stacks(find_stacks(points));
  CHECK(found == std::vector<Stack>{{{0, 7}, 125}});
}

TEST_CASE("Events at zero degrees are suspicious") {
  auto points = std::vector<Point>(152);
  for (const auto& pair : piles(std::vector<std::size_t>(13, 2))) {
    points.push_back(pair);
  }
  add_single(points, 2811 - points.size());
  CHECK(suspicious_stacks(find_stacks(points)) == std::vector<Stack>{{{0, 0}, 152}});
}

TEST_CASE("Several default positions do not hide each other") {
  auto points = piles({130, 125, 90, 80, 70, 65, 60, 60, 60, 55, 55, 51});
  const auto addresses = piles(std::vector<std::size_t>(30, 5));
  for (const auto& point : addresses) {
    points.push_back({point.x, 1234});
  }
  add_single(points, 2500 - points.size());
  CHECK(suspicious(points) == 12);
}

TEST_CASE("Events at a handful of places in all are suspicious") {
  CHECK(suspicious(piles({200, 120, 80, 60, 40})) == 5);
  CHECK(suspicious(piles({37})) == 1);
}

TEST_CASE("The limits of suspicion can be set") {
  auto points = piles({30});
  add_single(points, 970);
  const auto stacks = find_stacks(points);
  CHECK(suspicious_stacks(stacks).size() == 1);
  CHECK(suspicious_stacks(stacks, {.fewest = 30}).size() == 1);
  CHECK(suspicious_stacks(stacks, {.fewest = 31}).empty());
  CHECK(suspicious_stacks(stacks, {.share = 0.03}).size() == 1);
  CHECK(suspicious_stacks(stacks, {.share = 0.031}).empty());
  CHECK(suspicious_stacks(stacks, {.times = 30}).empty());
}

TEST_CASE("The step of coordinates is the one they were rounded to") {
  CHECK(coordinate_step(rounded(6.22e6, 6.24e6, -2)) == 100.0);
  CHECK(coordinate_step(rounded(6.22e6, 6.24e6, 0)) == 1.0);
  CHECK(coordinate_step(rounded(6.22e6, 6.24e6, 1)) == 0.1);
  CHECK(coordinate_step(rounded(6.22e6, 6.24e6, 3)) == 0.001);
  CHECK(coordinate_step(rounded(-90.2, -89.7, 3)) == 0.001);
  CHECK(coordinate_step(rounded(15.1, 15.4, 4)) == 0.0001);
  CHECK(coordinate_step(rounded(56.1, 56.3, 6)) == 1e-6);
  CHECK(coordinate_step(rounded(56.1, 56.3, 9)) == 1e-9);
  CHECK(coordinate_step(rounded(-5, 5, 2)) == 0.01);
}

TEST_CASE("The step may be two, two and a half or five times a power of ten") {
  CHECK(coordinate_step(times(50, rounded(0, 1000, 0))) == 50.0);
  CHECK(coordinate_step(times(25, rounded(0, 1000, 0))) == 25.0);
  CHECK(coordinate_step(times(250, rounded(0, 1000, 0))) == 250.0);
  CHECK(coordinate_step(times(0.5, rounded(1e5, 2e5, 0))) == 0.5);
  CHECK(coordinate_step(times(0.25, rounded(1e5, 2e5, 0))) == 0.25);
  CHECK(coordinate_step(times(200, rounded(0, 1000, 0))) == 200.0);
  CHECK(coordinate_step(times(1e5, rounded(0, 1000, 0))) == 100'000.0);
}

TEST_CASE("Middles of cells show half of a cell") {
  auto values = rounded(5e5, 6e5, -2);
  for (auto& value : values) {
    value += 50;
  }
  CHECK(coordinate_step(values) == 50.0);
}

TEST_CASE("Coordinates that were computed have no step") {
  CHECK_FALSE(coordinate_step(rounded(6.22e6, 6.24e6, 15)).has_value());
  auto projected = rounded(15.1, 15.4, 3);
  for (auto& value : projected) {
    value = 500'000 + 6'378'137 * std::sin(value / 57.3);
  }
  CHECK_FALSE(coordinate_step(projected).has_value());
  Random random(9);
  for (auto& value : projected) {
    value = random.between(56, 57);
  }
  CHECK_FALSE(coordinate_step(projected).has_value());
}

TEST_CASE("A few exact values hide no step and a pile on a round value makes none") {
  auto values = rounded(6.22e6, 6.24e6, -2, 20'000);
  const auto different = [&] {
    auto sorted = values;
    std::ranges::sort(sorted);
    return static_cast<std::size_t>(std::unique(sorted.begin(), sorted.end()) - sorted.begin());
  }();
  REQUIRE(different == 201);
  values.push_back(6'229'148.3);
  values.push_back(6'229'149.3);
  CHECK(coordinate_step(values) == 100.0);
  values.push_back(6'229'150.3);
  CHECK(coordinate_step(values) == 0.1);

  auto fine = rounded(56.1, 56.3, 5, 300);
  fine.insert(fine.end(), 100'000, 56.0);
  CHECK(coordinate_step(fine) == 1e-5);
}

TEST_CASE("Fewer than twenty different values tell no step") {
  std::vector<double> values(1000, 300.0);
  for (int i = 1; i < 19; ++i) {
    values.push_back(300.0 + 100 * i);
  }
  CHECK_FALSE(coordinate_step(values).has_value());
  values.push_back(5000);
  CHECK(coordinate_step(values) == 100.0);
  CHECK_FALSE(coordinate_step({}).has_value());
}

TEST_CASE("The step of positions is the coarser one of both axes") {
  const auto coarse = rounded(6.22e6, 6.24e6, -1);
  const auto fine = rounded(5.1e5, 5.2e5, 0);
  const auto computed = rounded(5.1e5, 5.2e5, 15);
  CHECK(shared_step(fine, coarse) == 10.0);
  CHECK(shared_step(coarse, fine) == 10.0);
  CHECK(shared_step(fine, computed) == 1.0);
  CHECK(shared_step(computed, fine) == 1.0);
  CHECK_FALSE(shared_step(computed, computed).has_value());
}

}  // namespace lykta::tests_of_stacks
