// The same quiet years as in test_count_watch.cpp, watched with a calendar that means nothing. Long: some 20 seconds.
#include <cstddef>
#include <numeric>
#include <vector>

#include "engine/base/parallel.hpp"
#include "engine/models/count_watch.hpp"
#include "tests/engine/quiet_places.hpp"
#include "tests/engine/samples.hpp"
#include "tests/engine/town_calendar.hpp"

namespace lykta::tests_of_quiet_calendar {
namespace {

/// Alarms of a quiet year whose weeks are watched with the calendar.
std::size_t alarms_of_quiet_year(const test::QuietWorld& world, std::size_t year) {
  RandomStream random(2026, year);
  auto counts = test::drawn_weeks(world, random);
  const auto calendar = test::town_calendar();
  counts.features_of_place = test::held_at_place(calendar, 7, world.places, counts.weeks());
  std::size_t alarms = 0;
  for (const auto& week : watch_counts(counts, week_features(calendar, {2022, 1}, counts.weeks()), 104, 156)) {
    for (const auto& place : week.place) {
      alarms += place.alarm == CountAlarm::none ? 0U : 1U;
    }
  }
  return alarms;
}

}  // namespace

TEST_CASE("A hundred quiet years with a calendar that means nothing bring no more false alarms") {
  const std::vector<test::QuietWorld> worlds{
      {}, {.dispersion = 0.2}, {.season = 0.4}, {.dispersion = 0.2, .season = 0.4}};
  constexpr std::size_t years = 100;
  std::vector<std::size_t> alarms(years, 0);
  for_each_part(years, 0,
                [&](std::size_t year) { alarms[year] = alarms_of_quiet_year(worlds[year % worlds.size()], year); });
  const auto all = std::accumulate(alarms.begin(), alarms.end(), std::size_t{0});
  CAPTURE(all);
  CHECK(all >= 81);
  CHECK(all <= 120);
}

}  // namespace lykta::tests_of_quiet_calendar
