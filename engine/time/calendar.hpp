// Which days are unlike others: holidays, terms of schools, and things that are coming?
//
// A calendar is rows of days. Of it a regression takes numbers by week. Swedish holidays are computed, so that
// nobody needs a calendar for them.
#pragma once

#include <chrono>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
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

  friend bool operator==(const CalendarEntry&, const CalendarEntry&) = default;
};
[[nodiscard]] std::string_view name_of(DayKind kind);

/// Whether entries of this kind are events or school breaks: they come now and then, and have names by which they come back.
[[nodiscard]] bool comes_back(DayKind kind);
/// What stands for all entries of a kind that comes back: "events", "school breaks".
[[nodiscard]] std::string feature_of_kind(DayKind kind);
/// What stands for this entry and those of the same kind and recurring_name(): "event: tosiadagen".
[[nodiscard]] std::string feature_of_entry(const CalendarEntry& entry);
/// Whether a feature is one of these two of a kind that comes back.
[[nodiscard]] bool is_feature_of(const WeekFeature& feature, DayKind kind);

/// Easter Sunday of the Gregorian calendar ("anonymous" rule of Nature 1876, as in Meeus, Astronomical Algorithms, 2nd ed. 1998,
/// chapter 8). Years from 1583 on.
[[nodiscard]] std::chrono::local_days easter_sunday(int year);

/// The public holidays of Sweden that are no plain Sundays (lag 1989:253; the national day took the place of Whit Monday in 2005,
/// SFS 2004:1320), and the eves before Epiphany, Good Friday, Easter, 1 May, Whitsun, Midsummer, Christmas and New Year. Names in Swedish, in the
/// order of days. Years from 1953 on, when Midsummer and All Saints became Saturdays.
[[nodiscard]] std::vector<CalendarEntry> swedish_holidays(int year);

/// Those of all years that the weeks touch.
[[nodiscard]] std::vector<CalendarEntry> swedish_holidays(const IsoWeek& first, const IsoWeek& last);

/// Numbers by week for so many weeks from the first one on, whatever place the entries name:
/// - "holidays": public holidays from Monday to Saturday (a Sunday is off in any case), each day once;
/// - "eves": each day once;
/// - "school": the share of the five working days that are in a term, but for holidays and breaks. Only where the calendar has a term;
/// - what recurring_features() gives.
/// A feature that is the same in every week says nothing, and a regression gives it no weight. Throws InvalidOption for an entry that
/// ends before it begins or an event without a name.
[[nodiscard]] std::vector<WeekFeature> week_features(std::span<const CalendarEntry> calendar, const IsoWeek& first,
                                                     std::size_t weeks);

/// Of events and school breaks alone: one feature for all of a kind, where there are any, and one for each name, in the order of names. In a week
/// of an event: how many days of it the week holds, of seven or of as many as it has; at most 1. In a week of a break: the share of the five working days that are in it.
/// Throws as week_features().
[[nodiscard]] std::vector<WeekFeature> recurring_features(std::span<const CalendarEntry> calendar, const IsoWeek& first,
                                                          std::size_t weeks);

/// The weeks that an entry is of: those that hold at least four of its days; where none does, the first of those that hold most.
[[nodiscard]] std::vector<IsoWeek> weeks_of_entry(const CalendarEntry& entry);

/// Whether a day of the entry lies in the period.
[[nodiscard]] bool touches(const CalendarEntry& entry, const Period& period);

}  // namespace lykta
