// How much of each event belongs to a certain time, so that a density can speak of that time?
//
// Every answer here is a weight per event. Where only a span is known the weight is the share of the span that lies in
// the time asked for (aoristic weights, Ratcliffe 2000, doi 10.1080/136588100424963): a span's start or middle is never
// taken for the time of the event. A date without a time of day is a span of a whole day and spreads over its hours.
//
// `times` has one element per event, or none at all where the source has no time (Incidents::time); `events` is the
// number of events.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/events/hour_window.hpp"
#include "engine/events/time_window.hpp"

namespace lykta {

/// Events that say little or nothing about the time asked for.
struct TimeCounts {
  std::size_t without_time = 0;  ///< weight 0: nobody wrote when
  std::size_t outside = 0;       ///< weight 0: at another time (of recency: in the future)
  /// Known to whole days only (from midnight to midnight). They count with their share, but every window of hours looks
  /// alike to them: a map of hours from many of these is flat.
  std::size_t whole_days = 0;
};

struct TimeWeights {
  std::vector<double> weight;  ///< one per event, 0 to 1
  TimeCounts counts;
};

/// The share of each event that lies in the window. Windows that cover the week without overlap give weights that sum
/// to 1 for each event that has a time. Throws InvalidOption as check(window).
[[nodiscard]] TimeWeights weights_in(const HourWindow& window, std::span<const std::optional<TimeSpan>> times,
                                     std::size_t events);

/// How fast events grow old.
struct Recency {
  double half_life_days = 30;
  LocalTime reference{};  ///< the moment of age 0: the end of the period that is looked at
};

/// 2^(-age / half-life), age counted in days from the middle of the span to the reference: 1 at the reference, 1/2 a
/// half-life before. An event whose middle lies after the reference gets 0 and counts as outside, never more than 1.
/// Throws InvalidOption unless the half-life is a positive number of days.
[[nodiscard]] TimeWeights recency_weights(const Recency& recency, std::span<const std::optional<TimeSpan>> times,
                                          std::size_t events);

/// Consecutive slices of time with the events of each: sparse, 12 bytes per event and slice it touches.
struct TimeSlices {
  std::vector<std::string> labels;   ///< "Mon 00" or "2025-W07": codes that stand for themselves in any language
  std::vector<Period> periods;       ///< of each week the part that lies in the period asked for; empty for hours
  std::vector<std::size_t> first;    ///< slice k has the entries first[k] to first[k + 1]
  std::vector<std::uint32_t> event;  ///< ascending within a slice, no event twice
  std::vector<double> weight;        ///< above 0
  TimeCounts counts;

  [[nodiscard]] std::size_t size() const { return labels.size(); }
  [[nodiscard]] std::span<const std::uint32_t> events_of(std::size_t slice) const;
  [[nodiscard]] std::span<const double> weights_of(std::size_t slice) const;
};

/// The 168 hours of the week, Monday 00 first. An event's weights over them sum to 1; they are those of add_aoristic().
/// A span of years costs no more than one of a week: an event has at most 168 entries.
[[nodiscard]] TimeSlices slices_by_hour_of_week(std::span<const std::optional<TimeSpan>> times, std::size_t events);

/// ISO 8601 weeks (Monday to Sunday) that the period touches, in order. A week at the rim counts only as far as the
/// period reaches (see `periods`), so its slice may be thin. An event's weights sum to the share of its span inside the
/// period; an event wholly before or after counts as outside. Throws InvalidOption when the period is empty.
[[nodiscard]] TimeSlices slices_by_week(const Period& period, std::span<const std::optional<TimeSpan>> times,
                                        std::size_t events);

}  // namespace lykta
