#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/base/parallel.hpp"
#include "engine/models/alarm_budget.hpp"
#include "engine/models/count_watch.hpp"
#include "engine/models/watched_sum.hpp"
#include "tests/engine/quiet_places.hpp"
#include "tests/engine/samples.hpp"

namespace lykta {
namespace {

using test::within;

/// Weeks until a change of one place is said, of many runs; 52 where it is not said within a year.
struct Delays {
  double median = 0;
  std::size_t never = 0;
};

Delays delay_until_said(double rate, double factor) {
  constexpr std::size_t runs = 20;
  const test::QuietWorld world{.places = 10, .weeks = 104 + 26 + 52};
  std::vector<std::size_t> weeks(runs);
  for_each_part(runs, 0, [&](std::size_t run) {
    RandomStream random(static_cast<std::uint64_t>(1000 * rate * factor), run);
    auto counts = test::drawn_weeks(world, random);
    const std::size_t changed = 104 + 26;
    for (std::size_t week = 0; week < counts.weeks(); ++week) {
      counts.whole[week] -= counts.of_place[0][week];
      counts.of_place[0][week] = test::drawn_week(random, world, week < changed ? rate : rate * factor, week);
      counts.whole[week] += counts.of_place[0][week];
    }
    weeks[run] = 52;
    for (const auto& week : watch_counts(counts, {}, 104, counts.weeks())) {
      const auto alarm = week.place[0].alarm;
      const auto is_said =
          factor > 1 ? alarm == CountAlarm::week_above || alarm == CountAlarm::rise : alarm == CountAlarm::fall;
      if (week.week >= changed && is_said) {
        weeks[run] = week.week - changed + 1;
        break;
      }
    }
  });
  std::ranges::sort(weeks);
  return {static_cast<double>(weeks[runs / 2 - 1] + weeks[runs / 2]) / 2,
          static_cast<std::size_t>(std::ranges::count(weeks, std::size_t{52}))};
}

}  // namespace

TEST_CASE("A budget is spent on the rarest numbers first, as near to it as numbers allow") {
  // 0.011 + 0.010 is nearer to 0.02 than 0.010 + 0.002, and both are far below 0.05 + 0.010.
  const std::vector<std::vector<double>> tails{{0.3, 0.05, 0.011, 0.002}, {0.2, 0.010, 0.0001}};
  const auto spent = spend(tails, 0.02);
  CHECK(spent.threshold == std::vector<std::size_t>{2, 1});
  CHECK(spent.spent == within(1e-12, 0.021));
  const auto little = spend(tails, 0.0022);
  CHECK(little.threshold == std::vector<std::size_t>{3, 2});
  CHECK(little.spent == within(1e-12, 0.0021));
  // More than there is to spend.
  CHECK(spend(tails, 5).threshold == std::vector<std::size_t>{0, 0});
  CHECK(spend(tails, 0).spent == 0);
  CHECK(spend({}, 0.1).threshold.empty());
  // Ties enter together: 2 x 0.01 is as far from 0.01 as nothing is.
  CHECK(spend(std::vector<std::vector<double>>{{0.01}, {0.01}}, 0.01).spent == 0);
}

TEST_CASE("The chance of each value of a sum is that of all ways to it") {
  // A Poisson week of mean 1 against 2: 0 events take off 1 = 20 steps, 1 takes off 6 (0.307), 2 add 8, 3 add 22.
  const CountForecast forecast({{1, 1, 0}});
  const auto moves = sum_moves(forecast, forecast.log_probabilities(), 2);
  CHECK(moves.move[0] == -20);
  CHECK(moves.move[1] == -6);
  CHECK(moves.move[2] == 8);
  CHECK(moves.move[3] == 22);
  const auto p = [&](std::size_t k) { return moves.probability[k]; };
  CHECK(p(2) == within(1e-14, std::exp(-1.0) / 2));
  WatchedSum sum;
  sum.go_on(moves, std::size_t(-1));
  // Above 0 only with two events or more.
  CHECK(sum.tail()[0] == within(1e-12, 1 - p(0) - p(1)));
  CHECK(sum.tail()[8] == within(1e-12, 1 - p(0) - p(1) - p(2)));
  CHECK_FALSE(sum.settle(moves, 2, std::size_t(-1), 22));
  CHECK(sum.value() == 8);
  sum.go_on(moves, std::size_t(-1));
  // Three events of the first week were an alarm: their chance began anew. 16 is two times two events.
  CHECK(sum.tail()[15] - sum.tail()[16] == within(1e-12, p(2) * p(2)));
  CHECK_FALSE(sum.settle(moves, 2, std::size_t(-1), 22));
  CHECK(sum.value() == 16);
  CHECK(sum.weeks() == 2);
  sum.go_on(moves, std::size_t(-1));
  CHECK(sum.settle(moves, 2, std::size_t(-1), 22));
}

TEST_CASE("What the forecasts expect of false alarms is what may be spent, and a place at rest has none by itself") {
  RandomStream random(3, 0);
  const auto counts = test::drawn_weeks({}, random);
  const auto weeks = watch_counts(counts, {}, 104, 156);
  double spent = 0;
  for (const auto& week : weeks) {
    REQUIRE(week.place.size() == 10);
    spent += week.false_alarms;
    for (const auto& place : week.place) {
      CHECK(place.p_above + place.p_below > 1);
      CHECK((place.alarm == CountAlarm::week_above) == (place.count >= place.alarm_count));
      CHECK((place.alarm == CountAlarm::rise) ==
            (place.rise_sum >= place.rise_alarm && place.count < place.alarm_count));
    }
  }
  CHECK(spent == within(0.05, 1));
  // Ten times as many may be asked for.
  double more = 0;
  for (const auto& week : watch_counts(counts, {}, 104, 156, {.false_alarms_a_year = 10})) {
    more += week.false_alarms;
  }
  CHECK(more == within(0.5, 10));
}

TEST_CASE("A hundred quiet years of a list of ten places bring about a hundred false alarms") {
  // A quarter of the years each: Poisson, more swing, a season, both. Rates of 0.2 to 8 events a week.
  const std::vector<test::QuietWorld> worlds{
      {}, {.dispersion = 0.2}, {.season = 0.4}, {.dispersion = 0.2, .season = 0.4}};
  constexpr std::size_t years = 100;
  std::vector<std::size_t> alarms(years, 0);
  for_each_part(years, 0, [&](std::size_t year) {
    RandomStream random(2026, year);
    const auto counts = test::drawn_weeks(worlds[year % worlds.size()], random);
    for (const auto& week : watch_counts(counts, {}, 104, 156)) {
      for (const auto& place : week.place) {
        alarms[year] += place.alarm == CountAlarm::none ? 0U : 1U;
      }
    }
  });
  const auto all = std::accumulate(alarms.begin(), alarms.end(), std::size_t{0});
  CAPTURE(all);
  CHECK(all >= 81);
  CHECK(all <= 120);
}

TEST_CASE("A doubling and a halving are said after some weeks where enough happens") {
  const auto doubled = delay_until_said(8, 2);
  const auto halved = delay_until_said(8, 0.5);
  const auto doubled_seldom = delay_until_said(2, 2);
  CAPTURE(doubled.median, doubled.never, halved.median, halved.never, doubled_seldom.median, doubled_seldom.never);
  CHECK(doubled.median <= 3);
  CHECK(doubled.never == 0);
  CHECK(halved.median <= 8);
  CHECK(halved.never == 0);
  CHECK(doubled_seldom.median <= 14);
}

TEST_CASE("A watch that cannot be is refused") {
  RandomStream random(3, 0);
  const auto counts = test::drawn_weeks({}, random);
  CHECK_THROWS_AS(watch_counts(counts, {}, 104, 157), InvalidOption);
  CHECK_THROWS_AS(watch_counts(counts, {}, 10, 9), InvalidOption);
  CHECK_THROWS_AS(watch_counts(counts, {}, 104, 156, {.false_alarms_a_year = 0}), InvalidOption);
  CHECK_THROWS_AS(watch_counts(counts, {}, 104, 156, {.rise = 1}), InvalidOption);
  // Without enough weeks before there is no forecast, and no alarm.
  const auto early = watch_counts(counts, {}, 3, 4);
  CHECK(early[0].expected.why == NoExpectation::too_few_weeks);
  CHECK(early[0].place[0].alarm == CountAlarm::none);
  CHECK(std::isnan(early[0].place[0].p_above));
}

}  // namespace lykta
