// When was it, if year, month, day, hour and minute stand in columns of their own?
#pragma once

#include <optional>
#include <string_view>
#include <variant>

#include "geo/read/source_description.hpp"
#include "geo/values/date_text.hpp"
#include "geo/values/parts_of_day.hpp"

namespace lykta {

/// Texts of the columns; empty where a column is not mapped or says nothing.
struct DateParts {
  std::string_view year;
  std::string_view month;
  std::string_view day;
};

/// The part that cannot be used; `is_missing` where the text says that there is none.
struct DatePartFault {
  ColumnRole role = nullptr;
  bool is_missing = false;
};

/// The day; the month where no day is given, the year where no month is. A year of four digits, or of two
/// (year_of_two_digits); a month as a number or by its name; a ".0" behind a number is dropped.
[[nodiscard]] std::variant<TimeSpan, DatePartFault> join_date_parts(const DateParts& parts);

/// The minute, or the hour as a span where no minute is given: "14" is 14:00 to 15:00. 24 is the next midnight. Nothing
/// where one of the two cannot be read.
[[nodiscard]] std::optional<TimeOfDay> join_clock_parts(std::string_view hour, std::string_view minute);

}  // namespace lykta
