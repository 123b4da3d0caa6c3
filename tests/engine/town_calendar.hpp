// What do tests of a calendar need? A made-up one of a town, for the weeks of quiet_places.hpp.
#pragma once

#include <algorithm>
#include <chrono>
#include <iterator>
#include <span>
#include <vector>

#include "engine/time/calendar.hpp"

namespace lykta::test {

/// A calendar of a town: yearly events, a market each month, school breaks; the weeks of drawn_weeks() begin on 3 January 2022.
inline std::vector<CalendarEntry> town_calendar() {
  std::vector<CalendarEntry> calendar;
  const auto add = [&](DayKind kind, const char* name, int year, unsigned week, int days, const char* place = "") {
    const auto first = monday_of({year, week});
    calendar.push_back({first, first + std::chrono::days(days - 1), kind, name, place});
  };
  for (const auto year : {2022, 2023, 2024}) {
    for (const unsigned week : {3U, 7U, 11U, 15U, 19U, 23U, 28U, 32U, 36U, 41U, 45U, 49U}) {
      add(DayKind::event, "market", year, week, 1, "square");
    }
    add(DayKind::event, "carnival", year, 30, 3, "square");
    add(DayKind::event, "graduation", year, 24, 2);
    add(DayKind::event, "bonfire", year, 17, 1);
    add(DayKind::event, "lucia", year, 50, 1);
    add(DayKind::event, "match", year, 38, 1);
    add(DayKind::school_break, "sports break", year, 8, 5);
    add(DayKind::school_break, "summer break", year, 24, 68);
    add(DayKind::school_break, "autumn break", year, 44, 5);
  }
  return calendar;
}

/// What is held at the square, for one place of a list.
inline std::vector<std::vector<WeekFeature>> held_at_place(std::span<const CalendarEntry> calendar, std::size_t place,
                                                           std::size_t places, std::size_t weeks) {
  std::vector<CalendarEntry> held;
  std::ranges::copy_if(calendar, std::back_inserter(held),
                       [](const CalendarEntry& entry) { return !entry.place.empty(); });
  std::vector<std::vector<WeekFeature>> features(places);
  features[place] = recurring_features(held, {2022, 1}, weeks);
  return features;
}

}  // namespace lykta::test
