// What was decided about places, and is it done, open or overdue?
//
// A log of actions knows places, roles and days, and no person. What it says is shown, never judged: counts before and after stand side by side.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/events/time_window.hpp"
#include "engine/space/area.hpp"
#include "engine/space/points.hpp"

namespace lykta {

/// As the log says it. `unknown`: with a word that is none of these.
enum class ActionStatus : std::uint8_t { fresh, decided, under_way, done, declined, unknown };
/// "new", "decided", "under_way", "done", "declined", "unknown".
[[nodiscard]] std::string_view name_of(ActionStatus status);

struct Action {
  std::string place;             ///< as written: an id of the history, or a name
  std::optional<Point> point{};  ///< metres
  std::optional<Area> area{};
  std::string problem;
  std::string what;  ///< is to be done
  std::string role;  ///< that is responsible, never a person
  ActionStatus status = ActionStatus::unknown;
  std::string status_as_written;
  std::string reason;     ///< why it was declined
  std::string follow_up;  ///< as written
  std::optional<std::chrono::local_days> deadline{};
  std::optional<std::chrono::local_days> finished_on{};
  std::vector<std::string> unread_days{};  ///< texts that should be days and are none
  bool unread_position = false;            ///< it has coordinates that mean nothing
  std::int64_t row = 0;                    ///< as the user counts
};

/// Where an action stands on a day. Each is in one of these; overdue ones are open, too, where open ones are counted.
enum class ActionState : std::uint8_t { overdue, open, finished, declined, unclear };
[[nodiscard]] std::string_view name_of(ActionState state);

/// `as_of` is the day behind the last one that is looked at. Finished: done, and not on a later day. Overdue: neither finished nor declined, and its
/// last day (the deadline itself) has passed. Unclear: its status is unknown.
[[nodiscard]] ActionState state_of(const Action& action, std::chrono::local_days as_of);

/// What is to be mended in a row of the log; the row is shown all the same.
enum class ActionFault : std::uint8_t {
  unknown_status,
  missing_deadline,      ///< of an open action: it can never be overdue
  missing_finished_day,  ///< of a finished one: nothing can be counted before and after
  missing_reason,        ///< of a declined one
  unreadable_day,
  unreadable_position,
  place_not_found,  ///< it names a place that is neither on the list nor known to the history
  no_place,         ///< it names none and has no position
};
inline constexpr auto last_action_fault = ActionFault::no_place;
[[nodiscard]] std::string_view name_of(ActionFault fault);

/// Those that the row itself shows.
[[nodiscard]] std::vector<ActionFault> faults_of(const Action& action, ActionState state);

struct ActionCounts {
  std::uint64_t open = 0;     ///< overdue ones among them
  std::uint64_t overdue = 0;  ///< of these
  std::uint64_t finished = 0;
  std::uint64_t declined = 0;
  std::uint64_t unclear = 0;

  void add(ActionState state);
  friend bool operator==(const ActionCounts&, const ActionCounts&) = default;
};

/// A place that an action may be about.
struct ActionPlace {
  std::string id;    ///< "P3"; empty without a history
  std::string name;  ///< as the outputs call it
  const Area* outline = nullptr;
};

/// Index of the place that an action is about: the one with most common ground where it has an area; the one that its point lies in, else that whose
/// outline is nearest and at most 50 m away; else the one of its id; else the one of its name (`is_same_name` compares). Ties: the
/// earlier place. Nothing where there is none.
inline constexpr double near_place_m = 50;
using SameName = bool (*)(std::string_view a, std::string_view b);
[[nodiscard]] std::optional<std::size_t> place_of(const Action& action, std::span<const ActionPlace> places,
                                                  SameName is_same_name);

/// Events on both sides of the day on which an action was finished: shown side by side, and nothing is concluded.
struct CountsAround {
  int days = 0;  ///< of each side
  std::uint64_t before = 0;
  std::uint64_t after = 0;
};

/// What became of an action.
struct FollowedAction {
  ActionState state = ActionState::unclear;
  std::vector<ActionFault> faults{};
  std::optional<std::size_t> place{};  ///< index among the picture's places; none where it is at none of them
  std::string place_id{};              ///< of the history, on the list or not; empty where none is known
  std::string place_name{};            ///< as the outputs call it; empty where it is at no known place
  std::optional<CountsAround> around{};
};

/// Of a picture.
struct PictureActions {
  LocalTime as_of{};                      ///< the moment at which the last day ends
  std::vector<FollowedAction> actions{};  ///< one for each of the inputs
  ActionCounts counts{};                  ///< of all of them
};

/// Days before and after a finished action that are counted side by side: whole weeks, as many after as before, at most 26, without the day itself. Nothing
/// where less than four weeks have passed.
struct DaysAround {
  Period before;
  Period after;
};
[[nodiscard]] std::optional<DaysAround> days_around(std::chrono::local_days finished_on, std::chrono::local_days as_of);

}  // namespace lykta
