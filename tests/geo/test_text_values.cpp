#include <chrono>
#include <string>

#include "engine/base/error.hpp"
#include "geo/values/text_values.hpp"
#include "tests/catch.hpp"

namespace lykta::tests_of_text_values {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

LocalTime at(int year, unsigned month, unsigned day, int hour = 0, int minute = 0, int second = 0) {
  return LocalTime{
             std::chrono::local_days{std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day}}} +
         hours{hour} + minutes{minute} + seconds{second};
}

/// The span that a text means, which must be one.
TimeSpan span_of(const char* text) {
  CAPTURE(text);
  const auto written = parse_date_time(text);
  REQUIRE(written.has_value());
  return written->span;
}

TimeSpan moment(LocalTime time) { return {time, time}; }

}  // namespace

TEST_CASE("A number may have a decimal point or a decimal comma") {
  CHECK(parse_number("59.33") == 59.33);
  CHECK(parse_number("59,33") == 59.33);
  CHECK(parse_number("6229148,3") == 6229148.3);
  CHECK(parse_number("-0,5") == -0.5);
  CHECK(parse_number("+7") == 7.0);
  CHECK(parse_number("0") == 0.0);
  CHECK(parse_number("1.5e3") == 1500.0);
}

TEST_CASE("Thousands may stand apart by spaces and no-break spaces") {
  CHECK(parse_number("1 234,5") == 1234.5);
  CHECK(parse_number("6 229 148.3") == 6229148.3);
  CHECK(parse_number("1\xC2\xA0"
                     "234\xC2\xA0"
                     "567") == 1234567.0);  // no-break space
  CHECK(parse_number("1\xE2\x80\xAF"
                     "234") == 1234.0);               // narrow no-break space
  CHECK(parse_number("\xC2\xA0 12,5 \t\r") == 12.5);  // and anything around
}

TEST_CASE("A space that does not separate thousands is no number") {
  CHECK_FALSE(parse_number("56 12").has_value());  // degrees and minutes
  CHECK_FALSE(parse_number("56 12,41").has_value());
  CHECK_FALSE(parse_number("1 2345").has_value());
  CHECK_FALSE(parse_number("1,234 567").has_value());
  CHECK_FALSE(parse_number("- 5").has_value());
  CHECK_FALSE(parse_number("1  234").has_value());
  CHECK_FALSE(parse_number("1234 567").has_value());
}

TEST_CASE("Text that is not wholly a number is no number") {
  for (const auto* text : {"1.2.3", "1,234.5", "1,234,567", "", " ", "\xC2\xA0", "abc", "12 m", "12m", "1-2", "--1",
                           "+-1", "0x10", "1e", ",", ".", "-", "½"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_number(text).has_value());
  }
}

TEST_CASE("What is infinite or not a number is no number") {
  for (const auto* text : {"nan", "NaN", "-nan", "inf", "INF", "-inf", "infinity", "1e999", "-1e999"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_number(text).has_value());
  }
}

TEST_CASE("A date is a day long") {
  CHECK(span_of("2024-03-01") == TimeSpan{at(2024, 3, 1), at(2024, 3, 2)});
  CHECK(span_of("2024/03/01") == TimeSpan{at(2024, 3, 1), at(2024, 3, 2)});
  CHECK(span_of("2024-3-1") == TimeSpan{at(2024, 3, 1), at(2024, 3, 2)});
  CHECK(span_of(" 2024-12-31\xC2\xA0") == TimeSpan{at(2024, 12, 31), at(2025, 1, 1)});
  CHECK(span_of("2024-02-29").length() == days{1});
}

TEST_CASE("A month is a month long") {
  CHECK(span_of("2024-02") == TimeSpan{at(2024, 2, 1), at(2024, 3, 1)});
  CHECK(span_of("2023/02").length() == days{28});
  CHECK(span_of("2024-12") == TimeSpan{at(2024, 12, 1), at(2025, 1, 1)});
}

TEST_CASE("A date with a time of day is a moment") {
  CHECK(span_of("2024-03-01 23:15") == moment(at(2024, 3, 1, 23, 15)));
  CHECK(span_of("2024-03-01T23:15:30") == moment(at(2024, 3, 1, 23, 15, 30)));
  CHECK(span_of("2024/03/01 23.15") == moment(at(2024, 3, 1, 23, 15)));
  CHECK(span_of("2024-03-01 9:05") == moment(at(2024, 3, 1, 9, 5)));
  CHECK(span_of("2024-03-01T23:15:30.987") == moment(at(2024, 3, 1, 23, 15, 30)));  // fractions are dropped
  CHECK(span_of("2024-03-01 23:15:30,5") == moment(at(2024, 3, 1, 23, 15, 30)));
}

TEST_CASE("24:00 is the midnight that ends the day") {
  CHECK(span_of("2024-12-31 24:00") == moment(at(2025, 1, 1)));
  CHECK(parse_time_of_day("24:00") == hours{24});
  CHECK(parse_time_of_day("24:00:00") == hours{24});
  CHECK_FALSE(parse_time_of_day("24:01").has_value());
  CHECK_FALSE(parse_time_of_day("24:00:01").has_value());
  CHECK_FALSE(parse_date_time("2024-12-31 24:01").has_value());
}

TEST_CASE("A day that does not exist is no date") {
  for (const auto* text : {"2023-02-29", "2024-02-30", "2024-04-31", "2024-13-01", "2024-00-01", "2024-01-00",
                           "2024-01-32", "1900-02-29", "2024-13", "2024-00"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_date_time(text).has_value());
  }
}

TEST_CASE("A date that says itself which number is the month needs no column around it") {
  const TimeSpan day{at(2024, 3, 1), at(2024, 3, 2)};
  CHECK(span_of("20240301") == day);
  CHECK(span_of("2024.03.01") == day);
  CHECK(span_of("1 mars 2024") == day);
  CHECK(span_of("2024-03-01  23:15") == moment(at(2024, 3, 1, 23, 15)));
}

TEST_CASE("Other ways to write a date are not guessed at") {
  for (const auto* text : {"", "01.03.2024", "01/03/2024", "3/1/2024 11:30:00 PM", "24-03-01", "2024", "2024-03-01-04",
                           "2024-03/01", "2024-03-", "2024-03-01T", "2024-03-01 ca 23", "2024-03-01 23",
                           "2024-03 12:00", "2024-03-01 23:15 PM", "45352", "45352.5", "idag"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_date_time(text).has_value());
  }
}

TEST_CASE("A time of day is read with colons or points") {
  CHECK(parse_time_of_day("23:15") == hours{23} + minutes{15});
  CHECK(parse_time_of_day("23.15") == hours{23} + minutes{15});
  CHECK(parse_time_of_day("23:15:30") == hours{23} + minutes{15} + seconds{30});
  CHECK(parse_time_of_day("00:00") == seconds{0});
  CHECK(parse_time_of_day(" 7:05 ") == hours{7} + minutes{5});
}

TEST_CASE("A time of day is read as OpenDocument sheets store it") {
  CHECK(parse_time_of_day("PT23H15M00S") == hours{23} + minutes{15});
  CHECK(parse_time_of_day("PT07H05M09.000000000S") == hours{7} + minutes{5} + seconds{9});
  CHECK(parse_time_of_day("PT24H00M00S") == hours{24});
  for (const auto* text :
       {"PT", "PT1H", "PT25H00M00S", "PT23H60M00S", "PT23H15M60S", "PT23H15M00S1", "P1DT1H1M1S", "PT123H00M00S"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_time_of_day(text).has_value());
  }
}

TEST_CASE("A time of day may stand behind the word klockan, shortened") {
  CHECK(parse_time_of_day("kl 23.15") == hours{23} + minutes{15});
  CHECK(parse_time_of_day("kl. 23:15") == hours{23} + minutes{15});
  CHECK(parse_time_of_day("Kl.9.05") == hours{9} + minutes{5});
  CHECK(parse_time_of_day("kl. 23") == hours{23});
  CHECK(parse_time_of_day("kl 24") == hours{24});
  CHECK(parse_time_of_day("kl 9 em") == hours{21});
}

TEST_CASE("The halves of the day run from twelve over one to eleven") {
  CHECK(parse_time_of_day("12:00 AM") == hours{0});
  CHECK(parse_time_of_day("12:59 am") == minutes{59});
  CHECK(parse_time_of_day("1:00 AM") == hours{1});
  CHECK(parse_time_of_day("11:59:59 a.m.") == hours{11} + minutes{59} + seconds{59});
  CHECK(parse_time_of_day("12:00 PM") == hours{12});
  CHECK(parse_time_of_day("12:30 p.m.") == hours{12} + minutes{30});
  CHECK(parse_time_of_day("11:15 PM") == hours{23} + minutes{15});
  CHECK(parse_time_of_day("11:15PM") == hours{23} + minutes{15});
  CHECK(parse_time_of_day("11 PM") == hours{23});
  CHECK(parse_time_of_day("9.15 fm") == hours{9} + minutes{15});
  CHECK(parse_time_of_day("9.15 e.m.") == hours{21} + minutes{15});
  CHECK(parse_time_of_day("11:15\xE2\x80\xAFPM") == hours{23} + minutes{15});  // the narrow space of newer systems
  for (const auto* text : {"0:15 AM", "13:00 PM", "23:15 PM", "11:60 PM", "PM", "11:15 PM PM", "11:15 XM"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_time_of_day(text).has_value());
  }
}

TEST_CASE("Four digits are a time of day in a column of its own only") {
  CHECK(parse_time_of_day("2315") == hours{23} + minutes{15});
  CHECK(parse_time_of_day("0915") == hours{9} + minutes{15});
  CHECK(parse_time_of_day("0000") == hours{0});
  CHECK(parse_time_of_day("2400") == hours{24});
  for (const auto* text : {"2360", "2401", "915", "23150", "231500", "-915"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_time_of_day(text).has_value());
  }
  CHECK_FALSE(parse_clock_time("2315").has_value());
  CHECK_FALSE(parse_date_time("2024-03-01 2315").has_value());
}

TEST_CASE("A sheet's fraction of a day is a time of day, to the nearest second") {
  CHECK(parse_time_of_day("0.96875") == hours{23} + minutes{15});
  CHECK(parse_time_of_day("0,96875") == hours{23} + minutes{15});
  CHECK(parse_time_of_day("0.500") == hours{12});
  CHECK(parse_time_of_day("0.333333333333333") == hours{8});
  CHECK(parse_time_of_day("9.0277777777777776E-2") == hours{2} + minutes{10});
  CHECK(parse_time_of_day("0.9999999") == hours{24});
  CHECK_FALSE(parse_clock_time("0.96875").has_value());
}

TEST_CASE("Two decimals behind a point are minutes and no fraction") {
  CHECK(parse_time_of_day("0.25") == minutes{25});
  CHECK(parse_time_of_day("23.15") == hours{23} + minutes{15});
  for (const auto* text : {"0.75", "0.5", "0", "1", "1.000", "23.150", "0.9687x", "1e0", "-0.125", "0.1.5"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_time_of_day(text).has_value());
  }
}

TEST_CASE("A time of day that is no time is refused") {
  for (const auto* text : {"", "23", "23:", "23:1", "23:60", "25:00", "23:15:60", "23:15.30", "-1:00", "23:15 h",
                           "123:15", "okänt", "kl", "kl.", "kl 25", "klockan 23", "23:15:"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_time_of_day(text).has_value());
  }
}

TEST_CASE("A long text is shortened as an example, at a whole character") {
  CHECK(as_example(" kort ") == "kort");
  CHECK(as_example(std::string(60, 'a')) == std::string(60, 'a'));
  CHECK(as_example(std::string(61, 'a')) == std::string(60, 'a') + "...");
  CHECK(as_example(std::string(59, 'a') + "åå") == std::string(59, 'a') + "...");  // å has two bytes
}

TEST_CASE("An offset from UTC is told apart from the time") {
  const auto offset_of = [](const char* text) {
    CAPTURE(text);
    const auto written = parse_date_time(text);
    REQUIRE(written.has_value());
    CHECK(written->span == moment(at(2024, 3, 1, 23, 15)));
    return written->utc_offset;
  };
  CHECK_FALSE(offset_of("2024-03-01T23:15").has_value());
  CHECK(offset_of("2024-03-01T23:15Z") == seconds{0});
  CHECK(offset_of("2024-03-01T23:15:00z") == seconds{0});
  CHECK(offset_of("2024-03-01 23:15+01") == hours{1});
  CHECK(offset_of("2024-03-01 23:15+0100") == hours{1});
  CHECK(offset_of("2024-03-01 23:15+01:00") == hours{1});
  CHECK(offset_of("2024-03-01 23:15 UTC") == seconds{0});
  CHECK(offset_of("20240301T231500Z") == seconds{0});
  CHECK(offset_of("2024-03-01 23:15 +01:00") == hours{1});
  CHECK(offset_of("2024/03/01 23:15:00.000-05:30") == -(hours{5} + minutes{30}));
}

TEST_CASE("An offset that is none is no date") {
  for (const auto* text :
       {"2024-03-01T23:15+", "2024-03-01T23:15+1", "2024-03-01T23:15+15:00", "2024-03-01T23:15+01:60",
        "2024-03-01T23:15+01:", "2024-03-01T23:15Zulu", "2024-03-01T23:15 CET", "2024-03-01Z"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_date_time(text).has_value());
  }
}

TEST_CASE("UTC becomes wall-clock time, an hour more in summer") {
  const auto stockholm = [](LocalTime written, seconds offset) { return in_zone(written, offset, "Europe/Stockholm"); };
  CHECK(stockholm(at(2024, 1, 15, 12), seconds{0}) == at(2024, 1, 15, 13));
  CHECK(stockholm(at(2024, 7, 15, 12), seconds{0}) == at(2024, 7, 15, 14));
  CHECK(stockholm(at(2024, 7, 15, 12), -hours{5}) == at(2024, 7, 15, 19));
  CHECK(stockholm(at(2024, 7, 15, 12), hours{2}) == at(2024, 7, 15, 12));
}

TEST_CASE("At the change to and from summer time each moment keeps its own wall-clock time") {
  const auto stockholm = [](LocalTime utc) { return in_zone(utc, seconds{0}, "Europe/Stockholm"); };
  // 31 March 2024, 01:00 UTC: the clock leaps from 02 to 03.
  CHECK(stockholm(at(2024, 3, 31, 0, 59, 59)) == at(2024, 3, 31, 1, 59, 59));
  CHECK(stockholm(at(2024, 3, 31, 1)) == at(2024, 3, 31, 3));
  // 27 October 2024, 01:00 UTC: the hour from 02 to 03 comes twice.
  CHECK(stockholm(at(2024, 10, 27, 0, 30)) == at(2024, 10, 27, 2, 30));
  CHECK(stockholm(at(2024, 10, 27, 1, 30)) == at(2024, 10, 27, 2, 30));
  CHECK(stockholm(at(2024, 10, 27, 2)) == at(2024, 10, 27, 3));
}

TEST_CASE("A time may fall on another day in another zone") {
  CHECK(in_zone(at(2024, 12, 31, 23, 30), seconds{0}, "Europe/Stockholm") == at(2025, 1, 1, 0, 30));
  CHECK(in_zone(at(2025, 1, 1, 3), seconds{0}, "America/Chicago") == at(2024, 12, 31, 21));
}

TEST_CASE("An unknown time zone is refused") {
  CHECK_NOTHROW(check_time_zone("Europe/Stockholm"));
  CHECK_THROWS_AS(check_time_zone("Europe/Ronneby"), InvalidOption);
  CHECK_THROWS_AS(check_time_zone(""), InvalidOption);
  CHECK_THROWS_AS(in_zone(at(2024, 1, 1), seconds{0}, "Europe/Ronneby"), InvalidOption);
}

TEST_CASE("Lower case knows the Swedish letters and leaves other signs alone") {
  CHECK(lower_case("ÅÄÖ Éa×Z") == "åäö éa×z");
  CHECK(lower_case("Händelse-ID") == "händelse-id");
  CHECK(lower_case("") == "");
}

TEST_CASE("Trimming takes all kinds of spaces from the ends and none from within") {
  CHECK(trimmed(" \t\xC2\xA0 a b \xE2\x80\xAF\r") == "a b");
  CHECK(trimmed(" \xC2\xA0") == "");
  CHECK(trimmed("å") == "å");  // its last byte is no space
}

}  // namespace lykta::tests_of_text_values
