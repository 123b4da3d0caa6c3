#include <chrono>
#include <vector>

#include "engine/time/busy_time.hpp"
#include "tests/catch.hpp"
#include "tests/engine/samples.hpp"

namespace lykta::tests_of_busy_time {
namespace {

using std::chrono::hours;
using test::at;
using test::within;

/// The same moment so many times.
std::vector<TimeSpan> times(int number, LocalTime moment) {
  return std::vector<TimeSpan>(static_cast<std::size_t>(number), TimeSpan{moment, moment});
}

void append(std::vector<TimeSpan>& spans, const std::vector<TimeSpan>& more) {
  spans.insert(spans.end(), more.begin(), more.end());
}

}  // namespace

TEST_CASE("Fewer than ten times say nothing") {
  CHECK_FALSE(busiest({}).has_value());
  CHECK_FALSE(busiest(times(9, at(2024, 1, 5, 22))).has_value());
  CHECK(busiest(times(10, at(2024, 1, 5, 22))).has_value());
}

TEST_CASE("The busiest weekday and hours are those with the largest share") {
  // Friday 2024-01-05: 4 at 22:10, 2 at 23:59; Saturday: 3 at 00:30; Tuesday: 3 at 09:00. 12 in all.
  auto spans = times(4, at(2024, 1, 5, 22, 10));
  append(spans, times(2, at(2024, 1, 5, 23, 59, 59)));
  append(spans, times(3, at(2024, 1, 6, 0, 30)));
  append(spans, times(3, at(2024, 1, 2, 9)));
  const auto busy = busiest(spans).value();
  CHECK(busy.weekday == std::chrono::Friday);
  CHECK(busy.weekday_share == within(1e-12, 6.0 / 12));
  CHECK(busy.from_hour == 22);  // 22, 23 and 00
  CHECK(busy.to_hour == 1);
  CHECK(busy.hours_share == within(1e-12, 9.0 / 12));
}

TEST_CASE("Hours that end at midnight end at 0") {
  auto spans = times(5, at(2024, 1, 5, 21));
  append(spans, times(6, at(2024, 1, 5, 23)));
  const auto busy = busiest(spans).value();
  CHECK(busy.from_hour == 21);
  CHECK(busy.to_hour == 0);
  CHECK(busy.hours_share == within(1e-12, 1));
}

TEST_CASE("Sunday is a weekday like the others") {
  const auto busy = busiest(times(10, at(2024, 1, 7, 12))).value();
  CHECK(busy.weekday == std::chrono::Sunday);
  CHECK(busy.weekday_share == within(1e-12, 1));
}

TEST_CASE("An even week gives Monday and midnight with the shares of chance") {
  // 168 hours, one event each.
  std::vector<TimeSpan> spans;
  for (int hour = 0; hour < 168; ++hour) {
    append(spans, times(1, at(2024, 1, 3) + hours{hour}));  // begins on a Wednesday
  }
  auto busy = busiest(spans).value();
  CHECK(busy.weekday == std::chrono::Monday);
  CHECK(busy.weekday_share == within(1e-12, 1.0 / 7));
  CHECK(busy.from_hour == 0);
  CHECK(busy.to_hour == 3);
  CHECK(busy.hours_share == within(1e-12, 1.0 / 8));
  // So do events of which nobody knows more than some weeks, although their shares are rounded.
  spans.clear();
  for (int i = 0; i < 50; ++i) {
    const auto start = at(2024, 1, 3) + std::chrono::minutes{397 * i};
    spans.push_back({start, start + std::chrono::weeks{1 + i % 7}});
    busy = busiest(std::vector<TimeSpan>(10, spans.back())).value();
    CHECK(busy.weekday == std::chrono::Monday);
    CHECK(busy.from_hour == 0);
  }
  busy = busiest(spans).value();
  CHECK(busy.weekday == std::chrono::Monday);
  CHECK(busy.from_hour == 0);
  CHECK(busy.hours_share == within(1e-12, 1.0 / 8));
}

TEST_CASE("A tie goes to the earlier weekday and hour") {
  auto spans = times(5, at(2024, 1, 4, 20));   // Thursday
  append(spans, times(5, at(2024, 1, 2, 8)));  // Tuesday
  const auto busy = busiest(spans).value();
  CHECK(busy.weekday == std::chrono::Tuesday);
  CHECK(busy.from_hour == 6);  // 06 to 09 is the first that holds 08
  CHECK(busy.to_hour == 9);
}

TEST_CASE("A tie stays a tie when shares are rounded") {
  // Ten events from 02 to 12 give each of these hours ten tenths, which add up to a little less than 1; three events at
  // 20 give 3. So 02 to 05 and 18 to 21 have 3 each.
  std::vector<TimeSpan> spans(10, {at(2024, 1, 1, 2), at(2024, 1, 1, 12)});
  append(spans, times(3, at(2024, 1, 1, 20)));
  const auto busy = busiest(spans).value();
  CHECK(busy.from_hour == 2);
  CHECK(busy.hours_share == within(1e-12, 3.0 / 13));
}

TEST_CASE("An interval is spread over its hours") {
  // 9 nights from Friday 18 to Saturday 06: six of twelve hours on each day; one event on Saturday at 05.
  std::vector<TimeSpan> spans(9, {at(2024, 1, 5, 18), at(2024, 1, 6, 6)});
  append(spans, times(1, at(2024, 1, 6, 5)));
  const auto busy = busiest(spans).value();
  CHECK(busy.weekday == std::chrono::Saturday);  // 9 / 2 + 1 against 9 / 2
  CHECK(busy.weekday_share == within(1e-12, 0.55));
  CHECK(busy.from_hour == 3);  // 03, 04 and 05: 9 * 3 / 12 + 1, and no earlier window holds 05
  CHECK(busy.to_hour == 6);
  CHECK(busy.hours_share == within(1e-12, 0.325));
}

}  // namespace lykta::tests_of_busy_time
