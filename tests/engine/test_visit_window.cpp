#include <chrono>
#include <cmath>
#include <vector>

#include "engine/base/random_stream.hpp"
#include "engine/places/place_hours.hpp"
#include "engine/time/visit_window.hpp"
#include "tests/catch.hpp"
#include "tests/engine/samples.hpp"

namespace lykta::tests_of_visit_window {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using std::chrono::weeks;
using test::at;
using test::within;

/// Monday 2024-01-01 00:00.
const LocalTime monday = at(2024, 1, 1);
constexpr std::array<unsigned, 7> all_year{52, 52, 52, 52, 52, 52, 52};

KnownTime moment(LocalTime time) { return {.span = {time, time}}; }

VisitGroup group_of(std::vector<KnownTime> times, std::array<unsigned, 7> recorded = all_year) {
  return {.times = std::move(times), .recorded_days = {recorded}};
}

VisitWindow window_of(const VisitGroup& group, const BusyWindowOptions& options = {}) {
  return visit_windows(std::vector<VisitGroup>{group}, options).front();
}

std::vector<KnownTime> anywhere(RandomStream& random, std::size_t number) {
  std::vector<KnownTime> times;
  for (std::size_t i = 0; i < number; ++i) {
    times.push_back(moment(monday + seconds{random.below(52 * 7 * 86'400)}));
  }
  return times;
}

/// A Friday and a Saturday night of every week, at 22:30 and 00:30.
std::vector<KnownTime> weekend_nights(int number_of_weeks) {
  std::vector<KnownTime> times;
  for (int week = 0; week < number_of_weeks; ++week) {
    for (const auto day : {4, 5}) {
      times.push_back(moment(monday + weeks{week} + days{day} + hours{22} + minutes{30}));
      times.push_back(moment(monday + weeks{week} + days{day + 1} + minutes{30}));
    }
  }
  return times;
}

}  // namespace

TEST_CASE("A window of two nights: what follows midnight belongs to the day before") {
  const auto found = window_of(group_of(weekend_nights(10)));
  // Three hours hold all of it, on two days: no shorter window does, and no other of six hours.
  CHECK(found.window == WeekWindow{4, 2, 22, 3});
  CHECK(found.window.hours_a_week() == 6);
  CHECK(found.share == within(1e-12, 1.0));
  CHECK(found.events == 40);
  CHECK(found.finding == WindowFinding::clear);
  CHECK(found.adjusted_p == within(1e-12, 1.0 / 1000));
}

TEST_CASE("Which hours a window holds, past midnight and past the week's end, and what two have in common") {
  const WeekWindow friday{4, 2, 22, 3};
  CHECK(friday.holds(4 * 24 + 22));
  CHECK(friday.holds(5 * 24));
  CHECK(friday.holds(6 * 24));
  CHECK_FALSE(friday.holds(6 * 24 + 1));
  CHECK_FALSE(friday.holds(4 * 24 + 21));
  const WeekWindow sunday{6, 1, 22, 4};
  CHECK(sunday.holds(1));
  CHECK_FALSE(sunday.holds(2));
  CHECK(friday.hours_in_common(friday) == 6);
  CHECK(friday.hours_in_common({5, 1, 23, 2}) == 2);
  CHECK(friday.hours_in_common(sunday) == 0);
}

TEST_CASE("A window around the end of the week") {
  std::vector<KnownTime> times;
  for (int week = 0; week < 12; ++week) {
    times.push_back(moment(monday + weeks{week} + days{6} + hours{23} + minutes{30}));
    times.push_back(moment(monday + weeks{week + 1} + minutes{30}));
  }
  CHECK(window_of(group_of(times)).window == WeekWindow{6, 1, 23, 2});
}

TEST_CASE("Every day at the same hours is a window of all days") {
  std::vector<KnownTime> times;
  for (int day = 0; day < 56; ++day) {
    times.push_back(moment(monday + days{day} + hours{15 + day % 2} + minutes{5}));
  }
  const auto found = window_of(group_of(times));
  CHECK(found.window == WeekWindow{0, 7, 15, 2});
  CHECK(found.finding == WindowFinding::clear);
}

TEST_CASE("A day that is busy at any hour is a window of all its hours") {
  std::vector<KnownTime> times;
  for (int week = 0; week < 48; ++week) {
    times.push_back(moment(monday + weeks{week} + days{5} + hours{5 * week % 24} + minutes{20}));
  }
  const auto found = window_of(group_of(times));
  CHECK(found.window == WeekWindow{5, 1, 0, 24});
  CHECK(found.share == within(1e-12, 1.0));
  CHECK(found.finding == WindowFinding::clear);
  CHECK(found.window.holds(5 * 24 + 23));
  CHECK_FALSE(found.window.holds(6 * 24));
}

TEST_CASE("A window counts an interval by the hours it is spread over") {
  // From 20 to 24 on Saturdays: four hours hold all, two of them half.
  std::vector<KnownTime> times;
  for (int week = 0; week < 12; ++week) {
    const auto start = monday + weeks{week} + days{5} + hours{20};
    times.push_back({.span = {start, start + hours{4}}});
  }
  const auto found = window_of(group_of(times));
  CHECK(found.window == WeekWindow{5, 1, 20, 4});
  CHECK(found.share == within(1e-12, 1.0));
  const auto week = hours_of_week(times);
  CHECK(week[5 * 24 + 20] == within(1e-12, 3.0));
  CHECK(week[5 * 24 + 23] == within(1e-12, 3.0));
  CHECK(week[5 * 24 + 19] == 0);
}

TEST_CASE("One single night is one occasion, however many reports it has") {
  std::vector<KnownTime> times;
  for (int i = 0; i < 30; ++i) {
    times.push_back(moment(monday + days{4} + hours{22} + minutes{2 * i}));
  }
  RandomStream random(1, 1);
  for (const auto& time : anywhere(random, 20)) {
    times.push_back(time);
  }
  CHECK(window_of(group_of(times)).finding == WindowFinding::one_occasion);
}

TEST_CASE("Reports with the very same time are moved together") {
  // Twenty reports of one quarrel and ten events anywhere: as whole events they would be clear, as one occasion not.
  RandomStream random(2, 1);
  auto times = anywhere(random, 10);
  for (int i = 0; i < 20; ++i) {
    times.push_back(moment(monday + days{4} + hours{22}));
  }
  const auto found = window_of(group_of(times));
  CHECK(found.events == 30);
  CHECK(found.finding == WindowFinding::not_clear);
  CHECK(found.p > 0.2);
}

TEST_CASE("Too few events, and sources that have not recorded each weekday three times, say nothing") {
  CHECK(window_of(group_of(weekend_nights(2))).finding == WindowFinding::too_few_events);
  const auto short_source = window_of(group_of(weekend_nights(10), {3, 3, 3, 3, 3, 3, 2}));
  CHECK(short_source.finding == WindowFinding::period_too_short);
  CHECK(short_source.window.days == 0);
  auto times = weekend_nights(10);
  for (auto& time : times) {
    time.clock_known = false;
  }
  CHECK(window_of(group_of(times)).events == 0);
}

TEST_CASE("A weekday that was recorded more often is scaled down") {
  // A register that was kept on every Monday and every other of the other days, and two events on each day that it was kept.
  RandomStream random(5, 1);
  std::vector<KnownTime> times;
  for (int week = 0; week < 200; ++week) {
    for (int day = 0; day < 7; ++day) {
      for (int event = 0; event < (day == 0 || week % 2 == 0 ? 2 : 0); ++event) {
        times.push_back(moment(monday + weeks{week} + days{day} + seconds{random.below(86'400)}));
      }
    }
  }
  CHECK(window_of(group_of(times, {200, 100, 100, 100, 100, 100, 100})).finding == WindowFinding::not_clear);
  const auto taken_as_even = window_of(group_of(times, {200, 200, 200, 200, 200, 200, 200}));
  CHECK(taken_as_even.finding == WindowFinding::clear);
  CHECK(taken_as_even.window.first_weekday == 0);
}

TEST_CASE("The order of events, their source's number and the number of threads play no part") {
  RandomStream random(3, 1);
  auto times = weekend_nights(4);
  for (const auto& time : anywhere(random, 25)) {
    times.push_back(time);
  }
  const auto first = window_of(group_of(times));
  std::vector<KnownTime> backwards(times.rbegin(), times.rend());
  for (auto& time : backwards) {
    time.source = 1;
  }
  const VisitGroup moved{.times = backwards, .recorded_days = {{}, all_year}};
  for (const unsigned threads : {1U, 3U}) {
    const auto found = window_of(moved, {.threads = threads});
    CHECK(found.window == first.window);
    CHECK(found.share == first.share);
    CHECK(found.adjusted_p == first.adjusted_p);
  }
}

TEST_CASE("Of places without a pattern one list in twenty has a clear window") {
  constexpr int lists = 200;
  int with_any = 0;
  for (int list = 0; list < lists; ++list) {
    RandomStream random(4, static_cast<std::uint64_t>(list));
    std::vector<VisitGroup> groups;
    for (const std::size_t number : {12U, 30U, 80U}) {
      groups.push_back(group_of(anywhere(random, number)));
    }
    bool any = false;
    for (const auto& window : visit_windows(groups, {.runs = 199, .seed = static_cast<std::uint64_t>(list)})) {
      any = any || window.finding == WindowFinding::clear || window.finding == WindowFinding::one_occasion;
    }
    with_any += any ? 1 : 0;
  }
  // 10 of 200 on average, and more than 19 once in 500 times.
  CHECK(with_any <= 19);
  CHECK(with_any >= 3);
}

TEST_CASE("Seasons have windows of their own") {
  CHECK(season_of(at(2024, 12, 1)) == Season::winter);
  CHECK(season_of(at(2024, 2, 29)) == Season::winter);
  CHECK(season_of(at(2024, 3, 1)) == Season::spring);
  CHECK(season_of(at(2024, 6, 1)) == Season::summer);
  CHECK(season_of(at(2024, 11, 30)) == Season::autumn);
  // Fridays at 23 in summer, Wednesdays at 15 in all other weeks of 2024.
  std::vector<KnownTime> times;
  for (int week = 0; week < 52; ++week) {
    const auto friday = monday + weeks{week} + days{4} + hours{23};
    const auto wednesday = monday + weeks{week} + days{2} + hours{15};
    const auto is_summer = season_of(wednesday) == Season::summer && season_of(friday) == Season::summer;
    times.push_back(moment(is_summer ? friday : wednesday));
  }
  const std::vector<Period> recorded{{monday, monday + weeks{52}}};
  const auto found = place_hours(std::vector<std::vector<KnownTime>>{times}, recorded, {}).front();
  const auto& summer = found.by_season[static_cast<std::size_t>(Season::summer)];
  const auto& autumn = found.by_season[static_cast<std::size_t>(Season::autumn)];
  CHECK(summer.window == WeekWindow{4, 1, 22, 2});
  CHECK(autumn.window == WeekWindow{2, 1, 14, 2});
  CHECK(found.window.window == WeekWindow{2, 1, 14, 2});
  CHECK(summer.finding == WindowFinding::clear);
  CHECK(found.week[4 * 24 + 23] == static_cast<double>(summer.events));
}

}  // namespace lykta::tests_of_visit_window
