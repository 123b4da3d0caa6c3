#include "engine/events/time_precision.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <functional>
#include <iterator>
#include <optional>
#include <span>

#include <fmt/format.h>

namespace lykta {

namespace {

using std::chrono::floor;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

/// 00:00:00, 00:01:00, 23:59:00 and 23:59:59.
constexpr std::array<seconds, 4> suspects{seconds{0}, minutes{1}, minutes{24 * 60 - 1}, seconds{24 * 3600 - 1}};

seconds time_of_day(LocalTime time) { return time - floor<std::chrono::days>(time); }

bool is_moment(const TimeSpan& span) { return span.start == span.end; }

/// How many moments of a source have each time of day, to the second.
class Clock {
 public:
  void add(seconds time) {
    if (at_.empty()) {
      at_.resize(seconds_a_day);
    }
    ++at_[static_cast<std::size_t>(time.count())];
    ++moments_;
  }

  [[nodiscard]] std::vector<DefaultTime> defaults(std::uint32_t source) const {
    std::vector<DefaultTime> found;
    if (moments_ == 0) {
      return found;
    }
    const auto add = [&](seconds time) { found.push_back({source, time, at(time), moments_}); };
    for (const auto time : suspects) {
      if (piles_up_at_midnight(time)) {
        add(time);
      }
    }
    auto others = at_;
    for (const auto& each : found) {
      others[static_cast<std::size_t>(each.time_of_day.count())] = 0;
    }
    const auto fullest = three_fullest(others);
    for (std::size_t i = 0; i < others.size(); ++i) {
      const seconds time{static_cast<seconds::rep>(i)};
      if (others[i] > 0 && is_filled_in(time, others, fullest)) {
        add(time);
      }
    }
    std::ranges::sort(found, {}, &DefaultTime::time_of_day);
    return found;
  }

 private:
  using Counts = std::vector<std::uint32_t>;
  static constexpr std::size_t seconds_a_day = std::size_t{24} * 3600;

  [[nodiscard]] static std::size_t index_of(seconds time) {
    return static_cast<std::size_t>(((time + std::chrono::days{1}) % std::chrono::days{1}).count());
  }

  [[nodiscard]] std::size_t at(seconds time) const { return at_[index_of(time)]; }

  [[nodiscard]] bool piles_up_at_midnight(seconds time) const {
    constexpr std::size_t few = 3;
    return at(time) > 2 * std::max(at(time - hours{1}), at(time + hours{1})) + few;
  }

  static std::array<std::uint32_t, 3> three_fullest(const Counts& counts) {
    std::array<std::uint32_t, 3> fullest{};
    std::ranges::partial_sort_copy(counts, fullest, std::ranges::greater());
    return fullest;
  }

  [[nodiscard]] bool is_filled_in(seconds time, const Counts& counts,
                                  const std::array<std::uint32_t, 3>& fullest) const {
    constexpr std::size_t few = 10;
    const std::size_t here = counts[index_of(time)];
    if (10 * here < moments_) {
      return false;
    }
    const auto hours_away = [&](int number) { return std::size_t{counts[index_of(time + hours{number})]}; };
    const auto near = std::max(
        {hours_away(-3), hours_away(-2), hours_away(2), hours_away(3), std::min(hours_away(-1), hours_away(1))});
    // Itself is among the fullest, unless others are fuller.
    const std::size_t elsewhere = here >= fullest[1] ? fullest[2] : fullest[1];
    return here > 3 * near + few && 2 * here > 3 * elsewhere && here > within_half_an_hour(time, counts);
  }

  /// Moments beside this one: a busy hour fills them too.
  static std::size_t within_half_an_hour(seconds time, const Counts& counts) {
    std::size_t others = 0;
    for (auto away = seconds{1}; away <= minutes{30}; ++away) {
      others += counts[index_of(time - away)] + counts[index_of(time + away)];
    }
    return others;
  }

  Counts at_;
  std::size_t moments_ = 0;
};

std::vector<Clock> clocks_of(const Incidents& incidents) {
  std::vector<Clock> clocks;
  for (std::size_t i = 0; i < incidents.size(); ++i) {
    const auto& time = incidents.time[i];
    const auto source = incidents.row[i].source;
    if (source >= clocks.size()) {
      clocks.resize(source + 1);
    }
    if (time && is_moment(*time)) {
      clocks[source].add(time_of_day(time->start));
    }
  }
  return clocks;
}

TimePrecision precision_of(const std::optional<TimeSpan>& time, std::span<const DefaultTime> defaults) {
  if (!time || time->length() >= std::chrono::days{7}) {
    return TimePrecision::none;
  }
  const auto is_default = [&] {
    return is_moment(*time) &&
           std::ranges::find(defaults, time_of_day(time->start), &DefaultTime::time_of_day) != defaults.end();
  };
  return is_whole_days(*time) || time->length() >= std::chrono::days{1} || is_default() ? TimePrecision::day
                                                                                        : TimePrecision::clock;
}

}  // namespace

bool is_whole_days(const TimeSpan& span) {
  const auto rest = time_of_day(span.end);
  const auto last_minute = std::chrono::days{1} - minutes{1};
  return span.start < span.end && time_of_day(span.start) == seconds{0} && (rest == seconds{0} || rest >= last_minute);
}

std::vector<DefaultTime> default_times(const Incidents& incidents) {
  std::vector<DefaultTime> found;
  const auto clocks = clocks_of(incidents);
  for (std::size_t source = 0; source < clocks.size(); ++source) {
    std::ranges::move(clocks[source].defaults(static_cast<std::uint32_t>(source)), std::back_inserter(found));
  }
  return found;
}

std::vector<TimePrecision> time_precision(const Incidents& incidents) {
  const auto defaults = default_times(incidents);
  std::vector<TimePrecision> precision;
  precision.reserve(incidents.size());
  for (std::size_t i = 0; i < incidents.size(); ++i) {
    const auto of_source = std::ranges::equal_range(defaults, incidents.row[i].source, {}, &DefaultTime::source);
    precision.push_back(precision_of(incidents.time[i], of_source));
  }
  return precision;
}

std::string clock_text(seconds time_of_day) {
  const std::chrono::hh_mm_ss clock(time_of_day);
  const auto text = fmt::format("{:02}:{:02}", clock.hours().count(), clock.minutes().count());
  return clock.seconds().count() == 0 ? text : text + fmt::format(":{:02}", clock.seconds().count());
}

}  // namespace lykta
