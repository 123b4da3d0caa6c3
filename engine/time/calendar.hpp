// Which days are unlike others: holidays, terms of schools, and things that are coming?
//
// A calendar is rows of days. Of it a regression takes numbers by week. Swedish holidays are computed, so that
// nobody needs a calendar for them.
#pragma once

#include <chrono>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/time/iso_week.hpp"
#include "engine/time/week_features.hpp"

namespace lykta {

enum class DayKind : std::uint8_t {
  holiday,      ///< public holiday
  eve,          ///< the day before one, on which people celebrate
  school_term,  ///< school is on, but for holidays and days of the next kind
  school_break,
  event,  ///< something named: a market, a match, a graduation
};

struct CalendarEntry {
  std::chrono::local_days first{};
  std::chrono::local_days last{};  ///< included
  DayKind kind = DayKind::event;
  std::string name{};
  std::string place{};  ///< where it is; empty: everywhere
};

/// Easter Sunday of the Gregorian calendar ("anonymous" rule of Nature 1876, as in Meeus, Astronomical Algorithms, 2nd ed. 1998,
/// chapter 8). Years from 1583 on.
[[nodiscard]] std::chrono::local_days easter_sunday(int year);

/// The public holidays of Sweden that are no plain Sundays (lag 1989:253; the national day took the place of Whit Monday in 2005,
/// SFS 2004:1320), and the eves before Epiphany, Good Friday, Easter, 1 May, Whitsun, Midsummer, Christmas and New Year. Names in Swedish, in the
/// order of days. Years from 1953 on, when Midsummer and All Saints became Saturdays.
[[nodiscard]] std::vector<CalendarEntry> swedish_holidays(int year);

/// Those of all years that the weeks touch.
[[nodiscard]] std::vector<CalendarEntry> swedish_holidays(const IsoWeek& first, const IsoWeek& last);

/// Numbers by week for so many weeks from the first one on:
/// - "holidays": public holidays from Monday to Saturday (a Sunday is off in any case), each day once;
/// - "eves": each day once;
/// - "school days": Mondays to Fridays in a term, but for holidays and breaks. Only where the calendar has a term or a break; where
///   it has no terms, the days of breaks ("days of school breaks") instead;
/// - for each name of an event the days it takes, each day once, in the order of names.
/// Entries at a place are left out unless it is `place`; of an empty `place` those everywhere count alone. A feature that is the same in
/// every week says nothing, and a regression gives it no weight. Throws InvalidOption for an entry that ends before it begins or an event
/// without a name.
[[nodiscard]] std::vector<WeekFeature> week_features(std::span<const CalendarEntry> calendar, const IsoWeek& first,
                                                     std::size_t weeks, const std::string& place = {});

/// Entries of kind event with a day in the period, by their first day (then name and place).
[[nodiscard]] std::vector<CalendarEntry> events_in(std::span<const CalendarEntry> calendar, const Period& period);

}  // namespace lykta
