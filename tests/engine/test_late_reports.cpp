#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/base/random_stream.hpp"
#include "engine/models/late_reports.hpp"
#include "tests/engine/samples.hpp"

namespace lykta {
namespace {

using std::chrono::days;
using std::chrono::local_days;
using test::within;

const local_days last_day{std::chrono::year{2025} / 11 / 30};

EventReport report(int age, int delay) { return {last_day - days(age), last_day - days(age) + days(delay)}; }

/// Days from event to report: half on the same day, else each day of the first ten with a chance of a quarter.
int drawn_delay(RandomStream& random) {
  if (random.uniform() < 0.5) {
    return 0;
  }
  auto delay = 1;
  while (delay < 40 && random.uniform() < 0.75) {
    ++delay;
  }
  return delay;
}

double share_of_delays_within(int delay) { return 0.5 + 0.5 * (1 - std::pow(0.75, delay)); }

}  // namespace

TEST_CASE("Shares within some days are those of a case by hand") {
  // Old events: 4 on the same day, 3 after one day, 1 after two. Of yesterday's 2 and today's 2 only short delays are known.
  std::vector<EventReport> reports;
  for (const auto delay : {0, 0, 0, 0, 1, 1, 1, 2}) {
    reports.push_back(report(10, delay));
  }
  reports.push_back(report(1, 0));
  reports.push_back(report(1, 1));
  reports.push_back(report(0, 0));
  reports.push_back(report(0, 0));
  const auto delays = report_delays(reports, last_day, {.longest_days = 2, .fewest_reports = 1});
  REQUIRE(delays);
  // h(2) = 1 / 8; h(1) = 4 / 9, with yesterday's two: 7 old ones and 2 of yesterday.
  CHECK(delays->share_within[2] == 1);
  CHECK(delays->share_within[1] == within(1e-14, 7.0 / 8));
  CHECK(delays->share_within[0] == within(1e-14, 7.0 / 8 * 5 / 9));
  CHECK(delays->reports == 12);
  // Yesterday and today.
  const auto two_days = completeness(*delays, last_day - days(1), last_day, last_day);
  CHECK(two_days.share == within(1e-14, (7.0 / 8 + 7.0 / 8 * 5 / 9) / 2));
  const auto v2 = (1.0 / 8) / (8 * 7.0 / 8);
  const auto v1 = (4.0 / 9) / (9 * 5.0 / 9);
  const auto today = 7.0 / 8 * 5 / 9 / 2;
  CHECK(two_days.error == within(1e-14, std::sqrt(std::pow(two_days.share, 2) * v2 + today * today * v1)));
  // Old days are complete, coming ones have nothing.
  CHECK(completeness(*delays, last_day - days(9), last_day - days(3), last_day).share == 1);
  CHECK(completeness(*delays, last_day + days(1), last_day + days(2), last_day).share == 0);
}

TEST_CASE("The order of reports does not matter, and those that cannot be are counted") {
  std::vector<EventReport> reports{report(5, 1), report(4, 0),    report(3, 2),  report(2, -1),
                                   report(1, 2), report(400, 91), report(800, 1)};
  const ReportDelayOptions options{.fewest_reports = 1};
  const auto delays = report_delays(reports, last_day, options);
  REQUIRE(delays);
  CHECK(delays->reports == 3);
  CHECK(delays->before_event == 1);
  CHECK(delays->after_last_day == 1);
  CHECK(delays->too_late == 1);
  std::ranges::reverse(reports);
  CHECK(report_delays(reports, last_day, options)->share_within == delays->share_within);
  CHECK_FALSE(report_delays(reports, last_day));
  CHECK_THROWS_AS(report_delays(reports, last_day, {.longest_days = 0}), InvalidOption);
}

TEST_CASE("Recent events do not make reporting look faster than it is") {
  // 60 days of 20 events each, seen on the last day: a plain share of the delays seen would be too high.
  double sum = 0;
  double plain = 0;
  constexpr std::size_t runs = 200;
  for (std::size_t run = 0; run < runs; ++run) {
    RandomStream random(11, run);
    std::vector<EventReport> reports;
    double seen = 0;
    double short_ones = 0;
    for (int age = 0; age < 60; ++age) {
      for (int i = 0; i < 20; ++i) {
        if (const auto delay = drawn_delay(random); delay <= age) {
          reports.push_back(report(age, delay));
          seen += 1;
          short_ones += delay <= 3 ? 1 : 0;
        }
      }
    }
    sum += report_delays(reports, last_day)->share_within[3];
    plain += short_ones / seen;
  }
  CHECK(sum / runs == within(0.003, share_of_delays_within(3)));
  CHECK(plain / runs > share_of_delays_within(3) + 0.003);
}

TEST_CASE("The interval of the number in the end holds it as often as it says") {
  constexpr std::size_t runs = 1000;
  std::size_t held = 0;
  double bias = 0;
  for (std::size_t run = 0; run < runs; ++run) {
    RandomStream random(5, run);
    std::vector<EventReport> reports;
    std::uint64_t reported = 0;
    std::uint64_t in_the_end = 0;
    for (int age = 0; age < 200; ++age) {
      for (int i = 0; i < 10; ++i) {
        if (random.uniform() < 0.8) {
          continue;  // two events a day, binomial
        }
        const auto delay = drawn_delay(random);
        in_the_end += age < 7 ? 1 : 0;
        if (delay <= age) {
          reports.push_back(report(age, delay));
          reported += age < 7 ? 1 : 0;
        }
      }
    }
    const auto share = completeness(*report_delays(reports, last_day), last_day - days(6), last_day, last_day);
    const auto count = completed_count(reported, share);
    REQUIRE(count);
    held += count->low <= in_the_end && in_the_end <= count->high ? 1U : 0U;
    bias += count->expected - static_cast<double>(in_the_end);
  }
  // 95 % and, as numbers are whole, some more.
  CHECK(held >= 940);
  CHECK(held <= 990);
  CHECK(std::abs(bias / runs) < 0.3);
}

TEST_CASE("A complete week stays what it is, and of one that cannot have been reported nothing is said") {
  const auto whole = completed_count(7, {1, 0});
  REQUIRE(whole);
  CHECK(whole->expected == 7);
  CHECK(whole->low == 7);
  CHECK(whole->high == 7);
  CHECK_FALSE(completed_count(0, {0, 0}));
  // Half reported, exactly known: Gamma(n + 1/2) by hand, mean n + (n + 1/2).
  CHECK(completed_count(10, {0.5, 0})->expected == within(1e-12, 20.5));
}

}  // namespace lykta
