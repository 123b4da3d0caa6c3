#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/questions/emerging_map.hpp"
#include "tests/catch.hpp"
#include "tests/engine/samples.hpp"
#include "tests/engine/town_events.hpp"

namespace lykta::tests_of_emerging_map {
namespace {

using Catch::Contains;
using test::at;
using test::within;

constexpr int steps_in_year = 12;
constexpr int side = 24;  // cells of 100 m
const Period twelve_steps{at(2024, 1, 1), at(2024, 1, 1) + std::chrono::days(7 * steps_in_year)};

EmergingMapOptions weekly() {
  EmergingMapOptions options;
  options.choice.period = twelve_steps;
  options.step_days = 7;
  options.grid.cell_m = 100;
  options.emerging.threads = 1;
  return options;
}

Inputs empty_square() {
  auto inputs = test::empty_town();
  inputs.study_area = rectangle({0, 0, side * 100.0, side * 100.0});
  return inputs;
}

Point middle_of(int column, int row) { return {column * 100.0 + 50, row * 100.0 + 50}; }

/// Two and four events in turn in each cell and week; `block(step)` events instead in 3 x 3 cells around a middle.
struct Block {
  int column;
  int row;
  std::function<int(int)> events;
};
Inputs town_of(const std::vector<Block>& blocks) {
  auto inputs = empty_square();
  for (int step = 0; step < steps_in_year; ++step) {
    for (int row = 0; row < side; ++row) {
      for (int column = 0; column < side; ++column) {
        auto events = (row + column) % 2 == 0 ? 2 : 4;
        for (const auto& block : blocks) {
          const auto inside = std::abs(row - block.row) <= 1 && std::abs(column - block.column) <= 1;
          events = inside ? block.events(step) : events;
        }
        test::add_events(inputs, middle_of(column, row), twelve_steps.from + std::chrono::days(7 * step + 2), events);
      }
    }
  }
  return inputs;
}

std::size_t zone_at(const EmergingMap& map, int column, int row) {
  return map.zones.zone_at(middle_of(column, row)).value();
}

bool warns(const EmergingMap& map, WarningKind kind) {
  return std::ranges::find(map.warnings, kind, &Warning::kind) != map.warnings.end();
}

bool has_no_numbers(const std::vector<double>& values) {
  return std::ranges::all_of(values, [](double value) { return std::isnan(value); });
}

}  // namespace

TEST_CASE("Steps are counted back from the end, and what is left over lies at the beginning") {
  const Period days_30{at(2024, 1, 1), at(2024, 1, 31)};
  const auto steps = steps_of(days_30, 7);
  REQUIRE(steps.size() == 4);
  CHECK(steps.front() == Period{at(2024, 1, 3), at(2024, 1, 10)});
  CHECK(steps.back() == Period{at(2024, 1, 24), at(2024, 1, 31)});
  CHECK(steps_of(days_30, 30).size() == 1);
  CHECK(steps_of(days_30, 31).empty());
}

TEST_CASE("Planted new, intensifying and persistent spots are found, and none far from them") {
  const auto town = town_of({{4, 4, [](int step) { return step == steps_in_year - 1 ? 14 : 3; }},
                             {12, 12, [](int step) { return 10 + step; }},
                             {20, 20, [](int) { return 14; }}});
  const auto map = emerging_map(town, weekly());
  CHECK(map.patterns.pattern[zone_at(map, 4, 4)] == Pattern::new_hot);
  CHECK(map.patterns.pattern[zone_at(map, 12, 12)] == Pattern::intensifying_hot);
  CHECK(map.patterns.pattern[zone_at(map, 20, 20)] == Pattern::persistent_hot);
  CHECK(map.patterns.pattern[zone_at(map, 4, 20)] == Pattern::none);
  CHECK(map.reason(zone_at(map, 4, 20)).empty());
  const auto recent = map.steps_of_zone(zone_at(map, 4, 4));
  CHECK(recent.hot == 1);
  CHECK(recent.first_hot == 11U);
  CHECK(recent.last_hot == 11U);
  const auto old = map.steps_of_zone(zone_at(map, 20, 20));
  CHECK(old.hot == 12);
  CHECK(old.first_hot == 0U);
  CHECK(old.compared == 12);
}

TEST_CASE("A spot that was hot for nearly all of the time is historical when it is over") {
  const auto town = town_of({{12, 12, [](int step) { return step < steps_in_year - 1 ? 14 : 3; }}});
  auto options = weekly();
  options.emerging.earlier_steps = 0;
  const auto map = emerging_map(town, options);
  CHECK(map.patterns.pattern[zone_at(map, 12, 12)] == Pattern::historical_hot);
  CHECK(map.steps_of_zone(zone_at(map, 12, 12)).last_hot == 10U);
}

TEST_CASE("Events go to the step that holds them, and vague ones to none") {
  auto inputs = empty_square();
  const auto first = twelve_steps.from;
  const auto add = [&](std::chrono::hours from, std::chrono::hours length) {
    test::add_event(inputs, middle_of(3, 3), TimeSpan{first + from, first + from + length});
  };
  using std::chrono::hours;
  add(hours(0), hours(0));             // the first moment
  add(hours(7 * 24), hours(0));        // the first moment of the second step
  add(hours(7 * 24 - 12), hours(24));  // half in each: the later one
  add(hours(7 * 24 - 13), hours(24));  // more in the first
  add(hours(0), hours(15 * 24));       // longer than two steps
  add(hours(-2), hours(1));            // before the period
  for (int i = 0; i < 4; ++i) {
    add(hours(12 * 7 * 24 - 1), hours(0));
  }
  const auto map = emerging_map(inputs, weekly());
  const auto zone = zone_at(map, 3, 3);
  CHECK(map.count[map.bin(0, zone)] == 2);
  CHECK(map.count[map.bin(1, zone)] == 2);
  CHECK(map.count[map.bin(11, zone)] == 4);
  CHECK(map.events() == 8);
  CHECK(map.events_of(zone) == 8);
  CHECK(map.between_steps == 1);
  CHECK(warns(map, WarningKind::between_steps));
  CHECK(std::ranges::count(map.uses, IncidentUse::period) == 9);
}

TEST_CASE("A part of a step at the beginning is left out, and said") {
  auto options = weekly();
  options.choice.period->from -= std::chrono::days(3);
  auto town = town_of({});
  test::add_events(town, middle_of(3, 3), twelve_steps.from - std::chrono::days(2), 100);
  const auto map = emerging_map(town, options);
  CHECK(map.steps.size() == 12);
  CHECK(map.events() == 12 * side * side * 3);
  const auto warning = std::ranges::find(map.warnings, WarningKind::part_step_left_out, &Warning::kind);
  REQUIRE(warning != map.warnings.end());
  CHECK(warning->value == 3);
  CHECK_FALSE(warns(emerging_map(town, weekly()), WarningKind::part_step_left_out));
}

TEST_CASE("Fewer than ten steps are warned of, and fewer than four refused") {
  auto options = weekly();
  options.step_days = 14;
  CHECK(warns(emerging_map(town_of({}), options), WarningKind::few_steps));
  CHECK_FALSE(warns(emerging_map(town_of({}), weekly()), WarningKind::few_steps));
  options.step_days = 22;
  CHECK_THROWS_AS(emerging_map(town_of({}), options), InvalidOption);
  CHECK_THROWS_WITH(emerging_map(town_of({}), options), Contains("3 whole steps of 22 days"));
}

TEST_CASE("With all counts equal there is no value, and the reason is said") {
  auto inputs = empty_square();
  for (int step = 0; step < steps_in_year; ++step) {
    for (int cell = 0; cell < side * side; ++cell) {
      test::add_events(inputs, middle_of(cell % side, cell / side), twelve_steps.from + std::chrono::days(7 * step), 1);
    }
  }
  const auto map = emerging_map(inputs, weekly());
  CHECK(map.reason(0) == "all_values_equal");
  CHECK(std::ranges::all_of(map.patterns.pattern, [](Pattern pattern) { return pattern == Pattern::no_value; }));
  CHECK(has_no_numbers(map.patterns.z));
  CHECK(warns(map, WarningKind::equal_counts));
}

TEST_CASE("Too few events to make anything hot give no numbers") {
  auto inputs = empty_square();
  test::add_events(inputs, middle_of(3, 3), twelve_steps.from, 1);
  inputs.sources.push_back({.name = "", .covers = {twelve_steps.from, twelve_steps.to}});
  const auto map = emerging_map(inputs, weekly());
  CHECK(map.reason(zone_at(map, 3, 3)) == "too_few_events");
  CHECK(map.steps_of_zone(zone_at(map, 3, 3)).compared == 0);
  CHECK(has_no_numbers(map.patterns.z));
  CHECK(has_no_numbers(map.patterns.trend_p));
  CHECK(warns(map, WarningKind::too_few_events));
  auto options = weekly();
  options.emerging.fewest_events = 0;
  CHECK(emerging_map(inputs, options).reason(0).empty());
}

TEST_CASE("A single cell has no neighbours and no value") {
  auto options = weekly();
  options.grid.cell_m = 5000;
  const auto map = emerging_map(town_of({}), options);
  REQUIRE(map.zones.size() == 1);
  CHECK(map.reason(0) == "no_neighbours");
  CHECK(map.islands == 1);
}

TEST_CASE("Of polygons of one's own an island has no value, and the others have") {
  auto inputs = town_of({{2, 12, [](int) { return 14; }}});
  for (int column = 0; column < side - 4; ++column) {
    inputs.zones.push_back({std::to_string(column), "", rectangle({column * 100.0, 0, column * 100.0 + 100, 2400}), 0});
  }
  inputs.zones.push_back({"island", "", rectangle({2300, 0, 2400, 2400}), 0});
  const auto map = emerging_map(inputs, weekly());
  CHECK(map.islands == 1);
  CHECK(map.reason(side - 4) == "no_neighbours");
  CHECK(map.reason(5).empty());
  CHECK(warns(map, WarningKind::zones_without_neighbours));
  CHECK(map.patterns.pattern[2] == Pattern::persistent_hot);
}

TEST_CASE("Where all others are neighbours nothing can differ step by step") {
  auto inputs = town_of({});
  inputs.zones = {{"west", "", rectangle({0, 0, 1000, 2400}), 0}, {"east", "", rectangle({1000, 0, 2400, 2400}), 0}};
  auto options = weekly();
  options.emerging.window = GlobalWindow::each_step;
  const auto map = emerging_map(inputs, options);
  CHECK(map.reason(0) == "all_are_neighbours");
  CHECK(map.reason(1) == "all_are_neighbours");
}

TEST_CASE("A last step without events has no value step by step") {
  auto inputs = empty_square();
  test::add_events(inputs, middle_of(3, 3), twelve_steps.from, 10);
  auto options = weekly();
  options.emerging.window = GlobalWindow::each_step;
  inputs.sources.push_back({.name = "", .covers = {twelve_steps.from, twelve_steps.to}});
  CHECK(emerging_map(inputs, options).reason(0) == "all_values_equal");
}

TEST_CASE("Cells a thousand times as many as events have no pattern") {
  auto inputs = empty_square();
  for (int i = 0; i < 6; ++i) {
    test::add_events(inputs, middle_of(4 * i, 4 * i), twelve_steps.from + std::chrono::days(14 * i), 1);
  }
  auto options = weekly();
  options.grid.cell_m = 30;  // 6 400 cells
  const auto map = emerging_map(inputs, options);
  CHECK(map.zones.size() == 6'400);
  CHECK(std::ranges::all_of(map.patterns.pattern, [](Pattern pattern) { return pattern == Pattern::none; }));
  CHECK_FALSE(warns(map, WarningKind::sparse_grid));
  options.emerging.chance = BinChance::normal;
  CHECK(warns(emerging_map(inputs, options), WarningKind::sparse_grid));
}

TEST_CASE("Hexagons, other neighbours and any number of threads work alike") {
  const auto town = town_of({{12, 12, [](int) { return 14; }}});
  auto options = weekly();
  options.grid.shape = CellShape::hexagon;
  options.grid.cell_m = 110;
  for (const NeighbourRule& rule :
       {NeighbourRule(Rook{}), NeighbourRule(DistanceBand{250}), NeighbourRule(Nearest{7})}) {
    options.neighbours = rule;
    options.emerging.threads = 1;
    const auto one = emerging_map(town, options);
    options.emerging.threads = 2;
    const auto two = emerging_map(town, options);
    CHECK(one.patterns.pattern == two.patterns.pattern);
    CHECK(one.patterns.z == two.patterns.z);
    CHECK(one.patterns.adjusted_p == two.patterns.adjusted_p);
    CHECK(one.patterns.pattern[zone_at(one, 12, 12)] == Pattern::persistent_hot);
  }
}

TEST_CASE("Patterns that cannot be asked for are refused") {
  const auto town = town_of({});
  const auto refused = [&](const std::string& why, auto change) {
    auto options = weekly();
    change(options);
    CHECK_THROWS_AS(emerging_map(town, options), InvalidOption);
    CHECK_THROWS_WITH(emerging_map(town, options), Contains(why));
  };
  refused("need a period", [](auto& options) { options.choice.period.reset(); });
  refused("no comparison period", [](auto& options) {
    options.choice.comparison = Period{at(2020, 1, 1), at(2020, 2, 1)};
  });
  refused("at least one day", [](auto& options) { options.step_days = 0; });
  refused("12 earlier steps", [](auto& options) { options.emerging.earlier_steps = 12; });
  refused("between 0 and 1", [](auto& options) { options.emerging.level = 1; });
  refused("more than 50000000 bins", [](auto& options) { options.grid.cell_m = 1; });
  refused("", [](auto& options) { options.neighbours = Nearest{0}; });
}

TEST_CASE("Without an event that fits, no cube is made") {
  auto options = weekly();
  options.choice.period = Period{at(2010, 1, 1), at(2011, 1, 1)};
  CHECK_THROWS_AS(emerging_map(town_of({}), options), DataError);
  auto vague = empty_square();
  test::add_event(vague, middle_of(3, 3), TimeSpan{at(2024, 1, 1), at(2024, 2, 1)});
  CHECK_THROWS_WITH(emerging_map(vague, weekly()), Contains("choose longer steps"));
}

}  // namespace lykta::tests_of_emerging_map
