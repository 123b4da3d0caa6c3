// On which weekday and at which hours does it happen most?
#pragma once

#include <chrono>
#include <optional>
#include <span>

#include "engine/events/time_window.hpp"

namespace lykta {

/// So many consecutive hours are looked at together.
inline constexpr unsigned busy_hours = 3;

/// The busiest weekday and the busiest three consecutive hours of the day, each over all events; with the share of the
/// events' weight that falls there (an even week gives 1/7 and 1/8). One weekday is always the busiest: whether it is
/// more than chance, heat_table.hpp and busy_windows.hpp say.
struct BusyTime {
  std::chrono::weekday weekday{};
  double weekday_share = 0;
  unsigned from_hour = 0;  ///< 0 to 23
  unsigned to_hour = 0;    ///< exclusive, 0 to 23; below from_hour when the hours pass midnight
  double hours_share = 0;
};

/// Fewer events with a known time than this say nothing about weekdays and hours.
inline constexpr std::size_t fewest_events_for_busy_time = 10;

/// Aoristic: an event with an interval is spread over it. Ties go to the earlier weekday (from Monday) and hour.
/// Nothing for fewer than `fewest_events_for_busy_time` spans.
[[nodiscard]] std::optional<BusyTime> busiest(std::span<const TimeSpan> spans);

/// How surprising a weight w of N is where m is expected, if it were looked at alone: the Poisson likelihood ratio
/// w ln(w/m) + (N - w) ln((N - w)/(N - m)). 0 where there is no more than expected.
[[nodiscard]] double surprise(double weight, double expected, double all);

}  // namespace lykta
