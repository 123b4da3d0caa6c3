// Which hours does a word for a part of the day mean? "kväll", "natt", "fm", "evening".
//
// A word is a span, never a moment: the hours below are what such words are used for, not what anybody has measured.
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

namespace lykta {

/// Seconds since the midnight with which the day begins; `end` is beyond 24 h where a stretch goes on into the next day.
/// Both are equal for a moment.
struct TimeOfDay {
  std::chrono::seconds begin{0};
  std::chrono::seconds end{0};

  friend bool operator==(const TimeOfDay&, const TimeOfDay&) = default;
};

/// The hours of a word, whatever its case:
///
/// - natt, natten, night: 00-06 of the date that stands beside it
/// - morgon, morgonen, morning: 06-10
/// - förmiddag, fm: 06-12; am: 00-12
/// - middag, lunch, noon: 11-14
/// - eftermiddag, em, afternoon: 12-18; pm: 12-24
/// - kväll, kvällen, evening: 18-24
/// - dag, dagtid, daytime: 06-18
/// - dygn, "hela dagen", "all day": 00-24
///
/// The forms with -tid ("kvällstid", "nattetid") and "på ...en" ("på natten", "under kvällen") mean the same. Nothing for
/// all else.
[[nodiscard]] std::optional<TimeOfDay> parse_part_of_day(std::string_view text);

/// Two clock times as parse_clock_time reads them, or hours of two digits, with a dash, "till" or "och" between: "22-02",
/// "18.00-20.00", "kl 18-20", "mellan 22 och 06". One that ends before it begins goes on into the next day.
[[nodiscard]] std::optional<TimeOfDay> parse_clock_range(std::string_view text);

}  // namespace lykta
