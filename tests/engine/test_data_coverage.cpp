#include <algorithm>
#include <chrono>
#include <cmath>
#include <optional>
#include <utility>
#include <vector>

#include "engine/events/data_coverage.hpp"
#include "engine/events/kept_record.hpp"
#include "tests/catch.hpp"
#include "tests/engine/samples.hpp"

namespace lykta::tests_of_data_coverage {
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

constexpr int maps = 100;

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
  SECTION("taken into use over a year") {
    for (int day = 0; day < 1096; ++day) {
      for (int i = 0; i < std::min(10, 1 + day / 40); ++i) {
        add_moment(incidents, at(2023, 1, 1) + days(day));
      }
    }
  }
  SECTION("twenty in two years") { add_regular(incidents, at(2024, 1, 1), at(2025, 12, 31), 38); }
  SECTION("quiet winters before and after busy summers") {
    for (auto day = at(2024, 1, 1); day < at(2025, 12, 31); day += days(1)) {
      const std::chrono::year_month_day date{std::chrono::floor<days>(day)};
      const auto month = static_cast<unsigned>(date.month());
      if ((month >= 6 && month <= 8) || static_cast<unsigned>(date.day()) == 5) {
        add_moment(incidents, day);
      }
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
  CHECK(coverages[0].pauses == std::vector{Period{at(2023, 12, 21), at(2025, 1, 2)}});
  CHECK(days_not_covered({at(2024, 1, 1), at(2025, 1, 1)}, coverages[0]) == within(0, 0));
  CHECK(days_not_recorded({at(2024, 1, 1), at(2025, 1, 1)}, coverages[0]) == within(0, 366));
  CHECK(days_not_recorded({at(2025, 1, 1), at(2026, 1, 1)}, coverages[0]) == within(0, 1));
  CHECK(days_not_recorded({at(2022, 1, 1), at(2023, 1, 1)}, coverages[0]) == within(0, 0));
  // Whoever states how long it was kept has looked.
  CHECK(data_coverage(incidents, std::vector<StatedCoverage>{{.from = at(2022, 1, 1)}})[0].pauses.empty());
}

TEST_CASE("Rows with the year before or after typed in do not make that year a covered one") {
  // Twelve of 365 rows, spread so that no silence among them is as long as 90 days.
  const auto years_off = GENERATE(-1, 1, -2);
  Incidents incidents;
  for (int day = 0; day < 365; ++day) {
    const auto off = day % 30 == 12 ? years_off * 365 : 0;
    add_moment(incidents, at(2025, 1, 1) + days(day + off));
  }
  const auto coverage = coverage_of_one(incidents);
  CHECK(coverage.covers == Period{at(2025, 1, 1), at(2026, 1, 1)});
  CHECK(coverage.outlying.size() == 12);
  CHECK(coverage.outlying.front() == 12);
  const Period earlier{at(2025 + years_off, 1, 1), at(2026 + years_off, 1, 1)};
  CHECK(days_not_covered(earlier, coverage) == within(0, earlier.days()));
  CHECK(coverage_of_one(shuffled(incidents, 5)).covers == coverage.covers);
}

TEST_CASE("A thin end is cut by what chance would leave, worked out by hand") {
  // One event in the 400 days before 20 in 400: 21 (1/2)^20 (1/2) summed, P = (1/2)^20 (1 + 20/2) = 1.05e-5.
  CHECK(chance_of_so_few(1, 400, 20, 400) == within(1e-9, 11.0 / 1'048'576));
  CHECK(chance_of_so_few(0, 190, 20, 191) == within(1e-12, std::pow(191.0 / 381, 20)));
}

TEST_CASE("Sources without a wrong date keep their ends, and wrong years are found") {
  test::Random random(20);
  const auto source = [&](std::size_t events, int length, auto rate) {
    Incidents incidents;
    while (incidents.size() < events) {
      const auto day = random.between(0, length);
      if (random.between(0, 1) < rate(day / 365)) {
        add_moment(incidents, at(2024, 1, 1) + days(static_cast<int>(day)));
      }
    }
    return incidents;
  };
  const auto cut = [&](std::size_t events, int length, auto rate) {
    int number = 0;
    for (int i = 0; i < maps; ++i) {
      number += coverage_of_one(source(events, length, rate)).outlying.empty() ? 0 : 1;
    }
    return number;
  };
  const auto even = [](double) { return 1.0; };
  const auto tripling = [](double year) { return (1 + year) / 3; };
  const auto tenfold = [](double year) { return std::pow(10, year / 3) / 10; };
  const auto summer = [](double year) {
    return year - std::floor(year) > 0.41 && year - std::floor(year) < 0.66 ? 1.0 : 0.05;
  };
  const auto wave = [](double year) { return (1 - 0.9 * std::cos(2 * 3.14159265 * year)) / 1.9; };
  CHECK(cut(20, 730, even) == 0);
  CHECK(cut(60, 730, even) == 0);
  CHECK(cut(400, 730, even) == 0);
  CHECK(cut(20, 730, tripling) <= 6);
  CHECK(cut(60, 730, tripling) <= 3);
  CHECK(cut(400, 730, tripling) == 0);
  CHECK(cut(400, 1095, tenfold) == 0);
  CHECK(cut(4000, 1095, tenfold) == 0);
  CHECK(cut(300, 730, summer) == 0);
  CHECK(cut(300, 1095, summer) == 0);
  CHECK(cut(300, 550, summer) == 0);
  CHECK(cut(400, 730, wave) <= 4);
  CHECK(cut(2000, 1095, wave) <= 4);
  for (const std::size_t events : {20U, 40U, 60U, 100U, 200U, 1000U}) {
    for (const double share : {0.01, 0.02, 0.05, 0.1}) {
      int missed = 0;
      for (int i = 0; i < maps; ++i) {
        auto incidents = source(events, 365, even);
        const auto wrong = std::max<std::size_t>(1, static_cast<std::size_t>(share * static_cast<double>(events)));
        for (std::size_t k = 0; k < wrong; ++k) {
          incidents.time[k]->start -= days(365);
          incidents.time[k]->end = incidents.time[k]->start;
        }
        const auto coverage = coverage_of_one(incidents);
        missed += days_not_recorded({at(2023, 1, 1), at(2024, 1, 1)}, coverage) > 0 ? 0 : 1;
      }
      INFO(events << " events, share of wrong years " << share);
      // Two wrong ones of twenty may as well be a quiet year.
      CHECK(missed <= (events == 20 ? 20 : 3));
    }
  }
}

TEST_CASE("Pauses of like length are all seen, and not those of a season") {
  Incidents incidents;
  const std::vector<Period> off{{at(2021, 9, 1), at(2022, 2, 10)}, {at(2023, 4, 1), at(2023, 8, 1)}};
  for (auto day = at(2021, 1, 1); day < at(2026, 1, 1); day += days(1)) {
    if (std::ranges::none_of(off, [&](const Period& pause) { return day >= pause.from && day < pause.to; })) {
      add_moment(incidents, day);
    }
  }
  const auto coverage = coverage_of_one(incidents);
  CHECK(coverage.covers == Period{at(2021, 1, 1), at(2026, 1, 1)});
  CHECK(coverage.pauses == off);
  CHECK(days_not_recorded({at(2023, 1, 1), at(2024, 1, 1)}, coverage) == within(0, 122));
  Incidents skipped;
  for (const int year : {2020, 2021, 2022, 2024, 2025}) {
    add_regular(skipped, at(year, 6, 1), at(year, 8, 31));
  }
  CHECK(coverage_of_one(skipped).pauses == std::vector{Period{at(2022, 9, 1), at(2024, 6, 1)}});
  Incidents campaigns;
  for (int i = 0; i < 12; ++i) {
    add_regular(campaigns, at(2022, 1, 1) + days(130 * i), at(2022, 1, 10) + days(130 * i));
  }
  CHECK(coverage_of_one(campaigns).pauses.empty());
}

TEST_CASE("Silences that a source has every year, and those that chance leaves, are no pauses") {
  Incidents summers;
  for (int year = 2022; year <= 2025; ++year) {
    add_regular(summers, at(year, 6, 1), at(year, 8, 31));
  }
  CHECK(data_coverage(summers)[0].pauses.empty());
  Incidents few;
  for (const int month : {1, 2, 3, 11, 12}) {
    add_moment(few, at(2024, static_cast<unsigned>(month), 5));
  }
  CHECK(data_coverage(few)[0].pauses.empty());
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

}  // namespace lykta::tests_of_data_coverage
