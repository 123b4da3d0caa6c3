#include "engine/questions/action_picture.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>
#include <tuple>

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "engine/base/lengths.hpp"
#include "engine/inputs/comparable_events.hpp"
#include "engine/inputs/source_coverage.hpp"
#include "engine/questions/span_events.hpp"
#include "engine/questions/weekly_picture.hpp"
#include "engine/space/cell_outline.hpp"

namespace lykta {

using std::chrono::days;
using std::chrono::local_days;

namespace {

/// A place that an action may belong to.
struct PlaceOfActions {
  std::optional<std::size_t> place{};
  std::optional<std::size_t> not_listed{};
  std::string id_key{};              ///< "p3"; empty without a history
  std::vector<std::string> names{};  ///< keys
  Area outline{};
};

std::vector<PlaceOfActions> places_of_actions(const Picture& picture, const NamedPlaces& names) {
  std::vector<PlaceOfActions> places;
  for (std::size_t i = 0; i < picture.places.size(); ++i) {
    const auto& place = picture.places[i];
    places.push_back({.place = i,
                      .id_key = place.history ? names.key(text_of_place_id(place.history->id)) : std::string(),
                      .names = names.keys.at(i),
                      .outline = outline_of_cells(picture.place_study, place.slots)});
  }
  if (picture.history) {
    for (std::size_t i = 0; i < picture.history->not_listed.size(); ++i) {
      const auto& known = picture.history->not_listed[i];
      places.push_back({.not_listed = i,
                        .id_key = names.key(text_of_place_id(known.id)),
                        .names = {names.key(known.name)},
                        .outline = known.outline});
    }
  }
  return places;
}

/// 0 inside.
double distance_from_outline_m(const Area& outline, const Point& point) {
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

struct Matched {
  ActionMatch match = ActionMatch::none;
  const PlaceOfActions* place = nullptr;
  double distance_m = 0;
};

/// The first place of the list that passes: what is listed now goes before what was.
template <typename Passes>
const PlaceOfActions* first_where(std::span<const PlaceOfActions> places, Passes passes) {
  const auto found = std::ranges::find_if(places, passes);
  return found == places.end() ? nullptr : &*found;
}

Matched match_by_text(const Action& action, std::span<const PlaceOfActions> places) {
  const auto& key = action.place_key;
  if (key.empty()) {
    return {};
  }
  if (const auto* place = first_where(places, [&](const auto& each) { return each.id_key == key; })) {
    return {ActionMatch::history_id, place, 0};
  }
  if (const auto* place = first_where(
          places, [&](const auto& each) { return std::ranges::find(each.names, key) != each.names.end(); })) {
    return {ActionMatch::name, place, 0};
  }
  return {};
}

Matched match_by_position(const Point& position, std::span<const PlaceOfActions> places, double reach_m) {
  Matched nearest{.distance_m = std::numeric_limits<double>::infinity()};
  for (const auto& place : places) {
    const auto distance = distance_from_outline_m(place.outline, position);
    if (distance <= reach_m && distance < nearest.distance_m) {
      nearest = {distance > 0 ? ActionMatch::near : ActionMatch::inside, &place, distance};
    }
  }
  return nearest.place == nullptr ? Matched() : nearest;
}

/// The middle of a box around an outline: where a place is shown that is not on the list.
Point middle_of(const Area& outline) {
  const auto box = bounding_box(outline);
  return {(box.min_x + box.max_x) / 2, (box.min_y + box.max_y) / 2};
}

double covered_days(const Period& span, const SourceCoverage& coverage) {
  return span.days() - days_not_recorded(span, coverage);
}

/// Counts the events of a place on both sides of a day.
class AroundCounter {
 public:
  AroundCounter(const Inputs& inputs, const Picture& picture)
      : inputs_(inputs), picture_(picture), coverages_(coverage_of(inputs)) {}

  [[nodiscard]] std::optional<CountsAround> around(const SpansAround& spans, const PlaceOfActions& place) const {
    std::vector<const SourceCoverage*> compared;
    CountsAround counts{.weeks = spans.weeks};
    for (const auto& coverage : coverages_) {
      const auto before = covered_days(spans.before, coverage) > 0;
      const auto after = covered_days(spans.after, coverage) > 0;
      if (before && after) {
        compared.push_back(&coverage);
      } else if (before || after) {
        ++counts.sources_left_out;
      }
    }
    if (compared.empty()) {
      return std::nullopt;
    }
    counts.before = counted(spans.before, compared, place);
    counts.after = counted(spans.after, compared, place);
    const auto before = year_before(spans.before);
    const auto after = year_before(spans.after);
    if (std::ranges::all_of(compared, [&](const auto* coverage) {
          return days_not_recorded(before, *coverage) == 0 && days_not_recorded(after, *coverage) == 0;
        })) {
      counts.before_last_year = counted(before, compared, place);
      counts.after_last_year = counted(after, compared, place);
    }
    return counts;
  }

 private:
  [[nodiscard]] CountedSpan counted(const Period& span, std::span<const SourceCoverage* const> compared,
                                    const PlaceOfActions& place) const {
    auto events = events_of_span(inputs_, picture_, span);
    std::erase_if(events, [&](std::uint32_t event) {
      return std::ranges::none_of(
          compared, [&](const auto* each) { return each->source == inputs_.incidents.row[event].source; });
    });
    CountedSpan result{.span = span, .days_covered = span.days()};
    result.count = place.place ? count_in_place(inputs_, picture_, events, picture_.places[*place.place])
                               : count_in_outline(inputs_, events, place.outline);
    for (const auto* coverage : compared) {
      result.days_covered = std::min(result.days_covered, covered_days(span, *coverage));
    }
    return result;
  }

  const Inputs& inputs_;
  const Picture& picture_;
  std::vector<SourceCoverage> coverages_;
};

/// The day on which something changed at the place: it was done, else begun.
std::optional<local_days> turn_of(const Action& action, const ActionOnDay& now) {
  switch (now.status) {
    case ActionStatus::done:
      return action.ended;
    case ActionStatus::ongoing:
      return action.started;
    case ActionStatus::fresh:
    case ActionStatus::decided:
    case ActionStatus::declined:
      break;
  }
  return std::nullopt;
}

/// What is to be looked at first.
int urgency(ActionState state) {
  switch (state) {
    case ActionState::overdue:
      return 0;
    case ActionState::open:
      return 1;
    case ActionState::done:
      return 2;
    case ActionState::declined:
      break;
  }
  return 3;
}

void sort(const Inputs& inputs, std::vector<ListedAction>& actions) {
  constexpr auto last = std::numeric_limits<std::size_t>::max();
  std::ranges::stable_sort(actions, {}, [&](const ListedAction& each) {
    const auto& action = inputs.actions[each.action];
    return std::tuple(each.place.value_or(last), each.not_listed.value_or(last), urgency(each.now.state),
                      action.deadline.value_or(local_days::max()), action.row);
  });
}

}  // namespace

void check(const ActionOptions& options) {
  constexpr unsigned most_weeks = 52;
  if (options.weeks < 1 || options.weeks > most_weeks) {
    throw InvalidOption(
        fmt::format("actions compare 1 to {} weeks before and after, not {}", most_weeks, options.weeks));
  }
  if (!(options.distance_m >= 0) || options.distance_m > largest_length_m) {
    throw InvalidOption("the distance between an action and its place must be 0 metres or more");
  }
}

std::string_view name_of(ActionMatch match) {
  switch (match) {
    case ActionMatch::history_id:
      return "history_id";
    case ActionMatch::name:
      return "name";
    case ActionMatch::inside:
      return "inside";
    case ActionMatch::near:
      return "near";
    case ActionMatch::none:
      break;
  }
  return "none";
}

std::size_t ActionPicture::number_of(ActionState state) const {
  return static_cast<std::size_t>(
      std::ranges::count_if(actions, [&](const ListedAction& each) { return each.now.state == state; }));
}

std::size_t ActionPicture::to_follow_up() const {
  return static_cast<std::size_t>(
      std::ranges::count_if(actions, [](const ListedAction& each) { return each.now.is_to_follow_up; }));
}

std::optional<local_days> last_day_of(const Picture& picture) {
  const auto end = picture.weekly           ? std::optional(period_of(picture.weekly->options.last).to)
                   : picture.options.period ? std::optional(picture.options.period->to)
                                            : std::nullopt;
  return end ? std::optional(std::chrono::floor<days>(*end - std::chrono::seconds{1})) : std::nullopt;
}

void add_actions(const Inputs& inputs, const ActionOptions& options, const NamedPlaces& names, Picture& picture) {
  check(options);
  const auto today = last_day_of(picture);
  if (!today) {
    throw InvalidOption(
        "a log of actions needs to know which day it is: give [period] in the configuration, --week or --period");
  }
  ActionPicture result{.options = options, .today = *today};
  const auto places = places_of_actions(picture, names);
  const AroundCounter counter(inputs, picture);
  for (std::size_t i = 0; i < inputs.actions.size(); ++i) {
    const auto& action = inputs.actions[i];
    const auto now = on_day(action, *today);
    if (!now) {
      ++result.known_later;
      continue;
    }
    auto matched = match_by_text(action, places);
    if (matched.place == nullptr && action.position) {
      matched = match_by_position(*action.position, places, options.distance_m);
    }
    ListedAction listed{.action = i,
                        .now = *now,
                        .match = matched.match,
                        .distance_m = matched.distance_m,
                        .position = action.position};
    if (matched.place != nullptr) {
      listed.place = matched.place->place;
      listed.not_listed = matched.place->not_listed;
      if (!listed.position) {
        listed.position = listed.place ? picture.places[*listed.place].position : middle_of(matched.place->outline);
      }
      const auto turn = turn_of(action, *now);
      const auto spans = turn ? spans_around(*turn, *today, options.weeks) : std::nullopt;
      listed.counts = spans ? counter.around(*spans, *matched.place) : std::nullopt;
      if (listed.counts) {
        listed.counts->since_done = now->status == ActionStatus::done;
      }
    }
    result.actions.push_back(std::move(listed));
  }
  sort(inputs, result.actions);
  picture.actions = std::make_shared<const ActionPicture>(std::move(result));
}

}  // namespace lykta
