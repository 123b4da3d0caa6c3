#include "engine/events/time_precision.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>

namespace lykta {

namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

/// 00:00:00, 00:01:00, 23:59:00 and 23:59:59.
constexpr std::array<seconds, 4> suspects{seconds{0}, minutes{1}, minutes{24 * 60 - 1}, seconds{24 * 3600 - 1}};

seconds time_of_day(LocalTime time) { return time - floor<days>(time); }

std::optional<std::size_t> suspect_number(seconds time) {
  const auto found = std::ranges::find(suspects, time);
  return found == suspects.end() ? std::nullopt : std::optional(static_cast<std::size_t>(found - suspects.begin()));
}

/// Moments of a source at each suspect, and an hour before and after it.
struct Pile {
  std::array<std::size_t, suspects.size()> here{};
  std::array<std::size_t, suspects.size()> before{};
  std::array<std::size_t, suspects.size()> after{};

  void add(seconds time) {
    constexpr seconds hour = hours{1};
    constexpr seconds day = days{1};
    if (const auto suspect = suspect_number(time)) {
      ++here[*suspect];
    }
    if (const auto suspect = suspect_number((time + hour) % day)) {
      ++before[*suspect];
    }
    if (const auto suspect = suspect_number((time + day - hour) % day)) {
      ++after[*suspect];
    }
  }

  [[nodiscard]] bool stands_for_unknown(seconds time) const {
    constexpr std::size_t few = 3;
    const auto suspect = suspect_number(time);
    return suspect && here[*suspect] > 2 * std::max(before[*suspect], after[*suspect]) + few;
  }
};

bool is_moment(const TimeSpan& span) { return span.start == span.end; }

std::vector<Pile> piles_of(const Incidents& incidents) {
  std::vector<Pile> piles;
  for (std::size_t i = 0; i < incidents.size(); ++i) {
    const auto& time = incidents.time[i];
    const auto source = incidents.row[i].source;
    if (source >= piles.size()) {
      piles.resize(source + 1);
    }
    if (time && is_moment(*time)) {
      piles[source].add(time_of_day(time->start));
    }
  }
  return piles;
}

TimePrecision precision_of(const std::optional<TimeSpan>& time, const Pile& pile) {
  if (!time || time->length() >= days{7}) {
    return TimePrecision::none;
  }
  if (is_whole_days(*time) || time->length() >= days{1} ||
      (is_moment(*time) && pile.stands_for_unknown(time_of_day(time->start)))) {
    return TimePrecision::day;
  }
  return TimePrecision::clock;
}

}  // namespace

bool is_whole_days(const TimeSpan& span) {
  const auto rest = time_of_day(span.end);
  const auto last_minute = days{1} - minutes{1};
  return span.start < span.end && time_of_day(span.start) == seconds{0} && (rest == seconds{0} || rest >= last_minute);
}

std::vector<TimePrecision> time_precision(const Incidents& incidents) {
  const auto piles = piles_of(incidents);
  std::vector<TimePrecision> precision;
  precision.reserve(incidents.size());
  for (std::size_t i = 0; i < incidents.size(); ++i) {
    precision.push_back(precision_of(incidents.time[i], piles[incidents.row[i].source]));
  }
  return precision;
}

}  // namespace lykta
