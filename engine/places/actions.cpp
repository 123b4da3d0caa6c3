#include "engine/places/actions.hpp"

#include <algorithm>
#include <limits>

#include "engine/space/common_area.hpp"

namespace lykta {

namespace {

using std::chrono::days;
using std::chrono::local_days;

std::optional<std::size_t> by_ground(const Area& area, std::span<const ActionPlace> places) {
  std::optional<std::size_t> best;
  double most_m2 = 0;
  for (std::size_t i = 0; i < places.size(); ++i) {
    const auto common = common_area_m2(area.rings, places[i].outline->rings);
    if (common > most_m2) {
      most_m2 = common;
      best = i;
    }
  }
  return best;
}

double distance_to_outline_m(const Area& outline, const Point& point) {
  if (contains(outline, point)) {
    return 0;
  }
  auto nearest = std::numeric_limits<double>::infinity();
  for (const auto& ring : outline.rings) {
    for (std::size_t i = 0; i < ring.size(); ++i) {
      nearest = std::min(nearest, distance_to_line_m(point, ring[i], ring[(i + 1) % ring.size()]));
    }
  }
  return nearest;
}

std::optional<std::size_t> by_point(const Point& point, std::span<const ActionPlace> places) {
  std::optional<std::size_t> best;
  auto nearest_m = near_place_m;
  for (std::size_t i = 0; i < places.size(); ++i) {
    const auto distance = distance_to_outline_m(*places[i].outline, point);
    if (best ? distance < nearest_m : distance <= nearest_m) {
      nearest_m = distance;
      best = i;
    }
  }
  return best;
}

std::optional<std::size_t> by_words(const std::string& words, std::span<const ActionPlace> places,
                                    SameName is_same_name) {
  if (words.empty()) {
    return std::nullopt;
  }
  for (const auto column : {&ActionPlace::id, &ActionPlace::name}) {
    const auto found =
        std::ranges::find_if(places, [&](const ActionPlace& place) { return is_same_name(place.*column, words); });
    if (found != places.end()) {
      return static_cast<std::size_t>(found - places.begin());
    }
  }
  return std::nullopt;
}

}  // namespace

std::string_view name_of(ActionStatus status) {
  switch (status) {
    case ActionStatus::fresh:
      return "new";
    case ActionStatus::decided:
      return "decided";
    case ActionStatus::under_way:
      return "under_way";
    case ActionStatus::done:
      return "done";
    case ActionStatus::declined:
      return "declined";
    case ActionStatus::unknown:
      break;
  }
  return "unknown";
}

std::string_view name_of(ActionState state) {
  switch (state) {
    case ActionState::overdue:
      return "overdue";
    case ActionState::open:
      return "open";
    case ActionState::finished:
      return "finished";
    case ActionState::declined:
      return "declined";
    case ActionState::unclear:
      break;
  }
  return "unclear";
}

std::string_view name_of(ActionFault fault) {
  switch (fault) {
    case ActionFault::unknown_status:
      return "unknown_status";
    case ActionFault::missing_deadline:
      return "missing_deadline";
    case ActionFault::missing_finished_day:
      return "missing_finished_day";
    case ActionFault::missing_reason:
      return "missing_reason";
    case ActionFault::unreadable_day:
      return "unreadable_day";
    case ActionFault::unreadable_position:
      return "unreadable_position";
    case ActionFault::place_not_found:
      return "place_not_found";
    case ActionFault::no_place:
      break;
  }
  return "no_place";
}

ActionState state_of(const Action& action, local_days as_of) {
  switch (action.status) {
    case ActionStatus::unknown:
      return ActionState::unclear;
    case ActionStatus::declined:
      return ActionState::declined;
    case ActionStatus::done:
      if (!action.finished_on || *action.finished_on < as_of) {
        return ActionState::finished;
      }
      break;  // it was open then
    case ActionStatus::fresh:
    case ActionStatus::decided:
    case ActionStatus::under_way:
      break;
  }
  return action.deadline && *action.deadline < as_of ? ActionState::overdue : ActionState::open;
}

std::vector<ActionFault> faults_of(const Action& action, ActionState state) {
  std::vector<ActionFault> faults;
  const auto add = [&](bool is_so, ActionFault fault) {
    if (is_so) {
      faults.push_back(fault);
    }
  };
  add(action.status == ActionStatus::unknown, ActionFault::unknown_status);
  add(state == ActionState::open && !action.deadline, ActionFault::missing_deadline);
  add(state == ActionState::finished && !action.finished_on, ActionFault::missing_finished_day);
  add(state == ActionState::declined && action.reason.empty(), ActionFault::missing_reason);
  add(!action.unread_days.empty(), ActionFault::unreadable_day);
  add(action.unread_position, ActionFault::unreadable_position);
  add(action.place.empty() && !action.point && !action.area && !action.unread_position, ActionFault::no_place);
  return faults;
}

void ActionCounts::add(ActionState state) {
  open += state == ActionState::open || state == ActionState::overdue ? 1 : 0;
  overdue += state == ActionState::overdue ? 1 : 0;
  finished += state == ActionState::finished ? 1 : 0;
  declined += state == ActionState::declined ? 1 : 0;
  unclear += state == ActionState::unclear ? 1 : 0;
}

std::optional<std::size_t> place_of(const Action& action, std::span<const ActionPlace> places, SameName is_same_name) {
  if (action.area) {
    return by_ground(*action.area, places);
  }
  if (action.point) {
    return by_point(*action.point, places);
  }
  return by_words(action.place, places, is_same_name);
}

std::optional<DaysAround> days_around(local_days finished_on, local_days as_of) {
  constexpr int least_weeks = 4;
  constexpr int most_weeks = 26;
  const auto first_after = finished_on + days{1};
  const auto weeks = std::min<std::int64_t>((as_of - first_after).count() / 7, most_weeks);
  if (weeks < least_weeks) {
    return std::nullopt;
  }
  const days length{7 * weeks};
  return DaysAround{.before = {finished_on - length, finished_on}, .after = {first_after, first_after + length}};
}

}  // namespace lykta
