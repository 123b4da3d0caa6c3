#include <string>

#include "publish/words/weekly_words.hpp"
#include "tests/catch.hpp"

namespace lykta::tests_of_weekly_words {
namespace {

constexpr auto sv = Language::sv;
constexpr auto en = Language::en;

WeekInArea week_of(std::uint64_t count, std::uint64_t low, std::uint64_t high, CountAlarm alarm = CountAlarm::none) {
  return {.count = count,
          .watched = count,
          .expected = ExpectedInWeek{.mean = 0.5 * static_cast<double>(low + high), .low = low, .high = high},
          .alarm = alarm};
}

/// A place, the rest and the whole in week 48, three weeks beside.
WeeklyPicture picture_of(const WeekInArea& place, const WeekInArea& whole) {
  WeeklyPicture weekly;
  weekly.options.first = {2025, 48};
  weekly.options.last = {2025, 48};
  weekly.weeks = {{.week = {2025, 48}}};
  weekly.beside = {{2024, 48}, {2023, 48}};
  weekly.areas.push_back({.weeks = {place}, .beside = {3, std::nullopt}});
  weekly.areas.push_back({.kind = WatchedKind::elsewhere, .weeks = {week_of(0, 0, 0)}});
  weekly.areas.push_back({.kind = WatchedKind::whole, .weeks = {whole}, .beside = {21, 18}});
  return weekly;
}

}  // namespace

TEST_CASE("The first line of a week says what is unusual, or that nothing is") {
  const auto quiet = picture_of(week_of(3, 1, 6), week_of(23, 19, 34));
  CHECK(week_headline(quiet, sv) == "Vecka 48: inget ovanligt. 23 händelser, förväntat antal 19 till 34.");
  CHECK(week_headline(quiet, en) == "Week 48: nothing unusual. 23 events, expected number 19 to 34.");
  const auto one = picture_of(week_of(9, 0, 4, CountAlarm::week_above), week_of(1, 0, 1));
  CHECK(week_headline(one, sv) == "Vecka 48: 1 sak är ovanlig. 1 händelse, förväntat antal 0 till 1.");
  const auto two = picture_of(week_of(9, 0, 4, CountAlarm::rise), week_of(40, 19, 34, CountAlarm::week_above));
  CHECK(week_headline(two, en) == "Week 48: 2 things are unusual. 40 events, expected number 19 to 34.");
}

TEST_CASE("A number beyond its limits that is no alarm is explained") {
  CHECK(week_headline(picture_of(week_of(3, 1, 6), week_of(18, 19, 34)), sv) ==
        "Vecka 48: inget ovanligt. 18 händelser, förväntat antal 19 till 34. Så få blir det i högst en vecka av 20 när "
        "inget har "
        "ändrats; först flera sådana veckor i rad är ett larm.");
  CHECK(week_headline(picture_of(week_of(3, 1, 6), week_of(35, 19, 34)), en) ==
        "Week 48: nothing unusual. 35 events, expected number 19 to 34. So many come in at most one week of 20 while "
        "nothing "
        "changes; an alarm takes more.");
}

TEST_CASE("Where nothing could be expected the first line says why") {
  auto without = picture_of({.count = 4}, {.count = 4});
  without.weeks.back().why = NoExpectation::not_recorded;
  CHECK(week_headline(without, sv) == "Vecka 48: 4 händelser. Ingen källa täcker veckan.");
  without.weeks.back().why = NoExpectation::too_few_weeks;
  CHECK(week_headline(without, en) ==
        "Week 48: 4 events. What was to be expected cannot be told: too few weeks before it were recorded.");
}

TEST_CASE("An alarm is said with its numbers, in one week and in many") {
  CHECK(alarm_text(week_of(9, 0, 4, CountAlarm::week_above), sv) == "9 händelser, fler än förväntat (0 till 4)");
  auto sum = week_of(5, 1, 6, CountAlarm::rise);
  sum.weeks_of_sum = 5;
  sum.events_of_sum = 14;
  sum.expected_of_sum = 7.14;
  CHECK(alarm_text(sum, sv) == "14 händelser under de senaste 5 veckorna, fler än förväntat (omkring 7,1)");
  CHECK(alarm_text(sum, en) == "14 events in the last 5 weeks, more than expected (about 7.1)");
  sum.alarm = CountAlarm::fall;
  sum.weeks_of_sum = 1;
  sum.events_of_sum = 1;
  sum.expected_of_sum = 12.4;
  CHECK(alarm_text(sum, sv) == "1 händelse under veckan, färre än förväntat (omkring 12)");
  CHECK(alarm_text(sum, en) == "1 event in the week, fewer than expected (about 12)");
  CHECK(alarm_text(week_of(3, 1, 6), sv).empty());
}

TEST_CASE("Earlier weeks stand beside, and one that was not recorded is no zero") {
  auto weekly = picture_of(week_of(3, 1, 6), week_of(23, 19, 34));
  CHECK(beside_text(weekly, weekly.whole(), sv) == "Samma vecka 2024: 21; 2023: 18");
  CHECK(beside_text(weekly, weekly.areas.front(), en) == "The same week of 2024: 3; 2023: not recorded");
  weekly.options.beside = ComparisonRule::before;
  weekly.beside = {{2025, 47}, {2025, 46}};
  CHECK(beside_text(weekly, weekly.whole(), sv) == "Veckorna före: vecka 47: 21; vecka 46: 18");
  weekly.beside.clear();
  CHECK(beside_text(weekly, weekly.whole(), sv).empty());
}

TEST_CASE("A new place is said with what was there before, and how sure that is") {
  const auto weekly = picture_of(week_of(3, 1, 6), week_of(23, 19, 34));
  NewPlaceOfWeek place{.of_week = 3, .recent = 6, .before = 1, .weeks_before = 100, .p = 0.001, .is_tested = true};
  CHECK(new_place_text(weekly, place, sv) ==
        "6 händelser de senaste 4 veckorna, varav 3 under vecka 48; 1 under de 100 veckorna före: inte visat fler än "
        "tidigare");
  place.is_more_than_before = true;
  CHECK(new_place_text(weekly, place, en) ==
        "6 events in the last 4 weeks, 3 of them in week 48; 1 in the 100 weeks before: more than before");
  place.is_tested = false;
  CHECK(new_place_text(weekly, place, sv).ends_with(": inte prövat"));
}

}  // namespace lykta::tests_of_weekly_words
