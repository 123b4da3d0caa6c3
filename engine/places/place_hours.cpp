#include "engine/places/place_hours.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>

namespace lykta {

namespace {

using std::chrono::days;
using std::chrono::floor;
using WeekdayCounts = std::array<unsigned, 7>;

/// Days that lie in the period as a whole or in part, of one season or of all.
WeekdayCounts recorded_weekdays(const Period& period, const Season* season) {
  WeekdayCounts counts{};
  for (auto day = floor<days>(period.from); LocalTime(day) < period.to; day += days{1}) {
    if (season == nullptr || season_of(day) == *season) {
      ++counts[std::chrono::weekday{day}.iso_encoding() - 1];
    }
  }
  return counts;
}

VisitGroup group_of(const std::vector<KnownTime>& times, const std::vector<WeekdayCounts>& recorded,
                    const Season* season) {
  VisitGroup group{.times = {}, .recorded_days = recorded};
  std::ranges::copy_if(times, std::back_inserter(group.times), [season](const KnownTime& time) {
    return season == nullptr || season_of(time.span.start) == *season;
  });
  return group;
}

}  // namespace

std::string_view name_of(Season season) {
  switch (season) {
    case Season::winter:
      return "winter";
    case Season::spring:
      return "spring";
    case Season::summer:
      return "summer";
    case Season::autumn:
      break;
  }
  return "autumn";
}

Season season_of(LocalTime time) {
  const auto month = unsigned{std::chrono::year_month_day{floor<days>(time)}.month()};
  return all_seasons[month % 12 / 3];
}

std::vector<PlaceHours> place_hours(std::span<const std::vector<KnownTime>> places, std::span<const Period> recorded,
                                    const BusyWindowOptions& options) {
  constexpr auto each = 1 + all_seasons.size();
  std::array<std::vector<WeekdayCounts>, each> weekdays;
  for (const auto& period : recorded) {
    weekdays[0].push_back(recorded_weekdays(period, nullptr));
    for (std::size_t i = 0; i < all_seasons.size(); ++i) {
      weekdays[i + 1].push_back(recorded_weekdays(period, &all_seasons[i]));
    }
  }
  std::vector<VisitGroup> groups;
  for (const auto& times : places) {
    groups.push_back(group_of(times, weekdays[0], nullptr));
    for (std::size_t i = 0; i < all_seasons.size(); ++i) {
      groups.push_back(group_of(times, weekdays[i + 1], &all_seasons[i]));
    }
  }
  const auto windows = visit_windows(groups, options);
  std::vector<PlaceHours> hours(places.size());
  for (std::size_t i = 0; i < places.size(); ++i) {
    hours[i].window = windows[i * each];
    std::copy_n(windows.begin() + static_cast<std::ptrdiff_t>(i * each + 1), all_seasons.size(),
                hours[i].by_season.begin());
    hours[i].week = hours_of_week(places[i]);
  }
  return hours;
}

}  // namespace lykta
