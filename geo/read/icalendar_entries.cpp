// The events of an iCalendar as entries: local days, repeated by their rules. Declared in calendar_file.hpp.
#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "geo/format/icalendar.hpp"
#include "geo/read/calendar_file.hpp"
#include "geo/values/folded_text.hpp"
#include "geo/values/local_clock.hpp"
#include "geo/values/recurrence.hpp"
#include "geo/values/text_values.hpp"
#include "geo/values/zone_clock.hpp"

namespace lykta {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::local_days;

namespace {

struct FirstAndLast {
  local_days first;
  local_days last;
};

std::string composed_text(const ICalendarEvent& event, std::string_view name) {
  const auto* property = event.find(name);
  return property == nullptr ? std::string() : composed(trimmed(unescaped_text(property->value)));
}

/// A link to a meeting and an address of mail are no places.
std::string place_of_event(const ICalendarEvent& event) {
  auto place = composed_text(event, "LOCATION");
  const auto is_elsewhere = place.find("://") != std::string::npos || place.find('@') != std::string::npos;
  return is_elsewhere ? std::string() : place;
}

/// The first category that says a kind; an event where none does.
DayKind kind_of_event(const ICalendarEvent& event) {
  for (const auto& property : event.properties) {
    if (property.name == "CATEGORIES") {
      for (const auto& category : unescaped_texts(property.value)) {
        if (const auto kind = kind_of_day(category); kind.is_known && !trimmed(category).empty()) {
          return kind.kind;
        }
      }
    }
  }
  return DayKind::event;
}

/// Reads all events of one file.
class EventsOfFile {
 public:
  EventsOfFile(std::vector<ICalendarEvent> events, const std::string& time_zone)
      : events_(std::move(events)), time_zone_(time_zone), clock_(time_zone) {}

  ReadCalendar read() {
    calendar_.report.format = "iCalendar";
    calendar_.report.rows = events_.size();
    find_moved();
    for (const auto& event : events_) {
      add(event);
    }
    calendar_.report.entries = calendar_.entries.size();
    std::ranges::stable_sort(calendar_.report.faults, {}, &CalendarFault::row);
    return std::move(calendar_);
  }

 private:
  void fault(std::int64_t line, std::string_view property, CalendarFaultKind kind, std::string_view value) {
    calendar_.report.faults.push_back({line, std::string(property), kind, as_example(value)});
  }

  /// What the clock here shows. Of a zone that is not known the time counts as local; that is said once of each name.
  LocalTime local_time(const CalendarMoment& moment, const ICalendarProperty& property) {
    if (moment.is_date) {
      return moment.time;
    }
    if (moment.is_utc) {
      return clock_.at(moment.time, std::chrono::seconds{0});
    }
    const std::string name(property.parameter("TZID"));
    if (name.empty()) {
      return moment.time;
    }
    const auto known = zones_.find(name);
    const auto& zone = known != zones_.end() ? known->second : zones_.emplace(name, zone_of_name(name)).first->second;
    if (zone.empty()) {
      if (told_zones_.insert(name).second) {
        fault(property.line, property.name, CalendarFaultKind::unknown_time_zone, name);
      }
      return moment.time;
    }
    return zone == time_zone_ ? moment.time : from_zone(moment.time, zone, clock_);
  }

  std::optional<local_days> day_of(const ICalendarProperty& property, std::string_view value) {
    const auto moment = parse_calendar_moment(trimmed(value));
    return moment ? std::optional(floor<days>(local_time(*moment, property))) : std::nullopt;
  }

  /// Days of a series that were moved stand in an event of their own.
  void find_moved() {
    for (const auto& event : events_) {
      const auto* moved = event.find("RECURRENCE-ID");
      const auto* uid = event.find("UID");
      const auto day = moved != nullptr && uid != nullptr ? day_of(*moved, moved->value) : std::nullopt;
      if (day) {
        moved_[uid->value].insert(*day);
      }
    }
  }

  std::optional<FirstAndLast> days_of_event(const ICalendarEvent& event) {
    const auto* start = event.find("DTSTART");
    if (start == nullptr) {
      fault(event.line, "DTSTART", CalendarFaultKind::no_date, "");
      return std::nullopt;
    }
    const auto from = parse_calendar_moment(trimmed(start->value));
    if (!from) {
      fault(start->line, "DTSTART", CalendarFaultKind::unreadable_date, start->value);
      return std::nullopt;
    }
    const auto begin = local_time(*from, *start);
    auto end = begin + (from->is_date ? std::chrono::seconds(days(1)) : std::chrono::seconds(0));
    if (const auto* property = event.find("DTEND")) {
      const auto to = parse_calendar_moment(trimmed(property->value));
      if (!to) {
        fault(property->line, "DTEND", CalendarFaultKind::unreadable_date, property->value);
        return std::nullopt;
      }
      // Some programs write the same day as the end of a whole one.
      const auto written = local_time(*to, *property);
      if (written < begin) {
        fault(property->line, "DTEND", CalendarFaultKind::end_before_start, property->value);
        return std::nullopt;
      }
      end = from->is_date ? std::max(end, written) : written;
    } else if (const auto* length = event.find("DURATION")) {
      const auto lasts = parse_calendar_duration(trimmed(length->value));
      if (!lasts) {
        fault(length->line, "DURATION", CalendarFaultKind::unreadable_date, length->value);
        return std::nullopt;
      }
      end = std::max(end, begin + *lasts);
    }
    // The end is not in it any more.
    return FirstAndLast{floor<days>(begin), floor<days>(end > begin ? end - std::chrono::seconds{1} : end)};
  }

  std::vector<local_days> days_of_series(const ICalendarEvent& event, local_days first) {
    for (const auto& property : event.properties) {
      if (property.name == "RDATE") {
        fault(property.line, "RDATE", CalendarFaultKind::rule_not_understood, property.value);
      }
    }
    const auto* rule_property = event.find("RRULE");
    if (rule_property == nullptr) {
      return {first};
    }
    const auto rule = parse_recurrence_rule(trimmed(rule_property->value));
    if (!rule) {
      fault(rule_property->line, "RRULE", CalendarFaultKind::rule_not_understood, rule_property->value);
      return {first};
    }
    const auto until =
        rule->until ? std::optional(floor<days>(local_time(*rule->until, *event.find("DTSTART")))) : std::nullopt;
    return recurrence_days(*rule, first, until, most_calendar_entries);
  }

  /// Days of the series that do not take place, or are told of in an event of their own.
  std::set<local_days> days_left_out(const ICalendarEvent& event) {
    std::set<local_days> left_out;
    const auto* uid = event.find("UID");
    if (uid != nullptr && event.find("RECURRENCE-ID") == nullptr && moved_.contains(uid->value)) {
      left_out = moved_[uid->value];
    }
    for (const auto& property : event.properties) {
      if (property.name != "EXDATE") {
        continue;
      }
      for (const auto& value : unescaped_texts(property.value)) {
        if (const auto day = day_of(property, value)) {
          left_out.insert(*day);
        } else {
          fault(property.line, "EXDATE", CalendarFaultKind::rule_not_understood, value);
        }
      }
    }
    return left_out;
  }

  void add(const ICalendarEvent& event) {
    for (const auto line : event.unread_lines) {
      fault(line, "", CalendarFaultKind::unread_line, "");
    }
    if (const auto* status = event.find("STATUS"); status != nullptr && trimmed(status->value) == "CANCELLED") {
      fault(event.line, "STATUS", CalendarFaultKind::cancelled, composed_text(event, "SUMMARY"));
      return;
    }
    const auto name = composed_text(event, "SUMMARY");
    if (name.empty()) {
      fault(event.line, "SUMMARY", CalendarFaultKind::no_name, "");
      return;
    }
    const auto span = days_of_event(event);
    if (!span) {
      return;
    }
    constexpr days longest{366};
    const auto length = span->last - span->first;
    if (length > longest) {
      fault(event.line, "DTEND", CalendarFaultKind::too_long, name);
      return;
    }
    ++calendar_.report.used;
    const auto left_out = days_left_out(event);
    for (const auto first : days_of_series(event, span->first)) {
      if (!left_out.contains(first)) {
        calendar_.entries.push_back({first, first + length, kind_of_event(event), name, place_of_event(event)});
      }
    }
    if (calendar_.entries.size() > most_calendar_entries) {
      throw DataError(
          fmt::format("stands for over {} entries: leave out what comes back each day", most_calendar_entries));
    }
  }

  std::vector<ICalendarEvent> events_;
  std::string time_zone_;
  LocalClock clock_;
  std::map<std::string, std::string> zones_;
  std::set<std::string> told_zones_;
  std::map<std::string, std::set<local_days>> moved_;
  ReadCalendar calendar_;
};

}  // namespace

ReadCalendar icalendar_entries(std::string_view bytes, const std::string& time_zone, const std::string& path) {
  return EventsOfFile(icalendar_events(unfolded_lines(bytes, path)), time_zone).read();
}

}  // namespace lykta
