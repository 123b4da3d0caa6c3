#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/questions/change_map.hpp"
#include "tests/catch.hpp"
#include "tests/engine/samples.hpp"
#include "tests/engine/town_events.hpp"

namespace lykta::tests_of_change_map {
namespace {

using Catch::Contains;
using test::at;
using test::within;

const Period year_2024{at(2024, 1, 1), at(2025, 1, 1)};
const Period year_2023{at(2023, 1, 1), at(2024, 1, 1)};

ChangeMapOptions two_years() {
  ChangeMapOptions options;
  options.choice.period = year_2024;
  options.choice.comparison = year_2023;
  options.recorded_from = year_2023.from;
  options.recorded_to = year_2024.to;
  options.grid.cell_m = 500;
  options.change.threads = 1;
  return options;
}

ChangeMapOptions weeks_of_years(const Period& period, unsigned years) {
  auto options = two_years();
  options.choice.period = period;
  options.choice.comparison.reset();
  options.recorded_from.reset();
  options.recorded_to.reset();
  options.years = years;
  return options;
}

/// Eight cells of 500 m with 20 events in each year, but for 60 in the second year around (1250, 750).
Inputs town_with_an_increase() {
  auto inputs = test::empty_town();
  for (int row = 0; row < 2; ++row) {
    for (int column = 0; column < 4; ++column) {
      const Point middle{column * 500.0 + 250, row * 500.0 + 250};
      const auto grows = row == 1 && column == 2;
      test::add_events(inputs, middle, at(2023, 6, 1), 20);
      test::add_events(inputs, middle, at(2024, 6, 1), grows ? 60 : 20);
    }
  }
  return inputs;
}

std::size_t zone_at(const ChangeMap& map, const Point& point) { return map.zones.zone_at(point).value(); }

std::vector<WarningKind> kinds(const ChangeMap& map) {
  std::vector<WarningKind> kinds;
  std::ranges::transform(map.warnings, std::back_inserter(kinds), &Warning::kind);
  return kinds;
}

bool warns(const ChangeMap& map, WarningKind kind) {
  const auto all = kinds(map);
  return std::ranges::find(all, kind) != all.end();
}

OwnPolygon polygon(const std::string& id, const Box& box) { return {id, "", rectangle(box), 0}; }

}  // namespace

TEST_CASE("A planted increase is found, and not in the cells beside it") {
  const auto map = change_map(town_with_an_increase(), two_years());
  const auto grown = zone_at(map, {1250, 750});
  CHECK(map.clear_zones() == std::vector<std::uint32_t>{static_cast<std::uint32_t>(grown)});
  CHECK(map.change.direction[grown] == Direction::increase);
  CHECK(map.count[grown] == 60);
  CHECK(map.comparison_count[grown] == 20);
  CHECK(map.change.expected[grown] == within(1e-9, 20 * 366.0 / 365));
  for (const Point beside : {Point{750, 750}, Point{1250, 250}, Point{1750, 750}}) {
    CHECK(map.change.direction[zone_at(map, beside)] == Direction::not_clear);
    CHECK_FALSE(map.change.too_few_events[zone_at(map, beside)]);
  }
}

TEST_CASE("The whole area is compared as one, without a correction") {
  const auto inputs = town_with_an_increase();
  const auto map = change_map(inputs, two_years());
  CHECK(map.events() == 200);
  CHECK(map.comparison_events() == 160);
  REQUIRE(map.whole.p.size() == 1);
  CHECK(map.whole.p[0] == e_test_p(200, 366, 160, 365));
  CHECK(map.whole.adjusted_p[0] == map.whole.p[0]);
  CHECK(map.whole.ratio[0] == within(1e-9, 200.0 / 366 / (160.0 / 365)));
}

TEST_CASE("Clear zones come increases first, each kind with the largest difference first") {
  auto inputs = test::empty_town();
  const auto change = [&](const Point& where, int before, int after) {
    test::add_events(inputs, where, at(2023, 6, 1), before);
    test::add_events(inputs, where, at(2024, 6, 1), after);
  };
  change({250, 250}, 80, 20);
  change({750, 250}, 20, 60);
  change({1250, 250}, 20, 90);
  change({1750, 250}, 120, 20);
  const auto map = change_map(inputs, two_years());
  std::vector<double> x;
  for (const auto zone : map.clear_zones()) {
    x.push_back(map.zones.centre(zone).x);
  }
  CHECK(x == std::vector<double>{1250, 750, 1750, 250});
}

TEST_CASE("A period twice as long expects twice as many") {
  auto inputs = test::empty_town();
  test::add_events(inputs, {250, 250}, at(2024, 1, 10), 30);  // of 31 days
  test::add_events(inputs, {250, 250}, at(2024, 2, 10), 60);  // of 62 days
  auto options = two_years();
  options.choice.comparison = Period{at(2024, 1, 1), at(2024, 2, 1)};
  options.choice.period = Period{at(2024, 2, 1), at(2024, 4, 3)};
  const auto map = change_map(inputs, options);
  const auto zone = zone_at(map, {250, 250});
  CHECK(map.change.expected[zone] == within(1e-9, 60));
  CHECK(map.change.ratio[zone] == within(1e-9, 1));
  CHECK(map.change.direction[zone] == Direction::not_clear);
  CHECK(warns(map, WarningKind::unequal_periods));
}

TEST_CASE("The same weeks of earlier years are added up, and what lies between is left out") {
  auto inputs = test::empty_town();
  // Weeks from Monday 2024-06-03: 2023-06-05 and 2022-06-06.
  const Period weeks{at(2024, 6, 3), at(2024, 7, 1)};
  test::add_events(inputs, {250, 250}, at(2022, 1, 1), 1);
  test::add_events(inputs, {250, 250}, at(2022, 6, 6), 7);
  test::add_events(inputs, {250, 250}, at(2022, 6, 5), 50);  // the day before
  test::add_events(inputs, {250, 250}, at(2023, 7, 2), 5);   // the last day
  test::add_events(inputs, {250, 250}, at(2023, 7, 3), 50);  // the day after
  test::add_events(inputs, {250, 250}, at(2024, 6, 3), 9);
  test::add_event(inputs, {250, 250}, TimeSpan{at(2024, 6, 10), at(2024, 6, 10)}, 0, Origin::discovered);
  test::add_event(inputs, {250, 250}, TimeSpan{at(2023, 1, 10), at(2023, 1, 10)}, 0, Origin::discovered);
  test::add_events(inputs, {250, 250}, at(2024, 12, 1), 3);
  const auto map = change_map(inputs, weeks_of_years(weeks, 2));
  REQUIRE(map.comparison.size() == 2);
  CHECK(map.comparison[0] == Period{at(2023, 6, 5), at(2023, 7, 3)});
  CHECK(map.comparison[1] == Period{at(2022, 6, 6), at(2022, 7, 4)});
  const auto zone = zone_at(map, {250, 250});
  CHECK(map.count[zone] == 9);
  CHECK(map.comparison_count[zone] == 12);
  CHECK(map.change.expected[zone] == within(1e-9, 6));
  CHECK(map.recorded == Period{at(2022, 1, 1), at(2024, 12, 2)});
  CHECK_FALSE(warns(map, WarningKind::years_left_out));
  CHECK_FALSE(warns(map, WarningKind::unequal_periods));
  // Only the find of the period itself is said to be left out.
  const auto left_out = std::ranges::find(map.warnings, WarningKind::discovered_left_out, &Warning::kind);
  REQUIRE(left_out != map.warnings.end());
  CHECK(left_out->value == 1);
  CHECK(std::ranges::count(map.uses, IncidentUse::period) == 10);
  CHECK(std::ranges::count(map.uses, IncidentUse::comparison) == 12);
}

TEST_CASE("One earlier year is the comparison with that period") {
  const auto inputs = town_with_an_increase();
  const Period weeks{at(2024, 5, 6), at(2024, 7, 29)};
  auto by_years = weeks_of_years(weeks, 1);
  by_years.recorded_from = at(2023, 1, 1);
  auto by_hand = two_years();
  by_hand.choice.period = weeks;
  by_hand.choice.comparison = Period{at(2023, 5, 8), at(2023, 7, 31)};
  const auto a = change_map(inputs, by_years);
  const auto b = change_map(inputs, by_hand);
  CHECK(a.comparison == b.comparison);
  CHECK(a.count == b.count);
  CHECK(a.comparison_count == b.comparison_count);
  CHECK(a.change.p == b.change.p);
  CHECK(a.uses == b.uses);
}

TEST_CASE("Years before the record are left out, and said") {
  const auto inputs = town_with_an_increase();  // from 2023-06-01
  const Period autumn{at(2024, 9, 2), at(2024, 10, 28)};
  auto options = weeks_of_years(autumn, 3);
  auto with_events = inputs;
  test::add_events(with_events, {250, 250}, at(2024, 9, 10), 5);
  const auto map = change_map(with_events, options);
  CHECK(map.comparison.size() == 1);
  const auto left_out = std::ranges::find(map.warnings, WarningKind::years_left_out, &Warning::kind);
  REQUIRE(left_out != map.warnings.end());
  CHECK(left_out->value == 2);
  CHECK(left_out->limit == 3);
  // Who knows that the file begins earlier than its first event says so.
  options.recorded_from = at(2021, 1, 1);
  CHECK(change_map(with_events, options).comparison.size() == 3);
  const Period spring{at(2024, 3, 4), at(2024, 4, 1)};
  CHECK_THROWS_WITH(change_map(inputs, weeks_of_years(spring, 2)), Contains("none of the 2 earlier years"));
}

TEST_CASE("A period that was recorded in part only shows no clear change, and says how much is missing") {
  const auto inputs = town_with_an_increase();  // from 2023-06-01 – 2024-06-01
  auto options = two_years();
  options.recorded_from.reset();
  options.recorded_to.reset();
  const auto map = change_map(inputs, options);
  CHECK(map.is_partly_recorded());
  CHECK(map.days_missing == 366 - 31 - 29 - 31 - 30 - 31 - 1);
  CHECK(map.comparison_days_missing == std::vector<double>{31 + 28 + 31 + 30 + 31});
  CHECK(warns(map, WarningKind::period_not_recorded));
  // The counts stay as they are, but nothing is made of them.
  CHECK(map.events() == 200);
  CHECK(map.whole.p[0] < 0.05);
  CHECK(map.whole.direction[0] == Direction::not_clear);
  CHECK(map.clear_zones().empty());
  // Who knows better says so.
  CHECK_FALSE(change_map(inputs, two_years()).is_partly_recorded());
  CHECK_FALSE(warns(change_map(inputs, two_years()), WarningKind::period_not_recorded));
  options.recorded_from = year_2023.from;
  CHECK(change_map(inputs, options).comparison_days_missing == std::vector<double>{0});
  options.recorded_to = at(2024, 12, 31);  // a day that is known to be missing is one
  CHECK(change_map(inputs, options).days_missing == 1);
  options.choice.period = Period{at(2024, 5, 1), at(2024, 6, 2)};
  options.choice.comparison = Period{at(2023, 6, 1), at(2023, 7, 1)};
  CHECK_FALSE(change_map(inputs, options).is_partly_recorded());
}

TEST_CASE("A short silence at the end is no missing record, unless so many events have no day in it") {
  // One event every tenth day, the last of them five days before the end of the year.
  auto inputs = test::empty_town();
  for (auto day = year_2023.from; day < year_2024.to - std::chrono::days(5); day += std::chrono::days(10)) {
    test::add_events(inputs, {250, 250}, day, 1);
  }
  auto options = two_years();
  options.recorded_from.reset();
  options.recorded_to.reset();
  options.choice.period = Period{year_2024.from, year_2024.to + std::chrono::days(20)};
  CHECK_FALSE(change_map(inputs, options).is_partly_recorded());
  options.choice.period = Period{year_2024.from, year_2024.to + std::chrono::days(60)};
  CHECK(change_map(inputs, options).is_partly_recorded());
  // With ten a day even a week is too long for chance.
  auto busy = test::empty_town();
  for (auto day = year_2023.from; day < year_2024.to - std::chrono::days(7); day += std::chrono::days(1)) {
    test::add_events(busy, {250, 250}, day, 10);
  }
  options.choice.period = year_2024;
  CHECK(change_map(busy, options).days_missing == 7);
}

TEST_CASE("One mistyped year makes no comparison out of a refused one") {
  auto inputs = town_with_an_increase();  // from 2023-06-01 – 2024-06-01
  auto options = two_years();
  options.recorded_from.reset();
  options.recorded_to.reset();
  options.choice.period = Period{at(2023, 6, 1), at(2024, 6, 2)};
  options.choice.comparison = Period{at(2022, 6, 1), at(2023, 6, 1)};
  CHECK_THROWS_WITH(change_map(inputs, options),
                    Contains("the comparison period 2022-06-01 – 2023-05-31 lies outside"));
  for (const auto wrong : {at(1900, 1, 1), at(202, 6, 1), at(2099, 1, 1)}) {
    test::add_events(inputs, {250, 250}, wrong, 1);
    CHECK_THROWS_WITH(change_map(inputs, options), Contains("2023-06-01 – 2024-06-01"));
  }
  const auto map = change_map(inputs, two_years());
  const auto named = std::ranges::find(map.warnings, WarningKind::outlying_dates, &Warning::kind);
  REQUIRE(named != map.warnings.end());
  CHECK(named->detail == "361 (1900-01-01), 362 (0202-06-01), 363 (2099-01-01)");
}

TEST_CASE("Of several sources those are compared that cover both periods") {
  auto inputs = town_with_an_increase();
  test::add_events(inputs, {250, 250}, at(2024, 6, 1), 70);
  for (std::size_t i = 360; i < inputs.incidents.size(); ++i) {
    inputs.incidents.row[i].source = 1;
  }
  inputs.sources = {{"police", {year_2023.from, year_2024.to}}, {"housing", {year_2024.from, year_2024.to}}};
  auto options = two_years();
  options.recorded_from.reset();
  options.recorded_to.reset();
  const auto map = change_map(inputs, options);
  CHECK(map.events() == 200);
  CHECK_FALSE(map.is_partly_recorded());
  CHECK(map.recorded == Period{year_2023.from, year_2024.to});
  const auto left_out = std::ranges::find(map.warnings, WarningKind::source_not_compared, &Warning::kind);
  REQUIRE(left_out != map.warnings.end());
  CHECK(left_out->value == 70);
  CHECK(left_out->source == "housing");
  // One for each period is none for both.
  inputs.sources[0].covers.to = year_2023.to;
  const auto neither = change_map(inputs, options);
  CHECK(neither.is_partly_recorded());
  CHECK(neither.events() == 270);
  CHECK(neither.clear_zones().empty());
}

TEST_CASE("A period outside the record is refused") {
  const auto inputs = town_with_an_increase();
  auto options = two_years();
  options.recorded_from.reset();
  options.recorded_to.reset();
  options.choice.period = Period{at(2030, 1, 1), at(2031, 1, 1)};
  CHECK_THROWS_AS(change_map(inputs, options), DataError);
  CHECK_THROWS_WITH(change_map(inputs, options),
                    Contains("the period 2030-01-01 – 2030-12-31 lies outside") && Contains("2023-06-01 – 2024-06-01"));
  options.choice.period = year_2024;
  options.choice.comparison = Period{at(2020, 1, 1), at(2021, 1, 1)};
  CHECK_THROWS_WITH(change_map(inputs, options), Contains("the comparison period 2020-01-01 – 2020-12-31"));
}

TEST_CASE("A change is not clear while the limits of its ratio include 1") {
  // The E-test finds a little more than the limits do.
  std::uint64_t count = 20;
  while (e_test_p(count, 366, 20, 365) > 0.05) {
    ++count;
  }
  const auto limits = ratio_interval_95(count, 366, 20, 365);
  REQUIRE(limits.low < 1);
  auto inputs = test::empty_town();
  test::add_events(inputs, {250, 250}, at(2023, 6, 1), 20);
  test::add_events(inputs, {250, 250}, at(2024, 6, 1), static_cast<int>(count));
  const auto map = change_map(inputs, two_years());
  const auto zone = zone_at(map, {250, 250});
  CHECK(map.change.adjusted_p[zone] <= 0.05);
  CHECK(map.change.direction[zone] == Direction::not_clear);
  CHECK(map.whole.direction[0] == Direction::not_clear);
  test::add_events(inputs, {250, 250}, at(2024, 6, 1), 10);
  CHECK(change_map(inputs, two_years()).change.direction[zone] == Direction::increase);
}

TEST_CASE("Zones with few events say so, and empty ones are no change") {
  auto inputs = test::empty_town();
  test::add_events(inputs, {250, 250}, at(2023, 6, 1), 30);
  test::add_events(inputs, {750, 250}, at(2024, 6, 1), 3);
  const auto map = change_map(inputs, two_years());
  const auto few = zone_at(map, {750, 250});
  const auto none = zone_at(map, {1750, 750});
  const auto gone = zone_at(map, {250, 250});
  CHECK(map.change.too_few_events[few]);
  CHECK(std::isnan(map.change.adjusted_p[few]));
  CHECK(map.change.too_few_events[none]);
  CHECK(std::isnan(map.change.ratio[none]));
  CHECK(map.change.tested == 1);
  CHECK(map.change.direction[gone] == Direction::decrease);
  CHECK(map.change.ratio[gone] == 0);
  CHECK(map.change.ratio_high[gone] > 0);
}

TEST_CASE("A single event, and one single cell, are no change") {
  auto inputs = test::empty_town();
  test::add_events(inputs, {250, 250}, at(2024, 6, 1), 1);
  auto options = two_years();
  options.grid.cell_m = 5000;
  const auto map = change_map(inputs, options);
  CHECK(map.change.tested == 0);
  CHECK(map.clear_zones().empty());
  CHECK(map.whole.too_few_events[0]);
}

TEST_CASE("Cells a thousand times as many as events cost nothing in the correction") {
  auto inputs = test::empty_town();
  test::add_events(inputs, {250, 250}, at(2023, 6, 1), 1);
  test::add_events(inputs, {250, 250}, at(2024, 6, 1), 14);
  auto options = two_years();
  options.grid.cell_m = 10;  // 20 000 cells
  const auto map = change_map(inputs, options);
  CHECK(map.zones.size() == 20'000);
  CHECK(map.change.tested == 1);
  CHECK(map.change.direction[zone_at(map, {250, 250})] == Direction::increase);
}

TEST_CASE("Polygons of one's own are compared, and were perhaps chosen for their counts") {
  auto inputs = town_with_an_increase();
  inputs.zones = {polygon("A", {0, 0, 1000, 1000}), polygon("B", {1000, 500, 1500, 1000}),
                  polygon("C", {1200, 500, 2000, 1000})};
  const auto map = change_map(inputs, two_years());
  CHECK(map.count == std::vector<std::uint64_t>{80, 60, 20});
  CHECK(map.comparison_count == std::vector<std::uint64_t>{80, 20, 20});
  CHECK(map.clear_zones() == std::vector<std::uint32_t>{1});
  CHECK(map.in_several == 80);  // (1250, 750) lies in B and C
  CHECK(warns(map, WarningKind::chosen_zones));
  CHECK(warns(map, WarningKind::in_several_zones));
  CHECK_FALSE(warns(change_map(town_with_an_increase(), two_years()), WarningKind::chosen_zones));
  auto weeks = weeks_of_years(Period{at(2024, 5, 6), at(2024, 7, 29)}, 1);
  weeks.recorded_from = at(2023, 1, 1);
  CHECK(change_map(inputs, weeks).in_several == 80);
}

TEST_CASE("Only the classes asked for are counted, in earlier years too") {
  auto inputs = test::empty_town();
  for (const auto year : {2022, 2023, 2024}) {
    const auto noon = at(year, 6, 12, 12);
    test::add_event(inputs, {250, 250}, TimeSpan{noon, noon}, 0);
    test::add_event(inputs, {250, 250}, TimeSpan{noon, noon}, 1);
  }
  test::add_events(inputs, {250, 250}, at(2022, 1, 1), 1);
  auto options = weeks_of_years(Period{at(2024, 6, 3), at(2024, 7, 1)}, 2);
  CHECK(change_map(inputs, options).comparison_events() == 4);
  options.choice.classes = {false, true};
  const auto map = change_map(inputs, options);
  CHECK(map.events() == 1);
  CHECK(map.comparison_events() == 2);
}

TEST_CASE("A change without a correction is warned of") {
  auto options = two_years();
  options.change.correction = Correction::none;
  CHECK(warns(change_map(town_with_an_increase(), options), WarningKind::not_corrected));
}

TEST_CASE("Changes that cannot be asked for are refused") {
  const auto inputs = town_with_an_increase();
  const auto refused = [&](const std::string& why, auto change) {
    auto options = two_years();
    change(options);
    CHECK_THROWS_AS(change_map(inputs, options), InvalidOption);
    CHECK_THROWS_WITH(change_map(inputs, options), Contains(why));
  };
  refused("needs a period", [](auto& options) {
    options.choice.period.reset();
    options.choice.comparison.reset();
    options.years = 1;
  });
  refused("something to compare with", [](auto& options) { options.choice.comparison.reset(); });
  refused("exclude each other", [](auto& options) { options.years = 1; });
  refused("overlap", [](auto& options) { options.choice.comparison = year_2024; });
  refused("between 0 and 1", [](auto& options) { options.change.level = 0; });
  refused("ends before it begins", [](auto& options) { options.recorded_to = at(2022, 1, 1); });
  refused("end the period at 2024-12-29", [](auto& options) {
    options.choice.comparison.reset();
    options.years = 1;
  });
}

TEST_CASE("Without events in either period nothing is compared") {
  auto options = two_years();
  options.choice.period = Period{at(2010, 1, 1), at(2011, 1, 1)};
  options.choice.comparison = Period{at(2009, 1, 1), at(2010, 1, 1)};
  CHECK_THROWS_AS(change_map(town_with_an_increase(), options), DataError);
  auto weeks = weeks_of_years(Period{at(2024, 8, 5), at(2024, 9, 2)}, 1);
  weeks.recorded_to = year_2024.to;
  CHECK_THROWS_WITH(change_map(town_with_an_increase(), weeks), Contains("no event that counts"));
  auto without_times = test::empty_town();
  test::add_event(without_times, {250, 250}, std::nullopt);
  CHECK_THROWS_WITH(change_map(without_times, two_years()), Contains("no event has a time"));
  CHECK_THROWS_AS(change_map(test::empty_town(), two_years()), DataError);
}

}  // namespace lykta::tests_of_change_map
