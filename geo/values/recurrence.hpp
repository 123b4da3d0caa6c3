// On which days does an entry of a calendar come back, by its rule (RFC 5545, 3.3.10)?
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "engine/events/time_window.hpp"

namespace lykta {

/// A DATE ("20250726") or DATE-TIME ("20250726T100000", with a Z in UTC) of RFC 5545, 3.3.4 and 3.3.5.
struct CalendarMoment {
  LocalTime time{};
  bool is_date = false;
  bool is_utc = false;
};
/// Nothing for other texts, days that do not exist, and years outside of 1900 to 2199. A leap second is the one before it.
[[nodiscard]] std::optional<CalendarMoment> parse_calendar_moment(std::string_view text);

/// "P1D", "PT2H30M", "P2W" (RFC 5545, 3.3.6), not negative and under ten years; nothing for others.
[[nodiscard]] std::optional<std::chrono::seconds> parse_calendar_duration(std::string_view text);

enum class RecurrenceFrequency : std::uint8_t { daily, weekly, monthly, yearly };

struct RecurrenceRule {
  RecurrenceFrequency frequency = RecurrenceFrequency::yearly;
  unsigned interval = 1;
  std::optional<unsigned> count{};               ///< how often it comes, the first time included
  std::optional<CalendarMoment> until{};         ///< the last moment at which it may begin
  std::vector<std::chrono::weekday> weekdays{};  ///< of a week; of a month the one that `ordinal` numbers
  std::optional<int> ordinal{};                  ///< 1: the first of the month, -1: the last
  std::optional<int> month_day{};                ///< of a month; -1: the last
  std::optional<unsigned> month{};
  std::chrono::weekday week_start = std::chrono::Monday;
};

/// DAILY; WEEKLY, perhaps on several weekdays; MONTHLY on a day or on a numbered weekday ("BYDAY=1SA"); YEARLY on a date, or on a day or numbered
/// weekday of one month ("BYMONTH=7;BYDAY=-1SA"). With INTERVAL, COUNT or UNTIL. Nothing for all other rules.
[[nodiscard]] std::optional<RecurrenceRule> parse_recurrence_rule(std::string_view text);

/// The days on which it begins from `first` on, which is always one of them; the last is `until` (days of the zone) at most. A rule without an end is followed
/// for thirty years, and none gives more than `at_most`. Days that a month does not have are passed over.
[[nodiscard]] std::vector<std::chrono::local_days> recurrence_days(const RecurrenceRule& rule,
                                                                   std::chrono::local_days first,
                                                                   std::optional<std::chrono::local_days> until,
                                                                   std::size_t at_most);

}  // namespace lykta
