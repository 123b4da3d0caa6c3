#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/questions/density_map.hpp"
#include "tests/catch.hpp"
#include "tests/engine/density_town.hpp"
#include "tests/engine/samples.hpp"

namespace lykta::tests_of_density_map_risk {
namespace {

using namespace test::density_town;
using Catch::Contains;
using test::within;

}  // namespace

TEST_CASE("The relative risk of events against themselves is 1") {
  const auto inputs = town_twice();
  const DensityMap map(inputs, compared(RiskTest::asymptotic));
  CHECK(map.events() == 120);
  CHECK(kinds(map) == std::vector<BandKind>{BandKind::density, BandKind::ratio, BandKind::log_ratio, BandKind::p_upper,
                                            BandKind::p_two_sided});
  const auto values = whole(map);
  CHECK(same(values[0], first_band(DensityMap(busy_town(), usual()))));
  const auto& ratio = band_of(map, values, BandKind::ratio);
  const auto& log_ratio = band_of(map, values, BandKind::log_ratio);
  const auto& upper = band_of(map, values, BandKind::p_upper);
  const auto& two_sided = band_of(map, values, BandKind::p_two_sided);
  CHECK(values_in(ratio) > 100);
  for (std::size_t cell = 0; cell < ratio.size(); ++cell) {
    REQUIRE(std::isnan(ratio[cell]) == std::isnan(upper[cell]));
    if (!std::isnan(ratio[cell])) {
      REQUIRE(ratio[cell] == within(1e-9, 1));
      REQUIRE(log_ratio[cell] == within(1e-9, 0));
      REQUIRE(upper[cell] == within(1e-6, 0.5));
      REQUIRE(two_sided[cell] == within(1e-6, 1));
    }
  }
}

TEST_CASE("Where the denominator is too thin there is no relative risk, and such cells are counted") {
  const auto inputs = town_twice();
  const DensityMap generous(inputs, compared(RiskTest::none, 1));
  const DensityMap strict(inputs, compared(RiskTest::none, 20));
  CHECK(strict.thin_cells() > generous.thin_cells());
  const auto values = whole(strict);
  CHECK(values_in(values[1]) + strict.thin_cells() == 600);
  CHECK(kinds(strict) == std::vector<BandKind>{BandKind::density, BandKind::ratio, BandKind::log_ratio});
  CHECK_THROWS_AS(DensityMap(inputs, compared(RiskTest::none, -1)), InvalidOption);
}

TEST_CASE("p by random labelling lies between its smallest value and 1") {
  const auto inputs = town_twice();
  for (const auto adaptive : {false, true}) {
    auto options = compared(RiskTest::monte_carlo);
    if (adaptive) {
      options.field.adaptive = AdaptiveShape{};
    }
    const DensityMap map(inputs, options);
    const auto values = whole(map);
    for (const auto kind : {BandKind::p_upper, BandKind::p_two_sided}) {
      const auto& p = band_of(map, values, kind);
      CHECK(values_in(p) == values_in(band_of(map, values, BandKind::ratio)));
      CHECK(std::ranges::all_of(p, [](double value) { return std::isnan(value) || (value >= 0.05 && value <= 1); }));
    }
  }
}

TEST_CASE("The risk per resident is high where few people live and much happens") {
  auto inputs = busy_town();  // half of its events around (1125, 1000)
  for (int column = 0; column < 30; ++column) {
    for (int row = 0; row < 20; ++row) {
      const Point home{100.0 * column + 50, 100.0 * row + 50};
      inputs.residents.push_back({home, std::nullopt, 10});
    }
  }
  inputs.residents.push_back({{5000, 5000}, std::nullopt, 100'000});  // beyond the area
  for (const auto test : {RiskTest::asymptotic, RiskTest::monte_carlo}) {
    const DensityMap map(inputs, per_resident(test));
    CHECK(kinds(map) == std::vector<BandKind>{BandKind::density, BandKind::ratio, BandKind::log_ratio, BandKind::rate,
                                              BandKind::p_upper, BandKind::p_two_sided});
    const auto values = whole(map);
    const auto knot = map.grid().cell_at({1125, 1000}).value();
    const auto rim = map.grid().cell_at({2520, 1000}).value();
    const auto& ratio = band_of(map, values, BandKind::ratio);
    const auto& rate = band_of(map, values, BandKind::rate);
    const auto& upper = band_of(map, values, BandKind::p_upper);
    CHECK(ratio[knot] > 5);
    CHECK(ratio[rim] < 1);
    // 1 000 residents per km2.
    CHECK(rate[knot] == within(1e-6 * values[0][knot], values[0][knot]));
    CHECK(upper[knot] <= 0.05);
    CHECK(upper[rim] > 0.05);
    CHECK(std::ranges::all_of(upper, [](double p) { return std::isnan(p) || (p >= 0 && p <= 1); }));
  }
}

TEST_CASE("Residents of a polygon live all over it, as far as it lies in the area") {
  auto by_points = busy_town();
  for (int column = 5; column < 30; ++column) {
    for (int row = 0; row < 20; ++row) {
      by_points.residents.push_back({{100.0 * column + 50, 100.0 * row + 50}, std::nullopt, 2});
    }
  }
  auto by_polygon = busy_town();
  // As large again beyond the border: half of its residents do not count.
  by_polygon.residents.push_back({{3000, 1000}, rectangle({500, 0, 5500, 2000}), 2000});
  const DensityMap points_map(by_points, per_resident(RiskTest::none));
  const DensityMap polygon_map(by_polygon, per_resident(RiskTest::none));
  const auto points = whole(points_map);
  const auto polygon = whole(polygon_map);
  const auto& expected = band_of(points_map, points, BandKind::rate);
  const auto& rate = band_of(polygon_map, polygon, BandKind::rate);
  CHECK(values_in(expected) > 300);
  for (std::size_t cell = 0; cell < rate.size(); ++cell) {
    REQUIRE(std::isnan(rate[cell]) == std::isnan(expected[cell]));
    REQUIRE((std::isnan(rate[cell]) || rate[cell] == within(1e-9 * expected[cell] + 1e-12, expected[cell])));
  }
}

TEST_CASE("A denominator without anyone in the area is refused") {
  auto inputs = busy_town();
  CHECK_THROWS_WITH(DensityMap(inputs, per_resident(RiskTest::none)), Contains("no residents live in the study area"));
  inputs.residents.push_back({{5000, 5000}, std::nullopt, 100});
  inputs.residents.push_back({{1000, 1000}, std::nullopt, 0});
  CHECK_THROWS_WITH(DensityMap(inputs, per_resident(RiskTest::none)), Contains("no residents live in the study area"));
  add(inputs, {.position = {5000, 5000}, .source = 1});
  CHECK_THROWS_WITH(DensityMap(inputs, compared(RiskTest::none)),
                    Contains("none of the events to compare with lies in the study area"));
}

TEST_CASE("Events to compare with are no events of the map") {
  auto inputs = empty_town();
  add(inputs, {.position = {5000, 1000}});
  for (int i = 0; i < 20; ++i) {
    add(inputs, {.position = {1000, 1000}, .origin = Origin::discovered, .source = 1});
  }
  // All of the first source lies outside, whatever the second does.
  CHECK_THROWS_WITH(DensityMap(inputs, compared(RiskTest::none)), Contains("outside"));
  add(inputs, {.position = {1050, 1050}});
  const DensityMap map(inputs, compared(RiskTest::none));
  CHECK(map.events() == 1);
  const auto left_out = std::ranges::find(map.warnings(), WarningKind::discovered_left_out, &Warning::kind);
  CHECK(left_out == map.warnings().end());
  CHECK(warns(map, WarningKind::no_discovered_known));
  CHECK_FALSE(warns(map, WarningKind::coarse_positions));  // only those compared with share their place
}

TEST_CASE("Edges are corrected in both densities of a relative risk") {
  auto inputs = empty_town();
  for (int column = 0; column < 60; ++column) {
    for (int row = 0; row < 40; ++row) {
      const Point place{50.0 * column + 25, 50.0 * row + 25};
      add(inputs, {.position = place});
      add(inputs, {.position = place, .source = 1});
    }
  }
  for (const auto edges : {EdgeTerm::uniform, EdgeTerm::diggle}) {
    auto options = compared(RiskTest::asymptotic);
    options.field.edges = edges;
    const DensityMap map(inputs, options);
    const auto values = whole(map);
    // Without a correction the corner would have little more than 100 of its 400 per km2.
    CHECK(values[0][0] == (edges == EdgeTerm::uniform ? within(20, 400) : within(60, 300)));
    CHECK(band_of(map, values, BandKind::ratio)[0] == within(1e-9, 1));
    CHECK(std::isfinite(band_of(map, values, BandKind::p_upper)[0]));
  }
}

}  // namespace lykta::tests_of_density_map_risk
