#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/time/heat_table.hpp"
#include "tests/catch.hpp"
#include "tests/engine/samples.hpp"

namespace lykta::tests_of_heat_table {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using test::at;
using test::within;

/// Monday 2024-01-01 00:00.
const LocalTime monday = at(2024, 1, 1);

TimeSpan moment(LocalTime time) { return {time, time}; }

/// A moment at a random second of `weeks` weeks, or an interval of some hours from there.
std::vector<TimeSpan> random_spans(test::Random& random, int number, double share_of_intervals, int weeks) {
  std::vector<TimeSpan> spans;
  for (int i = 0; i < number; ++i) {
    const auto start = monday + seconds{static_cast<std::int64_t>(random.between(0, weeks * 604800.0))};
    const auto length = random.between(0, 1) < share_of_intervals ? random.between(1, 90 * 3600.0) : 0.0;
    spans.push_back({start, start + seconds{static_cast<std::int64_t>(length)}});
  }
  return spans;
}

}  // namespace

TEST_CASE("A heat table of three events") {
  // Monday 10:15 at once; Tuesday 23:00 to Wednesday 01:00, half an event each hour; Sunday 22:30 to Monday 00:30.
  const std::vector<TimeSpan> spans{moment(monday + hours{10} + minutes{15}),
                                    {monday + hours{47}, monday + hours{49}},
                                    {monday + hours{166} + minutes{30}, monday + hours{168} + minutes{30}}};
  const auto table = heat_table(spans, {.runs = 9});
  CHECK(table.events == 3);
  CHECK(table.weight[10] == 1);
  CHECK(table.weight[47] == within(1e-12, 0.5));
  CHECK(table.weight[48] == within(1e-12, 0.5));
  CHECK(table.weight[166] == within(1e-12, 0.25));
  CHECK(table.weight[167] == within(1e-12, 0.5));
  CHECK(table.weight[0] == within(1e-12, 0.25));
  CHECK(std::accumulate(table.weight.begin(), table.weight.end(), 0.0) == within(1e-12, 3));
  CHECK(table.expected[5] == within(1e-12, 3.0 / 168));
  // sum (w - e)^2 / e = sum w^2 / e - 3, for the weights and the expected numbers both add up to 3.
  CHECK(table.cells.statistic == within(1e-9, (1 + 3 * 0.25 + 2 * 0.0625) * 168 / 3 - 3));
  // Monday 1.25, Tuesday 0.5, Wednesday 0.5, Sunday 0.75.
  CHECK(table.weekdays.statistic == within(1e-9, (1.5625 + 0.25 + 0.25 + 0.5625) * 7 / 3 - 3));
  // Hours 10: 1; 23: 0.5 + 0.5; 0: 0.5 + 0.25; 22: 0.25.
  CHECK(table.hours.statistic == within(1e-9, (1 + 1 + 0.5625 + 0.0625) * 24 / 3 - 3));
}

TEST_CASE("One event is as uneven as chance has it") {
  CHECK(heat_table(std::vector<TimeSpan>{moment(monday)}, {.runs = 99}).cells.p == 1);
  // An interval moved by whole hours keeps its shares, so its table has the same statistic at every hour.
  const std::vector<TimeSpan> span{{monday + minutes{17}, monday + hours{31}}};
  CHECK(heat_table(span, {.runs = 99}).cells.p == 1);
  const std::vector<TimeSpan> weeks{{monday + minutes{17}, monday + hours{24 * 17 + 5}}};
  CHECK(heat_table(weeks, {.runs = 99}).cells.p == 1);
}

TEST_CASE("Two events in one hour of the week are rare by chance") {
  // Two moments share one of 168 hours with probability 1/168, one of 7 weekdays with 1/7, one of 24 hours with 1/24.
  const std::vector<TimeSpan> spans{moment(monday), moment(monday + hours{168} + minutes{5})};
  const auto table = heat_table(spans, {.runs = 9999});
  CHECK(table.cells.p == within(0.004, 1.0 / 168));
  CHECK(table.weekdays.p == within(0.02, 1.0 / 7));
  CHECK(table.hours.p == within(0.01, 1.0 / 24));
}

TEST_CASE("The p of an even week is even, with moments and with intervals") {
  // 300 tables of 40 events each. The number of p <= 0.1 has mean 30 and standard deviation 5.2; ties make it smaller.
  test::Random random(81);
  for (const auto share_of_intervals : {0.0, 0.4, 1.0}) {
    int low_cells = 0;
    int low_weekdays = 0;
    int low_hours = 0;
    int half = 0;
    for (std::uint64_t i = 0; i < 300; ++i) {
      const auto spans = random_spans(random, 40, share_of_intervals, 4);
      const auto table = heat_table(spans, {.runs = 99, .seed = i, .threads = 1});
      low_cells += table.cells.p <= 0.1 ? 1 : 0;
      low_weekdays += table.weekdays.p <= 0.1 ? 1 : 0;
      low_hours += table.hours.p <= 0.1 ? 1 : 0;
      half += table.weekdays.p <= 0.5 ? 1 : 0;
    }
    CAPTURE(share_of_intervals);
    CHECK(low_cells <= 30 + 16);
    CHECK(low_weekdays <= 30 + 16);
    CHECK(low_hours <= 30 + 16);
    CHECK(low_cells >= 30 - 22);
    CHECK(low_weekdays >= 30 - 18);
    CHECK(low_hours >= 30 - 18);
    CHECK(half <= 150 + 27);
    CHECK(half >= 150 - 35);
  }
}

TEST_CASE("A Friday night stands out") {
  test::Random random(82);
  auto spans = random_spans(random, 100, 0.25, 10);
  for (int i = 0; i < 25; ++i) {
    spans.push_back(moment(monday + hours{24 * 4 + 22} + minutes{i}));
  }
  const auto table = heat_table(spans, {.runs = 999});
  CHECK(table.cells.p == within(1e-12, 0.001));
  CHECK(table.weekdays.p <= 0.01);
  CHECK(table.hours.p == within(1e-12, 0.001));
}

TEST_CASE("A period of ten days expects more of the days that it holds twice") {
  const Period period{monday, monday + std::chrono::days{10}};
  test::Random random(83);
  std::vector<TimeSpan> spans;
  for (int i = 0; i < 4000; ++i) {
    spans.push_back(moment(monday + seconds{static_cast<std::int64_t>(random.between(0, 864000))}));
  }
  const auto with_period = heat_table(spans, {.period = period, .runs = 199});
  CHECK(with_period.expected[0] == within(1e-9, 4000.0 / 120));
  CHECK(with_period.expected[100] == within(1e-9, 4000.0 / 240));
  CHECK(with_period.weekdays.p > 0.01);
  CHECK(heat_table(spans, {.runs = 199}).weekdays.p == within(1e-12, 1.0 / 200));
  // Two days only: what never was in the period is not in the statistic, and no division by zero.
  const auto two_days = heat_table(spans, {.period = Period{monday, monday + std::chrono::days{2}}, .runs = 9});
  CHECK(std::isfinite(two_days.cells.statistic));
}

TEST_CASE("A heat table without events has no test and one without runs no p") {
  const auto none = heat_table({}, {});
  CHECK(none.events == 0);
  CHECK(std::isnan(none.cells.statistic));
  CHECK(std::isnan(none.hours.p));
  CHECK(std::ranges::all_of(none.weight, [](double weight) { return weight == 0; }));
  const auto no_runs = heat_table(std::vector<TimeSpan>{moment(monday)}, {.runs = 0});
  CHECK(no_runs.cells.statistic == within(1e-9, 167));
  CHECK(std::isnan(no_runs.cells.p));
}

TEST_CASE("The test of a heat table is the same on any number of threads and in any order of the week") {
  test::Random random(84);
  const auto spans = random_spans(random, 60, 0.5, 3);
  const auto one = heat_table(spans, {.runs = 99, .threads = 1});
  const auto three = heat_table(spans, {.runs = 99, .threads = 3});
  CHECK(one.cells.p == three.cells.p);
  CHECK(one.weekdays.p == three.weekdays.p);
  // Five hours later the cells are the same ones in another place.
  auto later = spans;
  for (auto& span : later) {
    span = {span.start + hours{5}, span.end + hours{5}};
  }
  const auto moved = heat_table(later, {.runs = 99, .threads = 1});
  CHECK(moved.cells.statistic == within(1e-9, one.cells.statistic));
  CHECK(moved.hours.statistic == within(1e-9, one.hours.statistic));
  CHECK(moved.cells.p == one.cells.p);
}

TEST_CASE("A period that does not end after it begins is refused") {
  CHECK_THROWS_AS(heat_table({}, {.period = Period{monday, monday}}), InvalidOption);
}

}  // namespace lykta::tests_of_heat_table
