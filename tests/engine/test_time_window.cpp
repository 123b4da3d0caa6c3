#include <algorithm>
#include <chrono>
#include <cstddef>
#include <numeric>

#include "engine/events/time_window.hpp"
#include "tests/catch.hpp"
#include "tests/engine/samples.hpp"

namespace lykta::tests_of_time_window {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using test::at;
using test::within;

HourOfWeekWeights weights_of(const TimeSpan& span) {
  HourOfWeekWeights weights{};
  add_aoristic(span, weights);
  return weights;
}

double sum_of(const HourOfWeekWeights& weights) { return std::accumulate(weights.begin(), weights.end(), 0.0); }

std::size_t hours_with_weight(const HourOfWeekWeights& weights) {
  return static_cast<std::size_t>(std::ranges::count_if(weights, [](double weight) { return weight > 0; }));
}

/// Hours of the week that the span lies in, its end excluded.
std::size_t hours_touched(LocalTime start, LocalTime end) {
  const auto touched = std::chrono::floor<hours>(end - seconds{1}) - std::chrono::floor<hours>(start) + hours{1};
  return static_cast<std::size_t>(std::min<long>(touched.count(), 168));
}

constexpr std::size_t monday = 0;
constexpr std::size_t wednesday = 2 * 24;
constexpr std::size_t thursday = 3 * 24;
constexpr std::size_t sunday = 6 * 24;

const Period january{at(2024, 1, 1), at(2024, 2, 1)};

}  // namespace

TEST_CASE("A period counts its days") {
  CHECK(january.days() == 31);
  CHECK(Period{at(2024, 1, 1), at(2025, 1, 1)}.days() == 366);
  CHECK(Period{at(2024, 1, 1), at(2024, 1, 1, 12)}.days() == 0.5);
}

TEST_CASE("A moment at the start of a period belongs to it and one at its end does not") {
  const auto held = [](LocalTime time) { return holds(january, {time, time}); };
  CHECK(held(january.from));
  CHECK_FALSE(held(january.from - seconds{1}));
  CHECK(held(january.to - seconds{1}));
  CHECK_FALSE(held(january.to));
}

TEST_CASE("A span that only touches a period does not belong to it") {
  CHECK_FALSE(holds(january, {january.from - hours{10}, january.from}));
  CHECK_FALSE(holds(january, {january.to, january.to + hours{10}}));
  CHECK(holds(january, {january.from, january.from + hours{10}}));
  CHECK(holds(january, {january.to - hours{10}, january.to}));
  CHECK(holds(january, {january.from, january.to}));
}

TEST_CASE("A span belongs to the period that has more than half of it") {
  // 10 hours: 6 before midnight and 4 after it, then the other way round.
  CHECK_FALSE(holds(january, {january.from - hours{6}, january.from + hours{4}}));
  CHECK(holds(january, {january.from - hours{4}, january.from + hours{6}}));
  CHECK(holds(january, {january.to - hours{6}, january.to + hours{4}}));
  CHECK_FALSE(holds(january, {january.to - hours{4}, january.to + hours{6}}));
}

TEST_CASE("A span half in one period and half in the next belongs to the later") {
  const Period february{january.to, at(2024, 3, 1)};
  const TimeSpan night{january.to - hours{6}, january.to + hours{6}};
  CHECK_FALSE(holds(january, night));
  CHECK(holds(february, night));
}

TEST_CASE("Of two adjoining periods exactly one holds a span that lies in both") {
  const Period february{january.to, at(2024, 3, 1)};
  for (int length = 0; length <= 9; ++length) {  // odd lengths have no middle second
    for (int before = -2; before <= length + 2; ++before) {
      const auto start = january.to - seconds{before};
      const TimeSpan span{start, start + seconds{length}};
      CAPTURE(length, before);
      CHECK(holds(january, span) != holds(february, span));
    }
  }
}

TEST_CASE("A span longer than twice the period belongs to no period") {
  const Period day{at(2024, 5, 1), at(2024, 5, 2)};
  // 48 hours, of which the day is half: the day holds it while its middle lies in the day.
  CHECK(holds(day, {day.from - hours{24}, day.from + hours{24}}));
  CHECK(holds(day, {day.from - hours{1}, day.from + hours{47}}));
  CHECK_FALSE(holds(day, {day.from, day.from + hours{48}}));  // middle at the end of the day, which is open
  for (int start = -60; start <= 30; ++start) {
    CAPTURE(start);
    CHECK_FALSE(holds(day, {day.from + hours{start}, day.from + hours{start} + hours{48} + seconds{2}}));
  }
}

TEST_CASE("A shift gets from each event the share of its time that falls into the shift") {
  // Monday, the shift is 12 to 16. Ratcliffe's way of counting (2000): 08-16 is 8 hours, 4 of them in the shift: 4/8;
  // 08-13: 1/5; 14:33 is known: 1; 14-17: 2/3.
  const auto share_of_shift = [](const TimeSpan& span) {
    const auto weights = weights_of(span);
    return std::accumulate(weights.begin() + 12, weights.begin() + 16, 0.0);
  };
  CHECK(share_of_shift({at(2024, 1, 1, 8), at(2024, 1, 1, 16)}) == within(1e-12, 0.5));
  CHECK(share_of_shift({at(2024, 1, 1, 8), at(2024, 1, 1, 13)}) == within(1e-12, 0.2));
  CHECK(share_of_shift({at(2024, 1, 1, 14, 33), at(2024, 1, 1, 14, 33)}) == 1);
  CHECK(share_of_shift({at(2024, 1, 1, 14), at(2024, 1, 1, 17)}) == within(1e-12, 2.0 / 3));
}

TEST_CASE("Parts of an hour weigh as many minutes as they have") {
  const auto weights = weights_of({at(2024, 1, 1, 13, 50), at(2024, 1, 1, 15, 20)});  // 10, 60 and 20 of 90 minutes
  CHECK(weights[monday + 13] == within(1e-12, 10.0 / 90));
  CHECK(weights[monday + 14] == within(1e-12, 60.0 / 90));
  CHECK(weights[monday + 15] == within(1e-12, 20.0 / 90));
  CHECK(weights[monday + 12] == 0);
  CHECK(weights[monday + 16] == 0);
}

TEST_CASE("A span that ends on the hour gives nothing to that hour") {
  const auto weights = weights_of({at(2024, 1, 1, 8), at(2024, 1, 1, 9)});
  CHECK(weights[monday + 8] == 1);
  CHECK(weights[monday + 9] == 0);
}

TEST_CASE("The week begins on Monday at midnight") {
  const auto hour_of = [](LocalTime time) {
    const auto weights = weights_of({time, time});
    return static_cast<std::size_t>(std::ranges::find(weights, 1.0) - weights.begin());
  };
  CHECK(hour_of(at(2024, 1, 1)) == monday);                        // a Monday
  CHECK(hour_of(at(2024, 1, 7, 23, 59, 59)) == sunday + 23);       // the Sunday after it
  CHECK(hour_of(at(2024, 1, 8)) == monday);                        // and Monday again
  CHECK(hour_of(at(2024, 2, 29, 14, 33)) == thursday + 14);        // the leap day was a Thursday
  CHECK(hour_of(at(1969, 12, 31, 23, 59, 59)) == wednesday + 23);  // before the epoch
}

TEST_CASE("A night from Sunday to Monday reaches from the last hour of the week into the first") {
  const auto weights = weights_of({at(2024, 1, 7, 23), at(2024, 1, 8, 1)});
  CHECK(weights[sunday + 23] == 0.5);
  CHECK(weights[monday] == 0.5);
}

TEST_CASE("A whole week gives the same to each hour, and an eighth day adds to its own") {
  for (const auto weight : weights_of({at(2024, 1, 3, 5), at(2024, 1, 10, 5)})) {
    CHECK(weight == within(1e-15, 1.0 / 168));
  }
  const auto weights = weights_of({at(2024, 1, 1), at(2024, 1, 9)});  // 192 hours, of which Monday's are there twice
  CHECK(weights[monday + 3] == within(1e-15, 2.0 / 192));
  CHECK(weights[sunday + 3] == within(1e-15, 1.0 / 192));
}

TEST_CASE("The weights of an event are added to what is there") {
  HourOfWeekWeights weights{};
  weights.fill(2);
  add_aoristic({at(2024, 1, 1, 8), at(2024, 1, 1, 10)}, weights);
  CHECK(weights[monday + 7] == 2);
  CHECK(weights[monday + 8] == 2.5);
  CHECK(weights[monday + 9] == 2.5);
}

TEST_CASE("The weights of an event sum to 1 for spans of seconds to years") {
  test::Random random(1);
  for (const auto length : {seconds{1}, seconds{minutes{1}}, seconds{minutes{90}}, seconds{hours{24}}, seconds{days{3}},
                            seconds{days{7}}, seconds{days{30}}, seconds{days{366}}, seconds{days{3653}}}) {
    for (int i = 0; i < 50; ++i) {
      const auto start = at(2023, 1, 1) + seconds{static_cast<long>(random.between(-1e8, 1e8))};
      const auto odd_length = length + seconds{static_cast<long>(random.between(0, 3600))};
      const auto weights = weights_of({start, start + odd_length});
      CAPTURE(length.count(), start.time_since_epoch().count());
      CHECK(sum_of(weights) == within(1e-9, 1));
      CHECK(hours_with_weight(weights) == hours_touched(start, start + odd_length));
    }
  }
}

}  // namespace lykta::tests_of_time_window
