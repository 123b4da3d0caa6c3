#include <chrono>
#include <string>
#include <vector>

#include "geo/values/recurrence.hpp"
#include "geo/values/zone_clock.hpp"
#include "tests/catch.hpp"

namespace lykta::tests_of_recurrence {
namespace {

using std::chrono::hours;
using std::chrono::local_days;
using std::chrono::minutes;
using std::chrono::year;

local_days date_of(int y, unsigned month, unsigned day) {
  return local_days{year{y} / std::chrono::month{month} / std::chrono::day{day}};
}

/// Days of a rule from a day on, as text; the first so many.
std::vector<std::string> days_of(const std::string& text, local_days first, std::size_t most = 6) {
  const auto rule = parse_recurrence_rule(text);
  REQUIRE(rule);
  const auto until =
      rule->until ? std::optional(std::chrono::floor<std::chrono::days>(rule->until->time)) : std::nullopt;
  std::vector<std::string> days;
  for (const auto day : recurrence_days(*rule, first, until, most)) {
    const std::chrono::year_month_day date{day};
    days.push_back(std::to_string(static_cast<int>(date.year())) + "-" +
                   std::to_string(static_cast<unsigned>(date.month())) + "-" +
                   std::to_string(static_cast<unsigned>(date.day())));
  }
  return days;
}

using Days = std::vector<std::string>;

}  // namespace

TEST_CASE("Moments of a calendar are dates, times, and times of UTC") {
  const auto date = parse_calendar_moment("20250726");
  REQUIRE(date);
  CHECK(date->is_date);
  CHECK(date->time == date_of(2025, 7, 26));
  const auto utc = parse_calendar_moment("20250726T223000Z");
  REQUIRE(utc);
  CHECK(utc->is_utc);
  CHECK(utc->time == LocalTime(date_of(2025, 7, 26)) + hours(22) + minutes(30));
  CHECK_FALSE(parse_calendar_moment("20250726T223000")->is_utc);
  for (const auto* wrong :
       {"", "2025-07-26", "20250230", "20250726T2230", "20250726T250000", "20250726T223000X", "18991231", "22000101"}) {
    CAPTURE(wrong);
    CHECK_FALSE(parse_calendar_moment(wrong));
  }
}

TEST_CASE("Durations of a calendar are weeks, days and times") {
  CHECK(parse_calendar_duration("P2W") == std::chrono::days(14));
  CHECK(parse_calendar_duration("P1DT2H30M") == std::chrono::days(1) + hours(2) + minutes(30));
  CHECK(parse_calendar_duration("PT15M") == minutes(15));
  for (const auto* wrong : {"", "P", "PT", "1D", "P1H", "-P1D", "P1X", "P999999W"}) {
    CAPTURE(wrong);
    CHECK_FALSE(parse_calendar_duration(wrong));
  }
}

TEST_CASE("Rules give the days that RFC 5545 gives for its own examples") {
  // RFC 5545, 3.8.5.3, from 2 September 1997, a Tuesday.
  const auto first = date_of(1997, 9, 2);
  CHECK(days_of("FREQ=DAILY;COUNT=3", first) == Days{"1997-9-2", "1997-9-3", "1997-9-4"});
  CHECK(days_of("FREQ=DAILY;INTERVAL=10;COUNT=5", first) ==
        Days{"1997-9-2", "1997-9-12", "1997-9-22", "1997-10-2", "1997-10-12"});
  CHECK(days_of("FREQ=WEEKLY;INTERVAL=2;WKST=SU", first, 4) ==
        Days{"1997-9-2", "1997-9-16", "1997-9-30", "1997-10-14"});
  CHECK(days_of("FREQ=WEEKLY;UNTIL=19971007T000000Z;WKST=SU;BYDAY=TU,TH", first, 20).size() == 11);
  CHECK(days_of("FREQ=WEEKLY;INTERVAL=2;COUNT=8;WKST=SU;BYDAY=TU,TH", first, 20) ==
        Days{"1997-9-2", "1997-9-4", "1997-9-16", "1997-9-18", "1997-9-30", "1997-10-2", "1997-10-14", "1997-10-16"});
  // "The WKST ... makes a difference" (from 5 August 1997).
  CHECK(days_of("FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO", date_of(1997, 8, 5)) ==
        Days{"1997-8-5", "1997-8-10", "1997-8-19", "1997-8-24"});
  CHECK(days_of("FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU", date_of(1997, 8, 5)) ==
        Days{"1997-8-5", "1997-8-17", "1997-8-19", "1997-8-31"});
  CHECK(days_of("FREQ=MONTHLY;COUNT=3;BYDAY=1FR", date_of(1997, 9, 5)) == Days{"1997-9-5", "1997-10-3", "1997-11-7"});
  CHECK(days_of("FREQ=MONTHLY;COUNT=3;BYDAY=-2MO", date_of(1997, 9, 22)) ==
        Days{"1997-9-22", "1997-10-20", "1997-11-17"});
  CHECK(days_of("FREQ=MONTHLY;BYMONTHDAY=-3", date_of(1997, 9, 28), 4) ==
        Days{"1997-9-28", "1997-10-29", "1997-11-28", "1997-12-29"});
}

TEST_CASE("A yearly rule goes by date or by the weekday of a month, and days that are not are passed over") {
  CHECK(days_of("FREQ=YEARLY;UNTIL=20261231", date_of(2024, 12, 13)) == Days{"2024-12-13", "2025-12-13", "2026-12-13"});
  CHECK(days_of("FREQ=YEARLY", date_of(2024, 2, 29), 3) == Days{"2024-2-29", "2028-2-29", "2032-2-29"});
  CHECK(days_of("FREQ=YEARLY;BYMONTH=7;BYDAY=-1SA", date_of(2023, 7, 29), 3) ==
        Days{"2023-7-29", "2024-7-27", "2025-7-26"});
  CHECK(days_of("FREQ=MONTHLY", date_of(2025, 1, 31), 3) == Days{"2025-1-31", "2025-3-31", "2025-5-31"});
  // The start is always one of them, even where the rule would not give it.
  CHECK(days_of("FREQ=WEEKLY;BYDAY=SA", date_of(2025, 7, 24), 3) == Days{"2025-7-24", "2025-7-26", "2025-8-2"});
  // Without an end it is followed for thirty years.
  CHECK(days_of("FREQ=YEARLY", date_of(2000, 6, 6), 1000).size() == 31);
}

TEST_CASE("Rules that are not followed are none") {
  for (const auto* rule :
       {"", "INTERVAL=2", "FREQ=HOURLY", "FREQ=YEARLY;BYWEEKNO=20", "FREQ=YEARLY;BYYEARDAY=1", "FREQ=MONTHLY;BYDAY=MO",
        "FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1", "FREQ=YEARLY;BYDAY=1MO", "FREQ=YEARLY;BYMONTH=1,2",
        "FREQ=WEEKLY;BYDAY=1MO", "FREQ=DAILY;COUNT=0", "FREQ=DAILY;COUNT=2;UNTIL=20250101", "FREQ=DAILY;FREQ=DAILY",
        "FREQ=DAILY;INTERVAL=-1", "FREQ=YEARLY;UNTIL=soon", "FREQ"}) {
    CAPTURE(rule);
    CHECK_FALSE(parse_recurrence_rule(rule));
  }
}

TEST_CASE("A time of another zone is told by the clock here") {
  LocalClock here("Europe/Stockholm");
  CHECK(zone_of_name("Europe/Oslo") == "Europe/Oslo");
  CHECK(zone_of_name("/citadel.org/20210210_1/Europe/London") == "Europe/London");
  CHECK(zone_of_name("W. Europe Standard Time") == "Europe/Berlin");
  CHECK(zone_of_name("Sommartid").empty());
  CHECK(zone_of_name("").empty());
  const auto evening = LocalTime(date_of(2025, 7, 26)) + hours(23) + minutes(30);
  CHECK(from_zone(evening, "Europe/London", here) == evening + hours(1));
  CHECK(from_zone(evening, "Europe/Berlin", here) == evening);
  CHECK(from_zone(evening, "America/New_York", here) == evening + hours(6));
}

}  // namespace lykta::tests_of_recurrence
