#include <array>
#include <chrono>
#include <cstddef>
#include <numeric>

#include "engine/base/error.hpp"
#include "engine/events/hour_window.hpp"
#include "tests/catch.hpp"
#include "tests/engine/samples.hpp"

namespace lykta::tests_of_hour_window {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using test::at;
using test::Random;
using test::within;

/// A window on one weekday; 0 is Monday.
HourWindow on(std::size_t weekday, int from_hour, int to_hour) {
  HourWindow window{.from_hour = from_hour, .to_hour = to_hour, .weekdays = {}};
  window.weekdays[weekday] = true;
  return window;
}

/// 2024-03-01 was a Friday.
TimeSpan friday(int from_hour, int to_hour) { return {at(2024, 3, 1, from_hour), at(2024, 3, 1, to_hour)}; }

TimeSpan moment(LocalTime time) { return {time, time}; }

constexpr std::size_t friday_index = 4;
constexpr std::size_t saturday_index = 5;
constexpr std::size_t sunday_index = 6;

}  // namespace

TEST_CASE("An event counts in a window of hours with the part of its span that lies there") {
  // The example of Ratcliffe (2000): four events and the window from noon to four.
  const HourWindow window{.from_hour = 12, .to_hour = 16};
  CHECK(share_in(window, friday(8, 16)) == 0.5);
  CHECK(share_in(window, friday(8, 13)) == 0.2);
  CHECK(share_in(window, moment(at(2024, 3, 1, 14, 33))) == 1);
  CHECK(share_in(window, friday(14, 17)) == within(1e-15, 2.0 / 3));
}

TEST_CASE("A window holds the moment at its start and not the one at its end") {
  const HourWindow window{.from_hour = 12, .to_hour = 16};
  CHECK(share_in(window, moment(at(2024, 3, 1, 12))) == 1);
  CHECK(share_in(window, moment(at(2024, 3, 1, 15, 59, 59))) == 1);
  CHECK(share_in(window, moment(at(2024, 3, 1, 16))) == 0);
  CHECK(share_in(window, moment(at(2024, 3, 1, 11, 59, 59))) == 0);
  CHECK(share_in(window, friday(16, 18)) == 0);
  CHECK(share_in(window, friday(10, 12)) == 0);
}

TEST_CASE("The default window holds everything") {
  CHECK(share_in({}, moment(at(2024, 3, 3, 23, 59, 59))) == 1);
  CHECK(share_in({}, {at(2020, 1, 1, 7), at(2024, 3, 1, 3)}) == 1);
}

TEST_CASE("A window that wraps belongs to the weekday on which it begins") {
  const auto night = on(friday_index, 22, 4);
  CHECK(share_in(night, moment(at(2024, 3, 1, 22))) == 1);
  CHECK(share_in(night, moment(at(2024, 3, 2, 2))) == 1);
  CHECK(share_in(night, moment(at(2024, 3, 2, 4))) == 0);
  CHECK(share_in(night, moment(at(2024, 3, 1, 2))) == 0);
  CHECK(share_in(night, moment(at(2024, 3, 2, 23))) == 0);
  CHECK(share_in(night, {at(2024, 3, 1, 20), at(2024, 3, 2, 8)}) == 0.5);
}

TEST_CASE("The night of Sunday reaches into the week that follows") {
  const auto night = on(sunday_index, 22, 4);
  CHECK(share_in(night, moment(at(2024, 3, 4, 3, 59))) == 1);  // a Monday
  CHECK(share_in(night, moment(at(2024, 3, 4, 4))) == 0);
  CHECK(share_in(night, moment(at(2024, 3, 4, 23))) == 0);
  CHECK(share_in(night, {at(2024, 3, 3, 22), at(2024, 3, 4, 4)}) == 1);
}

TEST_CASE("A window may end at midnight, written as 24 or as 0") {
  for (const auto to_hour : {24, 0}) {
    const HourWindow evening{.from_hour = 18, .to_hour = to_hour};
    CHECK(share_in(evening, moment(at(2024, 3, 1, 23, 59, 59))) == 1);
    CHECK(share_in(evening, moment(at(2024, 3, 2))) == 0);
    CHECK(share_in(evening, {at(2024, 3, 1, 12), at(2024, 3, 2, 12)}) == 0.25);
  }
}

TEST_CASE("Equal hours mean a whole day from then on") {
  const auto day = on(saturday_index, 6, 6);
  CHECK(share_in(day, moment(at(2024, 3, 2, 5, 59))) == 0);
  CHECK(share_in(day, moment(at(2024, 3, 2, 6))) == 1);
  CHECK(share_in(day, moment(at(2024, 3, 3, 5, 59))) == 1);
  CHECK(share_in(day, moment(at(2024, 3, 3, 6))) == 0);
  CHECK(share_in(on(saturday_index, 0, 0), moment(at(2024, 3, 2))) == 1);
}

TEST_CASE("Whole weeks give the window's share of the week") {
  const auto night = on(friday_index, 22, 4);
  const auto start = at(2024, 3, 2, 1);
  for (const auto weeks : {1, 2, 520}) {
    CHECK(share_in(night, {start, start + std::chrono::weeks{weeks}}) == 6.0 / 168);
  }
}

TEST_CASE("Times before 1970 are as good as any") {
  const auto night = on(friday_index, 22, 4);
  CHECK(share_in(night, moment(at(1960, 1, 1, 23))) == 1);  // a Friday
  CHECK(share_in(night, moment(at(1960, 1, 2, 3))) == 1);
  CHECK(share_in(night, moment(at(1960, 1, 3, 3))) == 0);
  CHECK(share_in(night, {at(1960, 1, 1, 16), at(1970, 1, 2, 16)}) == within(1e-12, 6.0 / 168));
}

TEST_CASE("Shares over windows that cover the week sum to 1") {
  Random random(8);
  for (int round = 0; round < 200; ++round) {
    const auto start = at(2023, 12, 28) + seconds{random.below(1'000'000)};
    const TimeSpan span{start, start + seconds{random.below(round % 2 == 0 ? 100'000 : 100'000'000)}};
    double sum = 0;
    for (std::size_t weekday = 0; weekday < 7; ++weekday) {
      sum +=
          share_in(on(weekday, 4, 11), span) + share_in(on(weekday, 11, 22), span) + share_in(on(weekday, 22, 4), span);
    }
    CAPTURE(round);
    CHECK(sum == within(1e-12, 1));
  }
}

TEST_CASE("Shares agree with the aoristic weights of the hours of the week") {
  Random random(21);
  for (int round = 0; round < 200; ++round) {
    const auto start = at(2024, 2, 26) + seconds{random.below(2'000'000)};
    const TimeSpan span{start, start + seconds{random.below(round % 5 == 0 ? 1 : 3'000'000)}};
    HourOfWeekWeights weights{};
    add_aoristic(span, weights);

    HourWindow window{
        .from_hour = static_cast<int>(random.below(24)), .to_hour = static_cast<int>(random.below(25)), .weekdays = {}};
    for (auto& chosen : window.weekdays) {
      chosen = random.below(2) == 0;
    }
    window.weekdays[random.below(7)] = true;
    double expected = 0;
    for (std::size_t weekday = 0; weekday < 7; ++weekday) {
      auto hour = static_cast<std::size_t>(window.from_hour);
      do {
        if (window.weekdays[weekday]) {
          expected += weights[(weekday * 24 + hour) % 168];
        }
        ++hour;
      } while (hour % 24 != static_cast<std::size_t>(window.to_hour) % 24);
    }
    CAPTURE(round, window.from_hour, window.to_hour);
    CHECK(share_in(window, span) == within(1e-9, expected));
  }
}

TEST_CASE("Windows that are none are refused") {
  CHECK_NOTHROW(check(HourWindow{}));
  CHECK_NOTHROW(check(on(3, 23, 0)));
  CHECK_THROWS_AS(check(HourWindow{.from_hour = -1}), InvalidOption);
  CHECK_THROWS_AS(check(HourWindow{.from_hour = 24}), InvalidOption);
  CHECK_THROWS_AS(check(HourWindow{.to_hour = 25}), InvalidOption);
  CHECK_THROWS_AS(check(HourWindow{.to_hour = -1}), InvalidOption);
  CHECK_THROWS_WITH(
      check(HourWindow{.from_hour = 8, .to_hour = 9, .weekdays = {}}),
      "a window of hours goes from 0..23 to 0..24 on at least one weekday; 8 to 9 on 0 weekdays does not");
}

}  // namespace lykta::tests_of_hour_window
