#include <algorithm>
#include <chrono>
#include <map>
#include <string>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/time/calendar.hpp"
#include "engine/time/recurring_name.hpp"
#include "tests/engine/samples.hpp"

namespace lykta {
namespace {

using std::chrono::local_days;
using std::chrono::year;

local_days date_of(int y, int month, int day) { return local_days{year{y} / month / day}; }

std::map<std::string, local_days> by_name(int y) {
  std::map<std::string, local_days> days;
  for (const auto& entry : swedish_holidays(y)) {
    days[entry.name] = entry.first;
  }
  return days;
}

const WeekFeature& named(const std::vector<WeekFeature>& features, const std::string& name) {
  const auto found = std::ranges::find(features, name, &WeekFeature::name);
  REQUIRE(found != features.end());
  return *found;
}

}  // namespace

TEST_CASE("Easter is where the tables have it") {
  // Known dates, with the earliest (22 March) and the latest (25 April) that there are.
  CHECK(easter_sunday(1818) == date_of(1818, 3, 22));
  CHECK(easter_sunday(1943) == date_of(1943, 4, 25));
  CHECK(easter_sunday(1954) == date_of(1954, 4, 18));
  CHECK(easter_sunday(1981) == date_of(1981, 4, 19));
  CHECK(easter_sunday(2000) == date_of(2000, 4, 23));
  CHECK(easter_sunday(2008) == date_of(2008, 3, 23));
  CHECK(easter_sunday(2019) == date_of(2019, 4, 21));
  CHECK(easter_sunday(2024) == date_of(2024, 3, 31));
  CHECK(easter_sunday(2025) == date_of(2025, 4, 20));
  CHECK(easter_sunday(2026) == date_of(2026, 4, 5));
  CHECK(easter_sunday(2038) == date_of(2038, 4, 25));
  for (int y = 1583; y < 2600; ++y) {
    REQUIRE(std::chrono::weekday{easter_sunday(y)} == std::chrono::Sunday);
    REQUIRE(easter_sunday(y) >= date_of(y, 3, 22));
    REQUIRE(easter_sunday(y) <= date_of(y, 4, 25));
  }
}

TEST_CASE("Swedish holidays are those of the almanac") {
  const auto days = by_name(2025);
  CHECK(days.at("långfredagen") == date_of(2025, 4, 18));
  CHECK(days.at("Kristi himmelsfärdsdag") == date_of(2025, 5, 29));
  CHECK(days.at("pingstdagen") == date_of(2025, 6, 8));
  CHECK(days.at("midsommarafton") == date_of(2025, 6, 20));
  CHECK(days.at("midsommardagen") == date_of(2025, 6, 21));
  CHECK(days.at("alla helgons dag") == date_of(2025, 11, 1));
  CHECK(days.at("Sveriges nationaldag") == date_of(2025, 6, 6));
  // The first and the last day that both may have.
  CHECK(by_name(2020).at("midsommardagen") == date_of(2020, 6, 20));
  CHECK(by_name(2021).at("midsommardagen") == date_of(2021, 6, 26));
  CHECK(by_name(2020).at("alla helgons dag") == date_of(2020, 10, 31));
  CHECK(by_name(2021).at("alla helgons dag") == date_of(2021, 11, 6));
  CHECK(by_name(2004).at("annandag pingst") == date_of(2004, 5, 31));
  CHECK_FALSE(by_name(2004).contains("Sveriges nationaldag"));
  CHECK_FALSE(by_name(2005).contains("annandag pingst"));
  const auto entries = swedish_holidays(2025);
  CHECK(std::ranges::is_sorted(entries, {}, &CalendarEntry::first));
  CHECK(std::ranges::count(entries, DayKind::holiday, &CalendarEntry::kind) == 13);
}

TEST_CASE("A week has its holidays and eves, but no holiday of a Sunday") {
  // Easter 2025: Thursday 17 to Monday 21 April, weeks 16 and 17; week 18 has Walpurgis Night and 1 May.
  const auto features = week_features(swedish_holidays(IsoWeek{2025, 15}, IsoWeek{2025, 18}), {2025, 15}, 4);
  CHECK(named(features, "holidays").value == std::vector<double>{0, 1, 1, 1});
  CHECK(named(features, "eves").value == std::vector<double>{0, 2, 0, 1});
  CHECK(features.size() == 2);
  // Around New Year: week 1 of 2026 begins on 29 December.
  const auto turn = week_features(swedish_holidays(IsoWeek{2025, 52}, IsoWeek{2026, 2}), {2025, 52}, 3);
  CHECK(named(turn, "holidays").value == std::vector<double>{2, 1, 1});
  CHECK(named(turn, "eves").value == std::vector<double>{1, 1, 1});
}

TEST_CASE("School days are the working days of a term without breaks and holidays") {
  std::vector<CalendarEntry> calendar{
      {date_of(2025, 4, 7), date_of(2025, 6, 10), DayKind::school_term, "vårtermin", {}},
      {date_of(2025, 4, 14), date_of(2025, 4, 17), DayKind::school_break, "påsklov", {}},
  };
  std::ranges::copy(swedish_holidays(2025), std::back_inserter(calendar));
  const auto features = week_features(calendar, {2025, 14}, 6);
  CHECK(named(features, "school").value == std::vector<double>{0, 1, 0, 0.8, 0.8, 1});
  CHECK(named(features, "school breaks").value == std::vector<double>{0, 0, 0.8, 0, 0, 0});
  CHECK(named(features, "school break: påsklov").value == named(features, "school breaks").value);
  CHECK(named(features, "school breaks").kind == FeatureKind::kind);
  calendar.erase(calendar.begin());
  CHECK(named(week_features(calendar, {2025, 14}, 3), "school breaks").value == std::vector<double>{0, 0, 0.8});
  CHECK(week_features(calendar, {2025, 14}, 3).size() == 4);
}

TEST_CASE("A named event is in each week what the week holds of it, and comes back under its name without the year") {
  const std::vector<CalendarEntry> calendar{
      {date_of(2025, 7, 4), date_of(2025, 7, 7), DayKind::event, "Tosia Bonnadan 2025", {}},
      {date_of(2025, 7, 5), date_of(2025, 7, 5), DayKind::event, "TOSIA BONNADAN", {}},
      {date_of(2025, 7, 6), date_of(2025, 7, 6), DayKind::event, "match", "Kallinge"},
      {date_of(2025, 7, 14), date_of(2025, 8, 3), DayKind::event, "utställning", {}},
  };
  const auto features = week_features(calendar, {2025, 26}, 4);
  // Friday to Sunday are three of its four days, and the Saturday that is there twice makes it no more than whole.
  CHECK(named(features, "event: tosia bonnadan").value == std::vector<double>{0, 1, 0.25, 0});
  CHECK(named(features, "event: tosia bonnadan").kind == FeatureKind::event);
  CHECK(named(features, "event: match").value == std::vector<double>{0, 1, 0, 0});
  CHECK(named(features, "event: utställning").value == std::vector<double>{0, 0, 0, 1});
  CHECK(named(features, "events").value == std::vector<double>{0, 1, 0.25, 1});
  CHECK(features.size() == 6);
}

TEST_CASE("An entry is of the weeks that hold most of it") {
  const auto weeks = [](local_days first, local_days last) {
    return weeks_of_entry({first, last, DayKind::event, "x", {}});
  };
  CHECK(weeks(date_of(2025, 7, 26), date_of(2025, 7, 26)) == std::vector<IsoWeek>{{2025, 30}});
  // Saturday to Monday: two days against one. Sunday and Monday: the first of equals.
  CHECK(weeks(date_of(2025, 7, 26), date_of(2025, 7, 28)) == std::vector<IsoWeek>{{2025, 30}});
  CHECK(weeks(date_of(2025, 7, 27), date_of(2025, 7, 28)) == std::vector<IsoWeek>{{2025, 30}});
  // Thursday to Thursday a week later: both weeks hold four days.
  CHECK(weeks(date_of(2025, 7, 24), date_of(2025, 7, 31)) == std::vector<IsoWeek>{{2025, 30}, {2025, 31}});
  CHECK(weeks(date_of(2025, 12, 20), date_of(2026, 1, 7)) == std::vector<IsoWeek>{{2025, 52}, {2026, 1}});
}

TEST_CASE("A name comes back without its year, in whatever case") {
  CHECK(recurring_name("Tosiadagen 2024") == "tosiadagen");
  CHECK(recurring_name("  TOSIADAGEN   (2025)") == "tosiadagen");
  CHECK(recurring_name("Jullov 2024/25") == "jullov");
  CHECK(recurring_name("Jullov 2024–2025") == "jullov");
  CHECK(recurring_name("Öppet hus '25") == "öppet hus");
  CHECK(recurring_name("ÅRETS MARKNAD") == "årets marknad");
  // Numbers that are no years stay.
  CHECK(recurring_name("Marknad 2") == "marknad 2");
  CHECK(recurring_name("Vecka 44") == "vecka 44");
  CHECK(recurring_name("A2024") == "a2024");
  CHECK(recurring_name("2024") == "2024");
  CHECK(recurring_name("") == "");
  CHECK(compared_name("Kallinge  Torg 2024") == "kallinge torg 2024");
}

TEST_CASE("Entries of a calendar that cannot be are refused") {
  const std::vector<CalendarEntry> backwards{{date_of(2025, 7, 4), date_of(2025, 7, 3), DayKind::event, "match", {}}};
  CHECK_THROWS_WITH(week_features(backwards, {2025, 26}, 2), "'match' of the calendar ends before it begins");
  const std::vector<CalendarEntry> nameless{{date_of(2025, 7, 4), date_of(2025, 7, 4), DayKind::event, "", {}}};
  CHECK_THROWS_AS(week_features(nameless, {2025, 26}, 2), InvalidOption);
}

}  // namespace lykta
