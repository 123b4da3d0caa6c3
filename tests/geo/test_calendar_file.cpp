#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

#include "engine/base/error.hpp"
#include "geo/read/calendar_file.hpp"
#include "tests/catch.hpp"
#include "tests/geo/scratch.hpp"

namespace lykta::tests_of_calendar_file {
namespace {

using std::chrono::local_days;
using std::chrono::year;
using test::failure;
using test::Scratch;

local_days date_of(int y, unsigned month, unsigned day) {
  return local_days{year{y} / std::chrono::month{month} / std::chrono::day{day}};
}

ReadCalendar read(const std::string& path) { return read_calendar({path, path}, "Europe/Stockholm"); }

ReadCalendar events(const std::string& inside) {
  return icalendar_entries("BEGIN:VCALENDAR\r\n" + inside + "END:VCALENDAR\r\n", "Europe/Stockholm", "lov.ics");
}

ReadCalendar event(const std::string& lines) {
  return events("BEGIN:VEVENT\r\nSUMMARY:x\r\n" + lines + "END:VEVENT\r\n");
}

std::vector<CalendarFaultKind> faults_of(const ReadCalendar& calendar) {
  std::vector<CalendarFaultKind> kinds;
  for (const auto& fault : calendar.report.faults) {
    kinds.push_back(fault.kind);
  }
  return kinds;
}

}  // namespace

TEST_CASE("A table of days is read by Swedish and by English headings, whatever separates them") {
  const Scratch scratch;
  const std::vector<CalendarEntry> expected{
      {date_of(2025, 7, 25), date_of(2025, 7, 27), DayKind::event, "Tosiadagarna", "Brunnsparken"},
      {date_of(2025, 10, 27), date_of(2025, 10, 31), DayKind::school_break, "Höstlov", ""},
      {date_of(2025, 6, 10), date_of(2025, 6, 10), DayKind::event, "Skolavslutning", ""},
      {date_of(2025, 5, 2), date_of(2025, 5, 2), DayKind::holiday, "klämdag", ""}};
  const auto swedish = read(scratch.write(
      "sv.csv",
      "Namn;Slag;Första dag;Sista dag;Plats;Anteckning\nTosiadagarna;evenemang;2025-07-25;2025-07-27;Brunnsparken;ring "
      "Bo\n"
      "Höstlov;lov;2025-10-27;2025-10-31;;\nSkolavslutning;;2025-06-10;;;\nklämdag;Helgdag;2025-05-02;;;\n"));
  CHECK(swedish.entries == expected);
  CHECK(swedish.report.rows == 4);
  CHECK(swedish.report.used == 4);
  CHECK(swedish.report.format == "CSV");
  CHECK(swedish.report.faults.empty());
  const auto english =
      read(scratch.write("en.csv",
                         "name,first_day,last_day,place,kind\nTosiadagarna,25.7.2025,27.7.2025,Brunnsparken,Event\n"
                         "H\xF6stlov,27.10.2025,31.10.2025,,school "
                         "break\nSkolavslutning,10.6.2025,,,event\nkl\xE4mdag,2.5.2025,,,public_holiday\n"));
  CHECK(english.entries == expected);
}

TEST_CASE("A month and a time of day stand for their days") {
  const Scratch scratch;
  const auto calendar =
      read(scratch.write("k.csv", "namn;datum;till\njuli;2025-07;\nmatch;2025-08-03 19:00;\nkurs;2025-08;2025-09\n"));
  REQUIRE(calendar.entries.size() == 3);
  CHECK(calendar.entries[0].last == date_of(2025, 7, 31));
  CHECK(calendar.entries[1].first == date_of(2025, 8, 3));
  CHECK(calendar.entries[1].last == date_of(2025, 8, 3));
  CHECK(calendar.entries[2].last == date_of(2025, 9, 30));
}

TEST_CASE("Rows that cannot be used are listed with line, column and cause, and the others are used") {
  const Scratch scratch;
  const auto calendar = read(scratch.write("k.csv",
                                           "namn;slag;första dag;sista dag\n"
                                           ";lov;2025-01-01;\n"
                                           "a;semester;2025-01-01;\n"
                                           "b;lov;;2025-01-01\n"
                                           "c;lov;2025-13-01;\n"
                                           "d;lov;2025-01-05;2025-01-04\n"
                                           "e;lov;2025-01-05;2035-01-04\n"
                                           "f;lov;2025-01-05;snart\n"
                                           "g;lov;2025-02-17;2025-02-21\n"));
  CHECK(calendar.report.rows == 8);
  CHECK(calendar.report.used == 1);
  CHECK(calendar.report.lost() == 7);
  using enum CalendarFaultKind;
  CHECK(faults_of(calendar) ==
        std::vector{no_name, unknown_kind, no_date, unreadable_date, end_before_start, too_long, unreadable_date});
  CHECK(calendar.report.faults[3].row == 5);
  CHECK(calendar.report.faults[3].column == "första dag");
  CHECK(calendar.report.faults[3].value == "2025-13-01");
  CHECK(name_of(calendar.report.faults[6].kind) == "unreadable_date");
}

TEST_CASE("A calendar without a column that it needs, or with dates of two readings, is refused") {
  const Scratch scratch;
  CHECK(failure<DataError>([&] { read(scratch.write("a.csv", "titel;när\nx;2025-01-01\n")); })
            .ends_with("no column is the first day of a calendar: call one 'första dag' or 'first day' (there are: "
                       "titel, när)"));
  CHECK(failure<DataError>([&] {
          read(scratch.write("b.csv", "vem;datum\nx;2025-01-01\n"));
        }).find("'namn' or 'name'") != std::string::npos);
  CHECK(failure<DataError>([&] {
          read(scratch.write("c.csv", "namn;datum\nx;03/04/2025\ny;05/06/2025\n"));
        }).find("may be read in two ways") != std::string::npos);
  CHECK(failure<DataError>([&] { read(scratch.path("none.csv")); }).find("none.csv") != std::string::npos);
  CHECK(failure<DataError>([&] {
          read(scratch.write("d.csv", "namn;datum\nMöte 19640823-3234;2025-01-01\nMöte 19811228-9874;2025-01-02\n"));
        }).find("look like data on persons") != std::string::npos);
  CHECK_THROWS_AS(read("https://example.org/lov.ics"), InvalidOption);
}

TEST_CASE("A file of a hundred megabytes is refused with its limit, and not read") {
  const Scratch scratch;
  const auto path = scratch.write("big.ics", "BEGIN:VCALENDAR\n");
  std::filesystem::resize_file(path, 100'000'000);
  CHECK(failure<DataError>([&] { read(path); }).find("has 96 MB, and a calendar has at most 16 MB") !=
        std::string::npos);
  const auto daily = "BEGIN:VEVENT\nSUMMARY:x\nDTSTART:20000101\nRRULE:FREQ=DAILY\nEND:VEVENT\n";
  std::string many;
  for (int i = 0; i < 12; ++i) {
    many += daily;
  }
  CHECK(failure<DataError>([&] { events(many); }).find("over 100000 entries") != std::string::npos);
}

TEST_CASE("Days of an iCalendar end before their end") {
  CHECK(event("DTSTART;VALUE=DATE:20250725\r\nDTEND;VALUE=DATE:20250728\r\n").entries[0] ==
        CalendarEntry{date_of(2025, 7, 25), date_of(2025, 7, 27), DayKind::event, "x", ""});
  CHECK(event("DTSTART;VALUE=DATE:20250725\r\n").entries[0].last == date_of(2025, 7, 25));
  CHECK(event("DTSTART;VALUE=DATE:20250725\r\nDTEND;VALUE=DATE:20250725\r\n").entries[0].last == date_of(2025, 7, 25));
  CHECK(event("DTSTART:20250725T200000\r\nDTEND:20250726T000000\r\n").entries[0].last == date_of(2025, 7, 25));
  CHECK(event("DTSTART:20250725T200000\r\nDURATION:PT5H\r\n").entries[0].last == date_of(2025, 7, 26));
  CHECK(event("DTSTART:20250725T200000\r\n").entries[0].last == date_of(2025, 7, 25));
}

TEST_CASE("Times of an iCalendar are days of the clock here") {
  // 22:30 in UTC is half an hour past midnight in a Swedish summer, and not in winter.
  CHECK(event("DTSTART:20250725T223000Z\r\n").entries[0].first == date_of(2025, 7, 26));
  CHECK(event("DTSTART:20250125T223000Z\r\n").entries[0].first == date_of(2025, 1, 25));
  CHECK(event("DTSTART;TZID=America/New_York:20250725T190000\r\n").entries[0].first == date_of(2025, 7, 26));
  CHECK(event("DTSTART;TZID=Europe/Stockholm:20250725T233000\r\n").entries[0].first == date_of(2025, 7, 25));
  const auto unknown = event("DTSTART;TZID=Sommartid:20250725T233000\r\nDTEND;TZID=Sommartid:20250725T235900\r\n");
  CHECK(unknown.entries[0].first == date_of(2025, 7, 25));
  CHECK(faults_of(unknown) == std::vector{CalendarFaultKind::unknown_time_zone});
  CHECK(unknown.report.used == 1);
}

TEST_CASE("A rule makes several entries, but for days left out or moved, and one that is not read is named") {
  const auto weekly = event(
      "UID:1\r\nDTSTART;VALUE=DATE:20250705\r\nRRULE:FREQ=WEEKLY;COUNT=5\r\nEXDATE;VALUE=DATE:20250712,20250719\r\n");
  REQUIRE(weekly.entries.size() == 3);
  CHECK(weekly.entries[1].first == date_of(2025, 7, 26));
  CHECK(weekly.report.rows == 1);
  CHECK(weekly.report.entries == 3);
  const auto moved = events(
      "BEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Marknad\r\nDTSTART;VALUE=DATE:20250705\r\nRRULE:FREQ=WEEKLY;COUNT=2\r\nEND:"
      "VEVENT\r\n"
      "BEGIN:VEVENT\r\nUID:1\r\nRECURRENCE-ID;VALUE=DATE:20250712\r\nSUMMARY:Marknad\r\nDTSTART;VALUE=DATE:"
      "20250713\r\nEND:VEVENT\r\n");
  REQUIRE(moved.entries.size() == 2);
  CHECK(moved.entries[1].first == date_of(2025, 7, 13));
  const auto until = event("DTSTART:20241213T170000\r\nRRULE:FREQ=YEARLY;UNTIL=20261213T160000Z\r\n");
  CHECK(until.entries.size() == 3);
  const auto other =
      event("DTSTART;VALUE=DATE:20250705\r\nRRULE:FREQ=YEARLY;BYWEEKNO=30\r\nRDATE;VALUE=DATE:20250801\r\n");
  CHECK(other.entries.size() == 1);
  CHECK(other.report.used == 1);
  CHECK(faults_of(other) ==
        std::vector{CalendarFaultKind::rule_not_understood, CalendarFaultKind::rule_not_understood});
  CHECK(other.report.faults[0].value == "FREQ=YEARLY;BYWEEKNO=30");
}

TEST_CASE("Categories tell the kind, a place is kept, a link is none, and what is cancelled is left out") {
  const auto lov = event("DTSTART;VALUE=DATE:20250217\r\nCATEGORIES:Skola,Skollov\r\nLOCATION:Torget\\, Ronneby\r\n");
  CHECK(lov.entries[0].kind == DayKind::school_break);
  CHECK(lov.entries[0].place == "Torget, Ronneby");
  CHECK(event("DTSTART;VALUE=DATE:20250217\r\nCATEGORIES:Röd\r\n").entries[0].kind == DayKind::event);
  CHECK(event("DTSTART;VALUE=DATE:20250217\r\nLOCATION:https://example.org/mote\r\n").entries[0].place.empty());
  const auto cancelled = event("DTSTART;VALUE=DATE:20250217\r\nSTATUS:CANCELLED\r\n");
  CHECK(cancelled.entries.empty());
  CHECK(faults_of(cancelled) == std::vector{CalendarFaultKind::cancelled});
}

TEST_CASE("Events that cannot be used are listed") {
  using enum CalendarFaultKind;
  CHECK(faults_of(events("BEGIN:VEVENT\r\nDTSTART:20250101\r\nEND:VEVENT\r\n")) == std::vector{no_name});
  CHECK(faults_of(event("")) == std::vector{no_date});
  CHECK(faults_of(event("DTSTART:imorgon\r\n")) == std::vector{unreadable_date});
  CHECK(faults_of(event("DTSTART:20250102\r\nDTEND:20250101\r\n")) == std::vector{end_before_start});
  CHECK(faults_of(event("DTSTART:20250102\r\nDTEND:20350101\r\n")) == std::vector{too_long});
  CHECK(faults_of(event("DTSTART:20250102T100000\r\nDURATION:lang\r\n")) == std::vector{unreadable_date});
  CHECK(faults_of(event("DTSTART:20250102\r\nhej\r\n")) == std::vector{unread_line});
  CHECK(event("DTSTART:20250102\r\nhej\r\n").report.used == 1);
}

TEST_CASE("A calendar is told by what it begins with, whatever it is called") {
  const Scratch scratch;
  const auto text = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Valborg\nDTSTART:20250430\nEND:VEVENT\nEND:VCALENDAR\n";
  const auto calendar = read(scratch.write("lov.txt", text));
  CHECK(calendar.report.format == "iCalendar");
  CHECK(calendar.entries.size() == 1);
  CHECK(calendar.files.size() == 1);
}

}  // namespace lykta::tests_of_calendar_file
