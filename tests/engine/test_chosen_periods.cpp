#include <vector>

#include "engine/base/error.hpp"
#include "engine/questions/chosen_periods.hpp"
#include "tests/engine/samples.hpp"

namespace lykta::tests_of_chosen_periods {
namespace {

using std::chrono::days;

std::chrono::local_days day(int year, unsigned month, unsigned number) {
  return std::chrono::local_days{std::chrono::year{year} / static_cast<int>(month) / static_cast<int>(number)};
}

SourceCoverage covering(std::uint32_t source, LocalTime from, LocalTime to) {
  SourceCoverage coverage;
  coverage.source = source;
  coverage.covers = Period{from, to};
  coverage.events_a_day = 5;
  return coverage;
}

const RelativePeriod four_weeks{4, PeriodUnit::weeks};

}  // namespace

TEST_CASE("A stated week is the period, and ends a longer one") {
  const auto week = choose_periods({.week = IsoWeek{2025, 48}}, ComparisonRule::year_before, {});
  CHECK(week.period == Period{day(2025, 11, 24), day(2025, 12, 1)});
  CHECK(week.comparison == Period{day(2024, 11, 25), day(2024, 12, 2)});  // week 48 of 2024
  const auto weeks = choose_periods({.week = IsoWeek{2025, 48}, .last = four_weeks}, ComparisonRule::before, {});
  CHECK(weeks.period == Period{day(2025, 11, 3), day(2025, 12, 1)});
  CHECK(weeks.comparison == Period{day(2025, 10, 6), day(2025, 11, 3)});
  // Behind week 53 the same days of 52 weeks before lie in the week of the next number.
  const auto last = choose_periods({.week = IsoWeek{2026, 53}}, ComparisonRule::year_before, {});
  CHECK(last.period == Period{day(2026, 12, 28), day(2027, 1, 4)});
  CHECK(last.comparison == Period{day(2025, 12, 29), day(2026, 1, 5)});
}

TEST_CASE("A stated last day ends the period, in the middle of a week too") {
  const auto chosen = choose_periods({.to = day(2025, 11, 26), .last = four_weeks}, ComparisonRule::none, {});
  CHECK(chosen.period == Period{day(2025, 10, 30), day(2025, 11, 27)});
  CHECK_FALSE(chosen.comparison);
  const auto month = choose_periods({.to = day(2025, 11, 30), .last = RelativePeriod{1, PeriodUnit::months}},
                                    ComparisonRule::none, {});
  CHECK(month.period == Period{day(2025, 11, 1), day(2025, 12, 1)});
  CHECK_THROWS_AS(choose_periods({.week = IsoWeek{2025, 48}, .to = day(2025, 11, 30)}, ComparisonRule::none, {}),
                  InvalidOption);
}

TEST_CASE("Else the last week that every source covers is the last, and who holds it back is told") {
  const std::vector<SourceCoverage> sources{covering(0, day(2024, 1, 1), day(2025, 11, 30)),  // a Sunday short
                                            covering(1, day(2024, 1, 1), day(2025, 12, 3))};
  const auto chosen = choose_periods({.last = four_weeks}, ComparisonRule::year_before, sources);
  CHECK(chosen.period == Period{day(2025, 10, 27), day(2025, 11, 24)});
  CHECK(chosen.held_back_by == std::vector<std::uint32_t>{0});
  CHECK(chosen.ended.empty());
}

TEST_CASE("Nobody holds back a week that the latest source does not cover whole either") {
  const std::vector<SourceCoverage> sources{covering(0, day(2024, 1, 1), day(2025, 12, 2)),
                                            covering(1, day(2024, 1, 1), day(2025, 12, 5))};
  const auto chosen = choose_periods({.last = four_weeks}, ComparisonRule::year_before, sources);
  CHECK(chosen.period.to == LocalTime(day(2025, 12, 1)));
  CHECK(chosen.held_back_by.empty());
}

TEST_CASE("A source that ended long ago is not waited for") {
  const std::vector<SourceCoverage> sources{covering(0, day(2022, 1, 1), day(2023, 1, 1)),
                                            covering(1, day(2024, 1, 1), day(2025, 12, 1))};
  const auto chosen = choose_periods({.last = four_weeks}, ComparisonRule::year_before, sources);
  CHECK(chosen.period.to == LocalTime(day(2025, 12, 1)));
  CHECK(chosen.ended == std::vector<std::uint32_t>{0});
  CHECK_THROWS_AS(choose_periods({.last = four_weeks}, ComparisonRule::year_before, {}), DataError);
  // Two sources that no week has in common.
  const std::vector<SourceCoverage> apart{covering(0, day(2025, 9, 29), day(2025, 10, 27)),
                                          covering(1, day(2025, 11, 1), day(2025, 12, 1))};
  CHECK_THROWS_AS(choose_periods({.last = four_weeks}, ComparisonRule::year_before, apart), DataError);
}

TEST_CASE("A period of more than 52 weeks is compared with the days right before") {
  const Period long_one{day(2024, 1, 1), day(2025, 12, 1)};
  CHECK(comparison_of(long_one, ComparisonRule::year_before) ==
        Period{LocalTime(day(2024, 1, 1)) - (long_one.to - long_one.from), day(2024, 1, 1)});
  const Period year{day(2024, 12, 2), day(2025, 12, 1)};  // 364 days
  CHECK(comparison_of(year, ComparisonRule::year_before) == Period{day(2023, 12, 4), day(2024, 12, 2)});
  CHECK_FALSE(comparison_of(year, ComparisonRule::none));
}

}  // namespace lykta::tests_of_chosen_periods
