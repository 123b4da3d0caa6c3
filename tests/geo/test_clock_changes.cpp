#include <chrono>

#include <date/tz.h>

#include "engine/base/error.hpp"
#include "geo/values/clock_changes.hpp"
#include "tests/catch.hpp"

namespace lykta::tests_of_clock_changes {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

LocalTime at(int year, unsigned month, unsigned day, int hour = 0, int minute = 0, int second = 0) {
  return LocalTime{
             std::chrono::local_days{std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day}}} +
         hours{hour} + minutes{minute} + seconds{second};
}

/// The stretch [start, end) has the oddity to the second, and the times around it have none.
void check_stretch(const char* zone, LocalTime start, LocalTime end, ClockOddity oddity) {
  CAPTURE(zone, start.time_since_epoch().count());
  const ClockChanges changes(zone);
  CHECK(changes.of(start - seconds{1}) == ClockOddity::none);
  CHECK(changes.of(start) == oddity);
  CHECK(changes.of(start + (end - start) / 2) == oddity);
  CHECK(changes.of(end - seconds{1}) == oddity);
  CHECK(changes.of(end) == ClockOddity::none);
}

}  // namespace

TEST_CASE("The hour that summer time leaves out is skipped, to the second") {
  check_stretch("Europe/Stockholm", at(2025, 3, 30, 2), at(2025, 3, 30, 3), ClockOddity::skipped);
  check_stretch("Europe/London", at(2025, 3, 30, 1), at(2025, 3, 30, 2), ClockOddity::skipped);
  check_stretch("America/New_York", at(2025, 3, 9, 2), at(2025, 3, 9, 3), ClockOddity::skipped);
}

TEST_CASE("The hour that comes twice when summer time ends is repeated, to the second") {
  check_stretch("Europe/Stockholm", at(2025, 10, 26, 2), at(2025, 10, 26, 3), ClockOddity::repeated);
  check_stretch("Europe/London", at(2025, 10, 26, 1), at(2025, 10, 26, 2), ClockOddity::repeated);
  check_stretch("America/New_York", at(2025, 11, 2, 1), at(2025, 11, 2, 2), ClockOddity::repeated);
}

TEST_CASE("South of the equator the year is the other way round, and a change may be of half an hour") {
  check_stretch("Australia/Lord_Howe", at(2025, 4, 6, 1, 30), at(2025, 4, 6, 2), ClockOddity::repeated);
  check_stretch("Australia/Lord_Howe", at(2025, 10, 5, 2), at(2025, 10, 5, 2, 30), ClockOddity::skipped);
}

TEST_CASE("A day that a country left out is skipped") {
  check_stretch("Pacific/Apia", at(2011, 12, 30), at(2011, 12, 31), ClockOddity::skipped);
}

TEST_CASE("A change to another standard time repeats too") {
  // India's time during the war ended on 15 October 1945; the clock went back from midnight by an hour.
  check_stretch("Asia/Kolkata", at(1945, 10, 14, 23), at(1945, 10, 15), ClockOddity::repeated);
}

TEST_CASE("Zones without summer time have no oddity in any hour of a year") {
  for (const auto* zone : {"UTC", "Etc/UTC", "Asia/Kolkata"}) {
    CAPTURE(zone);
    const ClockChanges changes(zone);
    auto odd = 0;
    for (auto time = at(2024, 1, 1); time < at(2026, 1, 1); time += minutes{15}) {
      odd += changes.of(time) == ClockOddity::none ? 0 : 1;
    }
    CHECK(odd == 0);
  }
}

TEST_CASE("An ordinary year has one skipped and one repeated hour") {
  const ClockChanges changes("Europe/Stockholm");
  for (auto year = 1996; year <= 2037; ++year) {
    CAPTURE(year);
    auto skipped = 0;
    auto repeated = 0;
    for (auto time = at(year, 1, 1); time < at(year + 1, 1, 1); time += minutes{30}) {
      skipped += changes.of(time) == ClockOddity::skipped ? 1 : 0;
      repeated += changes.of(time) == ClockOddity::repeated ? 1 : 0;
    }
    CHECK(skipped == 2);
    CHECK(repeated == 2);
  }
}

TEST_CASE("Every quarter of an hour agrees with what the time-zone library says") {
  for (const auto* name : {"Europe/Stockholm", "America/New_York", "Africa/Casablanca", "Asia/Kolkata"}) {
    CAPTURE(name);
    const ClockChanges changes(name);
    const auto* zone = date::locate_zone(name);
    auto different = 0;
    for (auto time = at(2019, 1, 1); time < at(2022, 1, 1); time += minutes{15}) {
      const auto result = zone->get_info(date::local_seconds{time.time_since_epoch()}).result;
      const auto expected = result == date::local_info::nonexistent ? ClockOddity::skipped
                            : result == date::local_info::ambiguous ? ClockOddity::repeated
                                                                    : ClockOddity::none;
      different += changes.of(time) == expected ? 0 : 1;
    }
    CHECK(different == 0);
  }
}

TEST_CASE("Times far from ours have no oddity") {
  const ClockChanges changes("Europe/Stockholm");
  CHECK(changes.of(at(1, 1, 1)) == ClockOddity::none);
  CHECK(changes.of(at(1899, 12, 31, 23, 59, 59)) == ClockOddity::none);
  CHECK(changes.of(at(1900, 1, 1)) == ClockOddity::none);
  CHECK(changes.of(at(2100, 12, 31, 23, 59, 59)) == ClockOddity::none);
  CHECK(changes.of(at(9999, 12, 31)) == ClockOddity::none);
  CHECK(changes.of(LocalTime::max()) == ClockOddity::none);
  CHECK(changes.of(at(-9999, 1, 1)) == ClockOddity::none);
}

TEST_CASE("Summer time of the past is known: Sweden tried it in 1916 and took it up in 1980") {
  check_stretch("Europe/Stockholm", at(1916, 5, 14, 23), at(1916, 5, 15), ClockOddity::skipped);
  check_stretch("Europe/Stockholm", at(1980, 4, 6, 2), at(1980, 4, 6, 3), ClockOddity::skipped);
  const ClockChanges changes("Europe/Stockholm");
  CHECK(changes.of(at(1975, 4, 6, 2, 30)) == ClockOddity::none);
}

TEST_CASE("Clock changes of an unknown time zone are refused") {
  CHECK_THROWS_AS(ClockChanges("Europe/Ronneby"), InvalidOption);
  CHECK_THROWS_AS(ClockChanges(""), InvalidOption);
}

}  // namespace lykta::tests_of_clock_changes
