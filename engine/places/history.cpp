#include "engine/places/history.hpp"

#include <algorithm>
#include <cassert>
#include <chrono>
#include <cmath>
#include <iterator>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "engine/places/match_places.hpp"
#include "engine/time/iso_week.hpp"
#include "engine/time/period_change.hpp"

namespace lykta {

namespace {

using std::chrono::days;

/// Runs that ended before a run of this end, the latest last.
std::span<const HistoryRun> runs_before(const History& history, LocalTime end) {
  const auto later = std::ranges::find_if(history.runs, [&](const HistoryRun& run) { return run.period.to >= end; });
  return {history.runs.begin(), later};
}

const HistoryRun* run_of_end(const History& history, LocalTime end) {
  const auto found = std::ranges::find_if(history.runs, [&](const HistoryRun& run) { return run.period.to == end; });
  return found == history.runs.end() ? nullptr : &*found;
}

template <typename Place>
const Place* with_id(const std::vector<Place>& places, std::uint32_t id) {
  const auto found = std::ranges::find(places, id, &Place::id);
  return found == places.end() ? nullptr : &*found;
}

/// The week that a run's last day lies in.
IsoWeek last_week_of(const HistoryRun& run) { return iso_week_of(run.period.to - std::chrono::seconds{1}); }

/// Gives those without an id the id of the known place that they are.
void match_to(std::span<const Area> outlines, std::span<const KnownOutline> known, std::vector<std::uint32_t>& ids) {
  std::vector<std::size_t> open;
  std::vector<Area> places;
  for (std::size_t i = 0; i < outlines.size(); ++i) {
    if (ids[i] == 0) {
      open.push_back(i);
      places.push_back(outlines[i]);
    }
  }
  std::vector<KnownOutline> free;
  std::vector<Area> areas;
  for (const auto& each : known) {
    if (std::ranges::find(ids, each.id) == ids.end()) {
      free.push_back(each);
      areas.push_back(*each.outline);
    }
  }
  const auto match = match_places(places, areas);
  for (std::size_t i = 0; i < open.size(); ++i) {
    ids[open[i]] = match[i] ? free[*match[i]].id : 0;
  }
}

std::vector<KnownOutline> listed_by(const HistoryRun& run) {
  std::vector<KnownOutline> known;
  for (const auto& place : run.listed) {
    known.push_back({place.id, &place.name, &place.outline, run.period.to});
  }
  std::ranges::sort(known, {}, &KnownOutline::id);
  return known;
}

/// Since when and for how long a place has been on the list before a run.
struct Listing {
  std::set<IsoWeek> weeks{};
  unsigned earlier_weeks = 0;
  std::optional<LocalTime> first{};
  const HistoryRun* last_run = nullptr;
  const ListedPlace* last = nullptr;

  [[nodiscard]] bool any() const { return first.has_value(); }
};

Listing listing_of(std::uint32_t id, const History& history, LocalTime end) {
  Listing listing;
  if (const auto* earlier = with_id(history.earlier, id)) {
    listing.first = earlier->first_seen;
    listing.earlier_weeks = earlier->weeks_on_list;
  }
  for (const auto& run : runs_before(history, end)) {
    if (const auto* place = with_id(run.listed, id)) {
      listing.weeks.insert(last_week_of(run));
      listing.first = listing.first.value_or(run.period.to);
      listing.last_run = &run;
      listing.last = place;
    }
  }
  return listing;
}

/// Recent events of a place in a run; nothing where the run did not know it.
std::optional<std::uint64_t> recent_in(const HistoryRun& run, std::uint32_t id) {
  if (const auto* listed = with_id(run.listed, id)) {
    return listed->recent;
  }
  if (const auto* watched = with_id(run.watched, id)) {
    return watched->recent;
  }
  return std::nullopt;
}

/// Earlier runs whose last days can be compared with those of this one, none of which share a day.
std::vector<const HistoryRun*> comparable_runs(const NewRun& run, const History& history) {
  const auto days_now = recent_days_of(run.period);
  std::vector<const HistoryRun*> spans;
  if (run.period.days() < days_now * recent_spans_of_a_standing_list) {
    return spans;
  }
  const auto before = runs_before(history, run.period.to);
  auto taken_from = recent_span(run.period).from;
  for (auto earlier = before.rbegin(); earlier != before.rend(); ++earlier) {
    if (earlier->period.to <= taken_from && run.period.to - earlier->period.to <= days{watched_days} &&
        earlier->recent_days == days_now && earlier->sources == run.sources &&
        earlier->include_discovered == run.include_discovered) {
      spans.push_back(&*earlier);
      taken_from = recent_span(earlier->period).from;
    }
  }
  return spans;
}

/// What earlier runs say for the test, where there is something to compare and the place is one of events.
std::optional<RecentTest> before_of(std::uint32_t id, const std::vector<const HistoryRun*>& spans, double days_now) {
  RecentTest test;
  for (const auto* run : spans) {
    if (const auto recent = recent_in(*run, id)) {
      test.before += *recent;
      test.days_before += run->recent_days;
    }
  }
  test.expected = test.days_before > 0 ? static_cast<double>(test.before) * days_now / test.days_before : 0;
  return test.days_before > 0 ? std::optional(test) : std::nullopt;
}

/// Tests all places that have something to be compared with.
void test_places(double days_now, std::vector<PlaceHistory>& places) {
  std::vector<std::uint64_t> count;
  std::vector<std::uint64_t> before;
  std::vector<double> exposure_before;
  std::vector<PlaceHistory*> tested;
  for (auto& place : places) {
    if (place.test) {
      tested.push_back(&place);
      count.push_back(place.recent);
      before.push_back(place.test->before);
      exposure_before.push_back(place.test->days_before);
    }
  }
  if (tested.empty()) {
    return;
  }
  const std::vector<double> exposure(tested.size(), days_now);
  const auto change = period_change(count, exposure, before, exposure_before,
                                    {.test = RateTest::conditional, .correction = Correction::benjamini_hochberg});
  for (std::size_t i = 0; i < tested.size(); ++i) {
    tested[i]->test->p = change.p[i];
    tested[i]->test->q = std::isnan(change.adjusted_p[i]) ? 1.0 : change.adjusted_p[i];
    if (change.direction[i] != Direction::not_clear) {
      tested[i]->state = change.direction[i] == Direction::increase ? HistoryState::growing : HistoryState::fading;
    }
  }
}

PlaceHistory history_of(const FoundAgain& place, std::uint32_t id, LocalTime end, const History& history) {
  const auto before = runs_before(history, end);
  auto listing = listing_of(id, history, end);
  PlaceHistory result{.id = id, .first_seen = listing.first.value_or(end), .recent = place.recent};
  listing.weeks.insert(iso_week_of(end - std::chrono::seconds{1}));
  result.weeks_on_list = static_cast<unsigned>(listing.weeks.size()) + listing.earlier_weeks;
  result.state =
      before.empty() ? HistoryState::first_run : (listing.any() ? HistoryState::recurring : HistoryState::fresh);
  if (listing.last != nullptr) {
    result.last_seen = listing.last_run->period.to;
    result.previous_rank = listing.last->rank;
    result.was_on_last_list = listing.last_run == &before.back();
  }
  result.recent_year_before = place.recent_year_before;
  if (const auto* year_before = run_of_end(history, end - days{watched_days});
      year_before != nullptr && !result.recent_year_before) {
    result.recent_year_before = recent_in(*year_before, id);
  }
  return result;
}

std::vector<GonePlace> gone_places(const NewRun& run, std::span<const std::uint32_t> ids,
                                   std::span<const WatchedPlace> watched, const History& history) {
  std::vector<GonePlace> gone;
  const auto before = runs_before(history, run.period.to);
  if (before.empty()) {
    return gone;
  }
  for (const auto& place : before.back().listed) {
    const auto seen = std::ranges::find(watched, place.id, &WatchedPlace::id);
    if (std::ranges::find(ids, place.id) != ids.end() || seen == watched.end()) {
      continue;
    }
    const auto listing = listing_of(place.id, history, run.period.to);
    gone.push_back({.id = place.id,
                    .name = place.name,
                    .rank = place.rank,
                    .weeks_on_list = static_cast<unsigned>(listing.weeks.size()) + listing.earlier_weeks,
                    .first_seen = *listing.first,
                    .recent = seen->recent});
  }
  std::ranges::sort(gone, {}, &GonePlace::id);
  return gone;
}

std::vector<NotListedPlace> places_not_listed(std::span<const std::uint32_t> ids, const History& history,
                                              LocalTime end) {
  std::vector<NotListedPlace> others;
  for (const auto& known : known_outlines(history, end)) {
    if (std::ranges::find(ids, known.id) == ids.end()) {
      others.push_back({known.id, *known.name, *known.outline});
    }
  }
  return others;
}

/// Takes out runs that are too old and keeps what they say of places that others list.
void forget(History& history, LocalTime oldest) {
  const auto kept = std::ranges::find_if(history.runs, [&](const HistoryRun& run) { return run.period.to >= oldest; });
  std::map<std::uint32_t, std::pair<EarlierPlace, std::set<IsoWeek>>> places;
  for (const auto& earlier : history.earlier) {
    places[earlier.id].first = earlier;
  }
  for (auto run = history.runs.begin(); run != kept; ++run) {
    for (const auto& place : run->listed) {
      auto& [earlier, weeks] = places[place.id];
      earlier.first_seen = earlier.id == 0 ? run->period.to : earlier.first_seen;
      earlier.id = place.id;
      weeks.insert(last_week_of(*run));
    }
  }
  history.runs.erase(history.runs.begin(), kept);
  history.earlier.clear();
  for (auto& [id, remembered] : places) {
    auto& [earlier, weeks] = remembered;
    earlier.weeks_on_list += static_cast<unsigned>(weeks.size());
    if (std::ranges::any_of(history.runs, [&](const auto& run) { return with_id(run.listed, id) != nullptr; })) {
      history.earlier.push_back(earlier);
    }
  }
}

HistoryRun kept_run(const NewRun& run, std::span<const std::uint32_t> ids, std::vector<WatchedPlace> watched) {
  HistoryRun kept{.period = run.period,
                  .events = run.events,
                  .recent_events = run.recent_events,
                  .recent_days = recent_days_of(run.period),
                  .sources = run.sources,
                  .include_discovered = run.include_discovered,
                  .listed = {},
                  .watched = std::move(watched)};
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const auto& place = run.places[i];
    kept.listed.push_back({.id = ids[i],
                           .name = place.name,
                           .rank = place.rank,
                           .count = place.count,
                           .comparison_count = place.comparison_count,
                           .recent = place.recent,
                           .is_of_events = place.is_of_events,
                           .outline = place.outline});
  }
  return kept;
}

}  // namespace

std::string_view name_of(HistoryState state) {
  switch (state) {
    case HistoryState::fresh:
      return "new";
    case HistoryState::recurring:
      return "recurring";
    case HistoryState::growing:
      return "growing";
    case HistoryState::fading:
      return "fading";
    case HistoryState::first_run:
      break;
  }
  return "first_run";
}

std::string text_of_place_id(std::uint32_t id) { return fmt::format("P{}", id); }

int recent_days_of(const Period& period) {
  return std::clamp(static_cast<int>(std::floor(period.days())), 1, longest_recent_days);
}

Period recent_span(const Period& period) {
  return {std::max(period.from, period.to - days{recent_days_of(period)}), period.to};
}

std::vector<KnownOutline> known_outlines(const History& history, LocalTime end) {
  const auto before = runs_before(history, end);
  std::vector<KnownOutline> known;
  std::set<std::uint32_t> seen;
  for (auto run = before.rbegin(); run != before.rend(); ++run) {
    for (const auto& place : listed_by(*run)) {
      if (seen.insert(place.id).second) {
        known.push_back(place);
      }
    }
  }
  return known;
}

std::vector<std::uint32_t> ids_of(std::span<const Area> outlines, const History& history, LocalTime end,
                                  std::uint32_t& next_id) {
  std::vector<std::uint32_t> ids(outlines.size(), 0);
  const auto before = runs_before(history, end);
  const auto known = known_outlines(history, end);
  if (!before.empty()) {
    match_to(outlines, std::span(known).first(before.back().listed.size()), ids);
    match_to(outlines, known, ids);
  }
  if (const auto* replaced = run_of_end(history, end)) {
    auto named = listed_by(*replaced);
    std::erase_if(named, [&](const KnownOutline& place) {
      return std::ranges::find(known, place.id, &KnownOutline::id) != known.end();
    });
    match_to(outlines, named, ids);
  }
  next_id = history.next_id;
  for (auto& id : ids) {
    id = id == 0 ? next_id++ : id;
  }
  return ids;
}

Remembered remembered(const NewRun& run, std::span<const std::uint32_t> ids, std::span<const WatchedPlace> watched,
                      const History& history) {
  assert(ids.size() == run.places.size());
  const auto before = runs_before(history, run.period.to);
  Remembered result;
  result.picture.runs_before = before.size();
  result.picture.recent_days = recent_days_of(run.period);
  result.picture.replaces_a_run = run_of_end(history, run.period.to) != nullptr;
  if (!before.empty()) {
    result.picture.first_run = before.front().period.to;
    result.picture.previous_run = before.back().period.to;
  }
  const auto spans = comparable_runs(run, history);
  for (std::size_t i = 0; i < ids.size(); ++i) {
    auto place = history_of(run.places[i], ids[i], run.period.to, history);
    if (run.places[i].is_of_events) {
      place.test = before_of(ids[i], spans, result.picture.recent_days);
    }
    result.places.push_back(place);
  }
  test_places(result.picture.recent_days, result.places);
  result.picture.gone = gone_places(run, ids, watched, history);
  result.picture.not_listed = places_not_listed(ids, history, run.period.to);
  return result;
}

History with_run(History history, const NewRun& run, std::span<const std::uint32_t> ids,
                 std::vector<WatchedPlace> watched, std::uint32_t next_id, unsigned keep_weeks) {
  std::erase_if(history.runs, [&](const HistoryRun& other) { return other.period.to == run.period.to; });
  const auto later =
      std::ranges::find_if(history.runs, [&](const HistoryRun& other) { return other.period.to > run.period.to; });
  history.runs.insert(later, kept_run(run, ids, std::move(watched)));
  history.next_id = std::max(history.next_id, next_id);
  const auto oldest = history.runs.back().period.to - std::chrono::weeks{keep_weeks};
  if (run.period.to < oldest) {
    throw DataError(fmt::format(
        "the run ends over {} weeks before the latest one of the history, which keeps no more: use another history for "
        "such a run",
        keep_weeks));
  }
  forget(history, oldest);
  return history;
}

}  // namespace lykta
