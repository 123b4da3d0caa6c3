// What did the week bring, where people look for it anyway and elsewhere, and is any of it unusual?
//
// Two windows side by side: the standing places, delineated by the picture of a long window that ends before the week, and the
// week in them. A place that the tested week itself had chosen would always seem to have too much.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "engine/base/progress.hpp"
#include "engine/inputs/inputs.hpp"
#include "engine/inputs/warnings.hpp"
#include "engine/models/count_watch.hpp"
#include "engine/places/delineate.hpp"
#include "engine/places/place.hpp"
#include "engine/questions/chosen_periods.hpp"
#include "engine/questions/picture.hpp"
#include "engine/questions/weekly_calendar.hpp"
#include "engine/questions/weekly_counts.hpp"
#include "engine/time/calendar.hpp"

namespace lykta {

/// Weeks that can be asked for at once.
inline constexpr unsigned most_weeks_asked = 13;

struct WeeklyPictureOptions {
  IsoWeek first{};  ///< the weeks that are asked about, both included: at most most_weeks_asked
  IsoWeek last{};
  double false_alarms_a_year =
      1;                      ///< of the whole list while nothing changes: places, the rest of the area, and all of it
  unsigned beside_weeks = 3;  ///< how many earlier weeks stand beside the last one
  /// Which: of the same number in the years before (where such a year has no week 53, the first of the next), or those right before.
  ComparisonRule beside = ComparisonRule::year_before;
  bool knows_swedish_holidays = true;  ///< beside the calendar of the inputs
  unsigned recent_weeks = 4;  ///< the last week asked for and those before it, in which new places are looked for
};
/// Throws InvalidOption.
void check(const WeeklyPictureOptions& options);

/// What was to be expected in a week by the weeks before it.
struct ExpectedInWeek {
  double mean = 0;
  std::uint64_t low = 0;  ///< 90 % prediction limits: fewer, and more, come in at most one of twenty such weeks each
  std::uint64_t high = 0;
  double p_above = 1;  ///< P(at least as many as came)
  double p_below = 1;  ///< P(at most as many)
  double mean_error = 0;
  double dispersion = 0;
  std::uint64_t baseline_events = 0;
};

/// How grave the watched events of a week are by the weights of their classes, whatever their number (see weekly_weights.hpp).
struct WeightInWeek {
  double sum = 0;              ///< of their weights
  double usual_mean = 0;       ///< weight of an event in the weeks before
  bool by_own_events = false;  ///< of the area itself; else of all of the area
  double chance = 1;           ///< that as many usual events weigh at least as much
};

/// A week in one of the watched areas.
struct WeekInArea {
  std::uint64_t count = 0;    ///< events that count
  std::uint64_t watched = 0;  ///< of these, of watched sources: what is compared with what was to be expected
  std::optional<ExpectedInWeek> expected{};  ///< none where AskedWeek::why says so
  CountAlarm alarm = CountAlarm::none;
  std::uint64_t alarm_count = 0;  ///< events that would be an alarm of the single week; 0: none would
  // Of an alarm by a sum: the weeks that it has grown over, this one included, with their events.
  std::size_t weeks_of_sum = 0;
  std::uint64_t events_of_sum = 0;
  double expected_of_sum = 0;
  WeightInWeek weight{};
};

enum class WatchedKind : std::uint8_t { standing, elsewhere, whole };
[[nodiscard]] std::string_view name_of(WatchedKind kind);

struct WatchedArea {
  WatchedKind kind = WatchedKind::standing;
  std::size_t place = 0;            ///< of Picture::places, where it is one
  std::vector<WeekInArea> weeks{};  ///< one per week asked for
  std::vector<std::uint64_t>
      recent{};  ///< watched events of the last 13 weeks up to the last one asked for; of fewer at the start
  std::uint64_t last_four = 0;                         ///< of the last four of these
  std::optional<double> last_four_expected{};          ///< sum of what was to be expected in each; not tested
  std::vector<std::optional<std::uint64_t>> beside{};  ///< one per week beside; none where it was not recorded whole
  std::vector<ClassCount> classes{};                   ///< of the last week asked for, most frequent first
};

/// Events of the last weeks that lie close together where no standing place is.
struct NewPlaceOfWeek {
  Place place{};                     ///< its cells of the map, position and names; counts are of the recent weeks
  std::optional<StudyGrid> study{};  ///< what its outline is drawn on ...
  PlaceCells outline{};              ///< ... and by, without ground of a standing place or of another new one
  std::uint64_t of_week = 0;         ///< events of the last week asked for
  std::uint64_t recent = 0;          ///< of the recent weeks
  std::uint64_t before = 0;          ///< of the weeks before these, that the counts hold
  std::size_t weeks_before = 0;
  double p = 1;  ///< see NewPlace
  bool is_tested = false;
  bool is_more_than_before = false;  ///< p is at most 0.05
};

struct AskedWeek {
  IsoWeek week{};
  NoExpectation why = NoExpectation::has_value;
  double recorded = 1;         ///< share that the watched sources cover
  std::size_t discovered = 0;  ///< events found by patrols that do not count
  double false_alarms = 0;     ///< that the week may bring by chance
};

/// An event of the weeks asked for.
struct WeekEvent {
  std::uint32_t incident = 0;
  std::size_t week = 0;                    ///< of `weeks`
  std::size_t area = 0;                    ///< of `areas`
  std::optional<std::size_t> new_place{};  ///< of `new_places`
  bool counts = true;                      ///< not where a patrol found it, unless such count
};

/// A week after the last one asked for.
struct ComingWeek {
  IsoWeek week{};
  std::optional<ExpectedInWeek> whole{};  ///< without p: nothing has come yet
  std::vector<CalendarEntry> days{};      ///< of the calendar, by their first day
};

struct WeeklyPicture {
  WeeklyPictureOptions options{};
  std::vector<AskedWeek> weeks{};
  std::vector<IsoWeek> beside{};
  std::vector<WatchedArea> areas{};  ///< standing places in the order of the picture, the rest of the area, all of it
  std::vector<NewPlaceOfWeek> new_places{};
  /// By week, then by area (new places behind the standing ones), time, class and position.
  std::vector<WeekEvent> events{};
  std::vector<ComingWeek> coming{};
  bool has_calendar = false;            ///< of files
  std::vector<EntryOfWeek> calendar{};  ///< of the inputs' calendar: what is on in the weeks asked for, and what comes
  std::vector<WeekSource> sources{};    ///< by name
  IsoWeek counts_from{};                ///< first week of the counts
  std::size_t baseline_weeks = 0;       ///< recorded ones before the last week asked for, that its forecast rests on

  [[nodiscard]] const WatchedArea& whole() const { return areas.back(); }
  [[nodiscard]] const WatchedArea& elsewhere() const { return areas[areas.size() - 2]; }
};

/// The weeks right before which a standing window ends: whole weeks of a period; empty where it is none, or of more than can be asked
/// for.
[[nodiscard]] std::vector<IsoWeek> weeks_to_ask(const Period& period);

/// Looks at the weeks in the places of a picture that ends before them, puts the answer into it with its warnings, and marks the events
/// of the weeks. Weeks are watched from half a year before the first one asked for (see count_watch.hpp). Throws InvalidOption as
/// check() does, and for a picture whose period does not end before the weeks.
void add_weekly_picture(const Inputs& inputs, const WeeklyPictureOptions& options, Picture& picture,
                        const Progress& progress = {});

}  // namespace lykta
