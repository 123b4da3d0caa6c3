// How precisely is the time of an event known: to its day only, or to its time of day?
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/events/incidents.hpp"

namespace lykta {

enum class TimePrecision : std::uint8_t {
  none,   ///< no time, or an interval of a week or more: it says nothing about the weekday
  day,    ///< whole days, an interval of a day or more, or a clock time that stands for an unknown one
  clock,  ///< a moment, or an interval of less than a day
};

/// A clock time that stands for an unknown one in a source.
struct DefaultTime {
  std::uint32_t source = 0;  ///< as in RowReference
  std::chrono::seconds time_of_day{};
  std::size_t events = 0;   ///< moments of the source with this time of day
  std::size_t moments = 0;  ///< all moments of the source

  friend bool operator==(const DefaultTime&, const DefaultTime&) = default;
};

/// The clock times that stand for unknown ones, by source and time of day. (Judgements; they err on the side of knowing
/// less.)
///
/// Registers write 00:00, 00:01 or 23:59 where nobody knows the time of day: such a time stands for an unknown one where
/// more moments have it, to the second, than twice those an hour before or after it, and three. In a busy night, and
/// where times are rounded to whole hours, its neighbours are as full.
///
/// Forms fill in any time, 12:00 or 08:00, and leave it to be changed. People round to whole hours too, and noon is
/// written two or three times as often as eleven or one. So another time is a default only where it has
/// - a tenth of the source's moments,
/// - more than three times as many as the times one, two and three hours before and after it, and ten,
/// - more than one and a half times as many as any other clock time of the source,
/// - more than all other times within half an hour together: a busy hour is full all over.
/// A default that is written in UTC is two times of day an hour apart, of summer and winter: so of the two times one hour
/// away the fuller is passed over, and the fullest of all others in the last comparison. What was found by the first rule is compared with nothing.
[[nodiscard]] std::vector<DefaultTime> default_times(const Incidents& incidents);

/// The precision of each incident's time. A moment at a default time of its source is known to its day only.
[[nodiscard]] std::vector<TimePrecision> time_precision(const Incidents& incidents);

/// "12:00", or "23:59:59" where there are seconds.
[[nodiscard]] std::string clock_text(std::chrono::seconds time_of_day);

/// Midnight to midnight, or to the last minute before it.
[[nodiscard]] bool is_whole_days(const TimeSpan& span);

}  // namespace lykta
