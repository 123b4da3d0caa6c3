#include <algorithm>
#include <chrono>
#include <cstdint>
#include <numeric>
#include <optional>
#include <tuple>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/questions/weekly_picture.hpp"
#include "tests/engine/samples.hpp"
#include "tests/engine/town_events.hpp"

namespace lykta::tests_of_weekly_picture {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::local_days;
using std::chrono::minutes;
using test::at;
using test::within;

constexpr Point station{550, 550};
constexpr Point square{1450, 450};
constexpr IsoWeek asked{2025, 48};

local_days monday_before(const IsoWeek& week, int weeks_before) { return monday_of(week) - days(7 * weeks_before); }

/// Moments of a week, no two of the same minute.
void add_in_week(Inputs& inputs, const Point& position, local_days monday, int number, std::uint16_t class_index = 0,
                 Origin origin = Origin::reported) {
  for (int i = 0; i < number; ++i) {
    const auto moment = LocalTime(monday) + days(i % 7) + hours(10 + i / 7 % 12) + minutes(7 * i % 60);
    test::add_event(inputs, position, TimeSpan{moment, moment}, class_index, origin);
  }
}

/// Eight events a week at the station and two at the square, through the years, up to the week before the one asked for; two
/// a week at changing places elsewhere.
Inputs two_places(const IsoWeek& week = asked, int weeks = 140) {
  auto inputs = test::empty_town();
  test::Random random(5);
  for (int before = weeks; before > 0; --before) {
    const auto monday = monday_before(week, before);
    add_in_week(inputs, station, monday, 8);
    add_in_week(inputs, square, monday, 2);
    add_in_week(inputs, random.in({0, 0, 2000, 1000}), monday, 1);
    add_in_week(inputs, random.in({0, 0, 2000, 1000}), monday, 1);
  }
  inputs.sources = {
      {.name = "police",
       .covers = {.from = LocalTime(monday_before(week, weeks)), .to = LocalTime(monday_of(week) + days(7))}}};
  return inputs;
}

Picture weekly_of(const Inputs& inputs, WeeklyPictureOptions options = {.first = asked, .last = asked}) {
  PictureOptions standing;
  standing.period = period_before({24, PeriodUnit::months}, monday_of(options.first));
  options.knows_swedish_holidays = false;
  auto picture = make_picture(inputs, standing);
  add_weekly_picture(inputs, options, picture);
  return picture;
}

const WatchedArea& area_at(const Picture& picture, const Point& point) {
  const auto slot = picture.place_study.slot_at(point);
  for (const auto& area : picture.weekly->areas) {
    if (slot && area.kind == WatchedKind::standing && std::ranges::count(picture.places[area.place].slots, *slot) > 0) {
      return area;
    }
  }
  FAIL("no standing place there");
  return picture.weekly->whole();
}

bool warns_of(const Picture& picture, WarningKind kind) {
  return std::ranges::find(picture.warnings, kind, &Warning::kind) != picture.warnings.end();
}

}  // namespace

TEST_CASE("A week of many events at one place is told of that place alone") {
  auto inputs = two_places();
  add_in_week(inputs, station, monday_of(asked), 24);
  add_in_week(inputs, square, monday_of(asked), 2);
  const auto picture = weekly_of(inputs);
  const auto& busy = area_at(picture, station).weeks.back();
  CHECK(busy.count == 24);
  CHECK(busy.watched == 24);
  REQUIRE(busy.expected);
  CHECK(busy.expected->mean == within(1, 8));
  CHECK(busy.expected->low <= 8);
  CHECK(busy.expected->high >= 8);
  CHECK(busy.expected->high < 24);
  CHECK(busy.expected->p_above < 1e-3);
  CHECK(busy.alarm == CountAlarm::week_above);
  const auto& quiet = area_at(picture, square).weeks.back();
  CHECK(quiet.count == 2);
  CHECK(quiet.alarm == CountAlarm::none);
  CHECK(picture.weekly->elsewhere().weeks.back().count == 0);
  CHECK(picture.weekly->whole().weeks.back().count == 26);
}

TEST_CASE("The standing places know nothing of the week that is looked at in them") {
  auto quiet = two_places();
  add_in_week(quiet, station, monday_of(asked), 8);
  auto busy = quiet;
  add_in_week(busy, {1050, 850}, monday_of(asked), 40);
  const auto before = weekly_of(quiet);
  const auto after = weekly_of(busy);
  REQUIRE(before.places.size() == after.places.size());
  for (std::size_t i = 0; i < before.places.size(); ++i) {
    CHECK(before.places[i].slots == after.places[i].slots);
    CHECK(before.places[i].count == after.places[i].count);
  }
  // 24 months before Monday 24 November 2025 begin on a Friday: 104 whole weeks and the days up to Sunday 26 November 2023.
  const auto& area = area_at(after, station);
  CHECK(after.places[area.place].count >= 104 * 8);
  CHECK(after.places[area.place].count <= 105 * 8 + 30);  // and some of those that happen anywhere
  // What no place holds is not lost: it stands outside, and as a new place.
  CHECK(after.weekly->elsewhere().weeks.back().count == 40);
  REQUIRE(after.weekly->new_places.size() == 1);
  CHECK(after.weekly->new_places[0].of_week == 40);
  CHECK(after.weekly->new_places[0].is_more_than_before);
  CHECK(before.weekly->new_places.empty());
}

TEST_CASE("A doubling that lasts is told within some weeks, and the place beside it stays quiet") {
  auto inputs = two_places(asked, 140);
  for (int week = 0; week < 4; ++week) {
    add_in_week(inputs, station, monday_of(asked) + days(7 * week), 16);
    add_in_week(inputs, square, monday_of(asked) + days(7 * week), 2);
  }
  const auto last = plus_weeks(asked, 3);
  inputs.sources[0].covers.to = LocalTime(monday_of(last) + days(7));
  const auto picture = weekly_of(inputs, {.first = asked, .last = last});
  const auto& doubled = area_at(picture, station);
  REQUIRE(doubled.weeks.size() == 4);
  CHECK(std::ranges::any_of(doubled.weeks, [](const WeekInArea& week) {
    return week.alarm == CountAlarm::week_above || week.alarm == CountAlarm::rise;
  }));
  for (const auto& week : doubled.weeks) {
    if (week.alarm == CountAlarm::rise) {
      CHECK(week.events_of_sum >= 16 * std::min<std::size_t>(week.weeks_of_sum, 4));
      CHECK(week.expected_of_sum < static_cast<double>(week.events_of_sum));
    }
  }
  for (const auto& week : area_at(picture, square).weeks) {
    CHECK(week.alarm == CountAlarm::none);
  }
  CHECK(doubled.recent.size() == 13);
  CHECK(doubled.recent.back() == 16);
  CHECK(doubled.recent.front() >= 8);
  CHECK(doubled.recent.front() < 16);
  CHECK(doubled.last_four == 64);
}

TEST_CASE("The whole is its parts, and every event of the week is listed once") {
  auto inputs = two_places();
  inputs.classes.push_back({"graffiti", 1});
  add_in_week(inputs, square, monday_of(asked), 3, 1);
  add_in_week(inputs, station, monday_of(asked), 5);
  add_in_week(inputs, {150, 150}, monday_of(asked), 1);
  add_in_week(inputs, station, monday_of(asked), 2, 0, Origin::discovered);
  // The week after takes no part.
  add_in_week(inputs, station, monday_of(asked) + days(7), 9);
  const auto picture = weekly_of(inputs);
  const auto& weekly = *picture.weekly;
  std::uint64_t parts = 0;
  for (std::size_t i = 0; i + 1 < weekly.areas.size(); ++i) {
    parts += weekly.areas[i].weeks.back().count;
  }
  CHECK(parts == 9);
  CHECK(weekly.whole().weeks.back().count == 9);
  CHECK(weekly.weeks.back().discovered == 2);
  REQUIRE(weekly.events.size() == 11);
  CHECK(std::ranges::count(weekly.events, false, &WeekEvent::counts) == 2);
  CHECK(std::ranges::is_sorted(weekly.events, {}, [&](const WeekEvent& event) {
    return std::tuple(event.area, inputs.incidents.time[event.incident]->start);
  }));
  CHECK(std::ranges::count(picture.use, IncidentUse::week) == 11);
  REQUIRE(weekly.whole().classes.size() == 2);
  CHECK(weekly.whole().classes[0].count == 6);
  CHECK(weekly.whole().classes[1].count == 3);
}

TEST_CASE("A week without an event is a page, too") {
  const auto inputs = two_places();
  const auto picture = weekly_of(inputs);
  const auto& weekly = *picture.weekly;
  CHECK(weekly.events.empty());
  CHECK(weekly.new_places.empty());
  REQUIRE(weekly.areas.size() == picture.places.size() + 2);
  for (const auto& area : weekly.areas) {
    CHECK(area.weeks.back().count == 0);
    CHECK(area.weeks.back().expected);
    CHECK(area.weeks.back().alarm != CountAlarm::week_above);
  }
  CHECK(weekly.coming.size() == 4);
  CHECK(weekly.coming.front().week == IsoWeek{2025, 49});
  REQUIRE(weekly.coming.front().whole);
  CHECK(weekly.coming.front().whole->mean > 0);
}

TEST_CASE("The order of rows does not matter") {
  auto inputs = two_places();
  add_in_week(inputs, station, monday_of(asked), 12);
  add_in_week(inputs, {1050, 850}, monday_of(asked), 7, 1);
  auto shuffled = inputs;
  auto& incidents = shuffled.incidents;
  std::vector<std::size_t> order(incidents.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  test::Random(3).shuffle(order);
  for (std::size_t i = 0; i < order.size(); ++i) {
    const auto from = order[i];
    incidents.position[i] = inputs.incidents.position[from];
    incidents.time[i] = inputs.incidents.time[from];
    incidents.class_index[i] = inputs.incidents.class_index[from];
    incidents.origin[i] = inputs.incidents.origin[from];
    incidents.row[i] = inputs.incidents.row[from];
  }
  const auto one = weekly_of(inputs);
  const auto other = weekly_of(shuffled);
  REQUIRE(one.weekly->areas.size() == other.weekly->areas.size());
  for (std::size_t i = 0; i < one.weekly->areas.size(); ++i) {
    const auto& a = one.weekly->areas[i];
    const auto& b = other.weekly->areas[i];
    CHECK(a.weeks.back().count == b.weeks.back().count);
    CHECK(a.weeks.back().expected->p_above == b.weeks.back().expected->p_above);
    CHECK(a.recent == b.recent);
    CHECK(a.beside == b.beside);
  }
  REQUIRE(one.weekly->events.size() == other.weekly->events.size());
  for (std::size_t i = 0; i < one.weekly->events.size(); ++i) {
    const auto& a = one.weekly->events[i];
    const auto& b = other.weekly->events[i];
    CHECK(inputs.incidents.row[a.incident] == incidents.row[b.incident]);
    CHECK(a.area == b.area);
    CHECK(a.new_place == b.new_place);
  }
  REQUIRE(one.weekly->new_places.size() == 1);
  CHECK(one.weekly->new_places[0].place.slots == other.weekly->new_places[0].place.slots);
  CHECK(one.weekly->new_places[0].outline == other.weekly->new_places[0].outline);
}

TEST_CASE("Week 53 is looked at, and stands beside the first week of years that have none") {
  const IsoWeek last_of_year{2020, 53};
  auto inputs = two_places(last_of_year, 200);
  // New Year's Eve and 3 January are in it, Monday 4 January is not.
  for (const auto moment : {at(2020, 12, 31, 23), at(2021, 1, 3, 23), at(2021, 1, 4, 1)}) {
    test::add_event(inputs, station, TimeSpan{moment, moment});
  }
  const auto picture = weekly_of(inputs, {.first = last_of_year, .last = last_of_year});
  const auto& weekly = *picture.weekly;
  CHECK(area_at(picture, station).weeks.back().count == 2);
  CHECK(weekly.beside == std::vector<IsoWeek>{{2020, 1}, {2019, 1}, {2018, 1}});
  // Eight, two, and two elsewhere each week; the record of 200 weeks begins in February 2017.
  CHECK(weekly.whole().beside == std::vector<std::optional<std::uint64_t>>{12, 12, 12});
  CHECK(weekly.coming.front().week == IsoWeek{2021, 1});
}

TEST_CASE("Weeks beside that were not recorded whole are no zero") {
  const auto picture = weekly_of(two_places(asked, 60));
  // Week 48 of 2024 lies 52 weeks back, those before it before the record.
  CHECK(picture.weekly->whole().beside == std::vector<std::optional<std::uint64_t>>{12, std::nullopt, std::nullopt});
  const auto before = weekly_of(two_places(asked, 60),
                                {.first = asked, .last = asked, .beside_weeks = 2, .beside = ComparisonRule::before});
  CHECK(before.weekly->beside == std::vector<IsoWeek>{{2025, 47}, {2025, 46}});
  CHECK(before.weekly->whole().beside == std::vector<std::optional<std::uint64_t>>{12, 12});
}

TEST_CASE("A source that ends in mid-week is named, and less is expected") {
  auto inputs = two_places();
  add_in_week(inputs, station, monday_of(asked), 3);
  const auto whole = weekly_of(inputs).weekly->whole().weeks.back().expected->mean;
  inputs.sources[0].covers.to = LocalTime(monday_of(asked) + days(3));
  const auto picture = weekly_of(inputs);
  CHECK(picture.weekly->weeks.back().recorded == within(1e-12, 3.0 / 7));
  CHECK(picture.weekly->whole().weeks.back().expected->mean == within(1e-9, whole * 3 / 7));
  const auto warning = std::ranges::find(picture.warnings, WarningKind::week_partly_recorded, &Warning::kind);
  REQUIRE(warning != picture.warnings.end());
  CHECK(warning->value == within(1e-12, 3));
  CHECK(warning->limit == 7);
  CHECK(warning->source == "police");
  CHECK_FALSE(warns_of(weekly_of(two_places()), WarningKind::week_partly_recorded));
}

TEST_CASE("A week that no source covers has no expectation, and says so") {
  auto inputs = two_places();
  inputs.sources[0].covers.to = LocalTime(monday_of(asked));
  const auto picture = weekly_of(inputs);
  CHECK(picture.weekly->weeks.back().why == NoExpectation::not_recorded);
  CHECK_FALSE(picture.weekly->whole().weeks.back().expected);
  CHECK(warns_of(picture, WarningKind::week_partly_recorded));
}

TEST_CASE("Too few weeks before give a list without an expectation") {
  auto inputs = two_places(asked, 6);
  add_in_week(inputs, station, monday_of(asked), 4);
  const auto picture = weekly_of(inputs);
  CHECK(picture.weekly->weeks.back().why == NoExpectation::too_few_weeks);
  CHECK(picture.weekly->events.size() == 4);
  CHECK(picture.weekly->whole().weeks.back().count == 4);
}

TEST_CASE("Events of a source that began in between count, but not against what was to be expected") {
  auto inputs = two_places();
  inputs.sources.push_back(
      {.name = "school",
       .covers = {.from = LocalTime(monday_before(asked, 20)), .to = LocalTime(monday_of(asked) + days(7))}});
  add_in_week(inputs, station, monday_of(asked), 8);
  const auto first = inputs.incidents.size();
  add_in_week(inputs, station, monday_of(asked), 5);
  for (auto i = first; i < inputs.incidents.size(); ++i) {
    inputs.incidents.row[i].source = 1;
  }
  const auto picture = weekly_of(inputs);
  const auto& area = area_at(picture, station).weeks.back();
  CHECK(area.count == 13);
  CHECK(area.watched == 8);
  CHECK(area.alarm == CountAlarm::none);
  const auto warning = std::ranges::find(picture.warnings, WarningKind::source_without_baseline, &Warning::kind);
  REQUIRE(warning != picture.warnings.end());
  CHECK(warning->value == 5);
  CHECK(warning->source == "school");
}

TEST_CASE("An event known too vaguely for one week is counted and left out") {
  auto inputs = two_places();
  const auto middle = LocalTime(monday_of(asked) + days(3));
  test::add_event(inputs, station, TimeSpan{middle - days(10), middle + days(10)});
  const auto picture = weekly_of(inputs);
  CHECK(picture.weekly->events.empty());
  const auto warning = std::ranges::find(picture.warnings, WarningKind::between_weeks, &Warning::kind);
  REQUIRE(warning != picture.warnings.end());
  CHECK(warning->value == 1);
}

TEST_CASE("Weeks to ask are whole, and not many") {
  CHECK(weeks_to_ask(period_of(asked)) == std::vector{asked});
  CHECK(weeks_to_ask({at(2025, 11, 17), at(2025, 12, 1)}) == std::vector<IsoWeek>{{2025, 47}, {2025, 48}});
  CHECK(weeks_to_ask({at(2025, 11, 18), at(2025, 11, 25)}).empty());
  CHECK(weeks_to_ask({at(2025, 1, 6), at(2025, 12, 1)}).empty());
  auto inputs = two_places();
  PictureOptions options;
  options.period = Period{at(2025, 1, 1), at(2025, 12, 1)};
  auto picture = make_picture(inputs, options);
  CHECK_THROWS_AS(add_weekly_picture(inputs, {.first = asked, .last = asked}, picture), InvalidOption);
  CHECK_THROWS_AS(check(WeeklyPictureOptions{.first = asked, .last = {2026, 20}}), InvalidOption);
  CHECK_THROWS_AS(check(WeeklyPictureOptions{.first = asked, .last = {2025, 40}}), InvalidOption);
}

TEST_CASE("The week of the same number in another year") {
  CHECK(same_week_in({2025, 48}, 2023) == IsoWeek{2023, 48});
  CHECK(same_week_in({2020, 53}, 2015) == IsoWeek{2015, 53});
  CHECK(same_week_in({2020, 53}, 2019) == IsoWeek{2020, 1});
}

namespace {

/// A market at the station each eighth week before the one asked for, and in it: the last of them is asked for.
Inputs with_markets(int in_market, bool in_asked = true) {
  auto inputs = two_places();
  for (int before = 136; before >= 0; before -= 8) {
    const auto monday = monday_before(asked, before);
    inputs.calendar.push_back({monday + days(5), monday + days(5), DayKind::event, "Marknad",
                               before % 16 == 0 ? "STATIONEN" : "Stationen, Ronneby"});
    if (before > 0 || in_asked) {
      add_in_week(inputs, station, monday, before > 0 ? in_market : 8 + in_market);
    }
  }
  add_in_week(inputs, square, monday_of(asked), 2);
  inputs.names = {{.name = "Stationen", .position = station}};
  return inputs;
}

}  // namespace

TEST_CASE("A week of a market is compared with weeks of markets, at the place that it names") {
  const auto inputs = with_markets(16);
  const auto picture = weekly_of(inputs);
  const auto& here = area_at(picture, station).weeks.back();
  CHECK(here.count == 24);
  CHECK(here.alarm == CountAlarm::none);
  REQUIRE(here.expected);
  CHECK(here.expected->mean == within(3, 24));
  REQUIRE(picture.weekly->calendar.size() == 1);
  const auto& told = picture.weekly->calendar[0];
  CHECK_FALSE(told.is_to_come);
  CHECK(told.basis == EffectBasis::named);
  REQUIRE(told.effect);
  // 12 events of an ordinary week become 28.
  CHECK(told.effect->factor == within(0.3, 28.0 / 12));
  CHECK(told.effect->low > 1.5);
  REQUIRE(told.area);
  CHECK(picture.weekly->areas[*told.area].place == area_at(picture, station).place);
  REQUIRE(told.earlier.size() == 3);
  CHECK(told.earlier[0].weeks == std::vector<IsoWeek>{{2025, 40}});
  CHECK(told.earlier[0].count == 28U);
  CHECK(told.earlier[0].count_at_place == 24U);
  REQUIRE(told.earlier[0].ordinary);
  CHECK(told.earlier[0].ordinary->mean == within(2, 12));
  CHECK(told.earlier[0].ordinary_at_place->mean == within(2, 8));
  // Who does not know of it is alarmed.
  auto unknown = inputs;
  unknown.calendar.clear();
  CHECK(area_at(weekly_of(unknown), station).weeks.back().alarm == CountAlarm::week_above);
  CHECK(weekly_of(unknown).weekly->calendar.empty());
}

TEST_CASE(
    "What comes within eight weeks is told of with what earlier ones brought, and what is never counted changes "
    "nothing") {
  auto inputs = with_markets(16, false);
  // Two weeks later it comes again; a match is new, a term is none of the entries, and a market in ten weeks is too far.
  const auto monday = monday_of(asked);
  inputs.calendar.push_back({monday + days(19), monday + days(19), DayKind::event, "marknad 2025", ""});
  inputs.calendar.push_back({monday + days(20), monday + days(20), DayKind::event, "Match", "Ishallen"});
  inputs.calendar.push_back({monday + days(70), monday + days(70), DayKind::event, "Marknad", ""});
  // What lies behind the week is not known yet: the second match has no earlier one.
  inputs.calendar.push_back({monday + days(27), monday + days(27), DayKind::event, "Match", ""});
  inputs.calendar.push_back({monday, monday + days(90), DayKind::school_term, "Hösttermin", ""});
  // Twice in two files.
  inputs.calendar.push_back({monday + days(20), monday + days(20), DayKind::event, "MATCH", "ishallen"});
  const auto picture = weekly_of(inputs);
  const auto& calendar = picture.weekly->calendar;
  REQUIRE(calendar.size() == 4);
  CHECK(calendar[3].earlier.empty());
  CHECK(calendar[1].entry.name == "marknad 2025");
  CHECK(calendar[1].is_to_come);
  CHECK(calendar[1].week == IsoWeek{2025, 50});
  CHECK(calendar[1].earlier.size() == 3);
  CHECK(calendar[1].earlier[0].weeks.front() == asked);
  CHECK(calendar[1].basis == EffectBasis::named);
  CHECK_FALSE(calendar[1].area);
  CHECK(calendar[2].earlier.empty());
  CHECK(calendar[2].basis == EffectBasis::kind);
  REQUIRE(picture.weekly->coming.size() == 4);
  CHECK(picture.weekly->coming[1].days.size() == 2);
  CHECK(picture.weekly->coming[1].whole->mean > 1.5 * picture.weekly->coming[0].whole->mean);
}

TEST_CASE("An event that was once alone is an ordinary week, and said to be") {
  auto inputs = two_places();
  const auto monday = monday_of(asked);
  inputs.calendar = {{monday - days(70), monday - days(70), DayKind::event, "Invigning", ""},
                     {monday + days(8), monday + days(8), DayKind::event, "Invigning", ""}};
  const auto picture = weekly_of(inputs);
  REQUIRE(picture.weekly->calendar.size() == 1);
  CHECK(picture.weekly->calendar[0].basis == EffectBasis::none);
  CHECK_FALSE(picture.weekly->calendar[0].effect);
  auto without = inputs;
  without.calendar.clear();
  CHECK(weekly_of(without).weekly->coming[0].whole->mean == within(1e-9, picture.weekly->coming[0].whole->mean));
}

}  // namespace lykta::tests_of_weekly_picture
