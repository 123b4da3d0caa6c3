#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/questions/week.hpp"
#include "tests/catch.hpp"
#include "tests/engine/samples.hpp"

namespace lykta::tests_of_week {
namespace {

using Catch::Contains;
using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using test::at;
using test::within;

/// Monday 2024-01-01 00:00.
const LocalTime monday = at(2024, 1, 1);

TimeSpan moment(int hour_of_week, int minute = 20) {
  const auto time = monday + hours{hour_of_week} + minutes{minute};
  return {time, time};
}

Inputs with_times(const std::vector<std::optional<TimeSpan>>& times) {
  Inputs inputs;
  inputs.classes = {{"noise", 1}};
  for (const auto& time : times) {
    auto& incidents = inputs.incidents;
    incidents.position.push_back({500, 500});
    incidents.time.push_back(time);
    incidents.class_index.push_back(0);
    incidents.origin.push_back(Origin::reported);
    incidents.position_class.push_back(PositionClass::b);
    incidents.row.push_back({0, static_cast<std::int64_t>(incidents.size())});
  }
  return inputs;
}

bool warns(const Week& week, WarningKind kind) {
  return std::ranges::find(week.warnings, kind, &Warning::kind) != week.warnings.end();
}

/// So many events in each hour of the week.
HeatTable table_of(double each) {
  HeatTable table;
  table.weight.fill(each);
  table.expected.fill(each);
  table.events = static_cast<std::size_t>(each * 168);
  return table;
}

}  // namespace

TEST_CASE("Events without a time of day are left out and counted") {
  const auto week = week_of(with_times({moment(10), TimeSpan{monday + hours{20}, monday + hours{22}},
                                        TimeSpan{monday, monday + days{1}},                         // a day
                                        TimeSpan{monday, monday + days{31}},                        // a month
                                        TimeSpan{monday + hours{8}, monday + days{7} + hours{9}},   // over a week
                                        TimeSpan{monday + hours{18}, monday + days{3} + hours{7}},  // a long weekend
                                        std::nullopt}),
                            {});
  CHECK(week.table.events == 3);
  CHECK(week.intervals == 2);
  CHECK(week.whole_days == 2);
  CHECK(week.span_too_long == 1);
  CHECK(week.without_date == 1);
  CHECK(week.table.weight[10] == 1);
  CHECK(week.table.weight[21] == within(1e-12, 0.5 + 1.0 / 61));
  CHECK(warns(week, WarningKind::thin_week));
  CHECK_FALSE(warns(week, WarningKind::no_study_area));
}

TEST_CASE("A shorter longest span leaves out more") {
  const auto inputs = with_times({moment(10), TimeSpan{monday + hours{18}, monday + hours{43}}});
  CHECK(week_of(inputs, {.longest_span_days = 1}).span_too_long == 1);
  CHECK(week_of(inputs, {.longest_span_days = 2}).span_too_long == 0);
  CHECK_THROWS_AS(week_of(inputs, {.longest_span_days = 0}), InvalidOption);
}

TEST_CASE("Without any time of day nothing is answered") {
  const auto inputs = with_times({TimeSpan{monday, monday + days{1}}, std::nullopt});
  CHECK_THROWS_AS(week_of(inputs, {}), DataError);
  CHECK_THROWS_WITH(week_of(inputs, {}), Contains("1 are known to the day only") && Contains("--time"));
}

TEST_CASE("A week of Friday nights stands out, and one of every hour does not") {
  std::vector<std::optional<TimeSpan>> times;
  for (int hour = 0; hour < 168; ++hour) {
    times.emplace_back(moment(hour));
    times.emplace_back(moment(hour));
  }
  const auto even = week_of(with_times(times), {});
  CHECK(even.table.cells.p == 1);
  CHECK_FALSE(even.stretch);
  CHECK_FALSE(even.has_clear_weekday());
  CHECK_FALSE(even.has_clear_hours());
  CHECK_FALSE(warns(even, WarningKind::thin_week));
  for (int i = 0; i < 60; ++i) {
    times.emplace_back(moment(4 * 24 + 21 + i % 6));  // Friday 21 to Saturday 03
  }
  const auto uneven = week_of(with_times(times), {});
  CHECK(uneven.table.cells.p == within(1e-12, 0.001));
  REQUIRE(uneven.stretch);
  CHECK(uneven.stretch->first == 4 * 24 + 21);
  CHECK(uneven.stretch->hours == 6);
  CHECK(uneven.stretch->weight == within(1e-9, 72));
  REQUIRE(uneven.busy);
  CHECK(uneven.busy->weekday == std::chrono::Friday);
  CHECK(uneven.has_clear_weekday());
  CHECK_FALSE(uneven.has_clear_hours());  // 24 in six of the hours and 14 in the others: p is 0.2
}

TEST_CASE("The busiest stretch may pass Sunday midnight") {
  auto table = table_of(1);
  for (const std::size_t hour : {166U, 167U, 0U, 1U}) {
    table.weight[hour] = 9;
    table.events += 8;
  }
  const auto stretch = busiest_stretch(table);
  REQUIRE(stretch);
  CHECK(stretch->first == 166);
  CHECK(stretch->hours == 4);
  CHECK(stretch->weight == within(1e-12, 36));
  CHECK(stretch->expected == within(1e-12, 4));
}

TEST_CASE("An even table, or one of a few events, has no busiest stretch") {
  CHECK_FALSE(busiest_stretch(table_of(3)));
  HeatTable few = table_of(0);
  few.events = 4;
  few.weight[30] = 4;
  few.expected.fill(4.0 / 168);
  CHECK_FALSE(busiest_stretch(few));
  few.events = 5;
  few.weight[30] = 5;
  const auto found = busiest_stretch(few);
  REQUIRE(found);
  CHECK(found->hours == 2);
}

TEST_CASE("Without runs there is a table and no p") {
  const auto week = week_of(with_times({moment(5), moment(6)}), {.runs = 0});
  CHECK(std::isnan(week.table.cells.p));
  CHECK_FALSE(week.stretch);
  CHECK_FALSE(week.has_clear_weekday());
  CHECK_FALSE(week.has_clear_hours());
  CHECK(week.table.events == 2);
}

TEST_CASE("Many times at midnight are suspected of standing for no time") {
  std::vector<std::optional<TimeSpan>> times;
  for (int i = 0; i < 12; ++i) {
    times.emplace_back(moment(24 * (i % 7), 0));
  }
  for (int i = 0; i < 60; ++i) {
    times.emplace_back(moment(i));
  }
  const auto doubtful = week_of(with_times(times), {});
  CHECK(warns(doubtful, WarningKind::many_at_midnight));
  REQUIRE(doubtful.busy);
  CHECK(doubtful.table.hours.p <= week_level);
  CHECK_FALSE(doubtful.has_clear_hours());  // the busiest hours hold the one after midnight
  for (int i = 0; i < 60; ++i) {
    times.emplace_back(moment(i));
  }
  CHECK_FALSE(warns(week_of(with_times(times), {}), WarningKind::many_at_midnight));
}

}  // namespace lykta::tests_of_week
