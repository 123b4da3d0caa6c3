// What of the calendar is on in a week or soon, what did earlier ones bring, and is that heeded by what is expected?
//
// A calendar is known beforehand, so a week of a market is compared with weeks of markets: see week_pattern.hpp for how.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "engine/questions/picture.hpp"
#include "engine/questions/weekly_counts.hpp"
#include "engine/time/calendar.hpp"

namespace lykta {

/// So many weeks behind the last one asked for entries are told of.
inline constexpr unsigned weeks_of_coming_entries = 8;
/// So many of the latest earlier ones stand beside an entry.
inline constexpr std::size_t earlier_entries_shown = 3;

/// What the weeks before led to expect of a week without any event (beside a school break: without any break).
struct OrdinaryWeek {
  double mean = 0;
  std::uint64_t low = 0;  ///< 90 % prediction limits
  std::uint64_t high = 0;
};

/// An earlier entry of the same kind and recurring_name().
struct EarlierEntry {
  CalendarEntry entry{};
  std::vector<IsoWeek> weeks{};          ///< weeks_of_entry()
  std::optional<std::uint64_t> count{};  ///< watched events of these weeks; none where one was not recorded whole
  std::optional<std::uint64_t> count_at_place{};  ///< likewise, in the area of the entry that it stands beside
  /// Only of an entry of one week that is counted and has 52 recorded weeks or more in its baseline, so that a season is known.
  std::optional<OrdinaryWeek> ordinary{};
  std::optional<OrdinaryWeek> ordinary_at_place{};
};

/// By what an entry moves what is expected of its week.
enum class EffectBasis : std::uint8_t {
  none,   ///< by nothing: too few weeks before had it, or any of its kind
  days,   ///< holidays and eves, all alike
  kind,   ///< all entries of its kind together
  named,  ///< its own earlier ones, beside those of its kind
};
[[nodiscard]] std::string_view name_of(EffectBasis basis);

/// How many times as many events all of the area is expected to have.
struct CalendarEffect {
  double factor = 1;
  double low = 1;  ///< 95 % limits
  double high = 1;
};

struct EntryOfWeek {
  CalendarEntry entry{};
  IsoWeek week{};                       ///< of the weeks that it is told of for, the first that it has a day in
  bool is_to_come = false;              ///< begins after the last week asked for
  std::optional<std::size_t> area{};    ///< the standing place that it names, by number in Picture::places
  std::vector<EarlierEntry> earlier{};  ///< up to the last week asked for, the latest first
  EffectBasis basis = EffectBasis::none;
  std::optional<CalendarEffect> effect{};  ///< of events and school breaks that are heeded
};

/// For each entry the standing place that its text names: the one that holds the known name of that text (compared_name()), else the first that is called so, by
/// its address or by a name within 150 m. Where the whole text names none, what stands before its comma may.
[[nodiscard]] std::vector<std::optional<std::size_t>> places_of_entries(const Inputs& inputs, const Picture& picture,
                                                                        std::span<const CalendarEntry> calendar);

/// By place of the counted areas, features of what is held just there; empty where nothing is. See WeeklyCounts::features_of_place.
[[nodiscard]] std::vector<std::vector<WeekFeature>> features_of_places(
    std::span<const CalendarEntry> calendar, std::span<const std::optional<std::size_t>> place_of_entry,
    std::size_t areas, const IsoWeek& first, std::size_t weeks);

/// What a week has of the calendar, and of the Swedish holidays where they are known, by first day; terms of schools are left out, and a day that stands in both is
/// there once.
[[nodiscard]] std::vector<CalendarEntry> days_of_calendar(std::span<const CalendarEntry> calendar,
                                                          bool knows_swedish_holidays, const IsoWeek& week);

struct CalendarQuestion {
  std::span<const CalendarEntry> calendar{};
  std::span<const std::optional<std::size_t>> place_of_entry{};
  const CountedIncidents& incidents;
  const CountedWeeks& weeks;  ///< with features_of_place
  const RecordedWeeks& recorded;
  std::span<const WeekFeature> features{};  ///< of these weeks, and of weeks_of_coming_entries behind them
  IsoWeek first{};                          ///< of the weeks asked for
  IsoWeek last{};
};

/// Entries that are on in the weeks asked for, and those that begin in the weeks behind; terms of schools are told of in none. By first day, then name and
/// place; what two files say alike is told once.
[[nodiscard]] std::vector<EntryOfWeek> entries_of_weeks(const CalendarQuestion& question);

}  // namespace lykta
