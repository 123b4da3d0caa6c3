#include "engine/density/time_slices.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <chrono>
#include <cmath>
#include <limits>
#include <numeric>
#include <string_view>

#include <fmt/format.h>

#include "engine/base/error.hpp"

namespace lykta {

using std::chrono::floor;
using std::chrono::hours;
using std::chrono::seconds;
using std::chrono::weeks;

namespace {

using Times = std::span<const std::optional<TimeSpan>>;

constexpr std::size_t hours_per_week = HourOfWeekWeights{}.size();
constexpr std::chrono::local_days some_monday{std::chrono::year{1969} / 12 / 29};

bool is_whole_days(const TimeSpan& span) {
  return span.start < span.end && span.start == floor<std::chrono::days>(span.start) &&
         span.end == floor<std::chrono::days>(span.end);
}

/// A moment lasts a second here, so that it has a part in the slice that holds it.
LocalTime end_of(const TimeSpan& span) { return std::max<LocalTime>(span.end, span.start + seconds{1}); }

/// Calls `visit(event, span)` for the events that have a time, and counts the others.
template <typename Visit>
void for_each_span(Times times, std::size_t events, TimeCounts& counts, Visit&& visit) {
  assert(times.empty() || times.size() == events);
  if (times.empty()) {
    counts.without_time += events;
    return;
  }
  for (std::size_t i = 0; i < events; ++i) {
    if (!times[i]) {
      ++counts.without_time;
      continue;
    }
    assert(times[i]->start <= times[i]->end);
    counts.whole_days += is_whole_days(*times[i]) ? 1U : 0U;
    visit(i, *times[i]);
  }
}

/// The weights that `weight_of(span)` gives; 0 means outside.
template <typename WeightOf>
TimeWeights weights_by(Times times, std::size_t events, WeightOf&& weight_of) {
  TimeWeights weights{.weight = std::vector<double>(events, 0.0), .counts = {}};
  for_each_span(times, events, weights.counts, [&](std::size_t i, const TimeSpan& span) {
    weights.weight[i] = weight_of(span);
    weights.counts.outside += weights.weight[i] > 0 ? 0U : 1U;
  });
  return weights;
}

/// Seconds from the middle of the span to the reference; a half second stays one.
double age_s(const TimeSpan& span, LocalTime reference) {
  return static_cast<double>((reference - span.start).count()) - 0.5 * static_cast<double>(span.length().count());
}

/// Fills the sparse lists. `for_each_part(span, visit)` calls `visit(slice, weight)` once for each slice that the span
/// touches; it is walked twice, so that the lists have their final size before they are filled.
template <typename ForEachPart>
void fill(TimeSlices& slices, Times times, std::size_t events, ForEachPart&& for_each_part) {
  assert(events <= std::numeric_limits<std::uint32_t>::max());
  slices.first.assign(slices.size() + 1, 0);
  for_each_span(times, events, slices.counts, [&](std::size_t, const TimeSpan& span) {
    auto touched = false;
    for_each_part(span, [&](std::size_t slice, double) {
      ++slices.first[slice + 1];
      touched = true;
    });
    slices.counts.outside += touched ? 0U : 1U;
  });
  std::partial_sum(slices.first.begin(), slices.first.end(), slices.first.begin());
  slices.event.resize(slices.first.back());
  slices.weight.resize(slices.first.back());
  auto next = slices.first;
  TimeCounts counted_already;
  for_each_span(times, events, counted_already, [&](std::size_t i, const TimeSpan& span) {
    for_each_part(span, [&](std::size_t slice, double weight) {
      const auto entry = next[slice]++;
      slices.event[entry] = static_cast<std::uint32_t>(i);
      slices.weight[entry] = weight;
    });
  });
}

/// Hours of the week that a span touches, with its aoristic weights.
class HourParts {
 public:
  template <typename Visit>
  void operator()(const TimeSpan& span, Visit&& visit) {
    const auto first_hour = floor<hours>(span.start - some_monday);
    const auto last_hour = floor<hours>(end_of(span) - seconds{1} - some_monday);
    const auto first_of_week = first_hour - floor<weeks>(first_hour);
    auto slot = static_cast<std::size_t>(std::chrono::duration_cast<hours>(first_of_week).count());
    add_aoristic(span, weights_);
    // Only what was touched is read and cleared: most spans are short.
    const auto touched = std::min(static_cast<std::size_t>((last_hour - first_hour).count()) + 1, hours_per_week);
    for (std::size_t i = 0; i < touched; ++i, slot = (slot + 1) % hours_per_week) {
      visit(slot, weights_[slot]);
      weights_[slot] = 0;
    }
  }

 private:
  HourOfWeekWeights weights_{};
};

/// Weeks of a period that a span touches, with the shares of the span.
class WeekParts {
 public:
  WeekParts(const Period& period, LocalTime first_monday) : period_(period), first_monday_(first_monday) {}

  template <typename Visit>
  void operator()(const TimeSpan& span, Visit&& visit) const {
    const auto span_end = end_of(span);
    auto from = std::max(span.start, period_.from);
    const auto to = std::min(span_end, period_.to);
    const auto length = static_cast<double>((span_end - span.start).count());
    while (from < to) {
      const auto week = floor<weeks>(from - first_monday_);
      const auto end = std::min<LocalTime>(first_monday_ + week + weeks{1}, to);
      visit(static_cast<std::size_t>(week.count()), static_cast<double>((end - from).count()) / length);
      from = end;
    }
  }

 private:
  Period period_;
  LocalTime first_monday_;
};

LocalTime monday_of(LocalTime time) { return some_monday + floor<weeks>(time - some_monday); }

/// "2025-W07": the year of an ISO week is the year of its Thursday, and week 1 holds the year's first Thursday.
std::string week_label(LocalTime monday) {
  const auto thursday = floor<std::chrono::days>(monday) + std::chrono::days{3};
  const auto year = std::chrono::year_month_day{thursday}.year();
  const std::chrono::local_days new_year{year / 1 / 1};
  return fmt::format("{:04}-W{:02}", static_cast<int>(year), (thursday - new_year).count() / 7 + 1);
}

}  // namespace

TimeWeights weights_in(const HourWindow& window, Times times, std::size_t events) {
  check(window);
  return weights_by(times, events, [&](const TimeSpan& span) { return share_in(window, span); });
}

TimeWeights recency_weights(const Recency& recency, Times times, std::size_t events) {
  if (!(recency.half_life_days > 0) || !std::isfinite(recency.half_life_days)) {
    throw InvalidOption(fmt::format("half-life must be a positive number of days, not {}", recency.half_life_days));
  }
  const auto half_life_s = recency.half_life_days * static_cast<double>(seconds{std::chrono::days{1}}.count());
  return weights_by(times, events, [&](const TimeSpan& span) {
    const auto age = age_s(span, recency.reference);
    return age < 0 ? 0.0 : std::exp2(-age / half_life_s);
  });
}

std::span<const std::uint32_t> TimeSlices::events_of(std::size_t slice) const {
  assert(slice < size());
  return std::span(event).subspan(first[slice], first[slice + 1] - first[slice]);
}

std::span<const double> TimeSlices::weights_of(std::size_t slice) const {
  assert(slice < size());
  return std::span(weight).subspan(first[slice], first[slice + 1] - first[slice]);
}

TimeSlices slices_by_hour_of_week(Times times, std::size_t events) {
  constexpr std::array<std::string_view, 7> weekdays{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
  TimeSlices slices;
  slices.labels.reserve(hours_per_week);
  for (std::size_t slot = 0; slot < hours_per_week; ++slot) {
    slices.labels.push_back(fmt::format("{} {:02}", weekdays[slot / 24], slot % 24));
  }
  fill(slices, times, events, HourParts());
  return slices;
}

TimeSlices slices_by_week(const Period& period, Times times, std::size_t events) {
  if (!(period.from < period.to)) {
    throw InvalidOption("a stack of weeks needs a period that ends after it begins");
  }
  TimeSlices slices;
  const auto first_monday = monday_of(period.from);
  for (auto monday = first_monday; monday < period.to; monday += weeks{1}) {
    slices.labels.push_back(week_label(monday));
    slices.periods.push_back({std::max(monday, period.from), std::min<LocalTime>(monday + weeks{1}, period.to)});
  }
  fill(slices, times, events, WeekParts(period, first_monday));
  return slices;
}

}  // namespace lykta
