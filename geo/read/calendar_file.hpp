// Which holidays, terms, school breaks and events does a calendar of one's own hold?
//
// A table (CSV, a sheet) or a file of iCalendar. What cannot be used is listed with its line, its column and its cause; nothing is guessed.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/progress.hpp"
#include "engine/time/calendar.hpp"
#include "geo/files/file_state.hpp"

namespace lykta {

struct CalendarDescription {
  std::string path;
  std::string path_as_written;
};

/// What is wrong with a row, or was not understood of it.
enum class CalendarFaultKind : std::uint8_t {
  // The row is lost.
  no_name,
  unknown_kind,
  no_date,
  unreadable_date,
  end_before_start,
  too_long,  ///< over a year
  cancelled,
  // The row is used, but for that.
  rule_not_understood,  ///< it stands for its first day alone
  unknown_time_zone,    ///< its time counts as local
  unread_line,          ///< a line of an event that is no property
};
[[nodiscard]] std::string_view name_of(CalendarFaultKind kind);
/// Whether the row is lost by it.
[[nodiscard]] constexpr bool loses_row(CalendarFaultKind kind) { return kind <= CalendarFaultKind::cancelled; }

struct CalendarFault {
  std::int64_t row = 0;  ///< line of the file; in a sheet its row
  std::string column;    ///< or property
  CalendarFaultKind kind = CalendarFaultKind::no_name;
  std::string value;  ///< what stood there, shortened
};

struct CalendarReport {
  std::string path;        ///< as written
  std::string format;      ///< "iCalendar", "CSV", "XLSX", ...
  std::uint64_t rows = 0;  ///< of a table, or events of an iCalendar
  std::uint64_t used = 0;
  std::uint64_t entries = 0;            ///< that they stand for: a rule makes several of one
  std::vector<CalendarFault> faults{};  ///< by row

  [[nodiscard]] std::uint64_t lost() const { return rows - used; }
};

struct ReadCalendar {
  std::vector<CalendarEntry> entries{};  ///< in the order of the file
  CalendarReport report{};
  std::vector<ReadFile> files{};
};

/// No calendar is larger, and none stands for more entries.
inline constexpr std::int64_t largest_calendar_bytes = 16 * 1024 * 1024;
inline constexpr std::size_t most_calendar_entries = 100'000;

/// Reads a file: iCalendar by what it begins with, else a table. Days are those of the zone. A table has the columns name (namn), kind (slag: helgdag, afton,
/// termin, lov, evenemang; without the column all are events), first day (första dag), last day (sista dag; without: the first) and place (plats); others are not read. Of an
/// iCalendar: see icalendar_entries(). Throws DataError: no such file, one that is too large or has too many entries, no column for name or first day, dates that may be read in
/// two ways, entries that look like data on persons; InvalidOption for an address that is not on this machine.
[[nodiscard]] ReadCalendar read_calendar(const CalendarDescription& calendar, const std::string& time_zone,
                                         const Progress& progress = {});

/// The same of the bytes of an iCalendar. VEVENTs alone, with SUMMARY, DTSTART, DTEND or DURATION, LOCATION, CATEGORIES (which may say the kind; else it is an event), RRULE as
/// far as parse_recurrence_rule() reads it, EXDATE, and RECURRENCE-ID for what was moved. STATUS:CANCELLED is no entry.
[[nodiscard]] ReadCalendar icalendar_entries(std::string_view bytes, const std::string& time_zone,
                                             const std::string& path);

/// The kind that a word means, Swedish or English; empty: an event. Throws nothing: `is_known` says whether it means one.
struct KindOfDay {
  DayKind kind = DayKind::event;
  bool is_known = true;
};
[[nodiscard]] KindOfDay kind_of_day(std::string_view word);

}  // namespace lykta
