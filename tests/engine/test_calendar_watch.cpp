#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "engine/base/parallel.hpp"
#include "engine/models/count_watch.hpp"
#include "tests/engine/quiet_places.hpp"
#include "tests/engine/samples.hpp"
#include "tests/engine/town_calendar.hpp"

namespace lykta::tests_of_calendar_watch {
namespace {

using test::within;

constexpr std::size_t years = 40;
constexpr std::size_t square = 5;
constexpr std::size_t week_of_carnival = 104 + 29;

/// How the third carnival, in week 30 of 2024, was taken in so many made-up worlds; two were before.
struct CarnivalWeek {
  std::size_t of_square = 0;  ///< alarms for more
  std::size_t elsewhere = 0;  ///< of the other places
  std::size_t of_whole = 0;
  double expected_whole = 0;  ///< means
  double expected_square = 0;
  double seen_whole = 0;
  double seen_square = 0;
};

bool is_alarm_for_more(const WatchedCount& watched) {
  return watched.alarm == CountAlarm::week_above || watched.alarm == CountAlarm::rise;
}

/// Each carnival brings so many times as much more, everywhere or at the square alone.
WeeklyCounts weeks_with_carnivals(const test::QuietWorld& world, int more, bool everywhere, RandomStream& random) {
  auto counts = test::drawn_weeks(world, random);
  for (auto week : {week_of_carnival - 104, week_of_carnival - 52, week_of_carnival}) {
    for (std::size_t place = everywhere ? 0 : square; place < world.places; ++place) {
      for (int time = 0; time < more; ++time) {
        const auto drawn = test::drawn_week(random, world, test::rate_of_place(world, place), week);
        counts.of_place[place][week] += drawn;
        counts.whole[week] += drawn;
      }
    }
  }
  return counts;
}

CarnivalWeek watched_carnivals(bool is_known, int more, bool everywhere) {
  const test::QuietWorld world{.lowest_rate = 1, .highest_rate = 8, .places = 6};
  const auto calendar = test::town_calendar();
  const auto features = is_known ? week_features(calendar, {2022, 1}, world.weeks) : std::vector<WeekFeature>();
  std::vector<WatchedWeek> weeks(years);
  for_each_part(years, 0, [&](std::size_t year) {
    RandomStream random(77, year);
    auto counts = weeks_with_carnivals(world, more, everywhere, random);
    if (is_known) {
      counts.features_of_place = test::held_at_place(calendar, square, world.places, counts.weeks());
    }
    weeks[year] =
        watch_counts(counts, features, week_of_carnival - 3, week_of_carnival + 1, {.watches_whole = true}).back();
  });
  CarnivalWeek all;
  for (const auto& week : weeks) {
    for (std::size_t place = 0; place < world.places; ++place) {
      (place == square ? all.of_square : all.elsewhere) += is_alarm_for_more(week.place[place]) ? 1U : 0U;
    }
    all.of_whole += is_alarm_for_more(week.whole) ? 1U : 0U;
    all.seen_whole += static_cast<double>(week.whole.count) / years;
    all.seen_square += static_cast<double>(week.place[square].count) / years;
    all.expected_whole += week.whole.expected.forecast->mean() / years;
    all.expected_square += week.place[square].expected.forecast->mean() / years;
  }
  return all;
}

}  // namespace

TEST_CASE("A carnival that doubles everything is an alarm to who does not know of it, and none to who does") {
  const auto unknown = watched_carnivals(false, 1, true);
  const auto known = watched_carnivals(true, 1, true);
  CAPTURE(unknown.of_whole, unknown.of_square, unknown.elsewhere, unknown.expected_whole, unknown.seen_whole);
  CAPTURE(known.of_whole, known.of_square, known.elsewhere, known.expected_whole);
  CHECK(unknown.expected_whole == within(2, unknown.seen_whole / 2));
  CHECK(known.expected_whole == within(0.15 * known.seen_whole, known.seen_whole));
  // Two such weeks of 104 widen the limits, and it is an alarm all the same in about half of the worlds.
  CHECK(unknown.of_whole >= 16);
  CHECK(known.of_whole <= 2);
}

TEST_CASE("A carnival that triples one place is an alarm there to who does not know of it, and none to who does") {
  const auto unknown = watched_carnivals(false, 2, false);
  const auto known = watched_carnivals(true, 2, false);
  CAPTURE(unknown.of_square, unknown.elsewhere, unknown.expected_square, unknown.seen_square);
  CAPTURE(known.of_square, known.elsewhere, known.of_whole, known.expected_square);
  CHECK(unknown.of_square >= 30);
  CHECK(known.of_square <= 2);
  CHECK(known.elsewhere <= 4);
  CHECK(known.expected_square == within(0.2 * known.seen_square, known.seen_square));
}

}  // namespace lykta::tests_of_calendar_watch
