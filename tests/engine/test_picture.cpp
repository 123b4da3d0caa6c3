#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/questions/picture.hpp"
#include "tests/catch.hpp"
#include "tests/engine/picture_town.hpp"
#include "tests/engine/samples.hpp"

namespace lykta::tests_of_picture {
namespace {

using namespace test::picture_town;
using Catch::Contains;
using test::at;
using test::total;
using test::within;

}  // namespace

// ---- the whole run ------------------------------------------------------------------------------------------------

TEST_CASE("A picture finds the place where events cluster") {
  const auto inputs = busy_town();
  const auto picture = make_picture(inputs, january_only());
  CHECK(picture.clustering.tested);
  REQUIRE(picture.places.size() == 1);
  const auto& place = picture.places[0];
  CHECK(place.rank == 1);
  CHECK(place.id == "100mN600E500");
  CHECK(place.basis == Basis::significant);
  CHECK(place.count >= 60);
  CHECK(place.extent_m <= 400);
  CHECK(place.test.value().z > 5);
  CHECK(place.test.value().q <= 0.05);
  CHECK(distance_m(place.position, {550, 650}) < 60);
  CHECK(place.quadrant == Quadrant::no_observations);
  CHECK_FALSE(place.change.has_value());
  REQUIRE(place.times.has_value());
  // All are of the night of Monday 2024-01-15: one night says nothing of weekdays and hours.
  CHECK(place.times->weekday.finding == WindowFinding::period_too_short);
  CHECK(place.times->hours.finding == WindowFinding::one_occasion);
  CHECK(place.times->clock_known == place.count);
}

TEST_CASE("Change at a place compares with the scaled count of the comparison period") {
  auto inputs = busy_town();
  test::Random random(65);
  for (int i = 0; i < 20; ++i) {
    add(inputs, {.position = random.in({505, 605, 595, 695}), .time = in_december});
  }
  const Period autumn{at(2023, 10, 1), at(2024, 1, 1)};  // 92 days against 31
  const auto picture = make_picture(kept(inputs, autumn.from, january.to), over(january, autumn));
  REQUIRE(picture.places.size() == 1);
  const auto& change = picture.places[0].change.value();
  CHECK(picture.places[0].comparison_count == 20);
  CHECK(change.expected == within(1e-12, 20.0 * 31 / 92));
  CHECK(change.direction == Direction::increase);
  CHECK(total(picture.cells.comparison_count) == 20);  // the one that a patrol found does not count
  // The comparison changes nothing in the period's own numbers.
  CHECK(picture.cells.count == make_picture(inputs, january_only()).cells.count);
}

TEST_CASE("A whole picture holds what the map and the week say, a list of places does not") {
  const auto inputs = busy_town();
  auto options = january_only();
  const auto places = make_picture(inputs, options);
  CHECK_FALSE(places.map.has_value());
  CHECK_FALSE(places.week.has_value());
  options.depth = Depth::whole;
  const auto picture = make_picture(inputs, options);
  CHECK(picture.places.size() == places.places.size());
  REQUIRE(picture.map.has_value());
  CHECK(picture.map->concentration.events == 100);
  CHECK(picture.map->whole->moran.z > 2);
  REQUIRE(picture.week.has_value());
  CHECK(picture.week->table.events == 100);      // the one that a patrol found does not count
  CHECK(picture.week->table.weight[22] == 100);  // Monday 22
  CHECK(picture.emerging == nullptr);
}

TEST_CASE("The week of a picture is that of the events alone, and its notes are about times") {
  const auto inputs = busy_town();
  auto options = january_only();
  options.depth = Depth::whole;
  const auto picture = make_picture(inputs, options);
  const auto alone = week_of(inputs, week_options_of(options));
  CHECK(picture.week->table.weight == alone.table.weight);
  CHECK(picture.week->table.cells.p == alone.table.cells.p);
  CHECK(picture.week->warnings.size() == alone.warnings.size());
}

TEST_CASE("Where no event has a time of day there is no week") {
  auto inputs = busy_town();
  for (auto& time : inputs.incidents.time) {
    time = TimeSpan{at(2024, 1, 15), at(2024, 1, 16)};
  }
  auto options = january_only();
  options.depth = Depth::whole;
  const auto picture = make_picture(inputs, options);
  CHECK_FALSE(picture.week.has_value());
  CHECK(picture.map.has_value());
}

TEST_CASE("Emerging patterns are looked for in the whole steps that events cover before the end of the period") {
  auto inputs = busy_town();
  const TimeSpan first{at(2023, 3, 1, 12), at(2023, 3, 1, 12)};
  add(inputs, {.position = {50, 50}, .time = first});
  add(inputs, {.position = {50, 50}, .time = TimeSpan{at(1999, 1, 1), at(1999, 1, 1)}, .origin = Origin::discovered});
  inputs.sources = {{.name = "police", .covers = {.from = {}, .to = january.to}}};
  auto options = over(january, december);
  options.depth = Depth::whole;
  options.emerging_step_days = 28;
  const auto emerging = emerging_options_of(inputs, options);
  // From 1 March to 1 February are 337 days: twelve steps, counted back from the end.
  CHECK(emerging.choice.period == Period{at(2024, 2, 1) - std::chrono::days{12 * 28}, at(2024, 2, 1)});
  CHECK_FALSE(emerging.choice.comparison.has_value());
  const auto picture = make_picture(inputs, options);
  REQUIRE(picture.emerging != nullptr);
  CHECK(picture.emerging->steps.size() == 12);
  CHECK(picture.emerging->zones.size() == picture.study.size());
  CHECK(picture.emerging->events() == 100);  // that of 1 March lies in the part of a step before the first

  options.emerging_step_days = 34;
  CHECK_THROWS_WITH(make_picture(inputs, options),
                    Contains("emerging patterns need 10 steps of 34 days, and the events before the end of the period "
                             "fill 9: leave out [emerging], or choose shorter steps"));
  options.emerging_step_days = 1;
  CHECK(emerging_options_of(inputs, options).choice.period->days() == 60);
  options.emerging_step_days = 0;
  CHECK_THROWS_AS(check(options), InvalidOption);
}

TEST_CASE("Sums over the cells are the events that count") {
  const auto inputs = busy_town();
  for (const auto shape : {CellShape::square, CellShape::hexagon}) {
    for (const auto cell_m : {50.0, 100.0, 333.0}) {
      const auto picture = make_picture(inputs, on(shape, cell_m, january));
      CHECK(total(picture.cells.count) == 100);
      CHECK(picture.counted_events == 100);
      CHECK(picture.cells.count.size() == picture.study.size());
      CHECK(picture.cells.density_per_km2.size() == picture.study.size());
      CHECK(picture.clustering.cell_class.size() == picture.study.size());
      std::set<std::uint32_t> slots;
      std::size_t listed = 0;
      for (const auto& place : picture.places) {
        slots.insert(place.slots.begin(), place.slots.end());
        listed += place.slots.size();
      }
      CHECK(slots.size() == listed);  // no cell in two places
    }
  }
}

TEST_CASE("The same inputs give the same picture and their order does not matter") {
  auto inputs = busy_town();
  const auto first = make_picture(inputs, january_only());
  const auto again = make_picture(inputs, january_only());
  CHECK(first.cells.density_per_km2 == again.cells.density_per_km2);
  CHECK(first.cells.count == again.cells.count);
  CHECK(ids(first) == ids(again));
  CHECK(first.places[0].position == again.places[0].position);

  auto& incidents = inputs.incidents;
  std::ranges::reverse(incidents.position);
  std::ranges::reverse(incidents.time);
  std::ranges::reverse(incidents.class_index);
  std::ranges::reverse(incidents.origin);
  const auto reversed = make_picture(inputs, january_only());
  CHECK(reversed.cells.count == first.cells.count);
  CHECK(reversed.clustering.z == first.clustering.z);
  REQUIRE(ids(reversed) == ids(first));
  CHECK(reversed.places[0].slots == first.places[0].slots);
  CHECK(distance_m(reversed.places[0].position, first.places[0].position) < 1e-9);
  for (std::size_t slot = 0; slot < first.study.size(); ++slot) {
    CHECK(reversed.cells.density_per_km2[slot] == within(1e-9, first.cells.density_per_km2[slot]));
  }
}

TEST_CASE("A picture keeps its options and counts its progress") {
  std::vector<std::string> stages;
  auto options = january_only();
  options.grid.cell_m = 125;
  const auto picture = make_picture(busy_town(), options, [&](std::string_view stage, double share) {
    CHECK(share >= 0);
    CHECK(share <= 1);
    if (stages.empty() || stages.back() != stage) {
      stages.emplace_back(stage);
    }
    return true;
  });
  CHECK(stages == std::vector<std::string>{"grid", "count", "density", "clustering", "places"});
  CHECK(picture.options.grid.cell_m == 125);
  CHECK(picture.options.period == january);
}

TEST_CASE("A picture can be cancelled at each stage") {
  for (const std::string name : {"grid", "count", "density", "clustering", "places"}) {
    CHECK_THROWS_AS(make_picture(busy_town(), {}, [&](std::string_view stage, double) { return stage != name; }),
                    Cancelled);
  }
}

// ---- names --------------------------------------------------------------------------------------------------------

TEST_CASE("Each use has a name of its own") {
  CHECK(name_of(IncidentUse::period) == "period");
  CHECK(name_of(IncidentUse::comparison) == "comparison");
  CHECK(name_of(IncidentUse::outside_periods) == "outside_periods");
  CHECK(name_of(IncidentUse::outside_area) == "outside_area");
}

}  // namespace lykta::tests_of_picture
