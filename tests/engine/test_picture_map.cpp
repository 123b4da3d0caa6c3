#include <algorithm>
#include <cstddef>

#include "engine/base/error.hpp"
#include "engine/questions/density_map.hpp"
#include "engine/questions/picture.hpp"
#include "engine/questions/zone_map.hpp"
#include "tests/catch.hpp"
#include "tests/engine/picture_town.hpp"
#include "tests/engine/samples.hpp"

namespace lykta::tests_of_picture_map {
namespace {

using namespace test::picture_town;
using Catch::Contains;
using test::at;
using test::total;
using test::within;

}  // namespace

// ---- density and shape --------------------------------------------------------------------------------------------

TEST_CASE("The density of a picture holds as many events as were counted") {
  for (const auto shape : {CellShape::square, CellShape::hexagon}) {
    auto inputs = empty_town(3000);
    test::Random random(63);
    for (int i = 0; i < 50; ++i) {
      add(inputs, {.position = random.in({500, 500, 2500, 2500}), .class_index = assault});
    }
    add(inputs, {.position = {1500, 1500}, .origin = Origin::discovered});
    const auto picture = make_picture(inputs, on(shape));
    const auto mass = total(picture.cells.density_per_km2) * picture.study.grid.cell_area_m2() / 1e6;
    CHECK(mass == within(1e-9, 50));
  }
}

TEST_CASE("A density that is corrected at its edges holds all events inside, as the question of densities has it") {
  const auto inputs = busy_town();
  const auto plain = make_picture(inputs, january_only());
  for (const auto edges : {EdgeTerm::uniform, EdgeTerm::diggle}) {
    const auto picture = make_picture(inputs, with([&](PictureOptions& options) {
                                        options.period = january;
                                        options.edges = edges;
                                      }));
    DensityMapOptions alone;
    alone.period = january;
    alone.grid = picture.options.grid;
    alone.field.edges = edges;
    const DensityMap map(inputs, alone);
    const auto whole = map.strip(0, map.grid().rows()).front();
    REQUIRE(whole.size() == picture.study.size());
    for (std::size_t slot = 0; slot < picture.study.size(); ++slot) {
      CHECK(picture.cells.density_per_km2[slot] == Approx(whole[picture.study.cells[slot]]).epsilon(1e-12));
      CHECK(picture.cells.density_per_km2[slot] >= plain.cells.density_per_km2[slot] * (1 - 1e-9));
    }
    CHECK(picture.clustering.z == plain.clustering.z);
  }
}

TEST_CASE("A rule chooses the bandwidth of a picture from the events that count") {
  const auto inputs = busy_town();
  for (const auto& [rule, name] : bandwidth_rule_names) {
    INFO(name);
    const auto picture = make_picture(inputs, with([&, rule = rule](PictureOptions& options) {
                                        options.period = january;
                                        options.bandwidth_rule = rule;
                                        options.nearest_events = 5;
                                      }));
    DensityMapOptions alone;
    alone.period = january;
    alone.rule = rule;
    alone.k = 5;
    const DensityMap map(inputs, alone);
    REQUIRE(picture.bandwidth);
    CHECK(picture.options.density.bandwidth_m == map.bandwidth_m());
    CHECK(picture.bandwidth->bandwidth_m == map.bandwidth_m());
    CHECK(warns(picture, WarningKind::bandwidth_not_found) ==
          (picture.bandwidth->at_lower_end || picture.bandwidth->at_upper_end));
  }
}

TEST_CASE("An adaptive and a fast density of a picture are those of the question of densities") {
  const auto inputs = busy_town();
  const auto compared = [&](const FieldOptions& field) {
    const auto picture = make_picture(inputs, with([&](PictureOptions& options) {
                                        options.period = january;
                                        options.grid.cell_m = 20;
                                        options.places.maximum_extent_m = 400;
                                        options.density = field.density;
                                        options.edges = field.edges;
                                        options.adaptive = field.adaptive;
                                        options.fast = field.fast;
                                      }));
    DensityMapOptions alone;
    alone.period = january;
    alone.grid = picture.options.grid;
    alone.field = field;
    const DensityMap map(inputs, alone);
    const auto whole = map.strip(0, map.grid().rows()).front();
    REQUIRE(whole.size() == picture.study.size());
    for (std::size_t slot = 0; slot < picture.study.size(); ++slot) {
      REQUIRE(picture.cells.density_per_km2[slot] == Approx(whole[picture.study.cells[slot]]).epsilon(1e-12));
    }
    CHECK(picture.bandwidth_range_m == map.adaptive_range_m());
    CHECK(picture.fast.has_value() == map.fast().has_value());
    return picture;
  };
  const auto plain = compared({});
  CHECK_FALSE(plain.bandwidth_range_m);
  const auto adaptive = compared({.edges = EdgeTerm::uniform, .adaptive = AdaptiveShape{.pilot_m = 150, .trim = 3}});
  REQUIRE(adaptive.bandwidth_range_m);
  CHECK(adaptive.bandwidth_range_m->first < adaptive.bandwidth_range_m->second);
  CHECK(adaptive.cells.density_per_km2 != plain.cells.density_per_km2);
  const auto fast = compared({.fast = FastOptions{}});
  REQUIRE(fast.fast);
  CHECK(fast.fast->exact == ExactReason::cheaper);
  const auto& densities = plain.cells.density_per_km2;
  const auto most = std::ranges::max(densities);
  for (std::size_t slot = 0; slot < densities.size(); ++slot) {
    REQUIRE(fast.cells.density_per_km2[slot] == within(1e-6 * most, densities[slot]));
  }
}

TEST_CASE("The raster of hexagons says how it was computed itself") {
  const auto inputs = busy_town();
  const auto picture = make_picture(inputs, with([&](PictureOptions& options) {
                                      options.period = january;
                                      options.grid.shape = CellShape::hexagon;
                                      options.fast = FastOptions{};
                                    }));
  REQUIRE(picture.fast);
  CHECK(picture.fast->exact == ExactReason::grid);
  REQUIRE(picture.raster);
  REQUIRE(picture.raster->fast);
  CHECK(picture.raster->fast->exact != ExactReason::grid);
  const auto adaptive = make_picture(inputs, with([&](PictureOptions& options) {
                                       options.period = january;
                                       options.adaptive = AdaptiveShape{};
                                       options.raster.hours = HourWindow{.from_hour = 20, .to_hour = 24};
                                     }));
  CHECK(adaptive.raster->bandwidth_range_m);
}

TEST_CASE("A raster of certain hours is that of the question of densities, and cells and places stay with all") {
  auto inputs = busy_town();
  auto& times = inputs.incidents.time;
  for (std::size_t i = 0; i < times.size(); i += 2) {
    times[i] = TimeSpan{at(2024, 1, 10, 2), at(2024, 1, 10, 8)};
  }
  const HourWindow night{.from_hour = 0, .to_hour = 6};
  const auto plain = make_picture(inputs, january_only());
  for (const auto unit : {DensityUnit::per_km2, DensityUnit::per_cell, DensityUnit::share}) {
    const auto picture = make_picture(inputs, with([&](PictureOptions& options) {
                                        options.period = january;
                                        options.raster = {.unit = unit, .hours = night};
                                      }));
    DensityMapOptions alone;
    alone.period = january;
    alone.hours = night;
    alone.unit = unit;
    const DensityMap map(inputs, alone);
    const auto whole = map.strip(0, map.grid().rows()).front();
    REQUIRE(picture.raster);
    CHECK(picture.raster->weight == Approx(map.weight()));
    CHECK(picture.raster->times.outside == map.time_counts().outside);
    REQUIRE(picture.raster->density.size() == whole.size());
    for (std::size_t slot = 0; slot < whole.size(); ++slot) {
      REQUIRE(picture.raster->density[slot] == Approx(whole[picture.raster->study.cells[slot]]).epsilon(1e-12));
    }
    CHECK(picture.cells.density_per_km2 == plain.cells.density_per_km2);
    CHECK(picture.cells.count == plain.cells.count);
    CHECK(ids(picture) == ids(plain));
    CHECK(warns(picture, WarningKind::raster_of_hours));
  }
  CHECK_FALSE(plain.raster);
  CHECK_FALSE(warns(plain, WarningKind::raster_of_hours));
}

TEST_CASE("A raster in a unit of its own is the density of the cells, times that unit") {
  const auto inputs = busy_town();
  const auto in_unit = [&](DensityUnit unit, CellShape shape) {
    auto options = on(shape, 100, january);
    options.raster.unit = unit;
    return make_picture(inputs, options);
  };
  const auto per_cell = in_unit(DensityUnit::per_cell, CellShape::square);
  REQUIRE(per_cell.raster);
  for (std::size_t slot = 0; slot < per_cell.study.size(); ++slot) {
    CHECK(per_cell.raster->density[slot] == Approx(per_cell.cells.density_per_km2[slot] * 0.01));
  }
  const auto share = in_unit(DensityUnit::share, CellShape::square);
  CHECK(total(share.raster->density) == Approx(total(per_cell.raster->density) / 100));
  const auto of_hexagons = in_unit(DensityUnit::per_cell, CellShape::hexagon);
  CHECK(of_hexagons.raster->study.grid.shape() == CellShape::square);
  CHECK(total(of_hexagons.raster->density) == Approx(total(per_cell.raster->density)).epsilon(0.01));
}

TEST_CASE("A map with a test of its own is that of the question of zones, and places stay with the counts") {
  auto inputs = busy_town();
  const auto box = inputs.study_area->box();
  inputs.residents.push_back({{}, rectangle(box), 900});
  const auto plain = make_picture(inputs, january_only());
  CHECK_FALSE(plain.tested_map);
  CHECK_FALSE(warns(plain, WarningKind::map_has_own_test));
  const auto picture = make_picture(inputs, with([](PictureOptions& options) {
                                      options.period = january;
                                      options.map_test =
                                          MapTestOptions{.measure = ZoneMeasure::empirical_bayes, .draws = 99};
                                    }));
  ZoneMapOptions alone;
  alone.choice.period = january;
  alone.measure = ZoneMeasure::empirical_bayes;
  alone.test.draws = 99;
  const auto map = make_zone_map(inputs, alone);
  REQUIRE(picture.tested_map);
  CHECK(picture.tested_map->test.source == PSource::permutation);
  CHECK(picture.tested_map->test.p == map.test.p);
  CHECK(picture.tested_map->test.zone_class == map.test.zone_class);
  CHECK(picture.tested_map->bayes.rate == map.bayes.rate);
  CHECK(picture.cells.residents == plain.cells.residents);
  CHECK(picture.clustering.p == plain.clustering.p);
  CHECK(ids(picture) == ids(plain));
  CHECK(warns(picture, WarningKind::map_has_own_test));
}

TEST_CASE("A picture on hexagons has a raster of squares over the same area") {
  auto inputs = busy_town();
  inputs.study_area = rectangle({-960, -960, 3040, 3040});
  const auto picture = make_picture(inputs, on(CellShape::hexagon, 80, january));
  CHECK(picture.study.grid.shape() == CellShape::hexagon);
  REQUIRE(picture.raster.has_value());
  CHECK(picture.raster->study.grid.shape() == CellShape::square);
  CHECK(picture.raster->study.grid.cell_m() == 80);
  CHECK(picture.raster->study.size() == 50 * 50);
  REQUIRE(picture.raster->density.size() == 50 * 50);
  CHECK(total(picture.raster->density) * 80 * 80 / 1e6 == within(1e-9, 100));
  // Both peak at the same place.
  const auto& per_km2 = picture.raster->density;
  const auto peak = static_cast<std::size_t>(std::ranges::max_element(per_km2) - per_km2.begin());
  CHECK(distance_m(picture.raster->study.grid.centre(picture.raster->study.cells[peak]), {550, 650}) < 120);
  REQUIRE_FALSE(picture.places.empty());
  CHECK_THAT(picture.places[0].id, Contains("hex80m"));
  CHECK(distance_m(picture.places[0].position, {550, 650}) < 60);
  CHECK_FALSE(make_picture(inputs, january_only()).raster.has_value());
}

// ---- the study area -----------------------------------------------------------------------------------------------

TEST_CASE("Without a study area the box of cells around the events stands in and no event is outside") {
  for (const auto shape : {CellShape::square, CellShape::hexagon}) {
    test::Random random(64);
    for (const auto number : {1, 2, 40}) {
      auto inputs = empty_town(0);
      inputs.study_area.reset();
      for (int i = 0; i < number; ++i) {
        add(inputs, {.position = random.in({517523, 6229187, 519000, 6231000})});
      }
      add(inputs, {.position = {517500, 6229100}});  // a corner of cells, the lower left event
      const auto picture = make_picture(inputs, on(shape));
      CAPTURE(static_cast<int>(shape), number);
      CHECK(std::ranges::all_of(picture.use, [](IncidentUse use) { return use == IncidentUse::period; }));
      CHECK(picture.counted_events == static_cast<std::size_t>(number) + 1);
      CHECK(warns(picture, WarningKind::no_study_area));
      CHECK_FALSE(warns(picture, WarningKind::outside_area));
    }
  }
}

TEST_CASE("The box that stands in for a study area is made of whole cells") {
  auto inputs = empty_town(0);
  inputs.study_area.reset();
  add(inputs, {.position = {150, 250}});
  add(inputs, {.position = {420, 300}});
  const auto picture = make_picture(inputs, {});
  CHECK(bounding_box(picture.study_area.area()) == Box{100, 200, 500, 400});
  CHECK(picture.study.size() == 8);
  CHECK(std::ranges::all_of(picture.study.share, [](double share) { return share == 1; }));
}

}  // namespace lykta::tests_of_picture_map
