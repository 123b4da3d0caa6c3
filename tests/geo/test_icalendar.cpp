#include <string>

#include "engine/base/error.hpp"
#include "geo/format/icalendar.hpp"
#include "tests/catch.hpp"
#include "tests/geo/scratch.hpp"

namespace lykta::tests_of_icalendar {
namespace {

std::vector<ICalendarEvent> events_of(std::string_view text) {
  return icalendar_events(unfolded_lines(text, "lov.ics"));
}

}  // namespace

TEST_CASE("Folded lines are joined, within a letter too, and keep the number of their beginning") {
  const auto lines = unfolded_lines("A:1\r\n \tb\r\nC:V\xC3\r\n \xA5r\r\n\r\nE:x", "lov.ics");
  REQUIRE(lines.size() == 4);
  CHECK(lines[0].text == "A:1\tb");
  CHECK(lines[1].text == "C:V\xC3\xA5r");
  CHECK(lines[1].number == 3);
  CHECK(lines[3].number == 6);
  // Line feeds alone, and Windows-1252.
  const auto old = unfolded_lines("SUMMARY:H\xF6stlov\nX:1\n", "lov.ics");
  CHECK(old[0].text == "SUMMARY:H\xC3\xB6stlov");
}

TEST_CASE("An event has the properties that are taken, and none of persons") {
  const auto events = events_of(
      "\xEF\xBB\xBF"
      "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VTIMEZONE\nTZID:x\nBEGIN:STANDARD\nDTSTART:19701025T030000\nEND:STANDARD\n"
      "END:VTIMEZONE\nBEGIN:VEVENT\nSUMMARY;LANGUAGE=sv:Marknad\\, "
      "torget\nDTSTART;TZID=\"Europe/Stockholm\":20250726T100000\n"
      "ORGANIZER;CN=\"Anna: Svensson\":mailto:anna@example.org\nATTENDEE:mailto:bo@example.org\nDESCRIPTION:Ring Bo\n"
      "BEGIN:VALARM\nSUMMARY:Alarm\nEND:VALARM\nno property\nEND:VEVENT\nBEGIN:VTODO\nSUMMARY:Att "
      "göra\nEND:VTODO\nEND:VCALENDAR\n");
  REQUIRE(events.size() == 1);
  const auto& event = events[0];
  CHECK(event.line == 9);
  CHECK(event.properties.size() == 2);
  REQUIRE(event.find("SUMMARY") != nullptr);
  CHECK(event.find("SUMMARY")->value == "Marknad\\, torget");
  CHECK(event.find("DTSTART")->parameter("TZID") == "Europe/Stockholm");
  CHECK(event.find("DTSTART")->parameter("VALUE").empty());
  CHECK(event.find("ORGANIZER") == nullptr);
  CHECK(event.unread_lines == std::vector<std::int64_t>{18});
}

TEST_CASE("Escapes of texts are undone, and lists are split at commas that are none") {
  CHECK(unescaped_text("a\\, b\\; c\\\\d\\ne\\") == "a, b; c\\d e\\");
  CHECK(unescaped_texts("LOV,R\\,S,") == std::vector<std::string>{"LOV", "R,S", ""});
  CHECK(unescaped_texts("x\\") == std::vector<std::string>{"x\\"});
}

TEST_CASE("What is no calendar, or is cut off, is refused") {
  CHECK(is_icalendar("begin:vcalendar\r\n"));
  CHECK_FALSE(is_icalendar("namn;datum\n"));
  CHECK_THROWS_WITH(events_of("namn;datum\n"), "is no calendar: BEGIN:VCALENDAR is missing");
  CHECK_THROWS_WITH(events_of("BEGIN:VEVENT\n"), "line 1: a calendar begins with BEGIN:VCALENDAR, and this is VEVENT");
  CHECK_THROWS_WITH(events_of("BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:x\n"),
                    "breaks off within VEVENT (the last part began on line 2): take a whole copy");
  CHECK_THROWS_WITH(events_of("BEGIN:VCALENDAR\nEND:VEVENT\n"),
                    "line 2: END:VEVENT where END:VCALENDAR is due: take a whole copy of the calendar");
  std::string deep = "BEGIN:VCALENDAR\n";
  for (int i = 0; i < 30; ++i) {
    deep += "BEGIN:X\n";
  }
  CHECK_THROWS_AS(events_of(deep), DataError);
}

}  // namespace lykta::tests_of_icalendar
