#include <cstdint>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/inputs/chosen_events.hpp"
#include "engine/space/study_grid.hpp"
#include "tests/catch.hpp"
#include "tests/engine/samples.hpp"

namespace lykta::tests_of_chosen_events {
namespace {

using Numbers = std::vector<std::uint32_t>;
using test::at;
using test::Random;

constexpr GridOptions hundred_metres{.shape = CellShape::square, .cell_m = 100};

struct Event {
  Point position;
  LocalTime time = at(2024, 3, 1, 12);
  std::uint16_t class_index = 0;
  Origin origin = Origin::reported;
};

Inputs inputs_of(const std::vector<Event>& events) {
  Inputs inputs;
  inputs.classes = {{"theft", 1}, {"robbery", 9}};
  for (const auto& event : events) {
    auto& incidents = inputs.incidents;
    incidents.position.push_back(event.position);
    incidents.time.emplace_back(TimeSpan{event.time, event.time});
    incidents.class_index.push_back(event.class_index);
    incidents.origin.push_back(event.origin);
    incidents.position_class.push_back(PositionClass::unknown);
    incidents.row.push_back({0, static_cast<std::int64_t>(incidents.row.size())});
  }
  return inputs;
}

OwnPolygon box_zone(const char* id, const Box& box) { return {id, "", rectangle(box), 0}; }

EventChoice year_beside_year() {
  EventChoice choice;
  choice.period = Period{at(2024, 1, 1), at(2025, 1, 1)};
  choice.comparison = Period{at(2023, 1, 1), at(2024, 1, 1)};
  return choice;
}

bool has(const std::vector<Warning>& warnings, WarningKind kind) {
  return std::ranges::find(warnings, kind, &Warning::kind) != warnings.end();
}

TEST_CASE("Each event goes to the period that holds it, or to none") {
  auto inputs = inputs_of({{{50, 50}, at(2024, 12, 31, 23, 59, 59)},
                           {{50, 50}, at(2025, 1, 1)},
                           {{150, 50}, at(2023, 12, 31, 23, 59, 59)},
                           {{150, 50}, at(2022, 12, 31)},
                           {{950, 50}, at(2024, 5, 1)}});
  inputs.study_area = rectangle({0, 0, 300, 100});
  const auto chosen = choose_events(inputs, *inputs.study_area, year_beside_year(), 100);
  CHECK(chosen.events == Numbers{0});
  CHECK(chosen.before == Numbers{2});
  CHECK(chosen.uses == std::vector{IncidentUse::period, IncidentUse::outside_periods, IncidentUse::comparison,
                                   IncidentUse::outside_periods, IncidentUse::outside_area});
  CHECK(has(chosen.warnings, WarningKind::outside_area));
}

TEST_CASE("Without a period all events count, also those without a time") {
  auto inputs = inputs_of({{{50, 50}, at(1999, 1, 1)}, {{50, 50}}});
  inputs.incidents.time[1].reset();
  CHECK(choose_events(inputs, rectangle({0, 0, 100, 100}), {}, 100).events == Numbers{0, 1});
  const auto in_time =
      choose_events(inputs, rectangle({0, 0, 100, 100}), {.period = Period{at(1999, 1, 1), at(2000, 1, 1)}}, 100);
  CHECK(in_time.events == Numbers{0});
  CHECK(in_time.uses[1] == IncidentUse::outside_periods);
}

TEST_CASE("A report that is linked to another does not count by itself") {
  auto inputs = inputs_of({{{50, 50}}, {{60, 50}}, {{150, 50}}});
  inputs.counted_as = {0, 0, 2};
  const auto chosen = choose_events(inputs, rectangle({0, 0, 200, 100}), {}, 100);
  CHECK(chosen.events == Numbers{0, 2});
  CHECK(chosen.uses[1] == IncidentUse::linked);
}

TEST_CASE("Patrols' own finds count when they are asked for") {
  auto inputs = inputs_of({{{50, 50}}, {{50, 50}, at(2024, 3, 1), 0, Origin::discovered}});
  EventChoice choice;
  const auto reported = choose_events(inputs, rectangle({0, 0, 100, 100}), choice, 100);
  CHECK(reported.events == Numbers{0});
  CHECK(has(reported.warnings, WarningKind::discovered_left_out));
  choice.include_discovered = true;
  const auto all = choose_events(inputs, rectangle({0, 0, 100, 100}), choice, 100);
  CHECK(all.events == Numbers{0, 1});
  CHECK_FALSE(has(all.warnings, WarningKind::discovered_left_out));
}

TEST_CASE("With nothing but patrols' finds it is said how to count them") {
  const auto inputs = inputs_of({{{50, 50}, at(2024, 3, 1), 0, Origin::discovered}});
  CHECK_THROWS_WITH(choose_events(inputs, rectangle({0, 0, 100, 100}), {}, 100), Catch::Contains("include_discovered"));
}

TEST_CASE("Classes that are not asked for count in neither period") {
  const auto inputs = inputs_of({{{50, 50}, at(2024, 3, 1), 0},
                                 {{50, 50}, at(2024, 3, 1), 1},
                                 {{50, 50}, at(2023, 3, 1), 0},
                                 {{50, 50}, at(2023, 3, 1), 1}});
  auto choice = year_beside_year();
  choice.classes = {false, true};
  const auto chosen = choose_events(inputs, rectangle({0, 0, 100, 100}), choice, 100);
  CHECK(chosen.events == Numbers{1});
  CHECK(chosen.before == Numbers{3});
  choice.classes = {false, false};
  CHECK_THROWS_WITH(choose_events(inputs, rectangle({0, 0, 100, 100}), choice, 100),
                    Catch::Contains("no event of the classes asked for") && Catch::Contains("4"));
}

TEST_CASE("A period without events is fine as long as the other one has some") {
  const auto inputs = inputs_of({{{50, 50}, at(2023, 3, 1)}});
  const auto chosen = choose_events(inputs, rectangle({0, 0, 100, 100}), year_beside_year(), 100);
  CHECK(chosen.events.empty());
  CHECK(chosen.before == Numbers{0});
  auto choice = year_beside_year();
  choice.comparison.reset();
  CHECK_THROWS_WITH(choose_events(inputs, rectangle({0, 0, 100, 100}), choice, 100),
                    Catch::Contains("2024-01-01 – 2024-12-31"));
}

TEST_CASE("Periods that cannot be compared are refused") {
  auto choice = year_beside_year();
  choice.comparison = Period{at(2023, 6, 1), at(2024, 1, 1, 0, 0, 1)};
  CHECK_THROWS_WITH(check(choice), Catch::Contains("overlap"));
  choice.comparison = Period{at(2025, 1, 1), at(2026, 1, 1)};
  CHECK_NOTHROW(check(choice));
  choice.comparison = Period{at(2023, 6, 1), at(2023, 6, 1)};
  CHECK_THROWS_WITH(check(choice), Catch::Contains("comparison period ends before it begins"));
  choice = {.comparison = Period{at(2023, 1, 1), at(2024, 1, 1)}};
  CHECK_THROWS_WITH(check(choice), Catch::Contains("needs a period"));
}

TEST_CASE("Nothing read, or nothing inside, is an error that says so") {
  CHECK_THROWS_WITH(choose_events(Inputs{}, rectangle({0, 0, 1, 1}), {}, 100), Catch::Contains("no usable event"));
  CHECK_THROWS_WITH(study_area_of(Inputs{}, hundred_metres), Catch::Contains("no usable event"));
  auto inputs = inputs_of({{{50, 50}}});
  CHECK_THROWS_WITH(choose_events(inputs, rectangle({500, 500, 600, 600}), {}, 100),
                    Catch::Contains("500 to 600 E") && Catch::Contains("50 to 50"));
  inputs.zones = {box_zone("a", {1'000, 0, 1'100, 100}), box_zone("b", {1'200, 0, 1'300, 100})};
  const auto zones = zones_of(inputs, hundred_metres);
  CHECK_THROWS_WITH(choose_events(inputs, zones, {}, hundred_metres), Catch::Contains("1000 to 1300 E"));
}

TEST_CASE("In polygons that overlap an event counts in the first, and how many do is known") {
  auto inputs = inputs_of({{{50, 50}}, {{150, 50}}, {{250, 50}}, {{150, 50}, at(2023, 1, 2)}});
  inputs.zones = {box_zone("left", {0, 0, 200, 100}), box_zone("right", {100, 0, 300, 100})};
  const auto zones = zones_of(inputs, hundred_metres);
  REQUIRE(zones.cells() == nullptr);
  const auto zoned = choose_events(inputs, zones, year_beside_year(), hundred_metres);
  CHECK(zoned.zone == Numbers{0, 0, 1});
  CHECK(zoned.before_zone == Numbers{0});
  CHECK(zoned.in_several == 2);
  CHECK(count_by_zone(zoned.zone, 2) == std::vector<double>{2, 1});
  CHECK_FALSE(has(zoned.chosen.warnings, WarningKind::no_study_area));
}

TEST_CASE("Events must lie in a zone and in the study area where both are given") {
  auto inputs = inputs_of({{{50, 50}}, {{150, 50}}, {{250, 50}}});
  inputs.zones = {box_zone("a", {0, 0, 200, 100})};
  inputs.study_area = rectangle({100, 0, 300, 100});
  const auto zoned = choose_events(inputs, zones_of(inputs, hundred_metres), {}, hundred_metres);
  CHECK(zoned.chosen.events == Numbers{1});
  CHECK(zoned.chosen.uses == std::vector{IncidentUse::outside_area, IncidentUse::period, IncidentUse::outside_zones});
  CHECK(has(zoned.chosen.warnings, WarningKind::outside_area));
  CHECK(has(zoned.chosen.warnings, WarningKind::outside_zones));
  for (const auto& warning : zoned.chosen.warnings) {
    if (warning.kind == WarningKind::outside_area || warning.kind == WarningKind::outside_zones) {
      CHECK(warning.value == 1);
      CHECK(warning.limit == 3);
    }
  }
}

TEST_CASE("Events far from all others are named where they decide how large the map is") {
  std::vector<Event> events;
  for (int i = 0; i < 400; ++i) {
    events.push_back({{100.0 * (i % 20), 100.0 * (i / 20)}});  // a town of 2 km
  }
  const auto warnings_of = [&](const std::vector<Event>& all, std::optional<Area> area) {
    auto inputs = inputs_of(all);
    inputs.study_area = std::move(area);
    return choose_events(inputs, zones_of(inputs, {.shape = CellShape::square, .cell_m = 5000}), {},
                         {.shape = CellShape::square, .cell_m = 5000})
        .chosen.warnings;
  };
  CHECK_FALSE(has(warnings_of(events, std::nullopt), WarningKind::far_off_events));
  auto with_strays = events;
  with_strays.push_back({{5000, 300'000}});
  with_strays.push_back({{6000, 300'000}});
  const auto warnings = warnings_of(with_strays, std::nullopt);
  const auto found = std::ranges::find(warnings, WarningKind::far_off_events, &Warning::kind);
  REQUIRE(found != warnings.end());
  CHECK(found->value == 2);
  // 6 km x 300 km around all, 1.9 km x 1.9 km around the others.
  CHECK(found->limit == Approx(6000.0 * 300'000 / (1900.0 * 1900)));
  // With a study area nobody's map depends on them.
  CHECK_FALSE(has(warnings_of(with_strays, rectangle({-100, -100, 2100, 2100})), WarningKind::far_off_events));
  // A tail of the countryside around the town is no stray.
  auto with_tail = events;
  with_tail.push_back({{4000, 3000}});
  CHECK_FALSE(has(warnings_of(with_tail, std::nullopt), WarningKind::far_off_events));
}

TEST_CASE("An event outside the study area does not count in the cell that straddles its border") {
  auto inputs = inputs_of({{{120, 50}}, {{180, 50}}});
  inputs.study_area = rectangle({0, 0, 150, 100});
  const auto zones = zones_of(inputs, hundred_metres);
  REQUIRE(zones.size() == 2);
  const auto zoned = choose_events(inputs, zones, {}, hundred_metres);
  CHECK(zoned.chosen.events == Numbers{0});
  CHECK(zoned.zone == Numbers{1});
}

TEST_CASE("Without a study area no event is lost, wherever it lies") {
  for (const auto shape : {CellShape::square, CellShape::hexagon}) {
    Random random(3);
    std::vector<Event> events;
    for (int i = 0; i < 200; ++i) {
      // Many on the edges and corners of cells.
      events.push_back({{100.0 * static_cast<double>(random.below(7)), 50.0 * static_cast<double>(random.below(9))}});
    }
    const auto inputs = inputs_of(events);
    const GridOptions grid{.shape = shape, .cell_m = 100};
    const auto zones = zones_of(inputs, grid);
    const auto zoned = choose_events(inputs, zones, {}, grid);
    CHECK(zoned.chosen.events.size() == 200);
    CHECK(test::total(count_by_zone(zoned.zone, zones.size())) == 200);
    CHECK(has(zoned.chosen.warnings, WarningKind::no_study_area));
  }
}

TEST_CASE("Every event inside a study area of any shape lies in one of its cells") {
  Random random(11);
  for (const auto shape : {CellShape::square, CellShape::hexagon}) {
    std::vector<Event> events;
    for (int i = 0; i < 2'000; ++i) {
      events.push_back({random.in({-2'000, -2'000, 4'000, 2'000})});
    }
    auto inputs = inputs_of(events);
    inputs.study_area = test::islands(random, {0, 0}, 1'500);
    const GridOptions grid{.shape = shape, .cell_m = 90};
    const auto zones = zones_of(inputs, grid);
    const auto zoned = choose_events(inputs, zones, {}, grid);
    const auto by_area = choose_events(inputs, *inputs.study_area, {}, 90);
    CHECK(zoned.chosen.events == by_area.events);
    CHECK(zoned.chosen.events.size() > 300);
    for (std::size_t i = 0; i < zoned.zone.size(); ++i) {
      const auto away = zones.centre(zoned.zone[i]);
      const auto& event = inputs.incidents.position[zoned.chosen.events[i]];
      CHECK(std::hypot(event.x - away.x, event.y - away.y) < 64);
    }
  }
}

}  // namespace
}  // namespace lykta::tests_of_chosen_events
