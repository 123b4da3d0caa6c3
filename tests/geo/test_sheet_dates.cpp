#include <limits>

#include "geo/format/sheet_dates.hpp"
#include "tests/catch.hpp"

namespace lykta::tests_of_sheet_dates {
namespace {

constexpr ShownTime nothing{false, false, false};
constexpr ShownTime date{true, false, false};
constexpr ShownTime time_of_day{false, true, false};
constexpr ShownTime date_and_time{true, true, false};
constexpr ShownTime elapsed{false, true, true};

constexpr bool from_1904 = true;
constexpr bool from_1900 = false;

}  // namespace

TEST_CASE("A date format with one letter for the hour shows the time of day, in English and in Swedish") {
  for (const auto* code : {"yyyy-mm-dd h:mm", "åååå-mm-dd t:mm", "åååå-mm-dd tt:mm", "ÅÅÅÅ-MM-DD TT:MM", "m/d/yy h:mm",
                           "d mmm yyyy h", "yyyy\\-mm\\-dd\\ h:mm", "yyyymmddhhmmss", "yyyy-mm-ddThh:mm:ssZ",
                           "[$-41D]d mmmm yyyy \"kl.\" h:mm;@", "dd/mm/yyyy hAM/PM", "yyyy-mm-dd HH:mm:ss UTC"}) {
    CAPTURE(code);
    CHECK(shown_by_code(code) == date_and_time);
  }
}

TEST_CASE("A format of days, months or years shows a date") {
  for (const auto* code : {"yyyy-mm-dd", "åååå-mm-dd", "d", "m/d", "mmm", "mmmm yy", "mm", "yyyy\"年\"m\"月\"d\"日\"",
                           "yyyy年m月d日", "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "dd/mm/yyyy;@", "[Red]d-mmm-yy",
                           "_-dd/mm/yy_-", "*hyyyy-mm-dd", "yyyy-mm-dd UTC", "[$-411]ge.m.d"}) {
    CAPTURE(code);
    CHECK(shown_by_code(code) == date);
  }
}

TEST_CASE("A letter m is a minute after an hour and before a second, else a month") {
  CHECK(shown_by_code("h:mm") == time_of_day);
  CHECK(shown_by_code("mm:ss") == time_of_day);
  CHECK(shown_by_code("mmss.0") == time_of_day);
  CHECK(shown_by_code("h \"tim\" m \"min\"") == time_of_day);
  CHECK(shown_by_code("hh:mm:ss,000") == time_of_day);
  CHECK(shown_by_code("h:mm AM/PM") == time_of_day);
  CHECK(shown_by_code("tt:mm;@") == time_of_day);
  CHECK(shown_by_code("mmm h:mm") == date_and_time);
  CHECK(shown_by_code("h:mmm") == date_and_time);  // three letters are a month's name
}

TEST_CASE("A unit in brackets counts on") {
  for (const auto* code : {"[h]:mm", "[hh]:mm:ss", "[tt]:mm", "[m]:ss", "[mm]", "[s]", "[ss].00", "[H]:mm;@"}) {
    CAPTURE(code);
    CHECK(shown_by_code(code) == elapsed);
  }
}

TEST_CASE("A format of numbers or text is no date, whatever letters stand in it") {
  for (const auto* code : {"",
                           "General",
                           "Standard",
                           "Allmänt",
                           "@",
                           "0.00E+00",
                           "#,##0 \"d\"",
                           "#,##0\\d",
                           "0_d",
                           "0*s",
                           "# ##0 st",
                           "0 m2",
                           "0.00%",
                           "[Red]0.00",
                           "[Yellow]General",
                           "[$-41D]0",
                           "[>=100]0",
                           "# ?/?",
                           "\"yyyy-mm-dd\"",
                           "\"day",
                           "[dmy",
                           "0;yyyy-mm-dd",
                           ";;;d",
                           "t0.00",
                           "00 s 0"}) {
    CAPTURE(code);
    CHECK(shown_by_code(code) == nothing);
  }
}

TEST_CASE("The formats without code are known by their number") {
  for (const auto format : {14, 15, 16, 17, 27, 31, 36, 50, 58}) {
    CAPTURE(format);
    CHECK(shown_by_builtin(format) == date);
  }
  for (const auto format : {18, 19, 20, 21, 32, 33, 45, 47}) {
    CAPTURE(format);
    CHECK(shown_by_builtin(format) == time_of_day);
  }
  for (const auto format : {0, 1, 13, 23, 26, 37, 44, 48, 49, 59, 164, -1}) {
    CAPTURE(format);
    CHECK(shown_by_builtin(format) == nothing);
  }
  CHECK(shown_by_builtin(22) == date_and_time);
  CHECK(shown_by_builtin(46) == elapsed);
}

TEST_CASE("A date shows its time of day when there is one or when the format does") {
  CHECK(date_text(45352, date, from_1900) == "2024-03-01");
  CHECK(date_text(45352.96875, date, from_1900) == "2024-03-01 23:15:00");
  CHECK(date_text(45352, date_and_time, from_1900) == "2024-03-01 00:00:00");
  CHECK(date_text(45352.5, time_of_day, from_1900) == "2024-03-01 12:00:00");
}

TEST_CASE("A date is rounded to the second, over midnight too") {
  CHECK(date_text(45351.9999999, date_and_time, from_1900) == "2024-03-01 00:00:00");
  CHECK(date_text(45351.9999999, date, from_1900) == "2024-03-01");
  CHECK(date_text(45352.0000001, date, from_1900) == "2024-03-01");
  CHECK(date_text(43466.00069444445, date_and_time, from_1900) == "2019-01-01 00:01:00");
  CHECK(date_text(0.9999999, time_of_day, from_1900) == "24:00:00");
}

TEST_CASE("The calendar of 1900 has a day that never was") {
  CHECK(date_text(1, date, from_1900) == "1900-01-01");
  CHECK(date_text(59, date, from_1900) == "1900-02-28");
  CHECK_FALSE(date_text(60, date, from_1900).has_value());
  CHECK_FALSE(date_text(60.5, date_and_time, from_1900).has_value());
  CHECK_FALSE(date_text(59.9999999, date_and_time, from_1900).has_value());
  CHECK(date_text(61, date, from_1900) == "1900-03-01");
}

TEST_CASE("The calendar of 1904 begins with day 0 and has no false day") {
  CHECK(date_text(0, date, from_1904) == "1904-01-01");
  CHECK(date_text(59, date, from_1904) == "1904-02-29");
  CHECK(date_text(60, date, from_1904) == "1904-03-01");
  CHECK(date_text(43890.96875, date_and_time, from_1904) == "2024-03-01 23:15:00");
  CHECK(date_text(0.25, date_and_time, from_1904) == "1904-01-01 06:00:00");
  CHECK(date_text(0.25, time_of_day, from_1904) == "06:00:00");
}

TEST_CASE("Below one day there is only a time of day") {
  CHECK(date_text(0.5, time_of_day, from_1900) == "12:00:00");
  CHECK(date_text(0, time_of_day, from_1900) == "00:00:00");
  CHECK(date_text(0.5, date_and_time, from_1900) == "12:00:00");
  CHECK(date_text(0.5, date, from_1900) == "12:00:00");
  CHECK(date_text(0.9999999, date_and_time, from_1900) == "24:00:00");
  CHECK_FALSE(date_text(0, date, from_1900).has_value());  // an empty default, not a day
  CHECK_FALSE(date_text(0, date_and_time, from_1900).has_value());
}

TEST_CASE("Elapsed hours are counted on") {
  CHECK(date_text(1.3125, elapsed, from_1900) == "31:30:00");
  CHECK(date_text(0.3125, elapsed, from_1904) == "07:30:00");
  CHECK(date_text(60, elapsed, from_1900) == "1440:00:00");
}

TEST_CASE("A number beyond the calendar is no date") {
  CHECK(date_text(2958465, date, from_1900) == "9999-12-31");
  CHECK_FALSE(date_text(2958466, date, from_1900).has_value());
  CHECK(date_text(2957003, date, from_1904) == "9999-12-31");
  CHECK_FALSE(date_text(2957004, date, from_1904).has_value());
  CHECK_FALSE(date_text(-1, date, from_1900).has_value());
  CHECK_FALSE(date_text(-0.5, elapsed, from_1904).has_value());
  CHECK_FALSE(date_text(1e300, date, from_1900).has_value());
  CHECK_FALSE(date_text(std::numeric_limits<double>::quiet_NaN(), date, from_1900).has_value());
}

TEST_CASE("A date in ISO 8601 takes the same forms as one that is a number") {
  CHECK(iso_date_text("2024-03-01T23:15:00", date_and_time) == "2024-03-01 23:15:00");
  CHECK(iso_date_text("2024-03-01T23:15:00", nothing) == "2024-03-01 23:15:00");
  CHECK(iso_date_text("2024-03-01T23:15", date) == "2024-03-01 23:15:00");
  CHECK(iso_date_text("2024-03-01T00:00:00", date) == "2024-03-01");
  CHECK(iso_date_text("2024-03-01T00:00:00", nothing) == "2024-03-01 00:00:00");
  CHECK(iso_date_text("2024-03-01", date) == "2024-03-01");
  CHECK(iso_date_text("2024-03-01", date_and_time) == "2024-03-01 00:00:00");
  CHECK(iso_date_text("2024-02-29T23:59:59.997", date_and_time) == "2024-03-01 00:00:00");
  CHECK(iso_date_text("2024-03-01T23:15:00.499", date_and_time) == "2024-03-01 23:15:00");
  CHECK(iso_date_text("23:15:00", time_of_day) == "23:15:00");
  CHECK(iso_date_text("T07:05", time_of_day) == "07:05:00");
}

TEST_CASE("An offset from UTC stays behind a date in ISO 8601") {
  CHECK(iso_date_text("2024-03-01T23:15:00Z", date) == "2024-03-01 23:15:00Z");
  CHECK(iso_date_text("2024-03-01T00:00:00+01:00", date) == "2024-03-01 00:00:00+01:00");
}

TEST_CASE("What is no date in ISO 8601 stays as it is written") {
  for (const auto* text : {"", "T", "2023-02-29", "2024-13-01", "2024-03", "2024-03-01T", "2024-03-01T25:00:00",
                           "2024-03-01T24:00:01", "2024-03-01T12:60", "2024-03-01T12:00:60", "2024-03-01T1:00",
                           "-024-03-01", "2024-03-01T-1:00", "2024-03-01 12:00 hrs", "23:15:00Z", "12", "tomorrow"}) {
    CAPTURE(text);
    CHECK(iso_date_text(text, date_and_time) == text);
  }
}

}  // namespace lykta::tests_of_sheet_dates
