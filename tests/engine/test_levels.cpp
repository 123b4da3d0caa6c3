#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/questions/level_picture.hpp"
#include "engine/questions/weekly_weights.hpp"
#include "tests/engine/samples.hpp"
#include "tests/engine/town_events.hpp"

namespace lykta::tests_of_levels {
namespace {

using test::within;

WeekInArea week_of(std::uint64_t count, CountAlarm alarm, double chance) {
  WeekInArea week{.count = count, .watched = count, .expected = ExpectedInWeek{.mean = 3, .low = 1, .high = 6}};
  week.alarm = alarm;
  week.weight.chance = chance;
  return week;
}

/// A picture of a town with an event, for whose weeks a test makes things up.
Picture some_picture() {
  auto inputs = test::empty_town();
  test::add_event(inputs, {550, 550}, std::nullopt);
  return make_picture(inputs, {});
}

Level level_of(std::uint64_t count, CountAlarm alarm, double chance) {
  return proposed_level(week_of(count, alarm, chance)).value().level;
}

}  // namespace

TEST_CASE("A level is the sum of its steps") {
  CHECK(level_of(6, CountAlarm::none, 1) == Level::green);
  CHECK(level_of(0, CountAlarm::none, 1) == Level::green);
  CHECK(level_of(7, CountAlarm::none, 1) == Level::yellow);
  CHECK(level_of(6, CountAlarm::none, 0.05) == Level::yellow);
  CHECK(level_of(7, CountAlarm::none, 0.01) == Level::orange);
  CHECK(level_of(12, CountAlarm::week_above, 0.051) == Level::orange);
  CHECK(level_of(5, CountAlarm::rise, 1) == Level::orange);
  CHECK(level_of(12, CountAlarm::week_above, 0.01) == Level::red);
}

TEST_CASE("Fewer events than expected are green, and without an expectation nothing is proposed") {
  CHECK(level_of(0, CountAlarm::fall, 1) == Level::green);
  auto week = week_of(4, CountAlarm::none, 1);
  week.expected.reset();
  CHECK(!proposed_level(week));
}

TEST_CASE("The chance of a weight by hand: nine light events of ten, one grave") {
  const std::vector<WeightShare> earlier{{1, 9}, {10, 1}};
  CHECK(chance_of_weight(earlier, 1, 1) == within(1e-12, 1));
  CHECK(chance_of_weight(earlier, 1, 10) == within(1e-12, 0.1));
  // Of two events at least one grave: 1 - 0.81; both: 0.01.
  CHECK(chance_of_weight(earlier, 2, 11) == within(1e-12, 0.19));
  CHECK(chance_of_weight(earlier, 2, 20) == within(1e-12, 0.01));
  // A graver class than any before: no draw gives it.
  CHECK(chance_of_weight(earlier, 1, 11) == 0);
}

TEST_CASE("Where all weights are alike, or nothing is known, no week is grave") {
  CHECK(chance_of_weight(std::vector<WeightShare>{{1, 20}}, 7, 7) == within(1e-12, 1));
  CHECK(chance_of_weight(std::vector<WeightShare>{{1, 20}}, 200, 200) == 1);
  CHECK(chance_of_weight(std::vector<WeightShare>{{1, 20}}, 0, 0) == 1);
  CHECK(chance_of_weight(std::vector<WeightShare>{{1, 0}}, 3, 3) == 1);
  CHECK(chance_of_weight(std::vector<WeightShare>{{0, 20}}, 3, 0) == 1);
}

TEST_CASE("The exact chance and the normal one meet at fifty events") {
  const std::vector<WeightShare> earlier{{2, 50}, {4, 30}, {6, 20}};
  // Mean 3.4, variance 2.44: 193.4 lies 20 above the mean of 51 events, and 20 / sqrt(51 * 2.44) = 1.793.
  const auto exact = chance_of_weight(earlier, 50, 190);
  const auto normal = chance_of_weight(earlier, 51, 193.4);
  CHECK(exact == within(0.01, normal));
  CHECK(normal == within(1e-4, 0.0365));
}

TEST_CASE("Set levels find their area by name, the last row for an area and a week counts") {
  auto picture = some_picture();
  WeeklyPicture weekly;
  const IsoWeek asked{2025, 48};
  weekly.weeks = {{.week = asked}};
  for (const auto kind : {WatchedKind::standing, WatchedKind::elsewhere, WatchedKind::whole}) {
    weekly.areas.push_back({.kind = kind, .place = 0, .weeks = {week_of(2, CountAlarm::none, 1)}});
  }
  picture.places.resize(1);
  picture.places[0].history = PlaceHistory{.id = 4};
  picture.weekly = std::make_shared<const WeeklyPicture>(weekly);
  Inputs inputs;
  const auto set = [&](const char* area, int week, Level level) {
    inputs.set_levels.push_back({.row = static_cast<std::int64_t>(inputs.set_levels.size()) + 2,
                                 .area = area,
                                 .area_key = area,
                                 .monday = monday_of({2025, static_cast<unsigned>(week)}),
                                 .level = level});
  };
  set("square", 48, Level::yellow);
  set("p4", 48, Level::red);
  set("nowhere", 48, Level::red);
  set("square", 47, Level::red);
  const NamedPlaces names{.keys = {{"square"}, {"elsewhere"}, {"whole"}}, .key = [](std::string_view text) {
                            return text == "P4" ? std::string("p4") : std::string(text);
                          }};
  add_levels(inputs, names, picture);
  const auto& levels = *picture.levels;
  REQUIRE(levels.levels.size() == 3);
  CHECK(levels.levels[0].set == 1);
  CHECK(levels.levels[0].proposed->level == Level::green);  // what is set changes no proposal
  CHECK(!levels.levels[1].set);
  CHECK(levels.replaced == std::vector<std::size_t>{0});
  CHECK(levels.unknown_areas == std::vector<std::size_t>{2});
  CHECK(levels.other_weeks == 1);
}

TEST_CASE("Without a weekly picture there are no levels") {
  auto picture = some_picture();
  add_levels({}, {}, picture);
  CHECK(!picture.levels);
}

}  // namespace lykta::tests_of_levels
