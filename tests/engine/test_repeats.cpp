#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/questions/repeats.hpp"
#include "tests/catch.hpp"
#include "tests/engine/samples.hpp"

namespace lykta::tests_of_repeats {
namespace {

using Catch::Contains;
using std::chrono::days;
using std::chrono::hours;
using test::at;
using test::within;

const LocalTime start = at(2024, 1, 1);

TimeSpan whole_day(int day) { return {start + days{day}, start + days{day + 1}}; }

void add(Inputs& inputs, const Point& position, const std::optional<TimeSpan>& time) {
  auto& incidents = inputs.incidents;
  incidents.position.push_back(position);
  incidents.time.push_back(time);
  incidents.class_index.push_back(0);
  incidents.origin.push_back(Origin::reported);
  incidents.position_class.push_back(PositionClass::b);
  incidents.row.push_back({0, static_cast<std::int64_t>(incidents.size())});
}

Inputs empty_town() {
  Inputs inputs;
  inputs.classes = {{"burglary", 1}};
  inputs.study_area = rectangle({-100, -100, 20100, 20100});
  return inputs;
}

/// Events far from each other, each followed two days later by one 50 m away.
Inputs town_of_pairs(int pairs) {
  auto inputs = empty_town();
  for (int i = 0; i < pairs; ++i) {
    const Point place{2000.0 * (i % 10), 2000.0 * (i / 10)};
    const auto day = (i * 37) % 300;
    add(inputs, place, whole_day(day));
    add(inputs, {place.x + 50, place.y}, whole_day(day + 2));
  }
  return inputs;
}

bool warns(const Repeats& repeats, WarningKind kind) {
  return std::ranges::find(repeats.warnings, kind, &Warning::kind) != repeats.warnings.end();
}

}  // namespace

TEST_CASE("Events that follow each other nearby are found, and nothing else is") {
  const auto repeats = find_repeats(town_of_pairs(40), {});
  CHECK(repeats.events == 80);
  CHECK(repeats.untested == Untested::no);
  CHECK(repeats.first_day == std::chrono::floor<days>(start));
  REQUIRE(repeats.table.rows == 5);
  REQUIRE(repeats.table.columns == 4);
  CHECK(repeats.table.at(1, 0).observed == 40);
  CHECK(repeats.table.at(0, 0).observed == 0);
  const auto more = std::ranges::count(repeats.cell_class, RepeatClass::more);
  CHECK(more == 1);
  CHECK(repeats.cell_class[1 * 4 + 0] == RepeatClass::more);
  REQUIRE(repeats.originators);
  CHECK(repeats.originators->originators == 40);
  // 80 events at 40 spots far apart, all days different: by chance hardly any follows the other within days.
  REQUIRE(repeats.originators_by_chance);
  CHECK(repeats.originators_by_chance->runs == 999);
  CHECK(repeats.originators_by_chance->high < 20);
  CHECK(repeats.originators->starts_of_chains == 40);
  CHECK(repeats.originators->originators_share == within(1e-12, 0.5));
  CHECK(repeats.originator_days == 7);
}

TEST_CASE("p is corrected over the cells within the limits, and what is left over has none") {
  const auto repeats = find_repeats(town_of_pairs(40), {});
  const auto cell = [&](std::size_t row, std::size_t column) { return row * repeats.table.columns + column; };
  // No two events are at one place or 100 to 300 m apart, and no shuffling brings them there: three cells are left.
  CHECK(repeats.table.at(1, 0).p == within(1e-12, 0.001));
  CHECK(repeats.q[cell(1, 0)] == within(1e-12, 3 * 0.001));
  CHECK(repeats.q[cell(1, 1)] > 0.5);
  for (const std::size_t row : {0U, 2U, 3U}) {
    CHECK(std::isnan(repeats.table.at(row, 0).p));
    CHECK(repeats.cell_class[cell(row, 0)] == RepeatClass::not_tested);
  }
  for (std::size_t row = 0; row < 5; ++row) {
    CHECK(std::isnan(repeats.q[cell(row, 3)]));
    CHECK(repeats.cell_class[cell(row, 3)] == RepeatClass::not_tested);
  }
  for (std::size_t column = 0; column < 4; ++column) {
    CHECK(std::isnan(repeats.q[cell(4, column)]));
  }
}

TEST_CASE("Few pairs are too few whatever p says") {
  // Four pairs among many events that never meet.
  auto inputs = town_of_pairs(4);
  for (int i = 0; i < 60; ++i) {
    add(inputs, {1000.0 + 2000 * (i % 10), 1000.0 + 2000 * (i / 10)}, whole_day(i * 5));
  }
  const auto repeats = find_repeats(inputs, {});
  CHECK(repeats.table.at(1, 0).observed == 4);
  CHECK(repeats.q[1 * 4 + 0] <= repeats_level);
  CHECK(repeats.cell_class[1 * 4 + 0] == RepeatClass::too_few_pairs);
  CHECK(warns(repeats, WarningKind::few_pairs_expected));
}

TEST_CASE("The day is that of the middle of what is known, and a long interval has none") {
  auto inputs = empty_town();
  add(inputs, {0, 0}, TimeSpan{start + hours{22}, start + hours{30}});  // Monday 22 to Tuesday 06: Tuesday
  add(inputs, {0, 0}, whole_day(1));                                    // Tuesday
  add(inputs, {0, 0}, TimeSpan{start + hours{47}, start + hours{47}});  // Tuesday 23
  add(inputs, {0, 0}, TimeSpan{start + hours{20}, start + hours{44}});  // 24 hours, middle on Tuesday 08
  add(inputs, {0, 0}, TimeSpan{start + hours{20}, start + hours{45}});  // 25 hours: no day
  add(inputs, {0, 0}, std::nullopt);
  add(inputs, {5000, 0}, whole_day(9));
  const auto one_day = find_repeats(inputs, {.near = {.day_limits = {1, 7}, .permutations = 9}});
  CHECK(one_day.events == 5);
  CHECK(one_day.span_too_long == 1);
  CHECK(one_day.without_date == 1);
  CHECK(one_day.table.at(0, 0).observed == 6);  // the four of Tuesday
  CHECK(one_day.originator_days == 7);
  const auto longer = find_repeats(inputs, {.near = {.day_limits = {1, 7}, .permutations = 9}, .longest_span_days = 2});
  CHECK(longer.events == 6);
  CHECK(longer.table.at(0, 0).observed == 10);
}

TEST_CASE("Where shuffling the days changes nothing, there is no p but a reason") {
  const auto has_numbers_of_chance = [](const Repeats& repeats) {
    return std::ranges::any_of(repeats.table.cells, [](const KnoxCell& cell) {
      return !std::isnan(cell.p) || !std::isnan(cell.mean) || !std::isnan(cell.ratio_to_mean);
    });
  };
  SECTION("one event") {
    auto inputs = empty_town();
    add(inputs, {0, 0}, whole_day(0));
    const auto repeats = find_repeats(inputs, {});
    CHECK(repeats.untested == Untested::too_few_events);
    CHECK(warns(repeats, WarningKind::too_few_events));
    CHECK_FALSE(has_numbers_of_chance(repeats));
  }
  SECTION("one day") {
    auto inputs = empty_town();
    for (int i = 0; i < 20; ++i) {
      add(inputs, {10.0 * i, 0}, whole_day(3));
    }
    const auto repeats = find_repeats(inputs, {});
    CHECK(repeats.untested == Untested::one_day);
    CHECK_FALSE(has_numbers_of_chance(repeats));
    CHECK(repeats.table.at(1, 0).observed == 19 + 18 + 17 + 16 + 15 + 14 + 13 + 12 + 11);
  }
  SECTION("one place") {
    auto inputs = empty_town();
    for (int i = 0; i < 20; ++i) {
      add(inputs, {500, 500}, whole_day(i));
    }
    const auto repeats = find_repeats(inputs, {});
    CHECK(repeats.untested == Untested::one_place);
    CHECK_FALSE(has_numbers_of_chance(repeats));
    CHECK(std::ranges::all_of(repeats.cell_class, [](auto each) { return each == RepeatClass::not_tested; }));
  }
  SECTION("no permutations") {
    const auto repeats = find_repeats(town_of_pairs(10), {.near = {.permutations = 0}, .interaction_tests = true});
    CHECK(repeats.untested == Untested::no_permutations);
    CHECK_FALSE(has_numbers_of_chance(repeats));
    CHECK_FALSE(repeats.knox);
  }
}

TEST_CASE("What is not tested has no p") {
  const auto repeats = find_repeats(town_of_pairs(40), {.near = {.permutations = 99}});
  for (std::size_t i = 0; i < repeats.table.cells.size(); ++i) {
    CAPTURE(i);
    CHECK((repeats.cell_class[i] == RepeatClass::not_tested) == std::isnan(repeats.table.cells[i].p));
    CHECK(std::isnan(repeats.q[i]) == std::isnan(repeats.table.cells[i].p));
  }
  // The pairs that chance gives stay in the rows and columns of the rest.
  CHECK(repeats.table.cells.back().mean > 0);
}

TEST_CASE("Without any day nothing is answered") {
  auto inputs = empty_town();
  add(inputs, {0, 0}, std::nullopt);
  add(inputs, {0, 0}, TimeSpan{start, start + days{31}});
  CHECK_THROWS_WITH(find_repeats(inputs, {}), Contains("1 have no date") && Contains("--longest-span-days"));
  CHECK_THROWS_AS(find_repeats(inputs, {}), DataError);
}

TEST_CASE("When the only limit is one day nobody is said to be followed") {
  const auto repeats = find_repeats(town_of_pairs(10), {.near = {.day_limits = {1}}});
  CHECK_FALSE(repeats.originators);
}

TEST_CASE("The first cell of Knox's two by two table is the first column near the place") {
  const auto inputs = town_of_pairs(40);
  const auto repeats = find_repeats(
      inputs, {.near = {.distance_limits_m = {50, 100}, .metric = Metric::euclidean}, .interaction_tests = true});
  REQUIRE(repeats.knox);
  REQUIRE(repeats.modified_knox);
  // The pairs lie exactly 50 m apart, which is not less than 50 m.
  CHECK(repeats.knox->observed[0][0] == 0);
  CHECK(repeats.table.at(0, 0).observed + repeats.table.at(1, 0).observed == 0);
  const auto wider = find_repeats(
      inputs, {.near = {.distance_limits_m = {51}, .metric = Metric::euclidean}, .interaction_tests = true});
  CHECK(wider.knox->observed[0][0] == 40);
  CHECK(wider.knox->p == within(1e-12, 0.001));
  CHECK(wider.modified_knox->p == within(1e-12, 0.001));
}

TEST_CASE("A first distance below the rounding of the positions is named") {
  auto inputs = town_of_pairs(10);
  inputs.position_step_m = 111;
  CHECK(warns(find_repeats(inputs, {}), WarningKind::distance_below_rounding));
  CHECK_FALSE(
      warns(find_repeats(inputs, {.near = {.distance_limits_m = {200, 400}}}), WarningKind::distance_below_rounding));
  inputs.study_area.reset();
  CHECK_FALSE(warns(find_repeats(inputs, {}), WarningKind::no_study_area));
}

TEST_CASE("A longest span of no length is refused") {
  CHECK_THROWS_AS(check(RepeatOptions{.longest_span_days = 0}), InvalidOption);
  CHECK_THROWS_AS(check(RepeatOptions{.longest_span_days = std::nan("")}), InvalidOption);
  CHECK_THROWS_AS(check(RepeatOptions{.near = {.distance_limits_m = {200, 100}}}), InvalidOption);
}

}  // namespace lykta::tests_of_repeats
