#include "geo/format/icalendar.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "geo/format/text_encoding.hpp"
#include "geo/values/text_values.hpp"

namespace lykta {

namespace {

constexpr std::array<std::string_view, 12> properties_taken{"SUMMARY",    "DTSTART",  "DTEND",  "DURATION",
                                                            "CATEGORIES", "LOCATION", "RRULE",  "RDATE",
                                                            "EXDATE",     "UID",      "STATUS", "RECURRENCE-ID"};

std::string upper_case_ascii(std::string_view text) {
  std::string upper(text);
  for (auto& letter : upper) {
    letter = letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 'a' + 'A') : letter;
  }
  return upper;
}

bool is_name_character(char letter) {
  return (letter >= 'A' && letter <= 'Z') || (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') ||
         letter == '-';
}

std::string_view take_name(std::string_view& rest) {
  std::size_t length = 0;
  while (length < rest.size() && is_name_character(rest[length])) {
    ++length;
  }
  const auto name = rest.substr(0, length);
  rest.remove_prefix(length);
  return name;
}

/// Up to a separator outside of quotes, without the quotes.
std::string take_parameter_value(std::string_view& rest) {
  std::string value;
  auto is_quoted = false;
  std::size_t at = 0;
  for (; at < rest.size() && (is_quoted || (rest[at] != ';' && rest[at] != ':')); ++at) {
    if (rest[at] == '"') {
      is_quoted = !is_quoted;
    } else {
      value += rest[at];
    }
  }
  rest.remove_prefix(at);
  return value;
}

/// NAME;PARAMETER=value:the rest. Nothing where the line is none.
std::optional<ICalendarProperty> parse_property(const NumberedLine& line) {
  std::string_view rest = line.text;
  ICalendarProperty property{line.number, upper_case_ascii(take_name(rest)), {}, {}};
  while (rest.starts_with(';')) {
    rest.remove_prefix(1);
    auto name = upper_case_ascii(take_name(rest));
    if (name.empty() || !rest.starts_with('=')) {
      return std::nullopt;
    }
    rest.remove_prefix(1);
    property.parameters.emplace_back(std::move(name), take_parameter_value(rest));
  }
  if (property.name.empty() || !rest.starts_with(':')) {
    return std::nullopt;
  }
  property.value = rest.substr(1);
  return property;
}

/// Lines of the bytes, a line that begins with a space or a tab joined to the one before.
std::vector<NumberedLine> unfolded(std::string_view text) {
  std::vector<NumberedLine> lines;
  std::int64_t number = 0;
  while (!text.empty()) {
    ++number;
    const auto end = text.find('\n');
    auto line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (line.ends_with('\r')) {
      line.remove_suffix(1);
    }
    if (!lines.empty() && (line.starts_with(' ') || line.starts_with('\t'))) {
      lines.back().text += line.substr(1);
    } else {
      lines.push_back({number, std::string(line)});
    }
  }
  return lines;
}

bool is_utf16(std::string_view bytes) { return bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF"); }

/// The parts that are open while lines are read, and the event that is being read.
class OpenParts {
 public:
  void begin(const ICalendarProperty& property) {
    open_.push_back(upper_case_ascii(trimmed(property.value)));
    if (open_.size() == 1 && open_.front() != "VCALENDAR") {
      throw DataError(fmt::format("line {}: a calendar begins with BEGIN:VCALENDAR, and this is {}", property.line,
                                  as_example(property.value)));
    }
    constexpr std::size_t deepest = 20;
    if (open_.size() > deepest) {
      throw DataError(fmt::format("line {}: parts within parts, over {} deep", property.line, deepest));
    }
    line_ = property.line;
  }

  void end(const ICalendarProperty& property) {
    const auto name = upper_case_ascii(trimmed(property.value));
    if (open_.empty() || open_.back() != name) {
      throw DataError(fmt::format("line {}: END:{} where {} is due: take a whole copy of the calendar", property.line,
                                  as_example(name), open_.empty() ? "BEGIN:VCALENDAR" : "END:" + open_.back()));
    }
    open_.pop_back();
  }

  /// Whether what comes belongs to an event itself, and not to an alarm in it.
  [[nodiscard]] bool is_event() const { return open_.size() == 2 && open_.back() == "VEVENT"; }
  [[nodiscard]] bool is_any() const { return !open_.empty(); }

  void refuse_open() const {
    if (is_any()) {
      throw DataError(
          fmt::format("breaks off within {} (the last part began on line {}): take a whole copy", open_.back(), line_));
    }
  }

 private:
  std::vector<std::string> open_;
  std::int64_t line_ = 0;
};

}  // namespace

std::string_view ICalendarProperty::parameter(std::string_view parameter_name) const {
  const auto found = std::ranges::find(parameters, parameter_name, &std::pair<std::string, std::string>::first);
  return found == parameters.end() ? std::string_view() : std::string_view(found->second);
}

const ICalendarProperty* ICalendarEvent::find(std::string_view name) const {
  const auto found = std::ranges::find(properties, name, &ICalendarProperty::name);
  return found == properties.end() ? nullptr : &*found;
}

bool is_icalendar(std::string_view beginning) {
  constexpr std::string_view mark = "\xEF\xBB\xBF";
  constexpr std::string_view first_line = "BEGIN:VCALENDAR";
  if (beginning.starts_with(mark)) {
    beginning.remove_prefix(mark.size());
  }
  while (beginning.starts_with('\r') || beginning.starts_with('\n')) {
    beginning.remove_prefix(1);
  }
  return upper_case_ascii(beginning.substr(0, first_line.size())) == first_line;
}

std::vector<NumberedLine> unfolded_lines(std::string_view bytes, const std::string& path) {
  if (is_utf16(bytes)) {
    const auto encoding = find_encoding(bytes, "", path);
    return unfolded(to_utf8(bytes.substr(encoding.mark), encoding.name));
  }
  auto lines = unfolded(bytes);
  std::string all;
  for (const auto& line : lines) {
    all.append(line.text).push_back('\n');
  }
  const auto encoding = find_encoding(all, "", path);
  for (auto& line : lines) {
    if (!is_utf8(line.text)) {
      line.text = to_utf8(line.text, encoding.name == "UTF-8" ? "Windows-1252" : encoding.name);
    }
  }
  if (!lines.empty()) {
    lines.front().text.erase(0, std::min(encoding.mark, lines.front().text.size()));
  }
  return lines;
}

std::vector<ICalendarEvent> icalendar_events(const std::vector<NumberedLine>& lines) {
  std::vector<ICalendarEvent> events;
  OpenParts parts;
  auto is_calendar = false;
  for (const auto& line : lines) {
    if (trimmed(line.text).empty()) {
      continue;
    }
    auto property = parse_property(line);
    if (!property) {
      if (parts.is_event()) {
        events.back().unread_lines.push_back(line.number);
      }
    } else if (property->name == "BEGIN") {
      parts.begin(*property);
      is_calendar = true;
      if (parts.is_event()) {
        events.push_back({.line = line.number});
      }
    } else if (property->name == "END") {
      parts.end(*property);
    } else if (parts.is_event() && std::ranges::find(properties_taken, property->name) != properties_taken.end()) {
      events.back().properties.push_back(std::move(*property));
    }
  }
  if (!is_calendar) {
    throw DataError("is no calendar: BEGIN:VCALENDAR is missing");
  }
  parts.refuse_open();
  return events;
}

std::string unescaped_text(std::string_view value) {
  std::string text;
  for (std::size_t at = 0; at < value.size(); ++at) {
    if (value[at] != '\\' || at + 1 == value.size()) {
      text += value[at];
      continue;
    }
    ++at;
    text += value[at] == 'n' || value[at] == 'N' ? ' ' : value[at];
  }
  return text;
}

std::vector<std::string> unescaped_texts(std::string_view value) {
  std::vector<std::string> texts;
  std::size_t begin = 0;
  for (std::size_t at = 0; at < value.size(); ++at) {
    if (value[at] == '\\') {
      ++at;
    } else if (value[at] == ',') {
      texts.push_back(unescaped_text(value.substr(begin, at - begin)));
      begin = at + 1;
    }
  }
  texts.push_back(unescaped_text(value.substr(begin)));
  return texts;
}

}  // namespace lykta
