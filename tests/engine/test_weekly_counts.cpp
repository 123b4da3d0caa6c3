#include <algorithm>
#include <chrono>
#include <cstdint>
#include <vector>

#include "engine/inputs/source_coverage.hpp"
#include "engine/questions/weekly_counts.hpp"
#include "tests/engine/samples.hpp"
#include "tests/engine/town_events.hpp"

namespace lykta::tests_of_weekly_counts {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::local_days;
using test::at;
using test::within;

local_days day(int year, int month, int of_month) { return local_days{std::chrono::year{year} / month / of_month}; }

TimeSpan between(LocalTime start, LocalTime end) { return {start, end}; }

/// All events count and lie in one area.
CountedIncidents all_in_one(const Inputs& inputs) {
  return {.counts = std::vector<bool>(inputs.incidents.size(), true),
          .area = std::vector<std::uint32_t>(inputs.incidents.size(), 0),
          .areas = 1};
}

SourceCoverage covering(std::uint32_t source, LocalTime from, LocalTime to, double events_a_day) {
  return {.source = source, .covers = Period{from, to}, .events_a_day = events_a_day};
}

}  // namespace

TEST_CASE("An event belongs to the week that holds at least half of its span") {
  // Monday 24 November 2025 begins week 48.
  const auto monday = day(2025, 11, 24);
  const auto moment = [](LocalTime time) { return monday_of_event({time, time}); };
  CHECK(moment(at(2025, 11, 24)) == monday);
  CHECK(moment(at(2025, 11, 30, 23, 59, 59)) == monday);
  CHECK(moment(at(2025, 12, 1)) == day(2025, 12, 1));
  // From Saturday noon to Monday noon: 36 of 48 hours.
  CHECK(monday_of_event(between(at(2025, 11, 29, 12), at(2025, 12, 1, 12))) == monday);
  // Half against half goes to the later one.
  CHECK(monday_of_event(between(at(2025, 11, 30, 12), at(2025, 12, 1, 12))) == day(2025, 12, 1));
  // A fortnight around the week is half inside, an hour more on both sides is not.
  const auto thursday = at(2025, 11, 27, 12);
  CHECK(monday_of_event(between(thursday - days(7), thursday + days(7))) == monday);
  CHECK_FALSE(monday_of_event(between(thursday - days(7) - hours(1), thursday + days(7) + hours(1))));
  // Week 53 of 2020 goes on into January.
  CHECK(moment(at(2020, 12, 31, 23)) == day(2020, 12, 28));
  CHECK(moment(at(2021, 1, 3, 23)) == day(2020, 12, 28));
  CHECK(moment(at(2021, 1, 4)) == day(2021, 1, 4));
}

TEST_CASE("A source covers the days of a week between its ends, but for its pauses") {
  auto stated = covering(0, at(2025, 1, 1), at(2025, 11, 27), 5);
  stated.stated.to = at(2025, 11, 27);
  auto paused = covering(1, at(2025, 1, 1), at(2025, 12, 1), 5);
  paused.pauses = {{at(2025, 11, 25), at(2025, 11, 26)}};
  const RecordedWeeks recorded(std::vector{stated, paused});
  // Monday to Wednesday.
  CHECK(recorded.share(0, day(2025, 11, 24)) == within(1e-12, 3.0 / 7));
  CHECK(recorded.share(0, day(2025, 11, 17)) == 1);
  CHECK(recorded.share(0, day(2025, 12, 1)) == 0);
  CHECK(recorded.share(1, day(2025, 11, 24)) == within(1e-12, 6.0 / 7));
  // The year began on a Wednesday.
  CHECK(recorded.share(1, day(2024, 12, 30)) == within(1e-12, 5.0 / 7));
  CHECK(recorded.share(2, day(2025, 11, 24)) == 0);
}

TEST_CASE("A silence at the end of a source ends it only where chance would seldom leave it") {
  // Four days without an event: of ten a day never, of one a day once in 55 weeks.
  const auto ends_on_wednesday = [](double events_a_day) {
    return RecordedWeeks(std::vector{covering(0, at(2025, 1, 1), at(2025, 11, 27), events_a_day)})
        .share(0, day(2025, 11, 24));
  };
  CHECK(ends_on_wednesday(10) == within(1e-12, 3.0 / 7));
  CHECK(ends_on_wednesday(1) == 1);
}

TEST_CASE("Counts are of the sources that were kept from the first week on") {
  auto inputs = test::empty_town();
  inputs.sources = {{.name = "old", .covers = {.from = at(2025, 1, 6), .to = at(2025, 12, 1)}},
                    {.name = "new", .covers = {.from = at(2025, 6, 2), .to = at(2025, 12, 1)}}};
  for (int week = 0; week < 47; ++week) {
    test::add_events(inputs, {100, 100}, at(2025, 1, 6) + days(7 * week), 2);
  }
  for (int week = 21; week < 47; ++week) {
    test::add_events(inputs, {200, 100}, at(2025, 1, 6) + days(7 * week), 1);
    inputs.incidents.row.back().source = 1;
  }
  const auto incidents = all_in_one(inputs);
  const auto coverages = coverage_of(inputs);
  const auto weeks =
      count_weeks(inputs, coverages, RecordedWeeks(coverages), incidents,
                  {.earliest = day(2020, 1, 6), .first_asked = day(2025, 11, 24), .last_asked = day(2025, 11, 24)});
  // The record begins on Monday 6 January, 46 weeks before.
  CHECK(weeks.counts.first_monday == day(2025, 1, 6));
  CHECK(weeks.counts.whole == std::vector<std::uint64_t>(47, 2));
  CHECK(weeks.counts.of_place == std::vector<std::vector<std::uint64_t>>{weeks.counts.whole});
  CHECK(weeks.counts.exposure == std::vector<double>(47, 1.0));
  REQUIRE(weeks.sources.size() == 2);
  CHECK(weeks.sources[0].is_watched);
  CHECK(weeks.sources[0].events_a_week == within(1e-12, 2));
  CHECK(weeks.sources[0].in_asked == 2);
  CHECK_FALSE(weeks.sources[1].is_watched);
  CHECK(weeks.sources[1].in_asked == 1);
  CHECK(weeks.of_week(incidents, day(2025, 11, 17)) == std::vector<std::uint64_t>{2});
}

TEST_CASE("A source that ends in mid-week lowers what has been recorded by what it brings") {
  auto inputs = test::empty_town();
  // Three a week of a source that is there throughout, one of a source that ends on Wednesday.
  inputs.sources = {{.name = "police", .covers = {.from = at(2025, 1, 6), .to = at(2025, 12, 1)}},
                    {.name = "school", .covers = {.from = at(2025, 1, 6), .to = at(2025, 11, 27)}}};
  for (int week = 0; week < 46; ++week) {
    test::add_events(inputs, {100, 100}, at(2025, 1, 6) + days(7 * week), 3);
    test::add_events(inputs, {100, 100}, at(2025, 1, 7) + days(7 * week), 1);
    inputs.incidents.row.back().source = 1;
  }
  const auto coverages = coverage_of(inputs);
  const auto weeks =
      count_weeks(inputs, coverages, RecordedWeeks(coverages), all_in_one(inputs),
                  {.earliest = day(2025, 1, 6), .first_asked = day(2025, 11, 24), .last_asked = day(2025, 11, 24)});
  CHECK(weeks.counts.exposure.back() == within(1e-12, (3 + 3.0 / 7) / 4));
  CHECK(weeks.counts.exposure[45] == 1);
}

TEST_CASE("Late reports lower what has been recorded of the last weeks") {
  auto inputs = test::empty_town();
  // One event a day until Sunday 30 November; half are reported on the day, half a week later, as far as the record goes.
  const auto last = day(2025, 11, 30);
  for (auto each = day(2025, 1, 6); each <= last; each += days(1)) {
    const auto is_late = (each - day(2025, 1, 6)).count() % 2 == 1;
    const auto reported = is_late ? each + days(7) : each;
    if (reported <= last) {
      test::add_events(inputs, {100, 100}, each, 1);
      inputs.incidents.reported.push_back(reported);
    }
  }
  const std::vector coverages{covering(0, at(2025, 1, 6), at(2025, 12, 1), 1)};
  RecordedWeeks recorded(coverages);
  CHECK(recorded.reported_share(0, day(2025, 11, 24)) == 1);
  recorded.take_delays(inputs.incidents);
  // Of the last week only those of the day are in: half. The week before is complete to the day.
  CHECK(recorded.reported_share(0, day(2025, 11, 24)) == within(0.02, 0.5));
  CHECK(recorded.reported_share(0, day(2025, 11, 17)) == within(1e-12, 1));
  CHECK(recorded.days_share(0, day(2025, 11, 24)) == 1);
  CHECK(recorded.share(0, day(2025, 11, 24)) == recorded.reported_share(0, day(2025, 11, 24)));
}

}  // namespace lykta::tests_of_weekly_counts
