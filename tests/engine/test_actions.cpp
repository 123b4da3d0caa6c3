#include <chrono>
#include <optional>
#include <string_view>
#include <vector>

#include "engine/places/actions.hpp"
#include "tests/catch.hpp"
#include "tests/engine/samples.hpp"

namespace lykta::tests_of_actions {
namespace {

using std::chrono::floor;
using test::at;

std::chrono::local_days day(int year, unsigned month, unsigned number) {
  return floor<std::chrono::days>(at(year, month, number));
}

Action action(ActionStatus status, std::optional<std::chrono::local_days> deadline = {},
              std::optional<std::chrono::local_days> finished_on = {}) {
  Action one;
  one.place = "P1";
  one.status = status;
  one.deadline = deadline;
  one.finished_on = finished_on;
  return one;
}

bool equals(std::string_view a, std::string_view b) { return a == b; }

/// The Monday behind week 48 of 2025.
const auto monday = day(2025, 12, 1);

}  // namespace

TEST_CASE("An action is overdue when its last day has passed and it is neither done nor declined") {
  const auto sunday = day(2025, 11, 30);
  for (const auto status : {ActionStatus::fresh, ActionStatus::decided, ActionStatus::under_way}) {
    CHECK(state_of(action(status, sunday), monday) == ActionState::overdue);
    CHECK(state_of(action(status, monday), monday) == ActionState::open);
    CHECK(state_of(action(status), monday) == ActionState::open);
  }
  CHECK(state_of(action(ActionStatus::done, sunday), monday) == ActionState::finished);
  CHECK(state_of(action(ActionStatus::declined, sunday), monday) == ActionState::declined);
  CHECK(state_of(action(ActionStatus::unknown, sunday), monday) == ActionState::unclear);
}

TEST_CASE("What was done later was open then") {
  CHECK(state_of(action(ActionStatus::done, day(2025, 12, 24), day(2025, 12, 10)), monday) == ActionState::open);
  CHECK(state_of(action(ActionStatus::done, day(2025, 11, 24), day(2025, 12, 10)), monday) == ActionState::overdue);
  CHECK(state_of(action(ActionStatus::done, day(2025, 11, 24), day(2025, 11, 30)), monday) == ActionState::finished);
}

TEST_CASE("Overdue actions are counted among the open ones") {
  ActionCounts counts;
  for (const auto state : {ActionState::open, ActionState::overdue, ActionState::finished, ActionState::declined,
                           ActionState::unclear, ActionState::overdue}) {
    counts.add(state);
  }
  CHECK(counts == ActionCounts{.open = 3, .overdue = 2, .finished = 1, .declined = 1, .unclear = 1});
}

TEST_CASE("What a row lacks is named") {
  const auto faults = [](Action one) { return faults_of(one, state_of(one, monday)); };
  CHECK(faults(action(ActionStatus::fresh, monday)).empty());
  CHECK(faults(action(ActionStatus::fresh)) == std::vector{ActionFault::missing_deadline});
  CHECK(faults(action(ActionStatus::done)) == std::vector{ActionFault::missing_finished_day});
  CHECK(faults(action(ActionStatus::declined)) == std::vector{ActionFault::missing_reason});
  CHECK(faults(action(ActionStatus::unknown)) == std::vector{ActionFault::unknown_status});
  auto nowhere = action(ActionStatus::fresh, monday);
  nowhere.place.clear();
  CHECK(faults(nowhere) == std::vector{ActionFault::no_place});
  nowhere.point = Point{1, 2};
  CHECK(faults(nowhere).empty());
  auto unread = action(ActionStatus::fresh, monday);
  unread.unread_days = {"i höst"};
  CHECK(faults(unread) == std::vector{ActionFault::unreadable_day});
}

TEST_CASE("An action is of the place that it lies in or near, or that it names") {
  const auto first = rectangle({0, 0, 100, 100});
  const auto second = rectangle({180, 0, 400, 100});
  const std::vector<ActionPlace> places{{"P1", "Torget", &first}, {"P2", "Stationen", &second}};
  const auto of_point = [&](double x, double y) {
    Action one;
    one.point = Point{x, y};
    return place_of(one, places, equals);
  };
  CHECK(of_point(50, 50) == 0);
  CHECK(of_point(139, 50) == 0);  // 39 m from the first, 41 m from the second
  CHECK(of_point(141, 50) == 1);
  CHECK(of_point(140, 50) == 0);  // as far from both
  CHECK(of_point(50, 150) == 0);
  CHECK(of_point(50, 151) == std::nullopt);
  const auto of_area = [&](const Box& box) {
    Action one;
    one.area = rectangle(box);
    return place_of(one, places, equals);
  };
  CHECK(of_area({50, 0, 250, 100}) == 1);
  CHECK(of_area({110, 0, 170, 100}) == std::nullopt);
  const auto of_words = [&](const char* words) {
    Action one;
    one.place = words;
    return place_of(one, places, equals);
  };
  CHECK(of_words("P2") == 1);
  CHECK(of_words("Torget") == 0);
  CHECK(of_words("P7") == std::nullopt);
  CHECK(of_words("") == std::nullopt);
  // A position goes before words.
  Action both;
  both.place = "P2";
  both.point = Point{50, 50};
  CHECK(place_of(both, places, equals) == 0);
}

TEST_CASE("Before and after are as many whole weeks, without the day itself, and at most half a year") {
  const auto around = days_around(day(2025, 10, 15), monday);  // 46 days after it: six weeks
  REQUIRE(around);
  CHECK(around->before == Period{at(2025, 9, 3), at(2025, 10, 15)});
  CHECK(around->after == Period{at(2025, 10, 16), at(2025, 11, 27)});
  CHECK(days_around(day(2025, 11, 2), monday));
  CHECK_FALSE(days_around(day(2025, 11, 3), monday));
  CHECK_FALSE(days_around(day(2025, 12, 24), monday));
  CHECK(days_around(day(2024, 1, 1), monday)->after.days() == 182);
}

}  // namespace lykta::tests_of_actions
