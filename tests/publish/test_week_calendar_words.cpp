#include <chrono>
#include <string>

#include "publish/words/calendar_fault_words.hpp"
#include "publish/words/week_calendar_words.hpp"
#include "tests/catch.hpp"

namespace lykta::tests_of_week_calendar_words {
namespace {

constexpr auto sv = Language::sv;
constexpr auto en = Language::en;

using std::chrono::local_days;
using std::chrono::year;

local_days date_of(int y, unsigned month, unsigned day) {
  return local_days{year{y} / std::chrono::month{month} / std::chrono::day{day}};
}

CalendarEntry tosia(int y, unsigned first, unsigned last) {
  return {date_of(y, 7, first), date_of(y, 7, last), DayKind::event, "Tosiadagen", "Torget"};
}

EntryOfWeek told() {
  EntryOfWeek entry{.entry = tosia(2025, 26, 26), .week = {2025, 30}};
  entry.earlier.push_back(
      {.entry = tosia(2024, 27, 27), .weeks = {{2024, 30}}, .count = 18, .ordinary = OrdinaryWeek{15, 10, 22}});
  entry.earlier.push_back({.entry = tosia(2023, 29, 29), .weeks = {{2023, 30}}, .count = 15});
  entry.earlier.push_back({.entry = tosia(2022, 30, 30), .weeks = {{2022, 30}}});
  return entry;
}

}  // namespace

TEST_CASE("Days are written as people say them, with the year where it is another") {
  CHECK(days_in_words(date_of(2025, 7, 26), date_of(2025, 7, 26), 2025, sv) == "26 juli");
  CHECK(days_in_words(date_of(2025, 7, 26), date_of(2025, 7, 28), 2025, sv) == "26–28 juli");
  CHECK(days_in_words(date_of(2025, 7, 30), date_of(2025, 8, 2), 2025, en) == "30 July – 2 August");
  CHECK(days_in_words(date_of(2026, 2, 16), date_of(2026, 2, 20), 2025, sv) == "16–20 februari 2026");
  CHECK(days_in_words(date_of(2025, 12, 21), date_of(2026, 1, 7), 2025, sv) == "21 december 2025 – 7 januari 2026");
}

TEST_CASE("An entry says what earlier ones brought, against an ordinary week") {
  auto entry = told();
  CHECK(entry_text(entry.entry, 2025, sv) == "Tosiadagen 26 juli (Torget)");
  CHECK(earlier_text(entry, "", sv) ==
        "2024 18 händelser i veckan, en vanlig vecka 10 till 22; 2023 15; 2022 inte registrerad");
  CHECK(earlier_text(entry, "", en) ==
        "2024 18 events in the week, an ordinary week 10 to 22; 2023 15; 2022 not recorded");
  entry.earlier.resize(1);
  entry.earlier[0].count_at_place = 7;
  entry.earlier[0].ordinary_at_place = OrdinaryWeek{2, 0, 4};
  CHECK(earlier_text(entry, "Torget", sv) ==
        "2024 18 händelser i veckan, en vanlig vecka 10 till 22 (Torget 7, en vanlig vecka 0 till 4)");
  // Of a break of several weeks the mean, and of two in one year the days.
  entry.earlier[0] = {.entry = tosia(2025, 1, 20), .weeks = {{2025, 27}, {2025, 28}}, .count = 29};
  CHECK(earlier_text(entry, "", sv) == "1–20 juli: i snitt 14,5 händelser i veckan (2 veckor)");
}

TEST_CASE("How an entry is heeded is said") {
  auto entry = told();
  CHECK(effect_text(entry, sv) == "För få tidigare veckor: räknas som en vanlig vecka");
  entry.basis = EffectBasis::named;
  entry.effect = CalendarEffect{1.62, 1.1, 2.4};
  CHECK(effect_text(entry, sv) == "Räknas med: 1,6 gånger en vanlig vecka (1,1–2,4)");
  entry.basis = EffectBasis::kind;
  CHECK(effect_text(entry, en) == "Heeded as other events: 1.6 times an ordinary week (1.1–2.4)");
  entry.entry.kind = DayKind::holiday;
  CHECK(effect_text(entry, en).empty());
}

TEST_CASE("The week names what is on, and what comes stands behind") {
  WeeklyPicture weekly;
  weekly.options.first = weekly.options.last = {2025, 30};
  weekly.weeks.resize(1);
  CHECK(calendar_of_week_text(weekly, {}, sv).empty());
  CHECK(coming_calendar_text(weekly, {}, sv).empty());
  weekly.calendar = {told()};
  weekly.calendar[0].earlier.clear();
  CHECK(calendar_of_week_text(weekly, {}, sv) ==
        "Under veckan: Tosiadagen 26 juli (Torget).\n  Tosiadagen 26 juli (Torget): inget tidigare i kalendern. För få "
        "tidigare veckor: räknas som en "
        "vanlig vecka.\n");
  weekly.calendar[0].is_to_come = true;
  CHECK(calendar_of_week_text(weekly, {}, sv).empty());
  CHECK(coming_calendar_text(weekly, {}, en)
            .starts_with("In the calendar of the next 8 weeks:\n  Tosiadagen 26 July (Torget): none earlier"));
  weekly.calendar.resize(14, weekly.calendar[0]);
  CHECK(coming_calendar_text(weekly, {}, sv).ends_with("  ... och 2 till i week_calendar.csv\n"));
}

TEST_CASE("What is wrong with a row of a calendar is said with its line, its column and what to do") {
  const CalendarFault date{7, "sista dag", CalendarFaultKind::unreadable_date, "2025-13-01"};
  CHECK(calendar_fault_text(date, sv) ==
        "rad 7, sista dag '2025-13-01': kan inte läsas som datum: skriv 2025-07-26. Raden används inte.");
  const CalendarFault rule{12, "RRULE", CalendarFaultKind::rule_not_understood, "FREQ=YEARLY;BYWEEKNO=30"};
  CHECK(calendar_fault_text(rule, en) ==
        "row 12, RRULE 'FREQ=YEARLY;BYWEEKNO=30': comes back by a rule that is not read: only the first time counts; "
        "write the others "
        "as entries of their own.");
}

}  // namespace lykta::tests_of_week_calendar_words
