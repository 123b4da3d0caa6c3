#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numbers>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/questions/density_map.hpp"
#include "tests/catch.hpp"
#include "tests/engine/density_town.hpp"
#include "tests/engine/samples.hpp"

namespace lykta::tests_of_density_map {
namespace {

using namespace test::density_town;
using Catch::Contains;
using test::at;
using test::within;

}  // namespace

TEST_CASE("The units of a density map are per square kilometre, per cell, and shares of all events") {
  const auto inputs = busy_town();
  const auto in_unit = [&](DensityUnit unit) {
    return first_band(DensityMap(inputs, with([&](DensityMapOptions& options) { options.unit = unit; })));
  };
  const auto per_km2 = in_unit(DensityUnit::per_km2);
  const auto per_cell = in_unit(DensityUnit::per_cell);
  const auto share = in_unit(DensityUnit::share);
  CHECK(sum_of_values(per_cell) == within(1e-9, 120));
  CHECK(sum_of_values(share) == within(1e-12, 1));
  for (std::size_t cell = 0; cell < per_km2.size(); ++cell) {
    REQUIRE(per_cell[cell] == within(1e-12, per_km2[cell] * 0.01));  // cells of 100 m
    REQUIRE(share[cell] == within(1e-12, per_cell[cell] / 120));
  }
}

TEST_CASE("Classes count with their weights where these are asked for") {
  const auto inputs = busy_town();
  const DensityMap map(inputs, with([](DensityMapOptions& options) {
                         options.weighted = true;
                         options.unit = DensityUnit::per_cell;
                       }));
  CHECK(map.events() == 120);
  CHECK(map.weight() == within(1e-9, 30 * 3 + 90));
  CHECK(sum_of_values(first_band(map)) == within(1e-9, 180));
  CHECK(DensityMap(inputs, usual()).weight() == 120);
}

TEST_CASE("Events of a class that weighs nothing are left out") {
  auto inputs = busy_town();
  inputs.classes[assault].weight = 0;
  const DensityMap map(inputs, with([](DensityMapOptions& options) { options.weighted = true; }));
  CHECK(map.events() == 90);
  inputs.classes[theft].weight = 0;
  CHECK_THROWS_WITH(DensityMap(inputs, with([](DensityMapOptions& options) { options.weighted = true; })),
                    Contains("none of the 120 events has a weight"));
}

TEST_CASE("Strips of a density map equal the whole, whatever it holds") {
  auto inputs = town_twice();
  inputs.study_area = Area{{{{0, 0}, {3000, 0}, {2500, 2000}, {0, 1700}}}};
  std::vector<DensityMapOptions> all{
      usual(),
      compared(RiskTest::asymptotic),
      with([](DensityMapOptions& options) {
        options.stack = TimeStack::weeks;
        options.period = january;
        options.unit = DensityUnit::per_cell;
      }),
      with([](DensityMapOptions& options) { options.field.edges = EdgeTerm::diggle; }),
      with([](DensityMapOptions& options) { options.field.adaptive = AdaptiveShape{}; }),
      with([](DensityMapOptions& options) { options.grid = {.shape = CellShape::hexagon, .cell_m = 90}; })};
  for (const auto& options : all) {
    const DensityMap map(inputs, options);
    const auto expected = whole(map);
    REQUIRE(expected.size() == map.bands().size());
    std::vector<std::vector<double>> joined(expected.size());
    for (std::size_t first = 0; first < map.grid().rows(); first += 3) {
      const auto strip = map.strip(first, std::min<std::size_t>(3, map.grid().rows() - first));
      for (std::size_t band = 0; band < strip.size(); ++band) {
        joined[band].insert(joined[band].end(), strip[band].begin(), strip[band].end());
      }
    }
    CHECK(same(joined, expected));
  }
}

TEST_CASE("A density map is the same on any number of threads") {
  const auto inputs = town_twice();
  for (auto options : {usual(), compared(RiskTest::monte_carlo), with([](DensityMapOptions& changed) {
                         changed.field.edges = EdgeTerm::uniform;
                         changed.field.adaptive = AdaptiveShape{};
                       }),
                       with([](DensityMapOptions& changed) { changed.rule = BandwidthRule::likelihood; })}) {
    const auto alone = whole(DensityMap(inputs, options));
    options.field.density.threads = 2;
    CHECK(same(whole(DensityMap(inputs, options)), alone));
    options.field.density.threads = 5;
    CHECK(same(whole(DensityMap(inputs, options)), alone));
  }
}

TEST_CASE("A strip holds whole tiles of a raster") {
  const DensityMap map(busy_town(), usual());
  CHECK(map.rows_per_strip() == 512);  // 20 rows: one tile
}

TEST_CASE("Cells outside the study area have no value, and those that it touches have") {
  auto inputs = busy_town();
  inputs.study_area = Area{{{{0, 0}, {3000, 0}, {3000, 2000}}}};  // the lower right half
  const DensityMap map(inputs, usual());
  const auto density = first_band(map);
  REQUIRE(map.grid().columns() == 30);
  CHECK(std::isnan(density[30 * 19]));          // the upper left corner
  CHECK(std::isfinite(density[30 * 19 + 29]));  // the upper right one
  CHECK(std::isfinite(density[0]));             // half of its cell lies inside
  CHECK(map.study_area().rings == inputs.study_area->area().rings);
}

TEST_CASE("Events outside the area or the period, discovered or linked ones do not count") {
  auto inputs = busy_town(20);
  const auto count = inputs.incidents.size();
  add(inputs, {.position = {-50, 100}});
  add(inputs, {.position = {1000, 1000}, .time = TimeSpan{at(2024, 3, 1), at(2024, 3, 1)}});
  add(inputs, {.position = {1000, 1000}, .time = std::nullopt});
  add(inputs, {.position = {1000, 1000}, .origin = Origin::discovered});
  add(inputs, {.position = {1000, 1000}});
  inputs.counted_as.resize(count + 5);
  for (std::size_t i = 0; i < inputs.counted_as.size(); ++i) {
    inputs.counted_as[i] = static_cast<std::uint32_t>(i);
  }
  inputs.counted_as.back() = 0;
  const DensityMap map(inputs, with([](DensityMapOptions& options) { options.period = january; }));
  CHECK(map.events() == count);
  CHECK(std::vector<IncidentUse>(map.uses().begin() + static_cast<std::ptrdiff_t>(count), map.uses().end()) ==
        std::vector<IncidentUse>{IncidentUse::outside_area, IncidentUse::outside_periods, IncidentUse::outside_periods,
                                 IncidentUse::period, IncidentUse::linked});
  CHECK(warns(map, WarningKind::outside_area));
  CHECK(warns(map, WarningKind::discovered_left_out));

  const DensityMap with_patrols(inputs, with([](DensityMapOptions& options) {
                                  options.period = january;
                                  options.include_discovered = true;
                                }));
  CHECK(with_patrols.events() == count + 1);
  CHECK_FALSE(warns(with_patrols, WarningKind::discovered_left_out));
  // Without a period, time does not matter.
  CHECK(DensityMap(inputs, usual()).events() == count + 2);
}

TEST_CASE("Where no event is left the reason is given") {
  CHECK_THROWS_WITH(DensityMap(empty_town(), usual()), Contains("no usable event was read"));
  auto outside = empty_town();
  add(outside, {.position = {5000, 5000}});
  CHECK_THROWS_WITH(DensityMap(outside, usual()), Contains("the study area holds no event: all 1 lie outside it"));
  auto late = empty_town();
  add(late, {.position = {1000, 1000}, .time = TimeSpan{at(2025, 1, 1), at(2025, 1, 1)}});
  CHECK_THROWS_WITH(DensityMap(late, with([](DensityMapOptions& options) { options.period = january; })),
                    Contains("falls into the period 2024-01-01 – 2024-01-31"));
  auto found = empty_town();
  add(found, {.position = {1000, 1000}, .origin = Origin::discovered});
  CHECK_THROWS_WITH(DensityMap(found, usual()), Contains("discovered by patrols"));
  auto nothing = busy_town();
  nothing.study_area = Area{{{{0, 0}, {3000, 0}}}};
  CHECK_THROWS_WITH(DensityMap(nothing, usual()), Contains("encloses nothing"));
}

TEST_CASE("Without a study area the cells around the events stand in") {
  for (const auto shape : {CellShape::square, CellShape::hexagon}) {
    auto inputs = busy_town(30);
    inputs.study_area.reset();
    const DensityMap map(inputs, with([&](DensityMapOptions& options) { options.grid.shape = shape; }));
    CHECK(map.events() == 30);
    CHECK(warns(map, WarningKind::no_study_area));
    for (const auto& position : inputs.incidents.position) {
      CHECK(contains(map.study_area(), position));
    }
    const auto density = first_band(map);
    CHECK(values_in(density) > 0);
    if (shape == CellShape::square) {
      CHECK(values_in(density) == density.size());
      CHECK(map.grid().box().width() <= bounding_box(std::span(inputs.incidents.position)).width() + 200);
    }
  }
}

TEST_CASE("A single event without a study area has the density of its kernel") {
  auto inputs = empty_town();
  inputs.study_area.reset();
  add(inputs, {.position = {1000, 1000}});  // on the corner of four cells: the upper right one holds it
  const DensityMap map(inputs, with([](DensityMapOptions& options) { options.field.density.keep_mass = false; }));
  REQUIRE(map.grid().size() == 1);
  const auto u2 = (50.0 * 50 + 50 * 50) / (300.0 * 300);
  CHECK(first_band(map)[0] == within(1e-9, 3 / std::numbers::pi * (1 - u2) * (1 - u2) / 0.09));
}

TEST_CASE("Options that contradict each other are refused") {
  const auto refusal = [](const DensityMapOptions& options) {
    try {
      check(options);
    } catch (const InvalidOption& error) {
      return std::string(error.what());
    }
    return std::string();
  };
  CHECK(refusal(usual()).empty());
  CHECK(refusal(compared(RiskTest::monte_carlo)).empty());
  CHECK_THAT(refusal(with([](DensityMapOptions& options) {
               options.field.adaptive = AdaptiveShape{};
               options.field.fast = FastOptions{};
             })),
             Contains("no fast way"));
  CHECK_THAT(refusal(with([](DensityMapOptions& options) { options.field.density.bandwidth_m = -1; })),
             Contains("bandwidth"));
  CHECK_THAT(refusal(with([](DensityMapOptions& options) {
               options.period = Period{january.to, january.from};
             })),
             Contains("the period ends before it begins"));
  CHECK_THAT(refusal(with([](DensityMapOptions& options) { options.hours = HourWindow{25, 3}; })), Contains("hours"));
  CHECK_THAT(refusal(with([](DensityMapOptions& options) { options.stack = TimeStack::weeks; })),
             Contains("a stack of weeks needs a period"));
  CHECK_THAT(refusal(with([](DensityMapOptions& options) { options.half_life_days = 3; })),
             Contains("a half-life counts back from the end of the period"));
  CHECK_THAT(refusal(with([](DensityMapOptions& options) {
               options.hours = HourWindow{22, 4};
               options.stack = TimeStack::hours;
             })),
             Contains("stack of hours"));
  auto stacked = compared(RiskTest::asymptotic);
  stacked.stack = TimeStack::hours;
  CHECK_THAT(refusal(stacked), Contains("a relative risk has no unit and no stack"));
  auto in_cells = compared(RiskTest::asymptotic);
  in_cells.unit = DensityUnit::per_cell;
  CHECK_THAT(refusal(in_cells), Contains("a relative risk has no unit and no stack"));
  auto adaptive = compared(RiskTest::asymptotic);
  adaptive.field.adaptive = AdaptiveShape{};
  CHECK_THAT(refusal(adaptive), Contains("use monte-carlo"));
  adaptive.risk->test = RiskTest::none;
  CHECK(refusal(adaptive).empty());
  CHECK_THROWS_AS(DensityMap(busy_town(), with([](DensityMapOptions& options) { options.stack = TimeStack::weeks; })),
                  InvalidOption);
}

TEST_CASE("Only what goes strip by strip is made of a raster larger than memory") {
  const auto inputs = busy_town();
  // 3 km by 2 km in cells of 0.3 m: 67 million.
  const auto huge = [](auto change) {
    return with([&](DensityMapOptions& options) {
      options.grid.cell_m = 0.3;
      options.field.density.bandwidth_m = 10;
      change(options);
    });
  };
  CHECK_THROWS_WITH(DensityMap(inputs, huge([](DensityMapOptions& options) { options.field.fast = FastOptions{}; })),
                    Contains("is made strip by strip"));
  CHECK_THROWS_WITH(
      DensityMap(inputs, huge([](DensityMapOptions& options) { options.field.adaptive = AdaptiveShape{}; })),
      Contains("is made strip by strip"));
  CHECK_THROWS_WITH(DensityMap(inputs, huge([](DensityMapOptions& options) { options.risk = RiskOptions{}; })),
                    Contains("is made strip by strip"));
  const DensityMap map(inputs, huge([](DensityMapOptions&) {}));
  CHECK(map.grid().size() > DensityMap::whole_at_most);
  CHECK(map.rows_per_strip() % 512 == 0);
  CHECK(map.rows_per_strip() < map.grid().rows());
  CHECK_THROWS_AS(DensityMap(inputs, with([](DensityMapOptions& options) { options.grid.cell_m = 0.001; })),
                  InvalidOption);
}

}  // namespace lykta::tests_of_density_map
