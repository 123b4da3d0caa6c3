#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numeric>
#include <utility>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/density/level_curves.hpp"
#include "tests/catch.hpp"
#include "tests/engine/samples.hpp"

namespace lykta::tests_of_level_curves {
namespace {

using test::Random;
using test::within;

constexpr auto missing = std::numeric_limits<double>::quiet_NaN();
/// Lines keep a millionth of a side away from the cells' centres.
constexpr auto nearly = 1e-4;

/// Cells of 10 m whose lower left corner is (100, 1000); the first row is the lowest.
LevelSurface surface_of(const std::vector<double>& values, std::size_t columns) {
  return {.values = values, .columns = columns, .rows = values.size() / columns, .low = {100, 1000}, .cell_m = 10};
}

double total_area_m2(const std::vector<LevelBand>& bands) {
  return std::accumulate(bands.begin(), bands.end(), 0.0,
                         [](double sum, const LevelBand& band) { return sum + area_m2(band.area); });
}

bool is_near(const Point& a, const Point& b) { return distance_m(a, b) < nearly; }

/// Few different values, so that many equal a level or a neighbour, and some cells without any.
std::vector<double> patchy(Random& random, std::size_t count, double share_missing) {
  std::vector<double> values;
  for (std::size_t i = 0; i < count; ++i) {
    const auto value = static_cast<double>(random.below(7));
    values.push_back(random.between(0, 1) < share_missing ? missing : value);
  }
  return values;
}

}  // namespace

TEST_CASE("A slope has one line where it reaches the level, from edge to edge with the higher side to its left") {
  const std::vector<double> values{0, 2};
  const auto curves = level_curves(surface_of(values, 2), std::vector<double>{0.5});
  REQUIRE(curves.size() == 1);
  REQUIRE(curves[0].size() == 1);
  const auto& points = curves[0][0].points;
  CHECK(is_near(points.front(), {107.5, 1010}));
  CHECK(is_near(points.back(), {107.5, 1000}));
  for (const auto& point : points) {
    CHECK(point.x == within(nearly, 107.5));
  }
}

TEST_CASE("A slope falls into bands that fill its cells") {
  const std::vector<double> values{0, 2};
  const auto bands = level_bands(surface_of(values, 2), std::vector<double>{0.5, 1});
  REQUIRE(bands.size() == 3);
  CHECK_FALSE(bands[0].from.has_value());
  CHECK(bands[0].to == 0.5);
  CHECK(bands[1].from == 0.5);
  CHECK(bands[1].to == 1);
  CHECK(bands[2].from == 1);
  CHECK_FALSE(bands[2].to.has_value());
  CHECK(area_m2(bands[0].area) == within(nearly, 75));
  CHECK(area_m2(bands[1].area) == within(nearly, 25));
  CHECK(area_m2(bands[2].area) == within(nearly, 100));
  // Straight sides have no corners in between but those where other bands' lines end.
  REQUIRE(bands[2].area.rings.size() == 1);
  CHECK(bands[2].area.rings[0].size() <= 6);
}

TEST_CASE("A peak is encircled counter-clockwise, a pit clockwise") {
  const std::vector<double> peak{0, 0, 0, 0, 4, 0, 0, 0, 0};
  const std::vector<double> pit{4, 4, 4, 4, 0, 4, 4, 4, 4};
  const std::vector<double> levels{2};
  for (const auto& [values, sign] : {std::pair{peak, 1.0}, std::pair{pit, -1.0}}) {
    const auto curves = level_curves(surface_of(values, 3), levels);
    REQUIRE(curves[0].size() == 1);
    auto points = curves[0][0].points;
    REQUIRE(points.size() == 5);
    CHECK(points.front() == points.back());
    points.pop_back();
    CHECK(twice_signed_area_m2(points) / 2 == within(nearly, sign * 50));
    const auto bands = level_bands(surface_of(values, 3), levels);
    const auto high = sign > 0 ? 50.0 : 850.0;
    CHECK(area_m2(bands[0].area) == within(nearly, 900 - high));
    CHECK(area_m2(bands[1].area) == within(nearly, high));
    CHECK(bands[sign > 0 ? 0 : 1].area.rings.size() == 2);
  }
}

TEST_CASE("Where high faces high across low, the mean decides which pair is joined") {
  // The high ones lie at the lower left and the upper right.
  const std::vector<double> joined{9, 0, 0, 9};
  const std::vector<double> levels{4};
  CHECK(level_curves(surface_of(joined, 2), levels)[0].size() == 2);
  CHECK(level_bands(surface_of(joined, 2), levels)[1].area.rings.size() == 1);
  CHECK(level_bands(surface_of(joined, 2), levels)[0].area.rings.size() == 2);
  const std::vector<double> apart{7, 0, 0, 7};
  CHECK(level_bands(surface_of(apart, 2), levels)[1].area.rings.size() == 2);
  CHECK(level_bands(surface_of(apart, 2), levels)[0].area.rings.size() == 1);
}

TEST_CASE("A value that equals a level lies above it") {
  const std::vector<double> level_ground(12, 5.0);
  const auto bands = level_bands(surface_of(level_ground, 4), std::vector<double>{5, 6});
  CHECK(bands[0].area.empty());
  CHECK(bands[2].area.empty());
  CHECK(bands[1].area.rings == std::vector<Ring>{{{100, 1000}, {140, 1000}, {140, 1030}, {100, 1030}}});
  CHECK(level_curves(surface_of(level_ground, 4), std::vector<double>{5})[0].empty());
}

TEST_CASE("Cells without a value are left out, whole and no more") {
  const std::vector<double> values{1, 1, 1, 1, missing, 1, 1, 1, std::numeric_limits<double>::infinity()};
  const auto bands = level_bands(surface_of(values, 3), std::vector<double>{2});
  CHECK(area_m2(bands[0].area) == within(nearly, 700));
  CHECK_FALSE(contains(bands[0].area, {115, 1015}));
  CHECK_FALSE(contains(bands[0].area, {125, 1025}));
  CHECK(contains(bands[0].area, {129.9, 1019.9}));
}

TEST_CASE("Cells that touch in a corner only do not share a ring") {
  const std::vector<double> values{1, missing, missing, 1};
  const auto bands = level_bands(surface_of(values, 2), std::vector<double>{2});
  CHECK(bands[0].area.rings.size() == 2);
  CHECK(area_m2(bands[0].area) == within(nearly, 200));
}

TEST_CASE("Each cell's centre lies in the band of its value, and the bands fill the cells that have one") {
  Random random(12);
  const std::vector<double> levels{1, 2.5, 3, 6};
  for (const auto share_missing : {0.0, 0.1, 0.5}) {
    const auto values = patchy(random, 23 * 31, share_missing);
    const auto surface = surface_of(values, 23);
    const auto bands = level_bands(surface, levels);
    const auto valid = std::ranges::count_if(values, [](double value) { return !std::isnan(value); });
    CAPTURE(share_missing);
    CHECK(total_area_m2(bands) == within(0.1, 100.0 * static_cast<double>(valid)));
    for (std::size_t cell = 0; cell < values.size(); ++cell) {
      const Point centre{105 + 10.0 * static_cast<double>(cell % 23), 1005 + 10.0 * static_cast<double>(cell / 23)};
      for (const auto& band : bands) {
        const auto belongs = (!band.from || values[cell] >= *band.from) && (!band.to || values[cell] < *band.to) &&
                             !std::isnan(values[cell]);
        if (contains(band.area, centre) != belongs) {
          FAIL_CHECK("cell " << cell << " of value " << values[cell]);
        }
      }
    }
  }
}

TEST_CASE("No ring comes to a point twice, and no line of the rim is broken") {
  Random random(4);
  const auto values = patchy(random, 40 * 40, 0.3);
  for (const auto& band : level_bands(surface_of(values, 40), std::vector<double>{1, 2, 3, 4})) {
    std::vector<std::pair<double, double>> points;
    for (const auto& ring : band.area.rings) {
      CHECK(ring.size() >= 3);
      for (const auto& point : ring) {
        points.emplace_back(point.x, point.y);
      }
    }
    std::ranges::sort(points);
    CHECK(std::ranges::adjacent_find(points) == points.end());
  }
}

TEST_CASE("No values, no levels and no cells give nothing and no harm") {
  const std::vector<double> none(6, missing);
  CHECK(level_bands(surface_of(none, 3), std::vector<double>{1})[0].area.empty());
  CHECK(level_bands({}, std::vector<double>{1}).size() == 2);
  CHECK(level_curves({}, {}).empty());
  const std::vector<double> one{3};
  const auto bands = level_bands(surface_of(one, 1), {});
  REQUIRE(bands.size() == 1);
  CHECK(area_m2(bands[0].area) == within(1e-9, 100));
}

TEST_CASE("Levels that do not ascend are refused") {
  const std::vector<double> values{0, 2};
  for (const auto& levels : {std::vector<double>{1, 1}, {2, 1}, {missing}}) {
    CHECK_THROWS_AS(level_curves(surface_of(values, 2), levels), InvalidOption);
    CHECK_THROWS_AS(level_bands(surface_of(values, 2), levels), InvalidOption);
  }
  CHECK_THROWS_WITH(level_bands(surface_of(values, 2), std::vector<double>{1, 2, 1.5}),
                    "levels must ascend: 1.5 does not follow 2");
}

TEST_CASE("Levels by quantiles cut the positive values into equal parts") {
  const std::vector<double> values{0, 5, 1, missing, 2, 4, -7, 3, 0};
  CHECK(quantile_levels(values, 1) == std::vector<double>{3});
  CHECK(quantile_levels(values, 3) == std::vector<double>{2, 3, 4});
  CHECK(quantile_levels(values, 2)[0] == within(1e-12, 1 + 4.0 / 3));
  CHECK(quantile_levels(values, 0).empty());
  CHECK(quantile_levels(std::vector<double>{0, 7, 7, 7}, 4) == std::vector<double>{7});
  CHECK(quantile_levels(std::vector<double>{0, missing, -1}, 4).empty());
}

TEST_CASE("Levels by equal steps share out what lies between 0 and the largest value") {
  // 10 in all: 1 + 2 lie below half, and with 3 more than half: the level is 3.
  CHECK(volume_levels(std::vector<double>{4, missing, 1, 0, 3, 2, -7}, 1) == std::vector<double>{3});
  CHECK(volume_levels(std::vector<double>{5, 5, 5, 5}, 3) == std::vector<double>{5});
  CHECK(volume_levels(std::vector<double>{1, 2, 3, 4}, 4) == std::vector<double>{2, 3, 4});
  CHECK(volume_levels(std::vector<double>{0, missing}, 3).empty());
  CHECK(equal_levels(std::vector<double>{1, missing, 8, -3}, 3) == std::vector<double>{2, 4, 6});
  CHECK(equal_levels(std::vector<double>{0, -1}, 3).empty());
  CHECK(equal_levels({}, 3).empty());
}

}  // namespace lykta::tests_of_level_curves
