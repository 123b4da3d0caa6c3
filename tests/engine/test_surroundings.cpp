#include "engine/places/surroundings.hpp"
#include "engine/questions/picture.hpp"
#include "tests/catch.hpp"

namespace lykta::tests_of_surroundings {
namespace {

LocalTime at(unsigned day, int hour, int minute = 0) {
  return LocalTime{std::chrono::local_days{std::chrono::year{2024} / std::chrono::March / std::chrono::day{day}}} +
         std::chrono::hours{hour} + std::chrono::minutes{minute};
}

TimeSpan day(unsigned number) { return {at(number, 0), at(number + 1, 0)}; }

SurveyArea survey(const Box& box, double index, std::uint64_t sample, std::optional<TimeSpan> time = {}) {
  return {
      .name = "a", .area = rectangle(box), .index = index, .sample = sample, .time = time, .question = {}, .row = {}};
}

std::vector<Place> place_at(const Point& position) {
  Place place;
  place.position = position;
  return {place};
}

/// What the survey says of a place at 50, 50.
std::optional<double> index_of(const std::vector<SurveyArea>& areas, const std::optional<Period>& period = {}) {
  auto places = place_at({50, 50});
  add_survey(areas, period, places);
  return places[0].survey_index;
}

struct VisitLog {
  Visits visits;

  void add(const Point& position, LocalTime start, std::optional<LocalTime> end) {
    visits.position.push_back(position);
    visits.start.push_back(start);
    visits.end.push_back(end);
    visits.unit_index.push_back(0);
    visits.row.push_back({});
  }
};

/// A place of the cells (1, 1) and (2, 1), of 100 m, on a grid of four by four.
Place visited(const Visits& visits, const std::optional<Period>& period = {}) {
  const auto study = cover(rectangle({0, 0, 400, 400}), CellShape::square, 100);
  Place place;
  for (const auto& centre : {Point{150, 150}, Point{250, 150}}) {
    place.slots.push_back(study.slot_at(centre).value());
  }
  std::vector<Place> places{place};
  add_visits(visits, period, study, places);
  return places[0];
}

}  // namespace

TEST_CASE("A place has index and sample of the survey area that it lies in") {
  const std::vector<SurveyArea> areas{survey({0, 0, 100, 100}, 2.5, 40), survey({100, 0, 200, 100}, 4, 12)};
  auto places = place_at({150, 50});
  places.push_back(place_at({50, 50})[0]);
  places.push_back(place_at({50, 150})[0]);
  add_survey(areas, {}, places);
  CHECK(places[0].survey_index == 4.0);
  CHECK(places[0].survey_sample == 12U);
  CHECK(places[1].survey_index == 2.5);
  CHECK_FALSE(places[2].survey_index);
  CHECK_FALSE(places[2].survey_sample);
}

TEST_CASE("A hole of a survey area is outside of it") {
  auto ring = survey({0, 0, 100, 100}, 3, 50);
  ring.area.rings.push_back(rectangle({40, 40, 60, 60}).rings.front());
  CHECK_FALSE(index_of({ring}));
}

TEST_CASE(
    "Of several survey areas the smallest speaks, then the latest, then the one with most answers, wherever it "
    "stands") {
  const auto town = survey({0, 0, 1000, 1000}, 1, 900, day(20));
  const auto early = survey({0, 0, 100, 100}, 2, 40, day(1));
  const auto late = survey({0, 0, 100, 100}, 3, 40, day(10));
  const auto undated = survey({0, 0, 100, 100}, 4, 40);
  const auto second_question = survey({0, 0, 100, 100}, 5, 40, day(10));
  CHECK(index_of({town, early}) == 2.0);
  CHECK(index_of({early, late}) == 3.0);
  CHECK(index_of({undated, early}) == 2.0);
  CHECK(index_of({undated, town}) == 4.0);
  CHECK(index_of({late, second_question}) == 5.0);
  CHECK(index_of({second_question, late}) == 5.0);
  const auto well_asked = survey({0, 0, 100, 100}, 1, 41, day(10));
  CHECK(index_of({late, well_asked, second_question}) == 1.0);
  CHECK(index_of({second_question, late, well_asked}) == 1.0);
}

TEST_CASE("A survey after the period says nothing about it") {
  const auto early = survey({0, 0, 100, 100}, 2, 40, day(1));
  const auto late = survey({0, 0, 100, 100}, 3, 40, day(10));
  CHECK(index_of({early, late}, Period{at(1, 0), at(10, 0)}) == 2.0);
  CHECK(index_of({early, late}, Period{at(1, 0), at(11, 0)}) == 3.0);
  CHECK_FALSE(index_of({late}, Period{at(1, 0), at(10, 0)}));
}

TEST_CASE("Visits to a place's cells are counted with their minutes, others are not") {
  VisitLog log;
  log.add({150, 150}, at(1, 21), at(1, 21, 15));
  log.add({250, 199}, at(1, 22), at(1, 22, 30));
  log.add({250, 250}, at(1, 22), at(1, 23));  // a cell beside it
  log.add({900, 900}, at(1, 22), at(1, 23));  // outside the area
  const auto place = visited(log.visits);
  CHECK(place.visits == 2U);
  CHECK(place.visit_minutes == 45.0);
}

TEST_CASE("A visit without a known end is counted, and adds no minutes") {
  VisitLog log;
  log.add({150, 150}, at(1, 21), std::nullopt);
  CHECK(visited(log.visits).visits == 1U);
  CHECK_FALSE(visited(log.visits).visit_minutes);
  log.add({150, 150}, at(1, 22), at(1, 22, 10));
  CHECK(visited(log.visits).visits == 2U);
  CHECK(visited(log.visits).visit_minutes == 10.0);
}

TEST_CASE("Without a log nothing is known of visits, with one a place without visits has none") {
  CHECK_FALSE(visited({}).visits);
  CHECK_FALSE(visited({}).visit_minutes);
  VisitLog elsewhere;
  elsewhere.add({350, 350}, at(1, 21), at(1, 22));
  CHECK(visited(elsewhere.visits).visits == 0U);
  CHECK(visited(elsewhere.visits).visit_minutes == 0.0);
}

TEST_CASE("Only the part of a visit within the period counts, the period being open at its end") {
  const Period march_second{at(2, 0), at(3, 0)};
  VisitLog log;
  log.add({150, 150}, at(1, 23, 50), at(2, 0, 20));  // 20 of its 30 minutes
  log.add({150, 150}, at(2, 23, 55), at(3, 0, 30));  // 5 of 35
  log.add({150, 150}, at(1, 23, 0), at(2, 0, 0));    // ends as the period begins
  log.add({150, 150}, at(3, 0, 0), at(3, 0, 10));    // begins as it ends
  log.add({150, 150}, at(2, 0, 0), at(2, 0, 0));     // a moment at its very beginning
  log.add({150, 150}, at(1, 23, 59), std::nullopt);  // without an end it lies where it starts
  const auto place = visited(log.visits, march_second);
  CHECK(place.visits == 3U);
  CHECK(place.visit_minutes == 25.0);
}

TEST_CASE("Surveys, visits and accidents change nothing in counts, density, test or ranking") {
  Inputs inputs;
  inputs.classes = {{.name = "a", .weight = 1}};
  inputs.study_area = rectangle({0, 0, 1000, 1000});
  for (int i = 0; i < 60; ++i) {
    const Point spread{50.0 + 100 * (i % 10), 50.0 + 100 * (i / 10)};
    inputs.incidents.position.push_back(i % 2 == 0 ? Point{250, 250} : spread);
    inputs.incidents.time.emplace_back();
    inputs.incidents.class_index.push_back(0);
    inputs.incidents.origin.push_back(Origin::reported);
    inputs.incidents.position_class.push_back(PositionClass::a);
    inputs.incidents.row.push_back({});
  }
  const auto alone = make_picture(inputs, {});
  inputs.survey = {survey({0, 0, 1000, 1000}, 6, 100)};
  VisitLog log;
  log.add({250, 250}, at(1, 21), at(1, 22));
  inputs.visits = log.visits;
  inputs.visiting_units = {"1"};
  for (int i = 0; i < 100; ++i) {
    inputs.accidents.position.push_back({850, 850});
    inputs.accidents.time.emplace_back();
    inputs.accidents.severity.push_back(AccidentSeverity::fatal);
    inputs.accidents.row.push_back({});
  }
  const auto together = make_picture(inputs, {});
  CHECK(together.cells.count == alone.cells.count);
  CHECK(together.cells.weighted_count == alone.cells.weighted_count);
  CHECK(together.cells.density_per_km2 == alone.cells.density_per_km2);
  CHECK(together.cells.unsafe_score == alone.cells.unsafe_score);
  CHECK(together.clustering.z == alone.clustering.z);
  CHECK(together.counted_events == alone.counted_events);
  REQUIRE(together.places.size() == alone.places.size());
  REQUIRE(!alone.places.empty());
  for (std::size_t i = 0; i < alone.places.size(); ++i) {
    CHECK(together.places[i].id == alone.places[i].id);
    CHECK(together.places[i].rank == alone.places[i].rank);
    CHECK(together.places[i].count == alone.places[i].count);
    CHECK(together.places[i].quadrant == alone.places[i].quadrant);
  }
  CHECK(together.places[0].survey_index == 6.0);
  CHECK(together.places[0].visits == 1U);
  CHECK_FALSE(alone.places[0].survey_index);
}

TEST_CASE("Accidents weigh 10, 6 and 2, and nothing where their severity is not known") {
  CHECK(weight_of(AccidentSeverity::fatal) == 10.0);
  CHECK(weight_of(AccidentSeverity::severe) == 6.0);
  CHECK(weight_of(AccidentSeverity::slight) == 2.0);
  CHECK_FALSE(weight_of(AccidentSeverity::unmapped));
}

}  // namespace lykta::tests_of_surroundings
