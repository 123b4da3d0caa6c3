#include <algorithm>
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/questions/action_picture.hpp"
#include "engine/space/cell_outline.hpp"
#include "tests/engine/samples.hpp"
#include "tests/engine/town_events.hpp"

namespace lykta::tests_of_actions {
namespace {

using namespace std::chrono_literals;
using std::chrono::days;
using std::chrono::local_days;

constexpr local_days day(int year, unsigned month, unsigned day_of_month) {
  return local_days{std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day_of_month}};
}

/// Noted, decided, begun, done: one day each.
Action done_action() {
  return {.row = 2,
          .status = ActionStatus::done,
          .noted = day(2025, 1, 6),
          .decided = day(2025, 2, 3),
          .deadline = day(2025, 4, 30),
          .started = day(2025, 3, 3),
          .ended = day(2025, 6, 2),
          .follow_up = day(2025, 9, 1)};
}

constexpr Point station{550, 550};

void add_days(Inputs& inputs, local_days first, int number, const Point& at) {
  for (int i = 0; i < number; ++i) {
    const auto moment = LocalTime(first) + days(i) + 12h;
    test::add_event(inputs, at, TimeSpan{moment, moment}, 0, Origin::reported);
  }
}

/// An event a day at the station through 2023 to 2025, and from 1 September 2025 on none.
Inputs quiet_autumn() {
  auto inputs = test::empty_town();
  test::Random random(7);
  const auto first = day(2023, 1, 1);
  add_days(inputs, first, static_cast<int>((day(2025, 9, 1) - first).count()), station);
  for (auto each = first; each < day(2026, 1, 1); each += days(3)) {
    const auto moment = LocalTime(each) + 9h;
    test::add_event(inputs, random.in({0, 0, 2000, 1000}), TimeSpan{moment, moment}, 0, Origin::reported);
  }
  inputs.sources = {{.name = "police", .covers = {.from = LocalTime(first), .to = LocalTime(day(2026, 1, 1))}}};
  return inputs;
}

std::string plain_key(std::string_view text) { return std::string(text); }

Picture picture_of(Inputs& inputs, std::vector<Action> actions, const ActionOptions& options = {}) {
  inputs.actions = std::move(actions);
  PictureOptions asked;
  asked.period = Period{LocalTime(day(2025, 1, 1)), LocalTime(day(2025, 12, 1))};
  auto picture = make_picture(inputs, asked);
  NamedPlaces names{.keys = {}, .key = plain_key};
  for (std::size_t i = 0; i < picture.places.size(); ++i) {
    names.keys.push_back({"place " + std::to_string(i + 1)});
  }
  add_actions(inputs, options, names, picture);
  return picture;
}

}  // namespace

TEST_CASE("An action stands on an earlier day as it stood then") {
  const auto action = done_action();
  CHECK(!on_day(action, day(2025, 1, 5)));
  CHECK(on_day(action, day(2025, 1, 6))->status == ActionStatus::fresh);
  CHECK(on_day(action, day(2025, 2, 3))->status == ActionStatus::decided);
  CHECK(on_day(action, day(2025, 3, 3))->status == ActionStatus::ongoing);
  CHECK(on_day(action, day(2025, 6, 1))->status == ActionStatus::ongoing);
  CHECK(on_day(action, day(2025, 6, 2))->status == ActionStatus::done);
}

TEST_CASE("A deadline is passed on the day after it, and only of what is still to be done") {
  const auto action = done_action();
  CHECK(on_day(action, day(2025, 4, 30))->state == ActionState::open);
  const auto late = on_day(action, day(2025, 5, 3)).value();
  CHECK(late.state == ActionState::overdue);
  CHECK(late.days_late == 3);
  CHECK(on_day(action, day(2025, 6, 2))->state == ActionState::done);
}

TEST_CASE("A follow-up is due from its day on, but for what was declined") {
  auto action = done_action();
  CHECK(!on_day(action, day(2025, 8, 31))->is_to_follow_up);
  CHECK(on_day(action, day(2025, 9, 1))->is_to_follow_up);
  action.status = ActionStatus::declined;
  CHECK(!on_day(action, day(2025, 9, 1))->is_to_follow_up);
}

TEST_CASE("A declined action was new until the day of the decision") {
  const Action action{.status = ActionStatus::declined, .noted = day(2025, 3, 1), .decided = day(2025, 3, 10)};
  CHECK(on_day(action, day(2025, 3, 9))->status == ActionStatus::fresh);
  CHECK(on_day(action, day(2025, 3, 10))->state == ActionState::declined);
}

TEST_CASE("What has a status without a date has always had it, and a deadline alone makes nothing known") {
  CHECK(on_day({.status = ActionStatus::done}, day(1999, 1, 1))->state == ActionState::done);
  CHECK(on_day({.status = ActionStatus::fresh, .deadline = day(2025, 3, 1)}, day(2025, 3, 2))->state ==
        ActionState::overdue);
}

TEST_CASE("Spans before and after are whole weeks of the same weekdays without the day itself") {
  // Monday 2 June; until Sunday 22 June 20 days have passed: two whole weeks.
  const auto spans = spans_around(day(2025, 6, 2), day(2025, 6, 22), 12).value();
  CHECK(spans.weeks == 2);
  CHECK(spans.before == Period{LocalTime(day(2025, 5, 19)), LocalTime(day(2025, 6, 2))});
  CHECK(spans.after == Period{LocalTime(day(2025, 6, 3)), LocalTime(day(2025, 6, 17))});
  CHECK(spans_around(day(2025, 6, 2), day(2025, 12, 1), 12)->weeks == 12);
  CHECK(spans_around(day(2025, 6, 2), day(2025, 6, 9), 12)->weeks == 1);
  CHECK(!spans_around(day(2025, 6, 2), day(2025, 6, 8), 12));
  CHECK(!spans_around(day(2025, 6, 2), day(2025, 5, 1), 12));
  CHECK(year_before(spans.before) == Period{LocalTime(day(2024, 5, 20)), LocalTime(day(2024, 6, 3))});
}

TEST_CASE("Events of the place are counted in as many days before and after, and a year earlier") {
  auto inputs = quiet_autumn();
  auto action = done_action();
  action.place_key = "place 1";
  // The last event of the station is that of 31 August. Done on Monday 1 September.
  action.ended = day(2025, 9, 1);
  const auto picture = picture_of(inputs, {action});
  const auto& listed = picture.actions->actions.at(0);
  CHECK(picture.actions->today == day(2025, 11, 30));
  CHECK(listed.match == ActionMatch::name);
  REQUIRE(listed.place);
  REQUIRE(listed.counts);
  CHECK(listed.counts->weeks == 12);
  CHECK(listed.counts->before.count >= 84);  // one a day, and perhaps one of those anywhere
  CHECK(listed.counts->before.count <= 86);
  CHECK(listed.counts->after.count <= 2);
  CHECK(listed.counts->before.days_covered == 84);
  CHECK(listed.counts->after.days_covered == 84);
  REQUIRE(listed.counts->after_last_year);
  CHECK(listed.counts->after_last_year->count >= 84);
}

TEST_CASE("What is going on is counted from its start, and what is only decided not at all") {
  auto inputs = quiet_autumn();
  Action ongoing{.row = 2, .place_key = "place 1", .status = ActionStatus::ongoing, .started = day(2025, 11, 10)};
  Action decided{.row = 3, .place_key = "place 1", .status = ActionStatus::decided, .decided = day(2025, 9, 1)};
  const auto picture = picture_of(inputs, {decided, ongoing});
  const auto& actions = picture.actions->actions;
  REQUIRE(actions.size() == 2);
  CHECK(actions[0].action == 1);  // both are open without a deadline: by row
  REQUIRE(actions[0].counts);
  CHECK(!actions[0].counts->since_done);
  CHECK(actions[0].counts->weeks == 2);
  CHECK(!actions[1].counts);
}

TEST_CASE("A position belongs to the place that holds it, else to the nearest within reach, else to none") {
  auto inputs = quiet_autumn();
  Action inside{.row = 2, .position = station, .status = ActionStatus::fresh};
  // 30 m to the right of the corner of the place that lies furthest there.
  const auto place = picture_of(inputs, {});
  const auto outline = outline_of_cells(place.place_study, place.places.front().slots);
  const auto corner = std::ranges::max(outline.rings.front(), {}, &Point::x);
  Action near{.row = 3, .position = Point{corner.x + 30, corner.y}, .status = ActionStatus::fresh};
  Action far{.row = 4, .position = Point{1950, 950}, .status = ActionStatus::fresh};
  Action unknown{.row = 5, .place = "somewhere", .place_key = "somewhere", .status = ActionStatus::fresh};
  const auto picture = picture_of(inputs, {unknown, far, near, inside}, {.weeks = 12, .distance_m = 100});
  const auto& actions = picture.actions->actions;
  REQUIRE(actions.size() == 4);
  CHECK(actions[0].match == ActionMatch::inside);
  CHECK(actions[1].match == ActionMatch::near);
  CHECK(actions[1].distance_m == 30);
  CHECK(actions[2].match == ActionMatch::none);
  CHECK(actions[2].position == Point{1950, 950});
  CHECK(actions[3].match == ActionMatch::none);
  CHECK(!actions[3].position);
}

TEST_CASE("An earlier picture does not know what was decided later") {
  auto inputs = quiet_autumn();
  Action later{.row = 2, .place_key = "place 1", .status = ActionStatus::decided, .decided = day(2025, 12, 1)};
  const auto picture = picture_of(inputs, {later, done_action()});
  CHECK(picture.actions->actions.size() == 1);
  CHECK(picture.actions->known_later == 1);
}

TEST_CASE("An action is found by the id of the history, also where its place is not on the list now") {
  auto inputs = quiet_autumn();
  inputs.actions = {{.row = 2, .place_key = "P9", .status = ActionStatus::fresh},
                    {.row = 3, .place_key = "P1", .status = ActionStatus::fresh}};
  PictureOptions asked;
  asked.period = Period{LocalTime(day(2025, 1, 1)), LocalTime(day(2025, 12, 1))};
  auto picture = make_picture(inputs, asked);
  REQUIRE(!picture.places.empty());
  picture.history.emplace();
  picture.history->not_listed = {{.id = 9, .name = "Old square", .outline = rectangle({1800, 800, 1900, 900})}};
  picture.places.front().history = PlaceHistory{.id = 1};
  add_actions(inputs, {}, {.keys = std::vector<std::vector<std::string>>(picture.places.size()), .key = plain_key},
              picture);
  const auto& actions = picture.actions->actions;
  CHECK(actions[0].place == 0);
  CHECK(actions[0].match == ActionMatch::history_id);
  CHECK(actions[1].not_listed == 0);
  CHECK(actions[1].position == Point{1850, 850});
}

TEST_CASE("A picture without a period has no day on which actions could stand") {
  auto inputs = quiet_autumn();
  auto picture = make_picture(inputs, {});
  NamedPlaces names{.keys = std::vector<std::vector<std::string>>(picture.places.size()), .key = plain_key};
  CHECK_THROWS_AS(add_actions(inputs, {}, names, picture), InvalidOption);
  CHECK_THROWS_AS(check(ActionOptions{.weeks = 0}), InvalidOption);
  CHECK_THROWS_AS(check(ActionOptions{.weeks = 53}), InvalidOption);
  CHECK_THROWS_AS(check(ActionOptions{.distance_m = -1}), InvalidOption);
}

}  // namespace lykta::tests_of_actions
