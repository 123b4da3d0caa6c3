// How much of an event falls into certain hours of the day?
//
// "Friday and Saturday, 22 to 04" is how people name a time. An event known only as a span counts there with the part
// of its span that lies in these hours (Ratcliffe 2000, doi 10.1080/136588100424963).
#pragma once

#include <array>

#include "engine/events/time_window.hpp"

namespace lykta {

/// Hours of the day, [from_hour, to_hour) in wall-clock time, on some weekdays. When `to_hour` is not after `from_hour`
/// the window wraps past midnight, and the part after midnight still belongs to the weekday on which it began: Friday
/// 22 to 04 holds Saturday 02. Equal hours mean 24 hours from then on.
struct HourWindow {
  int from_hour = 0;                                                       ///< 0 to 23
  int to_hour = 24;                                                        ///< 0 to 24
  std::array<bool, 7> weekdays{true, true, true, true, true, true, true};  ///< Monday first
};

/// Throws InvalidOption unless the hours are hours and at least one weekday is chosen.
void check(const HourWindow& window);

/// The share of the span that lies in the window, 0 to 1; a moment gives 0 or 1. A span of years costs no more than one
/// of an hour. Shares over windows that cover the week without overlap sum to 1. The window must have passed check().
[[nodiscard]] double share_in(const HourWindow& window, const TimeSpan& span);

}  // namespace lykta
