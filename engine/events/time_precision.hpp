// How precisely is the time of an event known: to its day only, or to its time of day?
#pragma once

#include <cstdint>
#include <vector>

#include "engine/events/incidents.hpp"

namespace lykta {

enum class TimePrecision : std::uint8_t {
  none,   ///< no time, or an interval of a week or more: it says nothing about the weekday
  day,    ///< whole days, an interval of a day or more, or a clock time that stands for an unknown one
  clock,  ///< a moment, or an interval of less than a day
};

/// The precision of each incident's time.
///
/// Registers write 00:00, 00:01 or 23:59 where nobody knows the time of day. Such a clock time stands for an unknown one
/// in a source where more moments have it, to the second, than twice those an hour before or after it, and three: in a
/// busy night, and where times are rounded to whole hours, its neighbours are as full. (A judgement; it errs on the side
/// of knowing less.)
[[nodiscard]] std::vector<TimePrecision> time_precision(const Incidents& incidents);

/// Midnight to midnight, or to the last minute before it.
[[nodiscard]] bool is_whole_days(const TimeSpan& span);

}  // namespace lykta
