// On which days and at which hours would one be there for the most events with the fewest hours?
//
// A window is a run of one to seven consecutive weekdays, each with the same two to eight consecutive hours (Friday and
// Saturday 21-02) or all of its hours, for a place that is busy on certain days at any time. What follows midnight belongs to the day before, as a shift does. An event that is known as an
// interval is spread over it (aoristic: see add_aoristic). Of all windows the one with the largest likelihood ratio
// w ln(w/m) + (N - w) ln((N - w)/(N - m)) is taken, for a weight w of N where an even week has m = N hours/168: this
// weighs events held against hours needed (the scan statistic of Kulldorff 1997, doi 10.1080/03610929708831995, over the
// hours of a week). A weekday that the sources have recorded more often than others is scaled down first.
//
// One of some eight thousand windows is always the fullest, so the ratio is compared with the largest of weeks of chance:
// in each run each event begins at an hour of the week drawn at random (from the days that its source has recorded), with
// its length as it is; events with the very same time are one occasion, and move together. p is the rank among the runs of
// the group, the adjusted p the rank among the largest of all groups in each run (Westfall & Young 1993), each divided by
// the mean of its runs so that groups of few and of many events count alike. Among groups without any pattern at
// most one list in twenty has a window with an adjusted p of at most 0.05.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "engine/events/time_window.hpp"
#include "engine/time/busy_windows.hpp"

namespace lykta {

/// So many weekdays, from `first_weekday` on, and on each of them so many hours, from `first_hour` on.
struct WeekWindow {
  unsigned first_weekday = 0;  ///< Monday is 0
  unsigned days = 0;           ///< 1 to 7; 0: there is no window
  unsigned first_hour = 0;     ///< 0 to 23
  unsigned hours = 0;          ///< 2 to 8; those past midnight belong to the day before. Or 24, from midnight on

  [[nodiscard]] unsigned hours_a_week() const { return days * hours; }
  /// Whether an hour of the week, 0 to 167 from Monday 00 on, is one of them.
  [[nodiscard]] bool holds(unsigned hour_of_week) const;
  [[nodiscard]] unsigned hours_in_common(const WeekWindow& other) const;
  friend bool operator==(const WeekWindow&, const WeekWindow&) = default;
};
inline constexpr unsigned shortest_visit_hours = 2;
inline constexpr unsigned longest_visit_hours = 8;
inline constexpr unsigned whole_day_hours = 24;

struct VisitWindow {
  WindowFinding finding = WindowFinding::too_few_events;
  std::size_t events = 0;  ///< whose time of day is known, from sources that have recorded long enough
  WeekWindow window;
  double share = 0;                                              ///< of these events' weight
  double p = std::numeric_limits<double>::quiet_NaN();           ///< of this group by itself
  double adjusted_p = std::numeric_limits<double>::quiet_NaN();  ///< over all groups
};

/// The events of one place, or of one season at one place.
struct VisitGroup {
  std::vector<KnownTime> times;  ///< those whose time of day is not known are left out
  /// By source: on how many days of each weekday it has recorded, Monday first. A source that has recorded one of the
  /// weekdays less than three times says nothing.
  std::vector<std::array<unsigned, 7>> recorded_days;
};

/// One per group. Groups with fewer than `options.fewest_events` are not asked. The order of events plays no part. Of windows
/// with the same ratio the one with the fewest hours is taken, then the first from Monday and midnight on. Where one single
/// day or night holds more than half of what a clear window holds, the finding is `one_occasion`.
[[nodiscard]] std::vector<VisitWindow> visit_windows(std::span<const VisitGroup> groups,
                                                     const BusyWindowOptions& options = {});

/// The weights of the events by hour of the week; of those only whose time of day is known.
[[nodiscard]] HourOfWeekWeights hours_of_week(std::span<const KnownTime> times);

}  // namespace lykta
