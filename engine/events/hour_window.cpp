#include "engine/events/hour_window.hpp"

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <cstdint>

#include <fmt/format.h>

#include "engine/base/error.hpp"

namespace lykta {

using std::chrono::hours;
using std::chrono::seconds;
using std::chrono::weeks;

namespace {

constexpr int hours_per_day = 24;

bool is_valid(const HourWindow& window) {
  return window.from_hour >= 0 && window.from_hour < hours_per_day && window.to_hour >= 0 &&
         window.to_hour <= hours_per_day && std::ranges::any_of(window.weekdays, [](bool chosen) { return chosen; });
}

hours length_of(const HourWindow& window) {
  const auto length = (window.to_hour - window.from_hour + hours_per_day) % hours_per_day;
  return hours{length == 0 ? hours_per_day : length};
}

/// Seconds of the window in the first part of a week that begins on Monday.
seconds within_week(const HourWindow& window, seconds part) {
  const auto length = length_of(window);
  seconds sum{0};
  // The window of the Sunday before may reach into this week.
  for (int day = -1; day < 7; ++day) {
    if (window.weekdays[static_cast<std::size_t>((day + 7) % 7)]) {
      const seconds from = std::chrono::days{day} + hours{window.from_hour};
      const auto begin = std::max<seconds>(from, seconds{0});
      const auto end = std::min<seconds>(from + length, part);
      sum += std::max(end - begin, seconds{0});
    }
  }
  return sum;
}

/// Seconds of the window from a fixed Monday until then; negative before it. Differences of two give the seconds in
/// between, so that no span needs a walk.
seconds seconds_until(const HourWindow& window, LocalTime time) {
  constexpr std::chrono::local_days monday{std::chrono::year{1969} / 12 / 29};
  const auto since = time - monday;
  const auto whole_weeks = std::chrono::floor<weeks>(since);
  return within_week(window, weeks{1}) * whole_weeks.count() + within_week(window, since - whole_weeks);
}

}  // namespace

void check(const HourWindow& window) {
  if (!is_valid(window)) {
    throw InvalidOption(fmt::format(
        "a window of hours goes from 0..23 to 0..24 on at least one weekday; {} to {} on {} weekdays does not",
        window.from_hour, window.to_hour, std::ranges::count(window.weekdays, true)));
  }
}

double share_in(const HourWindow& window, const TimeSpan& span) {
  assert(is_valid(window));
  assert(span.start <= span.end);
  // Windows begin and end with whole hours, so the second that begins with a moment is all inside or all outside.
  const auto end = std::max(span.end, span.start + seconds{1});
  const auto inside = seconds_until(window, end) - seconds_until(window, span.start);
  return static_cast<double>(inside.count()) / static_cast<double>((end - span.start).count());
}

}  // namespace lykta
