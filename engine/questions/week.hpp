// Of the events as they were read: on which weekdays and at which hours do they happen, and is that more than chance?
//
// The question of heat_table.hpp, with the choice of events before it. An event whose time of day nobody knows would
// add the same to every hour and so hide the pattern of the others: it is left out and counted.
#pragma once

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/base/progress.hpp"
#include "engine/inputs/chosen_events.hpp"
#include "engine/time/busy_time.hpp"
#include "engine/time/heat_table.hpp"

namespace lykta {

/// A week whose p is at most this is more uneven than chance.
inline constexpr double week_level = 0.05;

struct WeekOptions {
  EventChoice choice{};
  std::size_t runs = 999;
  std::uint64_t seed = 1;
  unsigned threads = 0;  ///< 0: all cores; the result does not depend on it
  /// An event known as a longer interval is left out; an interval of a week says nothing about the hour of the week.
  double longest_span_days = 7;
};
/// Throws InvalidOption.
void check(const WeekOptions& options);

/// Hours of the week one after the other, perhaps past Sunday night.
struct Stretch {
  std::size_t first = 0;  ///< hour of the week, Monday 00 is 0
  std::size_t hours = 0;
  double weight = 0;    ///< events
  double expected = 0;  ///< of an even week
};
/// The stretch of two to twelve hours whose excess is the most surprising if it were looked at alone: the largest
/// Poisson likelihood ratio w ln(w/m) + (N-w) ln((N-w)/(N-m)) of those with more than expected, of equal ones the
/// first. It was picked because it is the highest, so it has no p of its own. Nothing where no stretch holds five events
/// and more than expected.
[[nodiscard]] std::optional<Stretch> busiest_stretch(const HeatTable& table);

struct Week {
  HeatTable table{};
  std::size_t runs = 0;            ///< weeks of chance that it was compared with
  std::size_t intervals = 0;       ///< events of the table that are spread over an interval
  std::size_t without_date = 0;    ///< of the period, left out
  std::size_t whole_days = 0;      ///< known to the day or the month only, left out
  std::size_t span_too_long = 0;   ///< left out
  std::optional<BusyTime> busy{};  ///< not to be named unless it is clear
  /// Only of a week that is more uneven than chance, and nothing where it holds a doubtful hour.
  std::optional<Stretch> stretch{};
  std::vector<IncidentUse> uses{};  ///< one per incident
  std::vector<Warning> warnings{};
  /// Hours of the day that are not to be believed: they hold a clock time that stands for an unknown one (see
  /// time_precision.hpp), or many moments are 00:00:00.
  std::bitset<24> doubtful_hours{};

  /// Whether the busiest weekday, or the busiest hours, may be named: the test of theirs says that the weekdays (hours)
  /// are more uneven than chance, and the hours hold no doubtful one.
  [[nodiscard]] bool has_clear_weekday() const;
  [[nodiscard]] bool has_clear_hours() const;
};

/// Of events that were chosen already (indexes of incidents; `options.choice` only names their period). Nothing where
/// none has a time of day. `about_data` are the warnings about the data; those about places are left out.
[[nodiscard]] std::optional<Week> week_of(const Inputs& inputs, std::span<const std::uint32_t> events,
                                          std::vector<Warning> about_data, const WeekOptions& options,
                                          const Progress& progress = {});

/// Throws InvalidOption as check() does, DataError when no event is left or none has a time of day.
[[nodiscard]] Week week_of(const Inputs& inputs, const WeekOptions& options, const Progress& progress = {});

}  // namespace lykta
