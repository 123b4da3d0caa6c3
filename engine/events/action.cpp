#include "engine/events/action.hpp"

#include <algorithm>

namespace lykta {

using std::chrono::days;
using std::chrono::local_days;

namespace {

bool has_come(const std::optional<local_days>& date, local_days day) { return date && *date <= day; }
bool is_to_come(const std::optional<local_days>& date, local_days day) { return date && *date > day; }

/// How far it had come before it ended.
ActionStatus status_before_end(const Action& action, local_days day) {
  if (has_come(action.started, day)) {
    return ActionStatus::ongoing;
  }
  return has_come(action.decided, day) ? ActionStatus::decided : ActionStatus::fresh;
}

/// When it was declined: where no end is written the day of the decision.
const std::optional<local_days>& declined_on(const Action& action) {
  return action.ended ? action.ended : action.decided;
}

ActionStatus status_on(const Action& action, local_days day) {
  switch (action.status) {
    case ActionStatus::declined:
      return is_to_come(declined_on(action), day) ? status_before_end(action, day) : ActionStatus::declined;
    case ActionStatus::done:
      return is_to_come(action.ended, day) ? status_before_end(action, day) : ActionStatus::done;
    case ActionStatus::ongoing:
      return is_to_come(action.started, day) ? status_before_end(action, day) : ActionStatus::ongoing;
    case ActionStatus::decided:
      return is_to_come(action.decided, day) ? ActionStatus::fresh : ActionStatus::decided;
    case ActionStatus::fresh:
      break;
  }
  return ActionStatus::fresh;
}

bool is_known(const Action& action, local_days day) {
  const auto dates = {action.noted, action.decided, action.started, action.ended};
  return std::ranges::none_of(dates, [](const auto& date) { return date.has_value(); }) ||
         std::ranges::any_of(dates, [&](const auto& date) { return has_come(date, day); });
}

}  // namespace

std::string_view name_of(ActionStatus status) {
  switch (status) {
    case ActionStatus::fresh:
      return "new";
    case ActionStatus::decided:
      return "decided";
    case ActionStatus::ongoing:
      return "ongoing";
    case ActionStatus::done:
      return "done";
    case ActionStatus::declined:
      break;
  }
  return "declined";
}

std::string_view name_of(ActionState state) {
  switch (state) {
    case ActionState::open:
      return "open";
    case ActionState::overdue:
      return "overdue";
    case ActionState::done:
      return "done";
    case ActionState::declined:
      break;
  }
  return "declined";
}

std::optional<ActionOnDay> on_day(const Action& action, local_days day) {
  if (!is_known(action, day)) {
    return std::nullopt;
  }
  ActionOnDay result{.status = status_on(action, day)};
  if (result.status == ActionStatus::done) {
    result.state = ActionState::done;
  } else if (result.status == ActionStatus::declined) {
    result.state = ActionState::declined;
  } else if (action.deadline && *action.deadline < day) {
    result.state = ActionState::overdue;
    result.days_late = static_cast<int>((day - *action.deadline).count());
  }
  result.is_to_follow_up = result.status != ActionStatus::declined && has_come(action.follow_up, day);
  return result;
}

std::optional<SpansAround> spans_around(local_days turn, local_days today, unsigned most_weeks) {
  constexpr int days_of_a_week = 7;
  const auto passed = static_cast<int>((today - turn).count()) / days_of_a_week;
  const auto weeks = std::min(static_cast<int>(most_weeks), passed);
  if (weeks < 1) {
    return std::nullopt;
  }
  const days length{weeks * days_of_a_week};
  const auto next = turn + days{1};
  return SpansAround{static_cast<unsigned>(weeks), {turn - length, turn}, {next, next + length}};
}

Period year_before(const Period& period) {
  constexpr days year{364};
  return {period.from - year, period.to - year};
}

}  // namespace lykta
