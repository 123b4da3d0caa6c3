// What number, what moment does a piece of text mean?
//
// Strict on purpose: text that is not wholly understood is no value, so that it is counted and shown and not guessed.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/events/time_window.hpp"

namespace lykta {

/// Text without spaces, tabs and no-break spaces at its ends.
[[nodiscard]] std::string_view trimmed(std::string_view text);

/// Lower case, Swedish letters included (UTF-8).
[[nodiscard]] std::string lower_case(std::string_view text);

/// A number with decimal point or decimal comma, perhaps with spaces or no-break spaces between thousands: "1 234,5".
/// Nothing for anything else, NaN and infinities included.
[[nodiscard]] std::optional<double> parse_number(std::string_view text);

/// A stretch of time as written down: a month is a month long, a date a day, "23:15" a moment.
/// `utc_offset` is set when the text states its offset from UTC ("Z", "+01", "+0100", "+01:00").
struct WrittenTime {
  TimeSpan span;
  std::optional<std::chrono::seconds> utc_offset;
};

/// "2024-03-01", "2024/03/01" or "2024-03", perhaps followed by a space or T and a time of day, perhaps by an offset.
/// Nothing for other forms and for days that do not exist.
[[nodiscard]] std::optional<WrittenTime> parse_date_time(std::string_view text);

/// "23:15", "23:15:30", "23.15", "PT23H15M30S" (as ODS stores a time): seconds after midnight; at most 24:00.
[[nodiscard]] std::optional<std::chrono::seconds> parse_time_of_day(std::string_view text);

/// Wall-clock time in a zone ("Europe/Stockholm") of a time that states its offset. Throws InvalidOption for an
/// unknown zone.
[[nodiscard]] LocalTime in_zone(LocalTime written, std::chrono::seconds utc_offset, const std::string& time_zone);

/// Throws InvalidOption unless the zone is in the system's time-zone database.
void check_time_zone(const std::string& time_zone);

}  // namespace lykta
