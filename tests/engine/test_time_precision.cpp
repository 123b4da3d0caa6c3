#include <chrono>
#include <optional>
#include <vector>

#include "engine/events/time_precision.hpp"
#include "tests/catch.hpp"
#include "tests/engine/samples.hpp"

namespace lykta::tests_of_time_precision {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using test::at;

const auto monday = at(2024, 1, 1);

TimeSpan moment(LocalTime time) { return {time, time}; }

Incidents incidents_at(const std::vector<std::optional<TimeSpan>>& times, std::uint32_t source = 0) {
  Incidents incidents;
  for (const auto& time : times) {
    incidents.position.push_back({});
    incidents.time.push_back(time);
    incidents.row.push_back({source, static_cast<std::int64_t>(incidents.row.size())});
  }
  return incidents;
}

TimePrecision precision_of(const std::optional<TimeSpan>& time) { return time_precision(incidents_at({time})).front(); }

/// So many moments at a clock time, on one day after the other.
void add(std::vector<std::optional<TimeSpan>>& times, int number, seconds clock) {
  for (int i = 0; i < number; ++i) {
    times.emplace_back(moment(monday + days{times.size()} + clock));
  }
}

}  // namespace

TEST_CASE("A time is known to its clock, to its day, or not") {
  CHECK(precision_of(std::nullopt) == TimePrecision::none);
  CHECK(precision_of(moment(monday + hours{22})) == TimePrecision::clock);
  CHECK(precision_of(TimeSpan{monday + hours{22}, monday + hours{31}}) == TimePrecision::clock);
  CHECK(precision_of(TimeSpan{monday + hours{18}, monday + hours{42} - seconds{1}}) == TimePrecision::clock);
  CHECK(precision_of(TimeSpan{monday + hours{18}, monday + hours{42}}) == TimePrecision::day);
  CHECK(precision_of(TimeSpan{monday, monday + days{1}}) == TimePrecision::day);
  CHECK(precision_of(TimeSpan{monday, monday + hours{24} - minutes{1}}) == TimePrecision::day);
  CHECK(precision_of(TimeSpan{monday, monday + hours{24} - seconds{1}}) == TimePrecision::day);
  CHECK(precision_of(TimeSpan{monday, monday + days{2}}) == TimePrecision::day);
  CHECK(precision_of(TimeSpan{monday + hours{1}, monday + days{7}}) == TimePrecision::day);
  CHECK(precision_of(TimeSpan{monday, monday + days{7}}) == TimePrecision::none);
  CHECK(precision_of(TimeSpan{monday, monday + days{31}}) == TimePrecision::none);
  CHECK(precision_of(moment(monday)) == TimePrecision::clock);  // once is no pile
}

TEST_CASE("A clock time that piles up beside empty neighbours stands for an unknown one") {
  for (const auto clock : {seconds{0}, seconds{60}, seconds{86'340}, seconds{86'399}}) {
    CAPTURE(clock.count());
    std::vector<std::optional<TimeSpan>> times;
    add(times, 4, clock);
    for (int i = 0; i < 30; ++i) {
      add(times, 1, hours{14} + minutes{7 + i});
    }
    auto precision = time_precision(incidents_at(times));
    CHECK(precision[0] == TimePrecision::day);
    CHECK(precision[10] == TimePrecision::clock);
    times.erase(times.begin());
    precision = time_precision(incidents_at(times));
    CHECK(precision[0] == TimePrecision::clock);  // three are few
  }
}

TEST_CASE("A busy night of whole hours is no pile at midnight") {
  std::vector<std::optional<TimeSpan>> times;
  add(times, 40, seconds{0});
  add(times, 20, hours{23});
  add(times, 15, hours{1});
  CHECK(time_precision(incidents_at(times))[0] == TimePrecision::clock);  // 40 are not more than 2 * 20 + 3
  add(times, 4, seconds{0});
  CHECK(time_precision(incidents_at(times))[0] == TimePrecision::day);
}

TEST_CASE("Each source is judged by its own times, and an interval from midnight is kept") {
  std::vector<std::optional<TimeSpan>> times;
  add(times, 20, seconds{0});
  times.emplace_back(TimeSpan{monday, monday + hours{6}});
  auto incidents = incidents_at(times);
  const auto exact = incidents_at({moment(monday)}, 1);
  incidents.position.push_back({});
  incidents.time.push_back(exact.time[0]);
  incidents.row.push_back(exact.row[0]);
  const auto precision = time_precision(incidents);
  CHECK(precision[0] == TimePrecision::day);
  CHECK(precision[20] == TimePrecision::clock);
  CHECK(precision[21] == TimePrecision::clock);
}

namespace {

/// Times of a source that writes minutes: so many at each of the hours from `first`, at minutes all over the hour.
void add_hours(std::vector<std::optional<TimeSpan>>& times, int first, int hours_long, int each) {
  for (int hour = 0; hour < hours_long; ++hour) {
    for (int i = 0; i < each; ++i) {
      add(times, 1, hours{(first + hour) % 24} + minutes{(i * 37 + hour * 11) % 59 + 1});
    }
  }
}

std::vector<seconds> defaults_of(const std::vector<std::optional<TimeSpan>>& times) {
  std::vector<seconds> found;
  for (const auto& each : default_times(incidents_at(times))) {
    found.push_back(each.time_of_day);
  }
  return found;
}

using Clocks = std::vector<seconds>;

}  // namespace

TEST_CASE("A time that a form fills in is no known time, whatever it is") {
  for (const seconds clock : Clocks{hours{12}, hours{8}, hours{12} + minutes{1}, hours{17} + minutes{30}}) {
    CAPTURE(clock.count());
    std::vector<std::optional<TimeSpan>> times;
    add(times, 80, clock);
    add_hours(times, 0, 24, 5);
    const auto incidents = incidents_at(times);
    CHECK(default_times(incidents) == std::vector<DefaultTime>{{0, clock, 80, 200}});
    const auto precision = time_precision(incidents);
    CHECK(precision[0] == TimePrecision::day);
    CHECK(precision[80] == TimePrecision::clock);
  }
}

TEST_CASE("A time that is filled in is seen among times rounded to whole hours, too") {
  std::vector<std::optional<TimeSpan>> times;
  add(times, 80, hours{12});
  for (int hour = 0; hour < 24; ++hour) {
    add(times, 2 + (hour >= 18 ? 10 : 0), hours{hour});  // 12 in each hour of the evening
  }
  CHECK(defaults_of(times) == Clocks{hours{12}});
}

TEST_CASE("A time that is filled in in UTC is two times of day") {
  std::vector<std::optional<TimeSpan>> times;
  add(times, 60, hours{13});
  add(times, 55, hours{14});
  add_hours(times, 0, 24, 6);
  CHECK(defaults_of(times) == Clocks{hours{13}, hours{14}});
}

TEST_CASE("Whole hours that people round to are known times") {
  std::vector<std::optional<TimeSpan>> times;
  for (int hour = 0; hour < 24; ++hour) {
    add(times, hour == 12 ? 30 : 10 + (hour >= 17 ? 10 : 0), hours{hour});  // noon three times as often as eleven
    add(times, 4, hours{hour} + minutes{30});
  }
  add_hours(times, 0, 24, 5);
  CHECK(defaults_of(times).empty());
}

TEST_CASE("A busy evening is no default, nor are a few events at one time") {
  std::vector<std::optional<TimeSpan>> times;
  int hour = 18;
  for (const int each : {4, 9, 30, 24, 10, 5}) {
    add(times, each, hours{hour++});
  }
  CHECK(defaults_of(times).empty());
  std::vector<std::optional<TimeSpan>> few;
  add(few, 10, hours{12});
  CHECK(defaults_of(few).empty());  // ten are few
  add(few, 1, hours{12});
  CHECK(defaults_of(few) == Clocks{hours{12}});
}

TEST_CASE("The full hour within a busy hour is no default, though more are written at it than at any other minute") {
  std::vector<std::optional<TimeSpan>> times;
  add(times, 19, hours{22});
  for (const int minute : {10, 20, 30, 40, 50}) {
    add(times, 7, hours{22} + minutes{minute});
  }
  CHECK(defaults_of(times).empty());
  // Noon has nothing around it, and many at it.
  add(times, 40, hours{12});
  CHECK(defaults_of(times) == Clocks{hours{12}});
}

TEST_CASE("A tenth of the source is needed") {
  std::vector<std::optional<TimeSpan>> times;
  add(times, 50, hours{12});
  add_hours(times, 0, 24, 20);
  CHECK(defaults_of(times).empty());
  add(times, 4, hours{12});
  CHECK(defaults_of(times) == Clocks{hours{12}});
}

TEST_CASE("A time of day as it is said") {
  CHECK(clock_text(hours{12}) == "12:00");
  CHECK(clock_text(hours{8} + minutes{5}) == "08:05");
  CHECK(clock_text(hours{24} - seconds{1}) == "23:59:59");
}

}  // namespace lykta::tests_of_time_precision
