#include <cstdint>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/time/relative_period.hpp"
#include "tests/engine/samples.hpp"

namespace lykta {
namespace {

SourceCoverage covering(std::uint32_t source, LocalTime from, LocalTime to, double events_a_day) {
  SourceCoverage coverage;
  coverage.source = source;
  coverage.covers = Period{from, to};
  coverage.events_a_day = events_a_day;
  return coverage;
}

}  // namespace

TEST_CASE("The last weeks are read in both languages") {
  for (const auto* text : {"last 4 weeks", "Last  4 Weeks", "the past 4 weeks", "senaste 4 veckorna",
                           "de senaste 4 veckorna", "DE SENASTE 4 VECKORNA"}) {
    CAPTURE(text);
    CHECK(parse_relative_period(text) == RelativePeriod{4, PeriodUnit::weeks});
  }
  CHECK(parse_relative_period("last week") == RelativePeriod{1, PeriodUnit::weeks});
  CHECK(parse_relative_period("senaste 24 månaderna") == RelativePeriod{24, PeriodUnit::months});
  CHECK(parse_relative_period("SENASTE 24 MÅNADERNA") == RelativePeriod{24, PeriodUnit::months});
  CHECK(parse_relative_period("det senaste året") == RelativePeriod{1, PeriodUnit::years});
  CHECK(parse_relative_period("last 90 days") == RelativePeriod{90, PeriodUnit::days});
  for (const auto* text : {"", "4 weeks", "last", "last four weeks", "last 0 weeks", "last -1 weeks",
                           "last 4 fortnights", "last 4 weeks ago", "last 300 years", "last 4.5 weeks"}) {
    CAPTURE(text);
    CHECK_THROWS_AS(parse_relative_period(text), InvalidOption);
  }
}

TEST_CASE("A relative period ends with the last week") {
  const IsoWeek last{2025, 48};  // 24 to 30 November
  CHECK(period_ending_with({4, PeriodUnit::weeks}, last) == Period{test::at(2025, 11, 3), test::at(2025, 12, 1)});
  CHECK(period_ending_with({24, PeriodUnit::months}, last) == Period{test::at(2023, 12, 1), test::at(2025, 12, 1)});
  CHECK(period_ending_with({1, PeriodUnit::years}, last) == Period{test::at(2024, 12, 1), test::at(2025, 12, 1)});
  CHECK(period_ending_with({10, PeriodUnit::days}, last) == Period{test::at(2025, 11, 21), test::at(2025, 12, 1)});
  // The day after 2025-W13 is 31 March, and February has no 31st; a leap year has a 29th.
  CHECK(period_ending_with({1, PeriodUnit::months}, {2025, 13}).from == test::at(2025, 2, 28));
  CHECK(period_ending_with({13, PeriodUnit::months}, {2025, 13}).from == test::at(2024, 2, 29));
}

TEST_CASE("The last week is one that every source covers, and who holds it back is named") {
  const auto from = test::at(2023, 1, 2);
  const auto full = covering(0, from, test::at(2025, 12, 3), 3);
  const auto mid_week = covering(1, from, test::at(2025, 11, 27), 2);
  const auto covered = last_covered_week(std::vector{full, mid_week});
  CHECK(covered.week == IsoWeek{2025, 47});
  CHECK(covered.ends_before == std::vector<std::uint32_t>{1});
  CHECK(covered.in_mid_week == std::vector<std::uint32_t>{1});
  CHECK(last_covered_week(std::vector{full}).week == IsoWeek{2025, 48});
}

TEST_CASE("A sparse source does not hold the week back by a silence that chance leaves, unless its end is stated") {
  const auto from = test::at(2023, 1, 2);
  const auto full = covering(0, from, test::at(2025, 12, 1), 3);
  auto sparse = covering(1, from, test::at(2025, 11, 20), 0.1);
  CHECK(last_covered_week(std::vector{full, sparse}).week == IsoWeek{2025, 48});
  CHECK(last_covered_week(std::vector{full, sparse}).ends_before.empty());
  sparse.stated.to = test::at(2025, 11, 20);
  CHECK(last_covered_week(std::vector{full, sparse}).week == IsoWeek{2025, 46});
}

TEST_CASE("Where no week is covered by all there is none") {
  CHECK_FALSE(last_covered_week({}).week);
  const auto early = covering(0, test::at(2023, 1, 2), test::at(2024, 1, 1), 3);
  const auto late = covering(1, test::at(2024, 6, 3), test::at(2025, 1, 6), 3);
  CHECK_FALSE(last_covered_week(std::vector{early, late}).week);
}

}  // namespace lykta
