#include <algorithm>
#include <chrono>
#include <optional>
#include <utility>
#include <vector>

#include <catch2/catch.hpp>

#include "engine/events/data_coverage.hpp"
#include "tests/engine/samples.hpp"

namespace lykta {
namespace {

using std::chrono::days;
using test::at;
using test::within;

void add(Incidents& incidents, const std::optional<TimeSpan>& time, std::uint32_t source = 0) {
  incidents.position.push_back({0, 0});
  incidents.time.push_back(time);
  incidents.class_index.push_back(0);
  incidents.origin.push_back(Origin::reported);
  incidents.position_class.push_back(PositionClass::b);
  incidents.row.push_back({source, static_cast<std::int64_t>(incidents.size()) + 1});
}

void add_moment(Incidents& incidents, LocalTime time, std::uint32_t source = 0) {
  add(incidents, TimeSpan{time, time}, source);
}

/// At noon, one every so many days, both ends included.
void add_regular(Incidents& incidents, LocalTime first, LocalTime last, int every_days = 1, std::uint32_t source = 0) {
  for (auto day = first; day <= last; day += days(every_days)) {
    add_moment(incidents, day + std::chrono::hours(12), source);
  }
}

Incidents three_years() {
  Incidents incidents;
  add_regular(incidents, at(2023, 1, 1), at(2025, 12, 31));
  return incidents;
}

const Period three_years_covered{at(2023, 1, 1), at(2026, 1, 1)};

SourceCoverage coverage_of_one(const Incidents& incidents, const StatedCoverage& stated = {}) {
  const std::vector given{stated};
  const auto coverages = data_coverage(incidents, given);
  REQUIRE(coverages.size() == 1);
  return coverages.front();
}

Incidents shuffled(const Incidents& incidents, std::uint64_t seed) {
  std::vector<std::size_t> order(incidents.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    order[i] = i;
  }
  test::Random(seed).shuffle(order);
  Incidents other;
  for (const auto i : order) {
    add(other, incidents.time[i]);
    other.row.back() = incidents.row[i];
  }
  return other;
}

Incidents with_moments(Incidents incidents, const std::vector<LocalTime>& moments) {
  for (const auto& moment : moments) {
    add_moment(incidents, moment);
  }
  return incidents;
}

}  // namespace

TEST_CASE("A source covers the days from its first event to its last") {
  const auto coverage = coverage_of_one(three_years());
  CHECK(coverage.covers == three_years_covered);
  CHECK(coverage.dated == 1096);
  CHECK(coverage.outlying.empty());
  CHECK(coverage.events_a_day == within(1e-12, 1));
}

TEST_CASE("Mistyped years do not change what a source covers, and are named") {
  const auto zero = at(1900, 1, 1);
  const auto wrong = GENERATE_COPY(std::vector{at(1900, 1, 1)}, std::vector{at(1899, 12, 31)},
                                   std::vector{at(202, 5, 1)}, std::vector{at(2099, 3, 1)}, std::vector{at(2205, 6, 1)},
                                   std::vector{at(9999, 12, 31)}, std::vector{zero, zero, zero, zero, zero, zero},
                                   std::vector{at(1900, 1, 1), at(1970, 1, 1), at(2099, 12, 31)},
                                   std::vector{at(2026, 12, 15)}, std::vector{at(2022, 1, 3), at(2022, 1, 9)},
                                   std::vector{at(1925, 4, 1), at(1925, 9, 4), at(1924, 7, 7)},
                                   std::vector<LocalTime>(2000, at(1900, 1, 1)), std::vector{at(30'000, 1, 1)});
  const auto incidents = with_moments(three_years(), wrong);
  const auto coverage = coverage_of_one(incidents);
  CHECK(coverage.covers == three_years_covered);
  REQUIRE(coverage.outlying.size() == wrong.size());
  CHECK(coverage.outlying.front() == 1096);
  CHECK(coverage_of_one(shuffled(incidents, 7)).covers == three_years_covered);
}

TEST_CASE("Three in a hundred dates anywhere in a century are set aside where they lie apart") {
  auto incidents = three_years();
  test::Random random(3);
  for (int i = 0; i < 33; ++i) {
    add_moment(incidents, at(1900, 1, 1) + days(random.below(40'000)));
  }
  const auto coverage = coverage_of_one(incidents);
  CHECK(coverage.covers == three_years_covered);
  CHECK(coverage.outlying.size() == 33);
}

TEST_CASE("A silence is cut by what chance would leave, worked out by hand") {
  // Twenty days with events in 191 days: (191 / (191 + 190))^20 = 1.0e-6, (191 / (191 + 191))^20 = 2^-20 = 9.5e-7.
  const auto first = at(2024, 1, 1);
  const auto last = first + days(190);
  Incidents incidents;
  add_regular(incidents, first, last, 10);
  CHECK(coverage_of_one(with_moments(incidents, {last + days(190)})).outlying.empty());
  const auto cut = coverage_of_one(with_moments(incidents, {last + days(191)}));
  CHECK(cut.outlying == std::vector<std::uint32_t>{20});
  CHECK(cut.covers == Period{first, last + days(1)});
  CHECK(coverage_of_one(with_moments(incidents, {first - days(190)})).outlying.empty());
  CHECK(coverage_of_one(with_moments(incidents, {first - days(191)})).outlying.size() == 1);
}

TEST_CASE("Ninety days are never too long a silence") {
  CHECK(coverage_of_one(with_moments(three_years(), {at(2025, 12, 31) + days(90)})).outlying.empty());
  CHECK(coverage_of_one(with_moments(three_years(), {at(2025, 12, 31) + days(91)})).outlying.size() == 1);
}

TEST_CASE("Sparse tails, seasons and resumed sources stay whole") {
  Incidents incidents;
  SECTION("taken into use slowly") {
    incidents = three_years();
    for (const auto& moment : {at(2022, 3, 1), at(2022, 5, 20), at(2022, 8, 1), at(2022, 10, 1), at(2022, 12, 1)}) {
      add_moment(incidents, moment);
    }
  }
  SECTION("two summers and the first event of a third") {
    add_regular(incidents, at(2023, 6, 1), at(2023, 8, 31), 2);
    add_regular(incidents, at(2024, 6, 1), at(2024, 8, 31), 2);
    add_moment(incidents, at(2025, 6, 3));
  }
  SECTION("a year's pause") {
    add_regular(incidents, at(2019, 11, 1), at(2019, 12, 31));
    add_regular(incidents, at(2022, 1, 1), at(2024, 12, 31));
  }
  SECTION("a month after half a year's pause") {
    add_regular(incidents, at(2022, 1, 1), at(2024, 12, 31));
    add_regular(incidents, at(2025, 7, 1), at(2025, 7, 20));
  }
  SECTION("six events in six years") {
    for (int year = 2019; year < 2025; ++year) {
      add_moment(incidents, at(year, 4 + static_cast<unsigned>(year) % 5, 1));
    }
  }
  SECTION("one a decade") {
    for (const int year : {1960, 1961, 1963, 1980, 1992, 2004}) {
      add_moment(incidents, at(year, 5, 1));
    }
  }
  SECTION("five in a spring and one the year before") {
    for (const unsigned month : {3U, 4U, 5U}) {
      add_moment(incidents, at(2024, month, 3));
      add_moment(incidents, at(2024, month, 17));
    }
    add_moment(incidents, at(2023, 1, 15));
  }
  SECTION("two events") {
    add_moment(incidents, at(1900, 1, 1));
    add_moment(incidents, at(2024, 1, 1));
  }
  const auto coverage = coverage_of_one(incidents);
  CHECK(coverage.outlying.empty());
  const auto first = *std::ranges::min_element(incidents.time, {}, [](const auto& time) { return time->start; });
  CHECK(coverage.covers->from == std::chrono::floor<days>(first->start));
}

TEST_CASE("Small sources lose a date of another century") {
  Incidents incidents;
  SECTION("six events") { add_regular(incidents, at(2024, 3, 1), at(2024, 5, 30), 20); }
  SECTION("three events in three years") {
    for (const int year : {2022, 2023, 2024}) {
      add_moment(incidents, at(year, 5, 1));
    }
  }
  SECTION("all events on one day") {
    add_moment(incidents, at(2024, 5, 1, 1));
    add_moment(incidents, at(2024, 5, 1, 2));
  }
  const auto without = coverage_of_one(incidents);
  const auto with = coverage_of_one(with_moments(incidents, {at(1900, 1, 1)}));
  CHECK(with.outlying.size() == 1);
  CHECK(with.covers == without.covers);
}

TEST_CASE("Coverage moves with the events") {
  auto incidents = with_moments(three_years(), {at(1950, 1, 1), at(2060, 1, 1)});
  for (auto& time : incidents.time) {
    time->start += days(1000);
    time->end += days(1000);
  }
  const auto coverage = coverage_of_one(incidents);
  CHECK(coverage.covers == Period{at(2023, 1, 1) + days(1000), at(2026, 1, 1) + days(1000)});
  CHECK(coverage.outlying.size() == 2);
}

TEST_CASE("Spans of more than a month say nothing, and are named when they reach far outside") {
  auto incidents = three_years();
  add(incidents, TimeSpan{at(1900, 1, 1), at(2024, 5, 1)});
  add(incidents, TimeSpan{at(2022, 10, 1), at(2023, 5, 1)});
  const auto coverage = coverage_of_one(incidents);
  CHECK(coverage.covers == three_years_covered);
  CHECK(coverage.outlying == std::vector<std::uint32_t>{1096});
}

TEST_CASE("Where only years are known the years are covered, the last one too") {
  Incidents incidents;
  for (const int year : {2021, 2022, 2023}) {
    add(incidents, TimeSpan{at(year, 1, 1), at(year + 1, 1, 1)});
  }
  CHECK(coverage_of_one(incidents).covers == Period{at(2021, 1, 1), at(2024, 1, 1)});
}

TEST_CASE("The last day ends where its latest span does") {
  Incidents incidents;
  add_regular(incidents, at(2024, 1, 1), at(2024, 6, 5));
  add(incidents, TimeSpan{at(2024, 6, 5, 18), at(2024, 6, 8, 7)});
  CHECK(coverage_of_one(incidents).covers == Period{at(2024, 1, 1), at(2024, 6, 9)});
}

TEST_CASE("What is stated goes before the events") {
  const auto incidents = with_moments(three_years(), {at(1900, 1, 1)});
  SECTION("the first day") {
    const auto coverage = coverage_of_one(incidents, {.from = at(2020, 1, 1), .to = {}});
    CHECK(coverage.covers == Period{at(2020, 1, 1), at(2026, 1, 1)});
    CHECK(coverage.outlying == std::vector<std::uint32_t>{1096});
  }
  SECTION("both") {
    const auto coverage = coverage_of_one(incidents, {.from = at(1890, 1, 1), .to = at(2025, 12, 31)});
    CHECK(coverage.covers == Period{at(1890, 1, 1), at(2025, 12, 31)});
    CHECK(coverage.outlying == std::vector<std::uint32_t>{1095});
  }
  SECTION("a first day after all events") {
    const auto coverage = coverage_of_one(incidents, {.from = at(2030, 1, 1), .to = {}});
    CHECK(coverage.covers == Period{at(2030, 1, 1), at(2030, 1, 1)});
    CHECK(days_not_covered({at(2030, 1, 1), at(2030, 1, 31)}, coverage) == within(0, 30));
  }
}

TEST_CASE("Each source is looked at by itself, and one without dates covers nothing") {
  Incidents incidents;
  add_regular(incidents, at(2023, 1, 1), at(2024, 12, 31), 1, 0);
  add(incidents, std::nullopt, 1);
  add_regular(incidents, at(2024, 7, 1), at(2024, 12, 31), 1, 3);
  const auto coverages = data_coverage(incidents);
  REQUIRE(coverages.size() == 3);
  CHECK(coverages[0].covers == Period{at(2023, 1, 1), at(2025, 1, 1)});
  CHECK_FALSE(coverages[1].covers);
  CHECK(coverages[2].source == 3);
  CHECK(coverages[2].covers->from == at(2024, 7, 1));
  CHECK(covered_by_any(coverages) == Period{at(2023, 1, 1), at(2025, 1, 1)});
  CHECK(days_not_covered({at(2024, 1, 1), at(2024, 1, 11)}, coverages[1]) == within(0, 10));
}

TEST_CASE("A silence at the end of a period that chance may leave is none") {
  // One event in ten days: 4.6 are expected in 46 days.
  SourceCoverage coverage{.covers = Period{at(2024, 2, 1), at(2024, 12, 1)}, .events_a_day = 0.1};
  CHECK(days_not_covered({at(2024, 1, 2), at(2024, 12, 1)}, coverage) == within(0, 0));
  CHECK(days_not_covered({at(2024, 1, 2), at(2024, 5, 1)}, coverage) == within(0, 30));  // over a tenth of it
  coverage.events_a_day = 0.2;
  CHECK(days_not_covered({at(2024, 1, 2), at(2024, 12, 1)}, coverage) == within(0, 30));
  coverage.events_a_day = 0.1;
  coverage.stated.from = at(2024, 2, 1);
  CHECK(days_not_covered({at(2024, 1, 2), at(2024, 12, 1)}, coverage) == within(0, 30));
  CHECK(days_not_covered({at(2025, 1, 1), at(2025, 2, 1)}, coverage) == within(0, 31));
}

TEST_CASE("A silence that is beyond the source and beyond chance is a pause, and not recorded") {
  Incidents incidents;
  add_regular(incidents, at(2022, 1, 1), at(2023, 12, 20));
  add_regular(incidents, at(2025, 1, 2), at(2025, 12, 31));
  const auto coverages = data_coverage(incidents);
  REQUIRE(coverages.size() == 1);
  CHECK(coverages[0].covers == Period{at(2022, 1, 1), at(2026, 1, 1)});
  CHECK(coverages[0].pause == Period{at(2023, 12, 21), at(2025, 1, 2)});
  CHECK(days_not_covered({at(2024, 1, 1), at(2025, 1, 1)}, coverages[0]) == within(0, 0));
  CHECK(days_not_recorded({at(2024, 1, 1), at(2025, 1, 1)}, coverages[0]) == within(0, 366));
  CHECK(days_not_recorded({at(2025, 1, 1), at(2026, 1, 1)}, coverages[0]) == within(0, 1));
  CHECK(days_not_recorded({at(2022, 1, 1), at(2023, 1, 1)}, coverages[0]) == within(0, 0));
  // Whoever states how long it was kept has looked.
  CHECK_FALSE(data_coverage(incidents, std::vector<StatedCoverage>{{.from = at(2022, 1, 1)}})[0].pause);
}

TEST_CASE("Silences that a source has every year, and those that chance leaves, are no pauses") {
  Incidents summers;
  for (int year = 2022; year <= 2025; ++year) {
    add_regular(summers, at(year, 6, 1), at(year, 8, 31));
  }
  CHECK_FALSE(data_coverage(summers)[0].pause);
  Incidents few;
  for (const int month : {1, 2, 3, 11, 12}) {
    add_moment(few, at(2024, static_cast<unsigned>(month), 5));
  }
  CHECK_FALSE(data_coverage(few)[0].pause);
}

TEST_CASE("A source that knows quarters or years only is kept to the end of its last span") {
  Incidents years;
  Incidents quarters;
  for (int i = 0; i < 30; ++i) {
    add(years, TimeSpan{at(2024, 1, 1), at(2025, 1, 1)});
    add(years, TimeSpan{at(2025, 1, 1), at(2026, 1, 1)});
    for (unsigned month = 1; month <= 10; month += 3) {
      add(quarters, TimeSpan{at(2025, month, 1), month == 10 ? at(2026, 1, 1) : at(2025, month + 3, 1)});
    }
  }
  CHECK(data_coverage(years)[0].covers == Period{at(2024, 1, 1), at(2026, 1, 1)});
  CHECK(data_coverage(quarters)[0].covers == Period{at(2025, 1, 1), at(2026, 1, 1)});
}

}  // namespace lykta
