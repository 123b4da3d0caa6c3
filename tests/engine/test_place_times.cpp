#include <chrono>
#include <cstdint>
#include <optional>
#include <vector>

#include "engine/places/place_times.hpp"
#include "tests/catch.hpp"
#include "tests/engine/scene.hpp"

namespace lykta::tests_of_place_times {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::weeks;
using test::at;
using test::Scene;

/// Monday 2024-01-01.
const LocalTime monday = at(2024, 1, 1);

Place place_of(const Scene& scene, std::int64_t column) {
  Place place;
  place.slots = {scene.slot(column, 0)};
  return place;
}

void add(Scene& scene, std::int64_t column, const std::optional<TimeSpan>& time, std::uint32_t source = 0) {
  scene.add_event({static_cast<double>(column) * 100 + 50, 50}, 1, 0, time);
  scene.incidents.row.back().source = source;
}

void add_moment(Scene& scene, std::int64_t column, LocalTime time, std::uint32_t source = 0) {
  add(scene, column, TimeSpan{time, time}, source);
}

std::vector<Place> with_times(const Scene& scene, std::vector<Place> places) {
  add_times(scene.inputs(), {}, places);
  return places;
}

}  // namespace

TEST_CASE("The times of a place are those of its own events") {
  Scene scene(4, 1);
  for (int week = 0; week < 30; ++week) {
    add_moment(scene, 0, monday + weeks{week} + days{4} + hours{22} + minutes{week});
    add_moment(scene, 2, monday + days{week} + minutes{48 * week + 7});
    add_moment(scene, 3, monday + weeks{week} + hours{8});  // in no place
  }
  add(scene, 0, std::nullopt);
  const auto places = with_times(scene, {place_of(scene, 0), place_of(scene, 2)});
  const auto& friday = places[0].times.value();
  CHECK(friday.day_known == 30);
  CHECK(friday.clock_known == 30);
  CHECK(friday.weekday.finding == WindowFinding::clear);
  CHECK(friday.weekday.first == 4);
  CHECK(friday.hours.finding == WindowFinding::clear);
  CHECK(friday.sources == std::vector<std::uint32_t>{0});
  CHECK(places[1].times->weekday.finding == WindowFinding::not_clear);
  CHECK(places[1].times->hours.finding == WindowFinding::not_clear);
}

TEST_CASE("Midnight that stands for no time of day makes no hours after midnight") {
  Scene scene(2, 1);
  for (int i = 0; i < 60; ++i) {
    add_moment(scene, 0, monday + days{i});                              // 00:00:00
    add_moment(scene, 0, monday + days{i} + minutes{(397 * i) % 1440});  // at any time
  }
  const auto places = with_times(scene, {place_of(scene, 0)});
  const auto& times = places[0].times.value();
  CHECK(times.day_known == 120);
  CHECK(times.clock_known == 59);  // the first of the others is at midnight, too
  CHECK(times.hours.finding == WindowFinding::not_clear);
}

TEST_CASE("A source tells weekdays only of the weeks that it recorded") {
  // The second source sent one long weekend, Friday to Sunday.
  Scene scene(2, 1);
  for (int i = 0; i < 84; ++i) {
    add_moment(scene, 0, monday + days{i} + minutes{(397 * i) % 1440});
  }
  for (int i = 0; i < 120; ++i) {
    add_moment(scene, 0, monday + weeks{2} + days{4} + minutes{35 * i + 11}, 1);
  }
  scene.period = Period{monday, monday + weeks{12}};
  const auto places = with_times(scene, {place_of(scene, 0)});
  const auto& times = places[0].times.value();
  CHECK(times.weekday.events == 84);
  CHECK(times.weekday.finding == WindowFinding::not_clear);
  CHECK(times.sources == std::vector<std::uint32_t>{0, 1});
  // Were all of one source, one of these days would be more than chance: but it is one day, and no weekday.
  for (auto& row : scene.incidents.row) {
    row.source = 0;
  }
  const auto together = with_times(scene, {place_of(scene, 0)});
  CHECK(together[0].times->weekday.finding == WindowFinding::one_occasion);
}

TEST_CASE("Places without events, and no places, have no times that could be wrong") {
  const Scene scene(2, 1);
  const auto places = with_times(scene, {place_of(scene, 0)});
  CHECK(places[0].times->weekday.finding == WindowFinding::too_few_events);
  CHECK(places[0].times->day_known == 0);
  CHECK(with_times(scene, {}).empty());
}

}  // namespace lykta::tests_of_place_times
