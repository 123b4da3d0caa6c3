#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <vector>

#include "engine/base/random_stream.hpp"
#include "engine/time/busy_windows.hpp"
#include "tests/catch.hpp"
#include "tests/engine/samples.hpp"

namespace lykta::tests_of_busy_windows {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using std::chrono::weeks;
using test::at;
using test::within;
using Times = std::vector<KnownTime>;

/// Monday 2024-01-01 00:00, and fifty-two whole weeks from then.
const LocalTime monday = at(2024, 1, 1);
const std::vector<Period> year{{monday, monday + weeks{52}}};

KnownTime moment(LocalTime time) { return {.span = {time, time}}; }
KnownTime on_day(LocalTime day) { return {.span = {day, day + days{1}}, .clock_known = false}; }

PlaceTimes times_of(const Times& times, const std::vector<Period>& recorded = year,
                    const BusyWindowOptions& options = {}) {
  return busy_windows(std::vector<Times>{times}, recorded, options).front();
}

/// So many moments anywhere in some weeks.
Times anywhere(RandomStream& random, std::size_t number, std::uint32_t in_weeks = 52) {
  Times times;
  for (std::size_t i = 0; i < number; ++i) {
    times.push_back(moment(monday + seconds{random.below(in_weeks * 7 * 86'400)}));
  }
  return times;
}

/// p that the fullest of `cells` cells has at least `most` of n events, by going through all ways in which n events fall.
/// The cells lie in a ring, so the first event may stay where it is.
double p_by_hand(unsigned n, unsigned cells, unsigned width, unsigned most) {
  std::vector<unsigned> cell(n, 0);
  double as_full = 0;
  double ways = 0;
  while (true) {
    std::vector<unsigned> count(cells, 0);
    for (const auto here : cell) {
      for (unsigned i = 0; i < width; ++i) {
        ++count[(here + cells - i) % cells];
      }
    }
    ++ways;
    as_full += *std::ranges::max_element(count) >= most ? 1 : 0;
    std::size_t next = 1;
    while (next < n && ++cell[next] == cells) {
      cell[next++] = 0;
    }
    if (next == n) {
      return as_full / ways;
    }
  }
}

}  // namespace

TEST_CASE("Few moments: p is that of all the ways in which they fall") {
  const BusyWindowOptions options{.runs = 19'999, .fewest_events = 1};
  // Six events: four on Fridays, one on Monday, one on Tuesday; three within 22 to 01, the others three hours apart.
  const Times times{moment(monday + days{4} + hours{22} + minutes{5}),
                    moment(monday + weeks{1} + days{4} + hours{23} + minutes{40}),
                    moment(monday + weeks{2} + days{4} + hours{0} + minutes{10}),
                    moment(monday + weeks{3} + days{4} + hours{7}),
                    moment(monday + weeks{4} + hours{12}),
                    moment(monday + weeks{5} + days{1} + hours{17})};
  const auto found = times_of(times, year, options);
  CHECK(found.weekday.first == 4);
  CHECK(found.weekday.share == within(1e-9, 4.0 / 6));
  CHECK(found.weekday.p == within(0.006, p_by_hand(6, 7, 1, 4)));
  CHECK(p_by_hand(6, 7, 1, 4) == within(1e-4, 0.0343));  // 7 (15 * 36 + 6 * 6 + 1) / 7^6
  CHECK(found.hours.first == 22);
  CHECK(found.hours.share == within(1e-9, 3.0 / 6));
  const Times five(times.begin(), times.begin() + 5);
  CHECK(times_of(five, year, options).hours.p == within(0.015, p_by_hand(5, 24, 3, 3)));
  // One place alone: the adjusted p is twice its own, for the two questions.
  CHECK(found.weekday.adjusted_p == within(1e-12, 2 * found.weekday.p));
}

TEST_CASE("An interval keeps its length in the runs") {
  // Ten nights from 20 to 08: four hours on the evening's day and eight on the next. Begun on one weekday, the next one
  // has ten times eight twelfths; no week of chance has more, and one in 7^9 as much.
  Times nights;
  for (int i = 0; i < 10; ++i) {
    const auto evening = monday + weeks{i} + days{4} + hours{20};
    nights.push_back({.span = {evening, evening + hours{12}}});
  }
  const auto found = times_of(nights);
  CHECK(found.weekday.first == 5);
  CHECK(found.weekday.share == within(1e-9, 8.0 / 12));
  CHECK(found.weekday.p == within(1e-12, 0.001));
  CHECK(found.weekday.finding == WindowFinding::clear);
  // Each interval covers half of the day. All at the same hours: the fullest three hours have 10 * 3 / 12.
  CHECK(found.hours.first == 0);  // of the ten windows inside, the first from midnight on
  CHECK(found.hours.share == within(1e-9, 0.25));
  // As full are ten starts within ten hours: 24 ((10/24)^10 - (9/24)^10).
  CHECK(found.hours.p == within(0.006, 0.0025));
}

TEST_CASE("What each event covers alike tells nothing") {
  Times times;
  for (int i = 0; i < 20; ++i) {
    times.push_back({.span = {monday + days{i}, monday + days{i} + hours{24} - seconds{1}}});
  }
  const auto found = times_of(times, year);
  CHECK(found.hours.finding == WindowFinding::not_clear);
  CHECK(found.hours.p > 0.05);
}

TEST_CASE("Friday nights are found, and each question is answered by itself") {
  RandomStream random(5, 0);
  Times nights;
  Times late_on_all_days;
  Times all_hours_of_fridays;
  for (int i = 0; i < 40; ++i) {
    const auto week = monday + weeks{i};
    const auto late = hours{21} + minutes{random.below(180)};
    nights.push_back(moment(week + days{4} + late));
    late_on_all_days.push_back(moment(week + days{random.below(7)} + late));
    all_hours_of_fridays.push_back(moment(week + days{4} + seconds{random.below(86'400)}));
  }
  const auto found =
      busy_windows(std::vector<Times>{nights, late_on_all_days, all_hours_of_fridays, anywhere(random, 60)}, year);
  CHECK(found[0].weekday.finding == WindowFinding::clear);
  CHECK(found[0].weekday.first == 4);
  CHECK(found[0].weekday.share == within(1e-9, 1));
  CHECK(found[0].hours.finding == WindowFinding::clear);
  CHECK(found[0].hours.first == 21);
  CHECK(found[1].weekday.finding == WindowFinding::not_clear);
  CHECK(found[1].hours.finding == WindowFinding::clear);
  CHECK(found[2].weekday.finding == WindowFinding::clear);
  CHECK(found[2].hours.finding == WindowFinding::not_clear);
  CHECK(found[3].weekday.finding == WindowFinding::not_clear);
  CHECK(found[3].hours.finding == WindowFinding::not_clear);
}

TEST_CASE("The p of an even week is uniform, of moments and of intervals") {
  constexpr std::size_t rounds = 400;
  for (const bool with_intervals : {false, true}) {
    std::size_t low_weekday = 0;
    std::size_t low_hours = 0;
    std::size_t half_weekday = 0;
    for (std::size_t round = 0; round < rounds; ++round) {
      RandomStream random(with_intervals ? 21 : 20, round);
      auto times = anywhere(random, 60);
      if (with_intervals) {
        for (std::size_t i = 0; i < times.size(); i += 2) {
          times[i].span.end += minutes{random.below(20 * 60)};
        }
      }
      const auto found = times_of(times, year, {.runs = 199, .seed = round});
      low_weekday += found.weekday.p <= 0.1 ? 1 : 0;
      low_hours += found.hours.p <= 0.1 ? 1 : 0;
      half_weekday += found.weekday.p <= 0.5 ? 1 : 0;
    }
    CAPTURE(with_intervals);
    // 40 and 200 are expected, give or take 6 and 10 at one standard deviation; ties make p a little larger.
    CHECK(low_weekday <= 40 + 18);
    CHECK(low_weekday >= 40 - 24);
    CHECK(low_hours <= 40 + 18);
    CHECK(low_hours >= 40 - 24);
    CHECK(half_weekday <= 200 + 30);
    CHECK(half_weekday >= 200 - 40);
  }
}

// 1 000 lists are drawn by bench/calibration (docs/calibration.md); here are 200.
TEST_CASE("Of lists of ten places without any pattern at most one in twenty names a weekday or hours") {
  constexpr std::size_t lists = 200;
  std::size_t named = 0;
  for (std::size_t list = 0; list < lists; ++list) {
    RandomStream random(33, list);
    std::vector<Times> places;
    for (std::size_t i = 0; i < 10; ++i) {
      places.push_back(anywhere(random, 10 + random.below(90)));
      for (auto& time : places.back()) {
        if (random.below(4) == 0) {
          time.span.end += minutes{random.below(15 * 60)};
        }
      }
    }
    const auto found = busy_windows(places, year, {.runs = 199, .seed = list});
    named += std::ranges::any_of(found, [](const PlaceTimes& times) {
      return times.weekday.finding == WindowFinding::clear || times.hours.finding == WindowFinding::clear;
    });
  }
  CHECK(named <= 10 + 9);  // 10 are one in twenty; 9 are three standard deviations
}

TEST_CASE("Order of events, whole weeks and the number of threads do not matter") {
  RandomStream random(8, 0);
  std::vector<Times> places;
  for (std::size_t i = 0; i < 4; ++i) {
    places.push_back(anywhere(random, 80, 45));
    for (std::size_t k = 0; k < 80; k += 3) {
      places.back()[k].span.end += minutes{random.below(900)};
    }
  }
  const auto same = [](const BusyWindow& a, const BusyWindow& b) {
    return a.finding == b.finding && a.first == b.first && a.share == b.share && a.p == b.p &&
           a.adjusted_p == b.adjusted_p && a.events == b.events;
  };
  const auto one = busy_windows(places, year, {.threads = 1});
  auto moved = places;
  for (auto& times : moved) {
    random.shuffle(std::span(times));
    for (auto& time : times) {
      time.span.start += weeks{3};
      time.span.end += weeks{3};
    }
  }
  const std::vector<Period> moved_year{{year[0].from + weeks{3}, year[0].to + weeks{3}}};
  const auto other = busy_windows(moved, moved_year, {.threads = 3});
  for (std::size_t i = 0; i < places.size(); ++i) {
    CHECK(same(one[i].weekday, other[i].weekday));
    CHECK(same(one[i].hours, other[i].hours));
  }
}

TEST_CASE("The order of sources does not matter, though they recorded different times") {
  RandomStream random(12, 0);
  auto times = anywhere(random, 90, 45);
  for (std::size_t i = 0; i < times.size(); ++i) {
    times[i].source = static_cast<std::uint32_t>(i % 2);
  }
  const std::vector<Period> recorded{year[0], {year[0].from, year[0].to + weeks{2}}};
  const auto one = times_of(times, recorded);
  for (auto& time : times) {
    time.source = 1 - time.source;
  }
  const auto other = times_of(times, {recorded[1], recorded[0]});
  CHECK(one.weekday.p == other.weekday.p);
  CHECK(one.weekday.adjusted_p == other.weekday.adjusted_p);
  CHECK(one.hours.p == other.hours.p);
}

TEST_CASE("Events known to the day tell the weekday and not the hours") {
  Times times;
  for (int i = 0; i < 12; ++i) {
    times.push_back(on_day(monday + weeks{i} + days{5}));
  }
  for (int i = 0; i < 3; ++i) {
    times.push_back(moment(monday + weeks{i} + days{5} + hours{3 * i}));
  }
  const auto found = times_of(times);
  CHECK(found.day_known == 15);
  CHECK(found.clock_known == 3);
  CHECK(found.weekday.events == 15);
  CHECK(found.weekday.first == 5);
  CHECK(found.weekday.finding == WindowFinding::clear);
  CHECK(found.hours.events == 3);
  CHECK(found.hours.finding == WindowFinding::too_few_events);
  CHECK(std::isnan(found.hours.p));
}

TEST_CASE("Too few events say nothing") {
  Times nine;
  for (int i = 0; i < 9; ++i) {
    nine.push_back(moment(monday + weeks{i} + hours{22}));
  }
  CHECK(times_of(nine).weekday.finding == WindowFinding::too_few_events);
  CHECK(times_of({}).weekday.finding == WindowFinding::too_few_events);
  nine.push_back(moment(monday + weeks{9} + hours{22}));
  CHECK(times_of(nine).weekday.finding == WindowFinding::clear);
  CHECK(busy_windows({}, {}).empty());
}

TEST_CASE("A period too short for the weekday may tell the hours, and three days tell no weekday") {
  Times times;
  for (int i = 0; i < 30; ++i) {
    times.push_back(moment(monday + days{i % 3} + hours{22} + minutes{i}));
  }
  const auto three_days = times_of(times, {{monday, monday + days{3}}});
  CHECK(three_days.weekday.finding == WindowFinding::period_too_short);
  CHECK(three_days.hours.finding == WindowFinding::clear);
  const auto two_days = times_of(times, {{monday, monday + days{2}}});
  CHECK(two_days.hours.finding == WindowFinding::period_too_short);
  CHECK(times_of(times, {{monday, monday + days{20}}}).weekday.finding == WindowFinding::period_too_short);
  CHECK(times_of(times, {{monday, monday + days{21}}}).weekday.finding != WindowFinding::period_too_short);
}

TEST_CASE("A weekday that the period holds more often is expected to have more") {
  // Four weeks and two days: five Mondays and Tuesdays. Twenty events on each of the thirty days are even.
  Times times;
  for (int day = 0; day < 30; ++day) {
    for (int i = 0; i < 20; ++i) {
      times.push_back(moment(monday + days{day} + minutes{i * 72 + day}));
    }
  }
  const std::vector<Period> month{{monday, monday + days{30}}};
  const auto even = times_of(times, month);
  CHECK(even.weekday.finding == WindowFinding::not_clear);
  CHECK(even.weekday.p > 0.9);
  CHECK(times_of(times, year).weekday.p < 0.9);
  // Fewer Mondays than their share, and the Sundays stand out.
  for (int week = 0; week < 4; ++week) {
    for (int i = 0; i < 12; ++i) {
      times.push_back(moment(monday + weeks{week} + days{6} + minutes{i * 100 + 31}));
    }
  }
  const auto sundays = times_of(times, month);
  CHECK(sundays.weekday.first == 6);
  CHECK(sundays.weekday.finding == WindowFinding::clear);
}

TEST_CASE("Each source is compared with what it recorded") {
  // One source for all of the year, and one that recorded one long weekend only.
  RandomStream random(9, 1);
  auto times = anywhere(random, 60);
  for (int i = 0; i < 40; ++i) {
    auto time = moment(monday + days{4} + minutes{100 * i});
    time.source = 1;
    times.push_back(time);
  }
  const std::vector<Period> recorded{year[0], {monday + days{4}, monday + days{7}}};
  const auto found = times_of(times, recorded);
  CHECK(found.weekday.events == 60);
  CHECK(found.weekday.finding == WindowFinding::not_clear);
  CHECK(found.hours.events == 100);
  CHECK(found.day_known == 100);
  CHECK(found.sources == std::vector<std::uint32_t>{0, 1});
}

TEST_CASE("One occasion is no weekday and no time of day") {
  RandomStream random(10, 0);
  auto times = anywhere(random, 40);
  for (int i = 0; i < 40; ++i) {  // a festival, Saturday 20 to 22
    times.push_back(moment(monday + weeks{20} + days{5} + hours{20} + minutes{3 * i}));
  }
  const auto found = times_of(times);
  CHECK(found.weekday.finding == WindowFinding::one_occasion);
  CHECK(found.hours.finding == WindowFinding::one_occasion);
  CHECK(found.weekday.adjusted_p <= 0.05);
  // Reports of the same minute are moved together.
  const Times quarrel(30, moment(monday + days{5} + hours{23}));
  CHECK(times_of(quarrel).weekday.p == 1);
  CHECK(times_of(quarrel).weekday.finding == WindowFinding::not_clear);
}

TEST_CASE("The more places are looked at, the more a place must show") {
  RandomStream random(11, 0);
  Times friday_leaning;
  for (int i = 0; i < 60; ++i) {
    const auto day = i < 9 ? 4U : random.below(7);
    friday_leaning.push_back(moment(monday + weeks{i % 52} + days{day} + seconds{random.below(86'400)}));
  }
  std::vector<Times> places{friday_leaning};
  const auto alone = busy_windows(places, year).front();
  for (std::size_t i = 0; i < 49; ++i) {
    places.push_back(anywhere(random, 60));
  }
  const auto among_fifty = busy_windows(places, year).front();
  CHECK(among_fifty.weekday.p == within(0.02, alone.weekday.p));
  CHECK(among_fifty.weekday.adjusted_p > 2 * alone.weekday.adjusted_p);
}

TEST_CASE("Without runs nothing is clear") {
  const Times times(20, moment(monday + hours{22}));
  const auto found = times_of(times, year, {.runs = 0});
  CHECK(found.weekday.finding == WindowFinding::not_clear);
  CHECK(std::isnan(found.weekday.p));
}

TEST_CASE("Findings have their names") {
  CHECK(name_of(WindowFinding::clear) == "clear");
  CHECK(name_of(WindowFinding::not_clear) == "not_clear");
  CHECK(name_of(WindowFinding::one_occasion) == "one_occasion");
  CHECK(name_of(WindowFinding::too_few_events) == "too_few_events");
  CHECK(name_of(WindowFinding::period_too_short) == "period_too_short");
}

}  // namespace lykta::tests_of_busy_windows
