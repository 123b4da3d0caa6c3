#include <chrono>
#include <string_view>
#include <vector>

#include "geo/values/clock_style.hpp"
#include "tests/catch.hpp"

namespace lykta::tests_of_clock_style {
namespace {

using namespace std::chrono_literals;

ClockFinding find(const std::vector<std::string_view>& texts) { return find_clock_numbers(texts); }

TimeOfDay moment(std::chrono::seconds time) { return {time, time}; }

}  // namespace

TEST_CASE("Whole numbers without their zeros are hours and minutes") {
  const auto found = find({"1839", "257", "5", "914", "0", "NA", ""});
  CHECK(found.numbers == ClockNumbers::hours_minutes);
  CHECK(found.readable == 5);
  CHECK(found.empty == 2);
  CHECK(found.why.en() == "hours and minutes as one number, as in '5'");
  CHECK(parse_time("257", found.numbers) == moment(2h + 57min));
  CHECK(parse_time("5", found.numbers) == moment(5min));
  CHECK(parse_time("0", found.numbers) == moment(0min));
  CHECK(parse_time("2400", found.numbers) == moment(24h));
  CHECK(parse_time("914.0", found.numbers) == moment(9h + 14min));
  CHECK(parse_time("9:14", found.numbers) == moment(9h + 14min));
  CHECK_FALSE(parse_time("275", found.numbers).has_value());
  CHECK_FALSE(parse_time("2401", found.numbers).has_value());
}

TEST_CASE("Numbers up to 24 are hours, and one beyond makes minutes of them") {
  CHECK(find({"0", "14", "23"}).numbers == ClockNumbers::hours);
  CHECK(parse_time("14", ClockNumbers::hours) == TimeOfDay{14h, 15h});
  CHECK(parse_time("24", ClockNumbers::hours) == moment(24h));
  CHECK(find({"5", "59", "31"}).numbers == ClockNumbers::hours_minutes);
  CHECK(find({"91536", "5", "235959"}).numbers == ClockNumbers::hours_minutes_seconds);
  CHECK(parse_time("91536", ClockNumbers::hours_minutes_seconds) == moment(9h + 15min + 36s));
}

TEST_CASE("Four digits each say it by themselves, and minutes since midnight are no clock times") {
  CHECK(find({"2315", "0915"}).numbers == ClockNumbers::none);
  CHECK(find({"2315", "0915"}).readable == 2);
  CHECK(find({"0", "75", "615", "1299", "1439", "890"}).numbers == ClockNumbers::none);
  CHECK(find({"1", "2", "3", "99", "100", "61", "70", "85"}).numbers == ClockNumbers::none);
}

TEST_CASE("Parts of the day are spans") {
  CHECK(parse_part_of_day("kväll") == TimeOfDay{18h, 24h});
  CHECK(parse_part_of_day("KVÄLL") == TimeOfDay{18h, 24h});
  CHECK(parse_part_of_day("på natten") == TimeOfDay{0h, 6h});
  CHECK(parse_part_of_day("morgon") == TimeOfDay{6h, 10h});
  CHECK(parse_part_of_day("fm") == TimeOfDay{6h, 12h});
  CHECK(parse_part_of_day("Förmiddag") == TimeOfDay{6h, 12h});
  CHECK(parse_part_of_day("em") == TimeOfDay{12h, 18h});
  CHECK(parse_part_of_day("PM") == TimeOfDay{12h, 24h});
  CHECK_FALSE(parse_part_of_day("9 fm").has_value());
  CHECK_FALSE(parse_part_of_day("sen kväll").has_value());
}

TEST_CASE("Two clock times with a dash between are a span, over midnight where they run backwards") {
  CHECK(parse_clock_range("22-02") == TimeOfDay{22h, 26h});
  CHECK(parse_clock_range("18.00\xE2\x80\x93"
                          "20.30") == TimeOfDay{18h, 20h + 30min});
  CHECK(parse_clock_range("mellan 21 och 23") == TimeOfDay{21h, 23h});
  CHECK(parse_clock_range("kl 18-20") == TimeOfDay{18h, 20h});
  CHECK_FALSE(parse_clock_range("2-3").has_value());
  CHECK_FALSE(parse_clock_range("22-99").has_value());
}

}  // namespace lykta::tests_of_clock_style
