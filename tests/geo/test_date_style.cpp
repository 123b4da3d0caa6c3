#include <chrono>
#include <string>
#include <vector>

#include "geo/values/date_style.hpp"
#include "tests/catch.hpp"

namespace lykta::tests_of_date_style {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr DateStyle year_first{};
constexpr DateStyle day_first{DateOrder::day_first, SerialDays::none};
constexpr DateStyle month_first{DateOrder::month_first, SerialDays::none};
constexpr DateStyle from_1900{DateOrder::year_first, SerialDays::from_1900};
constexpr DateStyle from_1904{DateOrder::year_first, SerialDays::from_1904};

LocalTime at(int year, unsigned month, unsigned day, int hour = 0, int minute = 0, int second = 0) {
  return LocalTime{
             std::chrono::local_days{std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day}}} +
         hours{hour} + minutes{minute} + seconds{second};
}

TimeSpan moment(LocalTime time) { return {time, time}; }
TimeSpan whole_day(int year, unsigned month, unsigned day) {
  return {at(year, month, day), at(year, month, day) + days{1}};
}

/// The span that a text means, which must be one.
TimeSpan span_of(std::string_view text, DateStyle style) {
  CAPTURE(text);
  const auto written = parse_date_time(text, style);
  REQUIRE(written.has_value());
  return written->span;
}

void check_unreadable(DateStyle style, const std::vector<std::string_view>& texts) {
  for (const auto text : texts) {
    CAPTURE(text);
    CHECK_FALSE(parse_date_time(text, style).has_value());
  }
}

DateFinding find(const std::vector<std::string_view>& texts) {
  DateStyleFinder finder;
  for (const auto text : texts) {
    finder.add(text);
  }
  return finder.finding();
}

}  // namespace

TEST_CASE("Every style reads a date with its year in front") {
  for (const auto style : {year_first, day_first, month_first, from_1900}) {
    for (const auto* text : {"2024-03-01", "2024/03/01", "2024.03.01", "2024-3-1", "20240301", " 2024-03-01 "}) {
      CHECK(span_of(text, style) == whole_day(2024, 3, 1));
    }
    CHECK(span_of("2024-03", style) == TimeSpan{at(2024, 3, 1), at(2024, 4, 1)});
    CHECK(span_of("2024-12", style) == TimeSpan{at(2024, 12, 1), at(2025, 1, 1)});
  }
}

TEST_CASE("Every style reads a month by its name, Swedish or English") {
  for (const auto style : {year_first, day_first, month_first}) {
    for (const auto* text : {"1 mars 2024", "1 mar 2024", "1 mar. 2024", "1. mars 2024", "March 1, 2024", "Mar 1 2024",
                             "MARCH 1, 2024", "01-Mar-2024", "01/Mar/2024", "01MAR2024", "2024-Mar-01"}) {
      CHECK(span_of(text, style) == whole_day(2024, 3, 1));
    }
    CHECK(span_of("mars 2024", style) == TimeSpan{at(2024, 3, 1), at(2024, 4, 1)});
    CHECK(span_of("Feb-2024", style) == TimeSpan{at(2024, 2, 1), at(2024, 3, 1)});
    CHECK(span_of("2024 mars", style) == TimeSpan{at(2024, 3, 1), at(2024, 4, 1)});
  }
}

TEST_CASE("All months are known by name, in full and shortened") {
  const std::vector<std::vector<std::string>> names{
      {"januari", "January", "jan"}, {"februari", "February", "Feb"}, {"mars", "March", "mar"},
      {"april", "April", "apr"},     {"maj", "May", "MAJ"},           {"juni", "June", "jun"},
      {"juli", "July", "jul"},       {"augusti", "August", "aug"},    {"september", "Sept", "sep"},
      {"oktober", "October", "okt"}, {"november", "nov", "Nov"},      {"december", "dec", "Dec"}};
  for (std::size_t month = 0; month < names.size(); ++month) {
    for (const auto& name : names[month]) {
      CHECK(span_of("7 " + name + " 2024", year_first) == whole_day(2024, static_cast<unsigned>(month) + 1, 7));
    }
  }
  CHECK(span_of("7 oct 2024", year_first) == whole_day(2024, 10, 7));
}

TEST_CASE("Day first and month first read the same text as other days") {
  for (const auto* text : {"01/03/2024", "1/3/2024", "01-03-2024"}) {
    CHECK(span_of(text, day_first) == whole_day(2024, 3, 1));
    CHECK(span_of(text, month_first) == whole_day(2024, 1, 3));
    check_unreadable(year_first, {text});
  }
  check_unreadable(day_first, {"01/13/2024"});
  check_unreadable(month_first, {"13/01/2024"});
}

TEST_CASE("A date with points has its day first, whatever the style hopes") {
  CHECK(span_of("1.3.2024", day_first) == whole_day(2024, 3, 1));
  CHECK(span_of("01.03.2024 23.15", day_first) == moment(at(2024, 3, 1, 23, 15)));
  check_unreadable(month_first, {"1.3.2024", "1.13.2024"});
  check_unreadable(year_first, {"1.3.2024"});
}

TEST_CASE("Two digits among numbers are a year only where the column says so") {
  for (const auto style : {year_first, day_first, month_first}) {
    check_unreadable(style, {"24-03-01", "01/03/24", "1.3.24", "Mar-24", "240301", "01/03/02024"});
  }
  constexpr DateStyle year_day{.order = DateOrder::year_first, .short_years = true};
  constexpr DateStyle day_year{.order = DateOrder::day_first, .short_years = true};
  constexpr DateStyle month_year{.order = DateOrder::month_first, .short_years = true};
  CHECK(span_of("24-03-01", year_day) == whole_day(2024, 3, 1));
  CHECK(span_of("24-03-01", day_year) == whole_day(2001, 3, 24));
  CHECK(span_of("01/03/24", day_year) == whole_day(2024, 3, 1));
  CHECK(span_of("01/03/24", month_year) == whole_day(2024, 1, 3));
  CHECK(span_of("1.3.24 23.15", day_year) == moment(at(2024, 3, 1, 23, 15)));
  for (const auto style : {year_day, day_year, month_year}) {
    CHECK(span_of("240301", style) == whole_day(2024, 3, 1));
    check_unreadable(style, {"24-13-41", "241301", "240230", "24-03-123", "99-99-99"});
  }
}

TEST_CASE("Two digits behind the name of a month are a year in every style; 70 is in the last century") {
  for (const auto style : {year_first, day_first, month_first}) {
    CHECK(span_of("1 mars 24", style) == whole_day(2024, 3, 1));
    CHECK(span_of("01-Mar-70", style) == whole_day(1970, 3, 1));
    CHECK(span_of("March 1, 69", style) == whole_day(2069, 3, 1));
    CHECK(span_of("1 mar '24", style) == whole_day(2024, 3, 1));
  }
}

TEST_CASE("The order of two-digit years is that of the column, or it is open") {
  const auto order_of = [](const std::vector<std::string_view>& texts) {
    const auto found = find(texts);
    return found.style ? std::optional(found.style->order) : std::nullopt;
  };
  CHECK(order_of({"01/03/24", "13/03/24"}) == DateOrder::day_first);
  CHECK(order_of({"01/03/24", "03/13/24"}) == DateOrder::month_first);
  CHECK(order_of({"1.3.24", "2.3.24"}) == DateOrder::day_first);
  CHECK(order_of({"01-03-24", "31-12-99"}) == DateOrder::day_first);  // 99 is no day
  CHECK(order_of({"24-03-01", "99-12-24"}) == DateOrder::year_first);
  // Read otherwise the years would run from 2001 to 2031.
  CHECK(order_of({"24-03-01", "24-03-12", "24-03-31"}) == DateOrder::year_first);
  CHECK(order_of({"01-03-24", "12-03-24", "31-03-24"}) == DateOrder::day_first);
  CHECK(order_of({"240301", "240331"}) == DateOrder::year_first);
  for (const std::vector<std::string_view>& open :
       {std::vector<std::string_view>{"24-03-01", "24-03-12"}, {"01/03/24", "02/03/24"}}) {
    CHECK(find(open).ambiguous);
    CHECK(find(open).readable == open.size());
  }
  CHECK(find({"24-03-01", "24-03-12"}).may_be_year_first);
  CHECK_FALSE(find({"01/03/24", "02/03/24"}).may_be_year_first);
  // All may be months of 2003.
  CHECK_FALSE(find({"200301", "200312"}).style.has_value());
  // Among dates of four digits a few of two stay unread where nothing tells their order.
  std::vector<std::string_view> mixed(9, "2024-03-01");
  mixed.emplace_back("01-03-24");
  CHECK(find(mixed).readable == 9);
}

TEST_CASE("Dates without a year are counted, and read when their year is stated") {
  const auto found = find({"24/3", "3 mars", "1.4 23:15", ""});
  CHECK(found.readable == 0);
  CHECK(found.yearless == 3);
  CHECK(found.first_yearless == "24/3");
  DateStyleFinder finder(2025);
  for (const auto* text : {"24/3", "3 mars", "1/4"}) {
    finder.add(text);
  }
  const auto stated = finder.finding();
  CHECK(stated.readable == 3);
  REQUIRE(stated.style.has_value());
  CHECK(stated.style->order == DateOrder::day_first);
  CHECK(span_of("24/3", *stated.style) == whole_day(2025, 3, 24));
  CHECK(span_of("3 mars 14:30", *stated.style) == moment(at(2025, 3, 3, 14, 30)));
  CHECK(span_of("24/3 kl 9.15", *stated.style) == moment(at(2025, 3, 24, 9, 15)));
  check_unreadable(*stated.style, {"30/2", "mar-24"});
}

TEST_CASE("A weekday may stand beside a date") {
  for (const auto* text : {"mån 3 mars 2025", "Monday, 3 March 2025", "Måndag den 3 mars 2025", "MÅN 2025-03-03",
                           "må 2025-03-03", "mon. March 3, 2025", "2025-03-03 (mån)", "2025-03-03 måndag"}) {
    CHECK(span_of(text, year_first) == whole_day(2025, 3, 3));
  }
  CHECK(span_of("Mon Mar 3 2025 14:30", year_first) == moment(at(2025, 3, 3, 14, 30)));
  check_unreadable(year_first, {"måndag", "mån", "månad 3 mars 2025", "3 mars 2025 mån x"});
  // 3 February 2025 was a Monday, 2 March a Sunday.
  CHECK(find({"mån 03/02/2025", "04/02/2025"}).style == day_first);
  CHECK(find({"sön 03/02/2025", "04/02/2025"}).style == month_first);
}

TEST_CASE("A part of the day behind a date is a span, and a word for a missing time the day") {
  CHECK(span_of("2025-03-03 kväll", year_first) == TimeSpan{at(2025, 3, 3, 18), at(2025, 3, 4)});
  CHECK(span_of("3 mars 2025 fm", year_first) == TimeSpan{at(2025, 3, 3, 6), at(2025, 3, 3, 12)});
  CHECK(span_of("2025-03-03 okänd tid", year_first) == whole_day(2025, 3, 3));
  CHECK(span_of("2025-03-03 --:--", year_first) == whole_day(2025, 3, 3));
  check_unreadable(year_first, {"2025-03-03 25:61", "2025-03-03 sent"});
  const auto day = parse_day_in_front("2025-03-03 25:61", year_first);
  REQUIRE(day.has_value());
  CHECK(day->span == whole_day(2025, 3, 3));
  CHECK_FALSE(parse_day_in_front("2025-03-03x", year_first).has_value());
}

TEST_CASE("A time of day behind a date makes it a moment") {
  const auto quarter_past = moment(at(2024, 3, 1, 23, 15));
  CHECK(span_of("2024-03-01 23:15", year_first) == quarter_past);
  CHECK(span_of("2024-03-01T23:15:00.123", year_first) == quarter_past);
  CHECK(span_of("2024-03-01 kl. 23.15", year_first) == quarter_past);
  CHECK(span_of("1 mars 2024 kl 23.15", year_first) == quarter_past);
  CHECK(span_of("March 1, 2024 at 11:15 PM", year_first) == quarter_past);
  CHECK(span_of("Mar  1 2024 11:15PM", year_first) == quarter_past);
  CHECK(span_of("01/03/2024 11:15:00 PM", day_first) == quarter_past);
  CHECK(span_of("3/1/2024, 11:15:00\xE2\x80\xAFPM", month_first) == quarter_past);
  CHECK(span_of("01/03/2024 12:00 AM", day_first) == moment(at(2024, 3, 1)));
  CHECK(span_of("01/03/2024 9:36:54", day_first) == moment(at(2024, 3, 1, 9, 36, 54)));
  CHECK(span_of("31/12/2024 24:00", day_first) == moment(at(2025, 1, 1)));
}

TEST_CASE("The American form is read alike by its short way and letter by letter") {
  for (const auto* text : {"03/01/2024 12:00:00 AM", "03/01/2024 12:59:59 PM", "03/31/2024 01:05:09 PM",
                           "12/31/2024 11:59:59 PM", "02/29/2024 09:00:00 AM"}) {
    CAPTURE(text);
    // Small letters take the long way.
    auto slow = std::string(text);
    slow.replace(slow.size() - 2, 2, slow.ends_with("AM") ? "am" : "pm");
    CHECK(span_of(text, month_first) == span_of(slow, month_first));
  }
  CHECK(span_of("03/01/2024 12:59:59 PM", month_first) == moment(at(2024, 3, 1, 12, 59, 59)));
  CHECK(span_of("03/01/2024 12:00:01 AM", day_first) == moment(at(2024, 1, 3, 0, 0, 1)));
  check_unreadable(month_first, {"13/01/2024 11:00:00 PM", "03/01/2024 13:00:00 PM", "03/01/2024 00:30:00 AM",
                                 "02/30/2024 11:00:00 AM", "03/01/2024 11:60:00 AM", "03/01/2024 11:00:60 AM"});
  check_unreadable(year_first, {"03/01/2024 11:00:00 PM"});
}

TEST_CASE("Dates and times may be written without signs") {
  CHECK(span_of("20240301T231500", year_first) == moment(at(2024, 3, 1, 23, 15)));
  CHECK(span_of("20240301T2315", year_first) == moment(at(2024, 3, 1, 23, 15)));
  CHECK(span_of("20240301 2315", year_first) == moment(at(2024, 3, 1, 23, 15)));
  CHECK(span_of("20240301 23:15", year_first) == moment(at(2024, 3, 1, 23, 15)));
  CHECK(span_of("202403012315", year_first) == moment(at(2024, 3, 1, 23, 15)));
  CHECK(span_of("20240301231530", year_first) == moment(at(2024, 3, 1, 23, 15, 30)));
  CHECK(span_of("20240301T231530.5", year_first) == moment(at(2024, 3, 1, 23, 15, 30)));
  CHECK(span_of("202403012400", year_first) == moment(at(2024, 3, 2)));
  check_unreadable(year_first, {"2024030123", "20240301T23", "20240301T2360", "20240301T2401", "20240301T231560",
                                "20240230", "20241301", "18991231", "21000101", "61234567", "202403", "2024030123150"});
}

TEST_CASE("An offset from UTC behind the time is kept") {
  const auto offset = [](std::string_view text) {
    const auto written = parse_date_time(text, day_first);
    REQUIRE(written.has_value());
    CHECK(written->span == moment(at(2024, 3, 1, 23, 15, 30)));
    return written->utc_offset;
  };
  CHECK(offset("2024-03-01T23:15:30.123+01:00") == hours{1});
  CHECK(offset("01/03/2024 11:15:30 PM -0530") == -(hours{5} + minutes{30}));
  CHECK(offset("20240301T231530Z") == seconds{0});
  CHECK(offset("20240301T231530+01") == hours{1});
  CHECK(offset("2024-03-01 23:15:30 UTC") == seconds{0});
  CHECK_FALSE(offset("2024-03-01 23:15:30").has_value());
}

TEST_CASE("What is not wholly a date is none") {
  for (const auto style : {year_first, day_first, month_first}) {
    check_unreadable(style, {"",
                             " ",
                             "-",
                             "idag",
                             "2024",
                             "2024.03",
                             "mars",
                             "1 mars",
                             "mars 1",
                             "0 mars 2024",
                             "31 april 2024",
                             "32 mars 2024",
                             "marsch 1, 2024",
                             "1 mars 2024 ca",
                             "2024-03-01x",
                             "2024-03-01 23:15 x",
                             "2024-00-10",
                             "2024-03-00",
                             "30/02/2024",
                             "02/30/2024",
                             "1/3-2024",
                             "1//3/2024",
                             "2024-03-01 +01:00",
                             "mars 2024 23:15",
                             "2024-03-01TT23:15",
                             "2024-03-01T23:15 CET",
                             "2024-03-01T23:15+25",
                             "2024-03-01 2315",
                             "45352",
                             "1.5"});
  }
}

TEST_CASE("Serial days count from 1900 as sheets do, with the leap day that never was") {
  CHECK(span_of("1", from_1900) == whole_day(1900, 1, 1));
  CHECK(span_of("59", from_1900) == whole_day(1900, 2, 28));
  check_unreadable(from_1900, {"60", "60.5"});
  CHECK(span_of("61", from_1900) == whole_day(1900, 3, 1));
  CHECK(span_of("45352", from_1900) == whole_day(2024, 3, 1));
  CHECK(span_of("2958465", from_1900) == whole_day(9999, 12, 31));
  check_unreadable(from_1900, {"0", "0.5", "2958466", "-1", "+45352", "45 352", "45352.5.5", "45352.x", "1e4"});
}

TEST_CASE("Serial days count from 1904 when the style says so") {
  CHECK(span_of("1", from_1904) == whole_day(1904, 1, 2));
  CHECK(span_of("43890", from_1904) == whole_day(2024, 3, 1));  // 45352 less the 1462 days between the epochs
  CHECK(span_of("60", from_1904) == whole_day(1904, 3, 1));
  CHECK(span_of("2957003", from_1904) == whole_day(9999, 12, 31));
  check_unreadable(from_1904, {"2957004"});
}

TEST_CASE("The fraction of a serial day is a time of day, to the nearest second") {
  CHECK(span_of("45352.96875", from_1900) == moment(at(2024, 3, 1, 23, 15)));
  CHECK(span_of("45352,96875", from_1900) == moment(at(2024, 3, 1, 23, 15)));
  CHECK(span_of("45352.9687499999", from_1900) == moment(at(2024, 3, 1, 23, 15)));
  CHECK(span_of("45352.99999999999", from_1900) == moment(at(2024, 3, 2)));
  CHECK(span_of("45352.333333333333333333333", from_1900) == moment(at(2024, 3, 1, 8)));
  CHECK(span_of("45352.0", from_1900) == whole_day(2024, 3, 1));
}

TEST_CASE("Dates with their year in front are found") {
  const auto found = find({"2024-03-01", "2024-03", "2024-03-01 00:00", "2024-03-01T23:15Z", "", "okänt", "i våras"});
  CHECK(found.style == year_first);
  CHECK_FALSE(found.ambiguous);
  CHECK(found.readable == 4);
  CHECK(found.unreadable == 1);
  CHECK(found.empty == 2);  // "okänt" says that there is no date
  CHECK(found.months_only == 1);
  CHECK(found.days_only == 1);
  CHECK(found.at_midnight == 1);
  CHECK(found.with_zone == 1);
  CHECK(found.first_unreadable == "i våras");
  CHECK(found.why.en() == "year first, as in '2024-03-01'");
}

TEST_CASE("A value over twelve tells the order of a column") {
  const auto by_day = find({"01/03/2024", "13/01/2024"});
  CHECK(by_day.style == day_first);
  CHECK(by_day.readable == 2);
  CHECK(by_day.why.en() == "day first, as in '13/01/2024'");
  const auto by_month = find({"01/03/2024", "01/13/2024"});
  CHECK(by_month.style == month_first);
  CHECK(by_month.readable == 2);
  CHECK(by_month.why.en() == "month first, as in '01/13/2024'");
  CHECK(find({"01-03-2024", "13-01-2024"}).style == day_first);
}

TEST_CASE("Values that fit both orders leave it open") {
  const auto found = find({"01/03/2024", "02/03/2024"});
  CHECK_FALSE(found.style.has_value());
  CHECK(found.ambiguous);
  CHECK(found.readable == 2);
  CHECK(found.unreadable == 0);
  CHECK(found.why.en() == "'01/03/2024' may be 1 March or January 3");
  CHECK(find({"2024-03-01", "01/03/2024"}).ambiguous);
}

TEST_CASE("Points decide for the day in front, for slashes too") {
  CHECK(find({"1.3.2024", "2.3.2024"}).style == day_first);
  CHECK(find({"01/03/2024", "1.3.2024"}).style == day_first);
  CHECK_FALSE(find({"1.3.2024"}).ambiguous);
}

TEST_CASE("Days that are the same in both orders are not ambiguous") {
  const auto found = find({"05/05/2024", "06/06/2024"});
  CHECK_FALSE(found.ambiguous);
  CHECK(found.style == day_first);
}

TEST_CASE("Contradicting rows go to the larger number, and the others are unreadable") {
  const auto found = find({"13/01/2024", "01/14/2024", "14/01/2024", "01/03/2024"});
  CHECK(found.style == day_first);
  CHECK(found.readable == 3);
  CHECK(found.unreadable == 1);
  CHECK(found.first_unreadable == "01/14/2024");
  CHECK(found.why.en() ==
        "day first, as in '13/01/2024' (2 texts), against month first, as in '01/14/2024' (1 texts): the larger number "
        "taken");
  const auto tie = find({"13/01/2024", "01/14/2024"});
  CHECK_FALSE(tie.style.has_value());
  CHECK(tie.ambiguous);
}

TEST_CASE("A few dates of open order among many clear ones are unreadable and stop nothing") {
  std::vector<std::string_view> texts(9, "2024-03-01");
  texts.emplace_back("01/03/2024");
  const auto found = find(texts);
  CHECK(found.style == year_first);
  CHECK_FALSE(found.ambiguous);
  CHECK(found.readable == 9);
  CHECK(found.unreadable == 1);
  CHECK(found.first_unreadable == "01/03/2024");
}

TEST_CASE("Months by name are found and read under every style") {
  const auto found = find({"1 mars 2024", "2 mars 2024"});
  CHECK(found.style == year_first);
  CHECK(found.days_only == 2);
  CHECK(found.why.en() == "month by name, as in '1 mars 2024'");
  CHECK(find({"1 mars 2024", "13/01/2024"}).readable == 2);
}

TEST_CASE("A column of numbers around today's serials holds serial days") {
  std::vector<std::string_view> texts(8, "45352");
  texts.emplace_back("45352.96875");
  texts.emplace_back("13/01/2024");
  const auto found = find(texts);
  CHECK(found.style == DateStyle{DateOrder::day_first, SerialDays::from_1900});
  CHECK(found.readable == 10);
  CHECK(found.days_only == 9);
  CHECK(found.why.en().find("1904 cannot be told from the numbers: state it") != std::string::npos);
  texts.emplace_back("13/01/2024");
  texts.emplace_back("14/01/2024");
  const auto too_few = find(texts);
  CHECK(too_few.style == day_first);
  CHECK(too_few.unreadable == 9);
  // Words among the numbers change nothing, dates of another kind do.
  CHECK(find({"45352", "45353", "x", "45354.5", "y"}).style == from_1900);
  CHECK_FALSE(find({"45352", "x", "y"}).style.has_value());
  CHECK_FALSE(find({"1234", "5678"}).style.has_value());
  CHECK_FALSE(find({"19999", "60001"}).style.has_value());
  CHECK(find({"20000", "60000"}).style == from_1900);
}

TEST_CASE("Each text of a finding reads or does not read as the style says") {
  const std::vector<std::string_view> texts{"13/01/2024", "01/14/2024", "1.3.2024",   "2024-03-01", "1 mars 2024",
                                            "45352",      "okänt",      "30/02/2024", "01/03/2024", ""};
  const auto found = find(texts);
  REQUIRE(found.style.has_value());
  std::size_t readable = 0;
  for (const auto text : texts) {
    readable += parse_date_time(text, *found.style) ? 1U : 0U;
  }
  CHECK(found.readable == readable);
  CHECK(found.readable + found.unreadable + found.empty == texts.size());
}

TEST_CASE("A column without dates has no style") {
  const auto words = find({"i dag", "idag"});
  CHECK_FALSE(words.style.has_value());
  CHECK_FALSE(words.ambiguous);
  CHECK(words.unreadable == 2);
  CHECK(words.why.en() == "no date, as in 'i dag'");
  CHECK(find({"", " "}).why.en() == "no text at all");
  CHECK(find({}).empty == 0);
}

}  // namespace lykta::tests_of_date_style
