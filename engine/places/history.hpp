// The same place from run to run: which was there before, under which id, and what has become of those that are gone?
//
// A history holds aggregates alone: places with outlines and counts, a run's sums. No event, no position of one and no
// time of day is in it, so that it may be kept longer than the events.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/events/time_window.hpp"
#include "engine/places/place_history.hpp"
#include "engine/space/area.hpp"
#include "engine/space/points.hpp"

namespace lykta {

/// A place as a run listed it.
struct ListedPlace {
  std::uint32_t id = 0;
  std::string name;
  std::optional<int> rank;
  std::uint64_t count = 0;                        ///< of the period
  std::optional<std::uint64_t> comparison_count;  ///< none without a comparison
  std::uint64_t recent = 0;                       ///< of the run's last days
  bool is_of_events = true;                       ///< not listed for observations alone
  Area outline;
};

/// A place that was listed in the year before a run and not by it: the count goes on, so that quiet weeks are known too.
struct WatchedPlace {
  std::uint32_t id = 0;
  std::uint64_t recent = 0;
};

struct HistoryRun {
  Period period;  ///< a run is known by the day of its end
  std::uint64_t events = 0;
  std::uint64_t recent_events = 0;
  int recent_days = 0;
  std::vector<std::string> sources;  ///< by name: those that covered the last days whole
  bool include_discovered = false;
  std::vector<ListedPlace> listed;
  std::vector<WatchedPlace> watched;
};

/// What is left of runs that are no longer kept.
struct EarlierPlace {
  std::uint32_t id = 0;
  LocalTime first_seen{};
  unsigned weeks_on_list = 0;
};

struct History {
  std::string crs;            ///< its name, as "EPSG:3006": outlines of another system are elsewhere
  Box area;                   ///< around the study area
  std::uint32_t next_id = 1;  ///< lower ones have been given
  std::vector<EarlierPlace> earlier;
  std::vector<HistoryRun> runs;  ///< by their ends, no two of one day
};

/// The longest span at the end of a period whose events are kept apart.
inline constexpr int longest_recent_days = 28;
/// A list that is made of at least so many of these spans is hardly chosen by the last of them.
inline constexpr int recent_spans_of_a_standing_list = 4;
/// How many days a place is watched after it was last listed, and how far back spans are compared with.
inline constexpr int watched_days = 364;

/// Days of the span at the end of a period: 28, or all whole days of a shorter period.
[[nodiscard]] int recent_days_of(const Period& period);
/// That span.
[[nodiscard]] Period recent_span(const Period& period);

/// A place that a run has found, before it is known which it is.
struct FoundAgain {
  std::string name;
  std::optional<int> rank;
  std::uint64_t count = 0;
  std::optional<std::uint64_t> comparison_count;
  std::uint64_t recent = 0;
  bool is_of_events = true;
  Area outline;
  std::optional<std::uint64_t> recent_year_before{};  ///< where the events of the run tell it
};

/// A run that is to be remembered.
struct NewRun {
  Period period;
  std::uint64_t events = 0;
  std::uint64_t recent_events = 0;
  std::vector<std::string> sources;
  bool include_discovered = false;
  std::vector<FoundAgain> places;  ///< in the order of the list
};

/// Where a place lay when it was last listed.
struct KnownOutline {
  std::uint32_t id = 0;
  const std::string* name = nullptr;
  const Area* outline = nullptr;
  LocalTime last_listed{};
};

/// Places known from runs that ended before `end`, each with its latest outline: those of the latest run first, then by the end of
/// the last run that listed them, latest first, then by id. Points into the history.
[[nodiscard]] std::vector<KnownOutline> known_outlines(const History& history, LocalTime end);

/// An id for each outline. A place that earlier runs know keeps its id (match_places(): first against the places of the run right
/// before, then against all others); one that only a run of the same end had named gets that name back, so that a run
/// made again gives the same ids; all others get the next ids, which `next_id` then is behind. Runs that end later are not looked at.
[[nodiscard]] std::vector<std::uint32_t> ids_of(std::span<const Area> outlines, const History& history, LocalTime end,
                                                std::uint32_t& next_id);

/// What earlier runs say of the places of a run with these ids. `watched`: recent events within the outlines of known places that are
/// not among `ids`, by id, those alone where the run looked; places of the last list that are not among these are not called gone.
///
/// `growing` and `fading` rest on the last days of this run against those of earlier ones, as they were written down: going
/// back, each run that ends no later than the last span taken begins, at most `watched_days` before, with as long a span, the same sources and the
/// same choice of events, and which knew the place. Tested where the period is a standing list (recent_spans_of_a_standing_list),
/// by the conditional test, adjusted over all tested places (Benjamini & Hochberg) at 5 %. Of steady places at most one run in twenty calls any
/// of them growing or fading.
struct Remembered {
  std::vector<PlaceHistory> places;  ///< one for each of the run
  PictureHistory picture;
};
[[nodiscard]] Remembered remembered(const NewRun& run, std::span<const std::uint32_t> ids,
                                    std::span<const WatchedPlace> watched, const History& history);

/// The history with the run in the place of one that ended on the same day. Runs that ended over `keep_weeks` before the latest go: of
/// places that later runs list, their first day and weeks stay. Throws DataError where the run itself would go.
[[nodiscard]] History with_run(History history, const NewRun& run, std::span<const std::uint32_t> ids,
                               std::vector<WatchedPlace> watched, std::uint32_t next_id, unsigned keep_weeks);

}  // namespace lykta
