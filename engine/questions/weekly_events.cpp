#include "engine/questions/weekly_events.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <set>
#include <tuple>

#include "engine/inputs/incident_use.hpp"
#include "engine/places/delineate_peaks.hpp"
#include "engine/places/describe.hpp"
#include "engine/places/new_places.hpp"
#include "engine/space/convex_hull.hpp"

namespace lykta {

namespace {

using std::chrono::days;
using std::chrono::local_days;

/// Level of a new place that is said to have more than before.
constexpr double new_place_level = 0.05;

void sort_events(const Inputs& inputs, std::vector<WeekEvent>& events) {
  const auto& incidents = inputs.incidents;
  const auto order = [&](const WeekEvent& event) {
    const auto i = event.incident;
    // The rest of the area comes behind its new places.
    const auto circle = event.new_place.value_or(std::numeric_limits<std::size_t>::max());
    const auto& row = incidents.row[i];
    return std::tuple(event.week, event.area, circle, incidents.time[i]->start, incidents.time[i]->end,
                      incidents.class_index[i], incidents.position[i].x, incidents.position[i].y, row.source, row.row);
  };
  std::ranges::stable_sort(events, {}, order);
}

/// Watched events where no place is, by their week: all between two Mondays, the second excluded.
std::vector<std::uint32_t> events_elsewhere(const CountedIncidents& incidents, const CountedWeeks& weeks,
                                            local_days from, local_days to) {
  const auto elsewhere = static_cast<std::uint32_t>(incidents.areas - 1);
  std::vector<std::uint32_t> events;
  for (std::uint32_t i = 0; i < weeks.watched.size(); ++i) {
    if (weeks.watched[i] && incidents.area[i] == elsewhere && *weeks.monday[i] >= from && *weeks.monday[i] < to) {
      events.push_back(i);
    }
  }
  return events;
}

/// Cells of the events, that of the first one first.
PlaceCells cells_of(const Picture& picture, const std::vector<std::uint32_t>& events) {
  PlaceCells cells;
  for (const auto event : events) {
    cells.push_back(*picture.slot[event]);
  }
  std::sort(cells.begin() + 1, cells.end());
  const auto heart = cells.front();
  cells.erase(std::unique(cells.begin() + 1, cells.end()), cells.end());
  cells.erase(std::remove(cells.begin() + 1, cells.end(), heart), cells.end());
  return cells;
}

/// Names and cells of a circle, by the events in it alone.
Place place_of(const Inputs& inputs, const Picture& picture, const std::vector<std::uint32_t>& events) {
  std::vector<Located> located;
  for (const auto event : events) {
    located.push_back({event, *picture.slot[event]});
  }
  const RankingInputs described{.study = picture.study,
                                .cells = picture.cells,
                                .clustering = picture.clustering,
                                .incidents = inputs.incidents,
                                .events = located,
                                .classes = inputs.classes.size(),
                                .observations = inputs.observations,
                                .observed = {},
                                .addresses = inputs.addresses,
                                .names = inputs.names,
                                .localities = inputs.localities,
                                .period = {},
                                .comparison = {}};
  auto place = Describer(described, picture.options.places).describe(cells_of(picture, events), Basis::densest);
  // Of the standing window, which knows nothing of these events.
  place.test.reset();
  return place;
}

/// Ground that standing places and new ones have taken, by the number of the square.
using TakenSquares = std::set<std::uint32_t>;

TakenSquares taken_by_standing_places(const Picture& picture) {
  TakenSquares taken;
  for (const auto& place : picture.places) {
    for (const auto slot : place.slots) {
      taken.insert(picture.place_study.cells[slot]);
    }
  }
  return taken;
}

/// As standing places are drawn, where these are drawn by squares of their own.
void draw(const Inputs& inputs, const Picture& picture, const std::vector<std::uint32_t>& events, TakenSquares& taken,
          NewPlaceOfWeek& place) {
  if (picture.options.places.method == PlaceMethod::cells) {
    place.study = picture.study;
    place.outline = place.place.slots;
    return;
  }
  const auto& grid = picture.place_study.grid;
  const auto points = positions_of(inputs.incidents, events);
  const auto hull = convex_hull(points);
  auto& study = place.study.emplace(StudyGrid{.grid = grid, .cells = {}, .share = {}});
  const auto reach_m = (squares_around_hull + 1) * grid.cell_m();
  const auto box = bounding_box(points);
  const auto low = cell_index_at(CellShape::square, grid.cell_m(), {box.min_x - reach_m, box.min_y - reach_m});
  const auto high = cell_index_at(CellShape::square, grid.cell_m(), {box.max_x + reach_m, box.max_y + reach_m});
  const auto heart = *grid.cell_at(points.front());
  for (auto row = low.row; row <= high.row; ++row) {
    for (auto column = low.column; column <= high.column; ++column) {
      const auto square = grid.number({column, row});
      const auto is_free = square && !taken.contains(static_cast<std::uint32_t>(*square));
      if (square && (*square == heart || (is_free && picture.study.slot_at(grid.centre(*square))))) {
        study.cells.push_back(static_cast<std::uint32_t>(*square));
      }
    }
  }
  study.share.assign(study.size(), 1.0);
  const std::vector<bool> none_taken(study.size(), false);
  place.outline = squares_around(study, *study.slot_of(heart), hull, none_taken);
  for (const auto slot : place.outline) {
    taken.insert(study.cells[slot]);
  }
}

void mark_events(const std::vector<std::vector<std::uint32_t>>& circles, WeeklyPicture& weekly) {
  std::map<std::uint32_t, std::size_t> circle_of;
  for (std::size_t i = 0; i < circles.size(); ++i) {
    for (const auto event : circles[i]) {
      circle_of.emplace(event, i);
    }
  }
  for (auto& event : weekly.events) {
    if (const auto found = circle_of.find(event.incident); found != circle_of.end()) {
      event.new_place = found->second;
    }
  }
}

}  // namespace

std::vector<WeekEvent> events_of_weeks(const Inputs& inputs, const Picture& picture, const CountedIncidents& incidents,
                                       const CountedWeeks& weeks, const WeeklyPicture& weekly) {
  const auto first = monday_of(weekly.options.first);
  const auto last = monday_of(weekly.options.last);
  std::vector<WeekEvent> events;
  for (std::uint32_t i = 0; i < inputs.incidents.size(); ++i) {
    const auto is_there = picture.slot[i] && picture.use[i] != IncidentUse::linked;
    if (const auto& monday = weeks.monday[i]; is_there && monday && *monday >= first && *monday <= last) {
      events.push_back({.incident = i,
                        .week = static_cast<std::size_t>((*monday - first) / days(7)),
                        .area = incidents.area[i],
                        .counts = incidents.counts[i]});
    }
  }
  sort_events(inputs, events);
  return events;
}

std::vector<NewPlaceOfWeek> new_places_of_week(const Inputs& inputs, const Picture& picture,
                                               const CountedIncidents& incidents, const CountedWeeks& weeks,
                                               double expected_recent, WeeklyPicture& weekly) {
  const auto last = monday_of(weekly.options.last);
  const auto from =
      std::max(weeks.counts.first_monday, last - days(7 * (static_cast<int>(weekly.options.recent_weeks) - 1)));
  const auto recent = events_elsewhere(incidents, weeks, from, last + days(7));
  const auto before = events_elsewhere(incidents, weeks, weeks.counts.first_monday, from);
  const auto points = positions_of(inputs.incidents, recent);
  std::vector<bool> is_of_last;
  for (const auto event : recent) {
    is_of_last.push_back(*weeks.monday[event] == last);
  }
  std::uint64_t whole_before = 0;
  const auto weeks_before = weeks.index_of(from);
  for (std::size_t week = 0; week < weeks_before; ++week) {
    whole_before += weeks.counts.whole[week];
  }
  const auto& options = picture.options.places;
  const auto is_tested = expected_recent > 0 && whole_before > 0;
  const auto found =
      new_places(points, is_of_last, positions_of(inputs.incidents, before),
                 {.reach_m = options.maximum_extent_m / 2,
                  .minimum_events = static_cast<std::size_t>(std::max<std::uint64_t>(options.minimum_events, 2)),
                  .limit = static_cast<std::size_t>(options.limit),
                  .recent_for_each_before = is_tested ? expected_recent / static_cast<double>(whole_before) : 0});
  std::vector<NewPlaceOfWeek> places;
  std::vector<std::vector<std::uint32_t>> circles;
  auto taken = taken_by_standing_places(picture);
  for (const auto& circle : found) {
    auto& events = circles.emplace_back();
    for (const auto event : circle.events) {
      events.push_back(recent[event]);
    }
    places.push_back({.place = place_of(inputs, picture, events),
                      .of_week = circle.of_last,
                      .recent = circle.events.size(),
                      .before = circle.before,
                      .weeks_before = weeks_before,
                      .p = circle.p,
                      .is_tested = is_tested,
                      .is_more_than_before = is_tested && circle.p <= new_place_level});
    draw(inputs, picture, events, taken, places.back());
  }
  mark_events(circles, weekly);
  sort_events(inputs, weekly.events);
  return places;
}

}  // namespace lykta
