// What has somebody decided to do at a place, and how does that stand on a certain day?
//
// A line of an action log (åtgärdslogg). It tells of places and roles, never of persons. The log holds the state of today; how it
// was on an earlier day follows from its dates, so that an earlier week shows what was known then.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/events/time_window.hpp"
#include "engine/space/points.hpp"

namespace lykta {

/// As somebody has written it.
enum class ActionStatus : std::uint8_t { fresh, decided, ongoing, done, declined };
/// "new", "decided", "ongoing", "done", "declined"
[[nodiscard]] std::string_view name_of(ActionStatus status);

struct Action {
  std::int64_t row = 0;             ///< of the log, as the user counts
  std::string id{};                 ///< empty where none is written
  std::string place{};              ///< as written: a name, an id of the history, or empty
  std::string place_key{};          ///< the same to be compared, without case and superfluous blanks
  std::optional<Point> position{};  ///< where the log gives one, metres
  std::string problem{};
  std::string measure{};
  std::string responsible{};  ///< a role, never a person
  std::string reason{};       ///< why it was declined
  ActionStatus status = ActionStatus::fresh;
  std::optional<std::chrono::local_days> noted{};
  std::optional<std::chrono::local_days> decided{};
  std::optional<std::chrono::local_days> deadline{};
  std::optional<std::chrono::local_days> started{};
  std::optional<std::chrono::local_days> ended{};  ///< when it was done, or declined
  std::optional<std::chrono::local_days> follow_up{};
};

/// What is to be done about it. Overdue is what is open and has passed its deadline.
enum class ActionState : std::uint8_t { open, overdue, done, declined };
[[nodiscard]] std::string_view name_of(ActionState state);

struct ActionOnDay {
  ActionStatus status = ActionStatus::fresh;  ///< as it was on that day
  ActionState state = ActionState::open;
  int days_late = 0;             ///< of an overdue one: days since its deadline
  bool is_to_follow_up = false;  ///< its date of follow-up has come; never of a declined one
};

/// How the action stood at the end of a day. A date after the day had not come yet: what was done later was ongoing, decided or new then.
/// What lies behind a status without a date counts as having been so always. Nothing where the day is before every date of
/// noting, decision, start and end: nobody knew of it then. A deadline is passed on the day after it.
[[nodiscard]] std::optional<ActionOnDay> on_day(const Action& action, std::chrono::local_days day);

/// Two spans of as many whole weeks, so with the same weekdays, on both sides of a day that lies in neither.
struct SpansAround {
  unsigned weeks = 0;
  Period before{};
  Period after{};
};

/// At most `most_weeks`, and no more than have passed since, `today` included. Nothing where that is less than a week.
[[nodiscard]] std::optional<SpansAround> spans_around(std::chrono::local_days turn, std::chrono::local_days today,
                                                      unsigned most_weeks);

/// The same weekdays and the same season a year before: 52 weeks earlier.
[[nodiscard]] Period year_before(const Period& period);

}  // namespace lykta
