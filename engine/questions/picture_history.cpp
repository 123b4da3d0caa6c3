#include "engine/questions/picture_history.hpp"

#include <algorithm>
#include <chrono>
#include <span>
#include <utility>

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "engine/inputs/source_coverage.hpp"
#include "engine/places/history.hpp"
#include "engine/questions/span_events.hpp"
#include "engine/questions/weekly_picture.hpp"
#include "engine/space/cell_outline.hpp"

namespace lykta {

namespace {

/// Whether a run of this study area looked there.
bool is_looked_at(const Picture& picture, const Area& outline) {
  return std::ranges::any_of(outline.rings, [&](const Ring& ring) {
    return std::ranges::any_of(ring, [&](const Point& corner) { return picture.study_area.holds(corner); });
  });
}

struct RunEvents {
  std::vector<std::uint32_t> recent;
  std::vector<std::string> sources;
  /// None where not every source that covers the last days covers those of the year before.
  std::optional<std::vector<std::uint32_t>> year_before;
};

RunEvents run_events(const Inputs& inputs, const Picture& picture, const Period& period) {
  const auto coverages = coverage_of(inputs);
  const auto span = recent_span(period);
  const std::chrono::days year{watched_days};
  const Period before{span.from - year, span.to - year};
  RunEvents events{events_of_span(inputs, picture, span), sources_of_span(inputs, coverages, span), std::nullopt};
  if (!events.sources.empty() && sources_of_span(inputs, coverages, before) == events.sources) {
    events.year_before = events_of_span(inputs, picture, before);
  }
  return events;
}

NewRun new_run(const Inputs& inputs, const Picture& picture, const Period& period, const RunEvents& events,
               const HistoryOptions& options) {
  NewRun run{.period = period,
             .events = picture.counted_events,
             .recent_events = events.recent.size(),
             .sources = events.sources,
             .include_discovered = picture.options.include_discovered,
             .places = {}};
  for (std::size_t i = 0; i < picture.places.size(); ++i) {
    const auto& place = picture.places[i];
    run.places.push_back({.name = options.names.at(i),
                          .rank = place.rank,
                          .count = place.count,
                          .comparison_count = place.comparison_count,
                          .recent = count_in_place(inputs, picture, events.recent, place),
                          .is_of_events = place.basis != Basis::observations,
                          .outline = outline_of_cells(picture.place_study, place.slots)});
    if (events.year_before) {
      run.places.back().recent_year_before = count_in_place(inputs, picture, *events.year_before, place);
    }
  }
  return run;
}

/// Recent events of known places that are not on the list, by id.
std::vector<WatchedPlace> watched_places(const Inputs& inputs, const Picture& picture, const RunEvents& events,
                                         const History& history, const Period& period,
                                         std::span<const std::uint32_t> ids) {
  std::vector<WatchedPlace> watched;
  for (const auto& known : known_outlines(history, period.to)) {
    const auto is_recent = period.to - known.last_listed <= std::chrono::days{watched_days};
    if (is_recent && std::ranges::find(ids, known.id) == ids.end() && is_looked_at(picture, *known.outline)) {
      watched.push_back({known.id, count_in_outline(inputs, events.recent, *known.outline)});
    }
  }
  std::ranges::sort(watched, {}, &WatchedPlace::id);
  return watched;
}

}  // namespace

void check_fits(const History& history, const std::string& crs, const Box& box) {
  if (history.runs.empty()) {
    return;
  }
  if (history.crs != crs) {
    throw DataError(fmt::format(
        "holds places in {}, and this run is in {}: set crs = \"{}\" in the configuration, or begin another history",
        history.crs, crs, history.crs));
  }
  const auto width = std::min(box.max_x, history.area.max_x) - std::max(box.min_x, history.area.min_x);
  const auto height = std::min(box.max_y, history.area.max_y) - std::max(box.min_y, history.area.min_y);
  const auto common = std::max(width, 0.0) * std::max(height, 0.0);
  const auto smaller = std::min(box.width() * box.height(), history.area.width() * history.area.height());
  if (!(common >= smaller / 2)) {
    throw DataError(
        "is of another area: it and the study area of this run have less than half of the smaller one in common, so "
        "use another history for this area");
  }
}

History remember(const Inputs& inputs, const History& history, const HistoryOptions& options, Picture& picture) {
  if (!picture.options.period) {
    throw InvalidOption(
        "a history needs to know when the period ends: give [period] in the configuration, --week or --period");
  }
  auto period = *picture.options.period;
  if (picture.weekly) {
    // Standing places end before the weeks that are looked at in them.
    period.to = period_of(picture.weekly->options.last).to;
  }
  const auto box = bounding_box(picture.study_area.area());
  check_fits(history, options.crs, box);
  const auto events = run_events(inputs, picture, period);
  const auto run = new_run(inputs, picture, period, events, options);
  std::vector<Area> outlines;
  for (const auto& place : run.places) {
    outlines.push_back(place.outline);
  }
  auto next_id = history.next_id;
  const auto ids = ids_of(outlines, history, period.to, next_id);
  auto watched = watched_places(inputs, picture, events, history, period, ids);
  auto said = remembered(run, ids, watched, history);
  said.picture.year_before_is_counted = events.year_before.has_value();
  for (std::size_t i = 0; i < ids.size(); ++i) {
    picture.places[i].history = said.places[i];
  }
  picture.history = std::move(said.picture);
  auto kept = with_run(history, run, ids, std::move(watched), next_id, options.keep_weeks);
  kept.crs = options.crs;
  kept.area = box;
  return kept;
}

}  // namespace lykta
