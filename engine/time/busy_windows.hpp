// In which of these places is one weekday, or are three hours of the day, busier than an even week gives?
//
// The busiest of seven weekdays holds more than a seventh however the events fall, and the more places are looked at, the
// more one of them will show. So what was picked for being the highest is compared with what would be picked from weeks
// of chance, in all places together:
//
// - In each run every event of every place begins on a weekday drawn at random, with its time of day and its length as
//   they are; and, for the other question, at an hour of the day drawn at random. An event that is known as an interval
//   is spread over it (aoristic: see add_aoristic), in the runs as in the data.
// - Of each place and run the window is taken with the largest likelihood ratio w ln(w/m) + (N - w) ln((N - w)/(N - m))
//   of a weight w of N where m is expected, divided by how much the weight of a window varies in the runs against whole
//   events that fall one by one. That makes places of few and of many events, of moments and of intervals, comparable.
// - p of a place is the rank of its ratio among those of its runs, the adjusted p the rank among the largest of all
//   places in each run (Westfall & Young 1993), twice, as two questions are asked. Among places without any pattern at
//   most one list in twenty has a weekday or hours with an adjusted p of at most 0.05.
//
// The two are separate: each may be clear without the other, and the hours need not be those of the weekday.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string_view>
#include <vector>

#include "engine/events/time_window.hpp"

namespace lykta {

/// What is known of the time of an event.
struct KnownTime {
  TimeSpan span;             ///< shorter than a week, and shorter than a day if the clock is known
  std::uint32_t source = 0;  ///< number among the recorded periods
  bool clock_known = true;   ///< false: only its day, or its days
};

enum class WindowFinding : std::uint8_t {
  clear,             ///< adjusted p of at most the level
  not_clear,         ///<
  one_occasion,      ///< clear, but more than half of it happened on one single day or night
  too_few_events,    ///< whose time is known
  period_too_short,  ///< it does not hold each weekday, or each hour of the day, three times
};
[[nodiscard]] std::string_view name_of(WindowFinding finding);

/// The busiest weekday, or the busiest three consecutive hours of the day.
struct BusyWindow {
  WindowFinding finding = WindowFinding::too_few_events;
  std::size_t events = 0;                               ///< that it is found among
  unsigned first = 0;                                   ///< weekday, Monday is 0; or the first of the hours
  double share = 0;                                     ///< of the events' weight (an even week gives 1/7 and 1/8)
  double p = std::numeric_limits<double>::quiet_NaN();  ///< of this place by itself
  double adjusted_p = std::numeric_limits<double>::quiet_NaN();  ///< over all places and both questions
};

struct PlaceTimes {
  BusyWindow weekday;
  BusyWindow hours;
  std::size_t day_known = 0;           ///< events whose weekday is known
  std::size_t clock_known = 0;         ///< of these, whose time of day is known
  std::vector<std::uint32_t> sources;  ///< of those with a known day, ascending
};

struct BusyWindowOptions {
  std::size_t runs = 999;
  std::uint64_t seed = 1;
  unsigned threads = 0;  ///< 0: all cores; the result does not depend on it
  double level = 0.05;
  std::size_t fewest_events = 10;  ///< fewer say nothing about weekdays or hours
};

/// `recorded` is the period in which each source would have recorded an event: a weekday that it holds more often is
/// expected to have more. Events of a source whose recorded period does not hold each weekday (each hour of the day)
/// three times say nothing about weekdays (hours). Events with equal spans and a known time of day are moved together:
/// reports of one quarrel are one occasion. Of equal windows the first is taken, from Monday or midnight. The order of
/// events plays no part, nor do whole weeks by which all of them and the recorded periods are moved.
/// Without runs nothing is clear, and p is no number.
[[nodiscard]] std::vector<PlaceTimes> busy_windows(std::span<const std::vector<KnownTime>> places,
                                                   std::span<const Period> recorded,
                                                   const BusyWindowOptions& options = {});

}  // namespace lykta
