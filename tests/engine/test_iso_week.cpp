#include <chrono>
#include <string>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/time/iso_week.hpp"
#include "engine/time/period_change.hpp"
#include "tests/engine/samples.hpp"

namespace lykta {
namespace {

using std::chrono::local_days;
using std::chrono::year;

local_days day_of(int y, unsigned month, unsigned day) {
  return local_days{year{y} / static_cast<int>(month) / static_cast<int>(day)};
}

}  // namespace

TEST_CASE("Days around the turn of the year lie in the weeks that ISO 8601 says") {
  // The examples of ISO 8601 (and of its article in Wikipedia).
  CHECK(text_of(iso_week_of(day_of(2005, 1, 1))) == "2004-W53");
  CHECK(text_of(iso_week_of(day_of(2005, 12, 31))) == "2005-W52");
  CHECK(text_of(iso_week_of(day_of(2007, 1, 1))) == "2007-W01");
  CHECK(text_of(iso_week_of(day_of(2008, 12, 29))) == "2009-W01");
  CHECK(text_of(iso_week_of(day_of(2010, 1, 3))) == "2009-W53");
  CHECK(text_of(iso_week_of(day_of(2010, 1, 4))) == "2010-W01");
  CHECK(text_of(iso_week_of(test::at(2025, 11, 30, 23, 59, 59))) == "2025-W48");
  CHECK(text_of(iso_week_of(test::at(2025, 12, 1))) == "2025-W49");
}

TEST_CASE("Of four hundred years 71 have 53 weeks") {
  unsigned long_years = 0;
  for (int y = 2000; y < 2400; ++y) {
    long_years += weeks_in_year(y) - 52;
  }
  CHECK(long_years == 71);
  CHECK(weeks_in_year(2020) == 53);
  CHECK(weeks_in_year(2026) == 53);
  CHECK(weeks_in_year(2025) == 52);
}

TEST_CASE("Each day lies in the period of its week, and weeks follow each other") {
  for (auto day = day_of(2003, 12, 20); day < day_of(2010, 2, 1); day += std::chrono::days(1)) {
    const auto week = iso_week_of(day);
    const auto period = period_of(week);
    REQUIRE(period.from <= day);
    REQUIRE(day < period.to);
    REQUIRE(std::chrono::weekday{monday_of(week)} == std::chrono::Monday);
    REQUIRE(iso_week_of(day + std::chrono::days(7)) == plus_weeks(week, 1));
    REQUIRE(plus_weeks(week, 1) > week);
    REQUIRE(parse_iso_week(text_of(week)) == week);
  }
  CHECK(plus_weeks({2026, 53}, 1) == IsoWeek{2027, 1});
  CHECK(plus_weeks({2026, 1}, -1) == IsoWeek{2025, 52});
  CHECK(weeks_from_to({2026, 52}, {2027, 2}) == std::vector<IsoWeek>{{2026, 52}, {2026, 53}, {2027, 1}, {2027, 2}});
  CHECK(weeks_from_to({2026, 2}, {2026, 1}).empty());
}

TEST_CASE("Only weeks that lie whole in a period are its weeks") {
  CHECK(whole_weeks_in({test::at(2025, 11, 24), test::at(2025, 12, 1)}) == std::vector<IsoWeek>{{2025, 48}});
  CHECK(whole_weeks_in({test::at(2025, 11, 24, 0, 0, 1), test::at(2025, 12, 8)}) == std::vector<IsoWeek>{{2025, 49}});
  CHECK(whole_weeks_in({test::at(2025, 11, 24), test::at(2025, 11, 30, 23)}).empty());
}

TEST_CASE("A week is read as it is written, and others are refused") {
  for (const auto* text : {"2025-W48", "2025W48", "2025-w48", "2025-v48", "2025v48"}) {
    CHECK(parse_iso_week(text) == IsoWeek{2025, 48});
  }
  CHECK(parse_iso_week("2025-W8") == IsoWeek{2025, 8});
  for (const auto* text : {"", "48", "W48", "2025", "2025-48", "2025-W", "2025-W480", "25-W48", "2025-W48 ",
                           "2025--W48", "-025-W48", "2025-W-4", "2025-W+4"}) {
    CAPTURE(text);
    CHECK_THROWS_AS(parse_iso_week(text), InvalidOption);
  }
  CHECK_THROWS_WITH(parse_iso_week("2025-W53"), "2025 has weeks 1 to 52, no week 53");
  CHECK_THROWS_AS(parse_iso_week("2025-W00"), InvalidOption);
}

TEST_CASE("The same weeks of earlier years are whole weeks, and week 53 has its neighbours in date") {
  // The rule of season_matched: whole weeks that come closest to the same date. 2020-W53 began on 28 December.
  const Period always{test::at(1990, 1, 1), test::at(2040, 1, 1)};
  const auto matched = season_matched(period_of({2020, 53}), 2, always);
  REQUIRE(matched.periods.size() == 2);
  CHECK(iso_week_of(matched.periods[0].from) == IsoWeek{2020, 1});  // from 30 December 2019
  CHECK(iso_week_of(matched.periods[1].from) == IsoWeek{2019, 1});  // from 31 December 2018
  const auto usual = season_matched(period_of({2025, 48}), 1, always);
  CHECK(iso_week_of(usual.periods[0].from) == IsoWeek{2024, 48});
}

}  // namespace lykta
