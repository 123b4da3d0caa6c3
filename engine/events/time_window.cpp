#include "engine/events/time_window.hpp"

#include <algorithm>
#include <cassert>
#include <cstddef>

namespace lykta {

using std::chrono::floor;
using std::chrono::hours;
using std::chrono::seconds;
using std::chrono::weekday;

namespace {

constexpr auto hours_per_week = std::size_t{168};

std::size_t hour_of_week(LocalTime time) {
  const auto day = floor<std::chrono::days>(time);
  const auto hour = floor<hours>(time - day);
  return (weekday{day}.iso_encoding() - 1) * 24 + static_cast<std::size_t>(hour.count());
}

}  // namespace

double Period::days() const { return std::chrono::duration<double, std::chrono::days::period>(to - from).count(); }

bool holds(const Period& period, const TimeSpan& span) {
  assert(span.start <= span.end);
  if (span.start == span.end) {
    return period.from <= span.start && span.start < period.to;
  }
  const auto middle = span.start + span.length() / 2;
  const auto inside = std::min(period.to, span.end) - std::max(period.from, span.start);
  return period.from <= middle && middle < period.to && 2 * inside >= span.length();
}

void add_aoristic(const TimeSpan& span, HourOfWeekWeights& weights) {
  assert(span.start <= span.end);
  const auto first_hour = hour_of_week(span.start);
  if (span.start == span.end) {
    weights[first_hour] += 1.0;
    return;
  }
  const auto length = static_cast<double>(span.length().count());
  // Whole weeks cover each hour alike; only the remainder needs a walk, so a span of years costs no more than a week.
  const auto whole_weeks = span.length() / std::chrono::weeks{1};
  if (whole_weeks > 0) {
    const auto share = static_cast<double>(whole_weeks) * 3600.0 / length;
    for (auto& weight : weights) {
      weight += share;
    }
  }
  auto from = span.start + std::chrono::weeks{whole_weeks};
  auto slot = first_hour;
  while (from < span.end) {
    const auto next_hour = floor<hours>(from) + hours{1};
    const auto to = std::min<LocalTime>(next_hour, span.end);
    weights[slot] += static_cast<double>((to - from).count()) / length;
    from = to;
    slot = (slot + 1) % hours_per_week;
  }
}

}  // namespace lykta
