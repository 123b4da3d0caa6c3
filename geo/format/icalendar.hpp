// Which events does a file of iCalendar (.ics, RFC 5545) hold, and what does it say of each?
//
// Only what a calendar of places needs is taken over: titles, days, categories, places, rules. Who invites, who comes and what is written beside it
// (ORGANIZER, ATTENDEE, DESCRIPTION, COMMENT, CONTACT) is not kept.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace lykta {

struct ICalendarProperty {
  std::int64_t line = 0;                                        ///< of the file, where it begins
  std::string name;                                             ///< in upper case
  std::vector<std::pair<std::string, std::string>> parameters;  ///< names in upper case, values without quotes
  std::string value;                                            ///< as written, escapes included

  /// Empty where it has none of this name.
  [[nodiscard]] std::string_view parameter(std::string_view parameter_name) const;
};

struct ICalendarEvent {
  std::int64_t line = 0;  ///< of its BEGIN:VEVENT
  std::vector<ICalendarProperty> properties{};
  std::vector<std::int64_t> unread_lines{};  ///< that are no properties

  /// The first of this name; null where there is none.
  [[nodiscard]] const ICalendarProperty* find(std::string_view name) const;
};

/// Whether a file that begins so is one of iCalendar.
[[nodiscard]] bool is_icalendar(std::string_view beginning);

/// The text of a file whose lines are folded, as UTF-8 and unfolded: lines with their numbers. A fold may lie within a character, so bytes are joined before they
/// are read as text. Throws DataError for bytes that are no text.
struct NumberedLine {
  std::int64_t number = 0;
  std::string text;
};
[[nodiscard]] std::vector<NumberedLine> unfolded_lines(std::string_view bytes, const std::string& path);

/// All events of the lines. Throws DataError for what is no calendar, ends within a part, or whose parts are not closed in their order.
[[nodiscard]] std::vector<ICalendarEvent> icalendar_events(const std::vector<NumberedLine>& lines);

/// TEXT as it is meant: "\," is a comma, "\;" a semicolon, "\n" and "\N" a space, "\\" a backslash.
[[nodiscard]] std::string unescaped_text(std::string_view value);
/// A list of TEXT, split at its commas.
[[nodiscard]] std::vector<std::string> unescaped_texts(std::string_view value);

}  // namespace lykta
