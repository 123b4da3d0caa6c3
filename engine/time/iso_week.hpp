// Which week is it, as a Swede counts them?
//
// Weeks of ISO 8601: they begin on a Monday, and week 1 is the one with the year's first Thursday. So the first days of
// January may lie in week 52 or 53 of the year before, and the last ones of December in week 1 of the next.
#pragma once

#include <chrono>
#include <compare>
#include <string>
#include <string_view>
#include <vector>

#include "engine/events/time_window.hpp"

namespace lykta {

struct IsoWeek {
  int year = 1970;    ///< of the week's Thursday
  unsigned week = 1;  ///< 1 to 52, in some years to 53

  friend auto operator<=>(const IsoWeek&, const IsoWeek&) = default;
};

/// 53 where 1 January is a Thursday, or a Wednesday of a leap year; else 52.
[[nodiscard]] unsigned weeks_in_year(int year);

[[nodiscard]] IsoWeek iso_week_of(std::chrono::local_days day);
[[nodiscard]] IsoWeek iso_week_of(LocalTime time);

/// The week must exist: its number is at most weeks_in_year().
[[nodiscard]] std::chrono::local_days monday_of(const IsoWeek& week);
/// From Monday 00 to the Monday after.
[[nodiscard]] Period period_of(const IsoWeek& week);
/// So many weeks later, or earlier where negative.
[[nodiscard]] IsoWeek plus_weeks(const IsoWeek& week, int weeks);
/// From the first to the last, both included; none where the last is before the first.
[[nodiscard]] std::vector<IsoWeek> weeks_from_to(const IsoWeek& first, const IsoWeek& last);
/// The weeks that lie whole in the period.
[[nodiscard]] std::vector<IsoWeek> whole_weeks_in(const Period& period);

/// "2025-W48".
[[nodiscard]] std::string text_of(const IsoWeek& week);
/// "2025-W48", "2025W48", and as a Swede may write it "2025-v48"; small letters too, and a week of one digit. Throws InvalidOption for another
/// text, and for a week that the year does not have.
[[nodiscard]] IsoWeek parse_iso_week(std::string_view text);

}  // namespace lykta
