// Which actions are open, overdue, to be followed up or finished, place by place, and how many events came before and after?
//
// Counts of both sides stand beside each other and nothing is concluded: a place that is chosen for its many events has fewer afterwards by
// itself, whatever was done (regression to the mean).
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "engine/events/action.hpp"
#include "engine/inputs/inputs.hpp"
#include "engine/questions/named_places.hpp"
#include "engine/questions/picture.hpp"

namespace lykta {

struct ActionOptions {
  unsigned weeks = 12;      ///< before and after, at most
  double distance_m = 100;  ///< how far outside the nearest place a position may lie and still belong to it
};
/// Throws InvalidOption.
void check(const ActionOptions& options);

/// By what an action was matched with a place.
enum class ActionMatch : std::uint8_t { history_id, name, inside, near, none };
[[nodiscard]] std::string_view name_of(ActionMatch match);

/// Events of the sources that are compared, in a span.
struct CountedSpan {
  Period span{};
  std::uint64_t count = 0;
  double days_covered = 0;  ///< by the one of these sources that covers the fewest
};

struct CountsAround {
  bool since_done = true;  ///< else since the start of what is still going on
  unsigned weeks = 0;
  CountedSpan before{};
  CountedSpan after{};
  // The same weeks a year earlier, where every compared source covers both whole.
  std::optional<CountedSpan> before_last_year{};
  std::optional<CountedSpan> after_last_year{};
  std::size_t sources_left_out = 0;  ///< that have days of one span and none of the other
};

struct ListedAction {
  std::size_t action = 0;  ///< of Inputs::actions
  ActionOnDay now{};
  ActionMatch match = ActionMatch::none;
  std::optional<std::size_t> place{};  ///< of Picture::places
  std::optional<std::size_t>
      not_listed{};                 ///< of PictureHistory::not_listed: a known place that is not on the list now
  double distance_m = 0;            ///< of a position from the outline of its place; 0 inside
  std::optional<Point> position{};  ///< its own, else that of its place; none where neither is known
  /// Of what is done or going on, at a place: none where less than a week has passed, or no source covers both sides.
  std::optional<CountsAround> counts{};
};

struct ActionPicture {
  ActionOptions options{};
  std::chrono::local_days today{};  ///< the last day of the picture
  std::vector<ListedAction>
      actions{};  ///< by place in the order of the picture, places not listed now, then those at no place; within a place
                  ///< overdue, open, done, declined ones, by deadline, then by row
  std::size_t known_later = 0;  ///< of the log, that nobody knew of on that day

  [[nodiscard]] std::size_t number_of(ActionState state) const;
  [[nodiscard]] std::size_t to_follow_up() const;
};

/// The last day that the picture looks at: of its weeks, else of its period. Nothing without a period.
[[nodiscard]] std::optional<std::chrono::local_days> last_day_of(const Picture& picture);

/// Holds the log of the inputs against the places of a picture, which has its weeks and its history already, and puts the answer into it.
/// Matched by id of the history ("P3"), by name, by the outline that holds a position, by the nearest outline within
/// `distance_m`, in this order. Throws InvalidOption for a picture without a period.
void add_actions(const Inputs& inputs, const ActionOptions& options, const NamedPlaces& names, Picture& picture);

}  // namespace lykta
