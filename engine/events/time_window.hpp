// When did it happen, as far as anybody knows, and does that fall into the period that we look at?
//
// All times here are local wall-clock times (Europe/Stockholm for a Swedish municipality): weekdays and hours are
// read off them directly. A quarter of real events are known only as an interval ("between Friday 18 and Monday 07"),
// so an event's time is a span; its start or middle is never taken for the time of the event (Ashby & Bowers 2013,
// doi 10.1186/2193-7680-2-1).
#pragma once

#include <array>
#include <chrono>

namespace lykta {

/// Wall-clock time without a zone, to the second.
using LocalTime = std::chrono::local_seconds;

/// The interval in which an event took place, [start, end); a single moment when start equals end.
/// Invariant: start <= end.
struct TimeSpan {
  LocalTime start{};
  LocalTime end{};

  [[nodiscard]] std::chrono::seconds length() const { return end - start; }
  friend bool operator==(const TimeSpan&, const TimeSpan&) = default;
};

/// A span of calendar time to be pictured, closed at `from`, open at `to`.
struct Period {
  LocalTime from{};
  LocalTime to{};

  [[nodiscard]] double days() const;
  friend bool operator==(const Period&, const Period&) = default;
};

/// Whether the period holds the event: at least half of the span lies inside the period, and its middle does.
/// Of adjoining periods at most one holds an event (half against half goes to the later one), and an event with a
/// span longer than twice the period belongs to none: nobody knows when it was.
[[nodiscard]] bool holds(const Period& period, const TimeSpan& span);

/// Weights of the 168 hours of the week, Monday 00 first: `weights[weekday * 24 + hour]`.
using HourOfWeekWeights = std::array<double, 168>;

/// Adds the aoristic weights of one event: each hour of the week gets the share of the span that falls into it, so
/// that the weights added sum to 1 (Ratcliffe 2000, doi 10.1080/136588100424963). A single moment adds 1 to its hour.
void add_aoristic(const TimeSpan& span, HourOfWeekWeights& weights);

}  // namespace lykta
