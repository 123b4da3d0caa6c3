// Which number of a sheet is a date, and which date is it?
//
// A workbook keeps a date as a number of days (ECMA-376 part 1, 18.17.4) and says only by the cell's number format
// (18.8.30, 18.8.31) that it is one.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace lykta {

/// What a number format shows of a moment. A format that shows nothing of it is the format of a plain number.
struct ShownTime {
  bool date = false;
  bool time_of_day = false;
  bool elapsed = false;  ///< hours beyond 24 are counted on: "[h]:mm"

  [[nodiscard]] bool any() const { return date || time_of_day || elapsed; }
  friend bool operator==(const ShownTime&, const ShownTime&) = default;
};

/// What a format's code shows, by its first section: letters y and å (year), d, h and t (hour, Swedish "tt:mm"), s and
/// m (minute after an hour or before a second, else month) in words of such letters only, outside of quotes, escapes,
/// padding and brackets. A code with places for digits ("0.00E+00", "# ##0 st") is a number's, except for parts of
/// seconds.
[[nodiscard]] ShownTime shown_by_code(std::string_view code);

/// What the formats show that need no code in the file: 14-22, 27-36, 45-47, 50-58 (18.8.30). What 34, 35, 55 and 56
/// show differs between Chinese and Japanese; they are taken for dates, which also tell the time if there is one.
[[nodiscard]] ShownTime shown_by_builtin(int format);

/// A number of days as the date or time that a cell of this format shows, rounded to the second: "2024-03-01",
/// "2024-03-01 23:15:00", "23:15:00" (a time of day below one day; one that rounds up to the next day is "24:00:00")
/// or elapsed "31:30:00". A date has its time of day when there is one or when the format shows it.
/// Day 1 is 1900-01-01, or day 0 is 1904-01-01. The calendar of 1900 has a 29 February that never was (day 60), so
/// days below it count one less than those above. Nothing where there is no such date: below 0, day 0 and day 60 of
/// the calendar of 1900 (the time of day on day 0 is a time of day), after the year 9999.
[[nodiscard]] std::optional<std::string> date_text(double days, ShownTime shown, bool from_1904);

/// A date or time that the file has in ISO 8601 ("2024-03-01T23:15:00") in the forms of `date_text`. An offset from
/// UTC is kept behind it. Text that is none stays as it is.
[[nodiscard]] std::string iso_date_text(std::string_view written, ShownTime shown);

}  // namespace lykta
