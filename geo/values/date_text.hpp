// Which time does the text of a date mean, when it is known how its column writes dates?
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "geo/values/text_values.hpp"
#include "geo/values/written_date.hpp"

namespace lykta {

enum class DateOrder : std::uint8_t { year_first, day_first, month_first };

/// Days as a sheet counts them. From 1900: 1 is 1 January 1900, 60 is the 29 February 1900 that never was (inherited
/// from Lotus 1-2-3), 61 is 1 March 1900. From 1904: 0 would be 1 January 1904.
enum class SerialDays : std::uint8_t { none, from_1900, from_1904 };

struct DateStyle {
  DateOrder order = DateOrder::year_first;
  SerialDays serials = SerialDays::none;
  bool short_years = false;  ///< dates of numbers with two digits for the year ("24-03-01", "240301") are read, too
  int year = 0;              ///< of dates that have none ("24/3", "3 mars"); 0: they are not read

  friend bool operator==(const DateStyle&, const DateStyle&) = default;
};

/// The stretch of time that a text means: a month is a month long, a date a day, a date with a time of day a moment.
///
/// Every style reads the year in four digits in front ("2024-03-01", "2024/3/1", "2024.03.01", "2024-03") and, for the
/// years 1900 to 2099, "20240301", "20240301T2315", "202403012315" and "20240301231530"; and the month by its Swedish or
/// English name or its first three letters ("1 mars 2024", "March 1, 2024", "01-Mar-2024", "mars 2024").
/// Day first reads "1.3.2024", "01/03/2024" and "01-03-2024", month first "03/01/2024" and "03-01-2024" (points are not
/// written so).
/// Two digits for the year (year_of_two_digits says which century): behind the name of a month in every style ("1 mars
/// 24"); of numbers alone only with `short_years`, in the order of the style, year first as well ("24-03-01", "240301").
/// A weekday may stand beside the date and is not held against it. Behind the date may stand a time of day as
/// parse_clock_time reads it (24:00 is the next midnight), a part of the day ("kväll", parts_of_day.hpp), or what says
/// that it is missing ("okänd tid", missing_words.hpp); behind a clock time an offset from UTC ("Z", "+01", "-05:30",
/// "UTC").
/// Serials, when the style has them: 1 to 2958465, not beyond the year 9999; a fraction is the time of day, rounded to
/// the second; 60 from 1900 is no day.
/// Nothing for all else and for days that do not exist. Does not allocate.
[[nodiscard]] std::optional<WrittenTime> parse_date_time(std::string_view text, DateStyle style);

/// The day of a text whose date can be read and what stands behind it can not (read_day_in_front); nothing for all else.
[[nodiscard]] std::optional<WrittenTime> parse_day_in_front(std::string_view text, DateStyle style);

/// The same of a date that is taken apart already.
[[nodiscard]] std::optional<WrittenTime> time_of(const WrittenDate& date, DateStyle style);

}  // namespace lykta
