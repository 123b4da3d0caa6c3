#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/questions/picture.hpp"
#include "tests/catch.hpp"
#include "tests/engine/picture_town.hpp"
#include "tests/engine/samples.hpp"

namespace lykta::tests_of_picture_counts {
namespace {

using namespace test::picture_town;
using test::at;
using test::total;
using test::within;

}  // namespace

// ---- what is counted ----------------------------------------------------------------------------------------------

TEST_CASE("Events are counted and weighed in the cells that hold them") {
  auto inputs = empty_town(300);
  add(inputs, {.position = {50, 50}});
  add(inputs, {.position = {60, 60}, .class_index = assault});
  add(inputs, {.position = {250, 50}, .class_index = assault});
  add(inputs, {.position = {100, 100}});  // a corner of four cells: the upper right one
  const auto picture = make_picture(inputs, {});
  REQUIRE(picture.study.size() == 9);
  CHECK(picture.cells.count == std::vector<double>{2, 0, 1, 0, 1, 0, 0, 0, 0});
  CHECK(picture.cells.weighted_count == std::vector<double>{4, 0, 3, 0, 1, 0, 0, 0, 0});
  CHECK(picture.counted_events == 4);
  CHECK(picture.cells.residents.empty());
  CHECK(picture.slot[3] == 4U);
  CHECK(total(picture.cells.observations) == 0);
}

TEST_CASE("Each event is used for the period or the comparison or not at all") {
  auto inputs = empty_town(300);
  add(inputs, {.position = {50, 50}});
  add(inputs, {.position = {50, 50}, .time = in_december});
  add(inputs, {.position = {50, 50}, .time = TimeSpan{at(2023, 6, 1), at(2023, 6, 1)}});
  add(inputs, {.position = {50, 50}, .time = std::nullopt});
  add(inputs, {.position = {350, 50}});
  add(inputs, {.position = {50, 50}, .time = TimeSpan{at(2023, 12, 31, 12), at(2024, 1, 1, 12)}});  // half and half
  const auto picture = make_picture(kept(inputs, december.from, january.to), over(january, december));
  using enum IncidentUse;
  CHECK(picture.use ==
        std::vector<IncidentUse>{period, comparison, outside_periods, outside_periods, outside_area, period});
  CHECK(picture.counted_events == 2);
  CHECK(value_at(picture, picture.cells.count, {50, 50}) == 2);
  CHECK(value_at(picture, picture.cells.comparison_count, {50, 50}) == 1);
  CHECK(picture.slot[0].has_value());
  CHECK_FALSE(picture.slot[4].has_value());
}

TEST_CASE("Without a period all events in the area count, also those without a time") {
  auto inputs = empty_town(300);
  add(inputs, {.position = {50, 50}, .time = in_december});
  add(inputs, {.position = {50, 50}, .time = std::nullopt});
  add(inputs, {.position = {-1, 50}});
  const auto picture = make_picture(inputs, {});
  using enum IncidentUse;
  CHECK(picture.use == std::vector<IncidentUse>{period, period, outside_area});
  CHECK(picture.counted_events == 2);
}

TEST_CASE("What lies in a cell of the area but outside the area itself is outside") {
  auto inputs = empty_town(300);
  inputs.study_area = Area{{{{0, 0}, {300, 0}, {0, 300}}}};
  const Point inside{250, 20};
  const Point outside{290, 50};  // same cell, beyond the long side of the triangle
  for (const auto& position : {inside, outside}) {
    add(inputs, {.position = position});
    observe(inputs, position, 2);
    inputs.residents.push_back({.point = position, .area = {}, .number = 7});
  }
  const auto picture = make_picture(inputs, {});
  CHECK(picture.use[0] == IncidentUse::period);
  CHECK(picture.use[1] == IncidentUse::outside_area);
  CHECK(total(picture.cells.count) == 1);
  CHECK(total(picture.cells.observations) == 1);
  CHECK(total(picture.cells.residents) == 7);
}

TEST_CASE("Events found by patrols stay out unless they are asked for") {
  auto inputs = empty_town(300);
  add(inputs, {.position = {50, 50}});
  add(inputs, {.position = {50, 50}, .class_index = assault, .origin = Origin::discovered});
  add(inputs, {.position = {150, 150}, .origin = Origin::discovered});
  add(inputs, {.position = {150, 150}, .time = in_december, .origin = Origin::discovered});
  inputs = kept(inputs, december.from, january.to);
  auto options = over(january, december);
  const auto without = make_picture(inputs, options);
  CHECK(without.counted_events == 1);
  CHECK(without.cells.count == std::vector<double>{1, 0, 0, 0, 0, 0, 0, 0, 0});
  CHECK(without.cells.weighted_count == std::vector<double>{1, 0, 0, 0, 0, 0, 0, 0, 0});
  CHECK(total(without.cells.comparison_count) == 0);
  CHECK(without.cells.discovered == std::vector<double>{1, 0, 0, 0, 1, 0, 0, 0, 0});

  options.include_discovered = true;
  const auto with = make_picture(inputs, options);
  CHECK(with.counted_events == 3);
  CHECK(with.cells.count == std::vector<double>{2, 0, 0, 0, 1, 0, 0, 0, 0});
  CHECK(with.cells.weighted_count == std::vector<double>{4, 0, 0, 0, 1, 0, 0, 0, 0});
  CHECK(with.cells.comparison_count == std::vector<double>{0, 0, 0, 0, 1, 0, 0, 0, 0});
  CHECK(with.cells.discovered == without.cells.discovered);
  CHECK(total(with.cells.density_per_km2) > 2 * total(without.cells.density_per_km2));
}

TEST_CASE("What patrols find makes a place only when it is asked for") {
  auto inputs = busy_town();
  test::Random random(61);
  for (int i = 0; i < 80; ++i) {
    add(inputs, {.position = random.in({1505, 1505, 1595, 1595}), .origin = Origin::discovered});
  }
  auto options = january_only();
  const auto without = make_picture(inputs, options);
  REQUIRE(without.places.size() == 1);
  CHECK(without.places[0].id == "100mN600E500");
  CHECK(without.places[0].discovered == 0);
  options.include_discovered = true;
  const auto with = make_picture(inputs, options);
  REQUIRE(with.places.size() == 2);
  CHECK(with.places[0].id == "100mN1500E1500");
  CHECK(with.places[0].discovered == 80);
  CHECK(with.places[1].id == "100mN600E500");
}

// ---- observations -------------------------------------------------------------------------------------------------

TEST_CASE("Observations are counted, and only what was felt unsafe adds to the score") {
  auto inputs = empty_town(300);
  add(inputs, {.position = {50, 50}});
  observe(inputs, {50, 50}, 3);
  observe(inputs, {60, 50}, 2, Feeling::neutral);
  observe(inputs, {70, 50}, 3, Feeling::safe);
  observe(inputs, {250, 250}, 1);
  observe(inputs, {350, 50}, 3);  // outside
  const auto picture = make_picture(inputs, {});
  CHECK(picture.cells.observations == std::vector<double>{3, 0, 0, 0, 0, 0, 0, 0, 1});
  CHECK(picture.cells.unsafe_score == std::vector<double>{3, 0, 0, 0, 0, 0, 0, 0, 1});
  CHECK(picture.cells.count == std::vector<double>{1, 0, 0, 0, 0, 0, 0, 0, 0});
}

TEST_CASE("Observations count from 730 days before the end of the period up to its end") {
  const auto counted = [](std::optional<TimeSpan> time, const PictureOptions& options) {
    auto inputs = empty_town(300);
    add(inputs, {.position = {50, 50}});
    observe(inputs, {50, 50}, 3, Feeling::unsafe, time);
    return total(make_picture(inputs, options).cells.observations) == 1;
  };
  const auto moment = [](LocalTime time) { return TimeSpan{time, time}; };
  const auto second = std::chrono::seconds{1};
  const auto oldest = january.to - std::chrono::days{730};
  CHECK(counted(moment(january.to - second), january_only()));
  CHECK_FALSE(counted(moment(january.to), january_only()));
  CHECK_FALSE(counted(moment(january.to + std::chrono::days{400}), january_only()));
  CHECK(counted(moment(oldest), january_only()));
  CHECK_FALSE(counted(moment(oldest - second), january_only()));
  CHECK(counted(std::nullopt, january_only()));
  CHECK(counted(moment(oldest - second), {}));  // no period: all of them
  auto ten_days = january_only();
  ten_days.places.observation_days = 10;
  CHECK(counted(moment(january.to - std::chrono::days{10}), ten_days));
  CHECK_FALSE(counted(moment(january.to - std::chrono::days{10} - second), ten_days));
}

TEST_CASE("A picture sets crime and felt unsafety side by side") {
  auto inputs = busy_town();
  for (int i = 0; i < 4; ++i) {
    observe(inputs, {1750, 1750}, 3);
  }
  const auto picture = make_picture(inputs, january_only());
  REQUIRE(ids(picture) == std::vector<std::string>{"100mN600E500", "100mN1700E1700"});
  CHECK(picture.places[0].quadrant == Quadrant::too_few_observations);  // nobody walked there
  CHECK(picture.places[0].rank == 1);
  CHECK(picture.places[1].quadrant == Quadrant::low_crime_high_unsafety);
  CHECK(picture.places[1].unsafe_score == 12);
  CHECK_FALSE(picture.places[1].rank.has_value());
}

// ---- residents ----------------------------------------------------------------------------------------------------

TEST_CASE("Residents are counted at their points and spread evenly over their areas") {
  auto inputs = empty_town(300);
  add(inputs, {.position = {50, 50}});
  inputs.residents = {{.point = {50, 50}, .area = {}, .number = 7},
                      {.point = {350, 50}, .area = {}, .number = 1000},  // outside
                      // 100 x 200 m over two cells, and half of 20 over the rim of the area
                      {.point = {}, .area = rectangle({100, 0, 200, 200}), .number = 300},
                      {.point = {}, .area = rectangle({250, 200, 350, 300}), .number = 20}};
  const auto picture = make_picture(inputs, {});
  const std::vector<double> expected{7, 150, 0, 0, 150, 0, 0, 0, 10};
  REQUIRE(picture.cells.residents.size() == 9);
  for (std::size_t slot = 0; slot < 9; ++slot) {
    CHECK(picture.cells.residents[slot] == within(1e-9, expected[slot]));
  }
}

TEST_CASE("The residents of areas inside the study area are all counted") {
  test::Random random(62);
  for (const auto shape : {CellShape::square, CellShape::hexagon}) {
    auto inputs = empty_town(5000);
    add(inputs, {.position = {50, 50}});
    double expected = 0;
    for (int i = 0; i < 20; ++i) {
      const auto number = random.between(1, 500);
      inputs.residents.push_back(
          {.point = {},
           .area = test::islands(random, random.in({800, 800, 3500, 4000}), random.between(30, 300)),
           .number = number});
      expected += number;
    }
    const auto picture = make_picture(inputs, on(shape));
    CHECK(total(picture.cells.residents) == within(1e-6, expected));
  }
}

TEST_CASE("An area without extent has no residents") {
  auto inputs = empty_town(300);
  add(inputs, {.position = {50, 50}});
  inputs.residents = {{.point = {}, .area = Area{}, .number = 9},
                      {.point = {}, .area = Area{{{{10, 10}, {20, 20}, {30, 30}}}}, .number = 9}};
  const auto picture = make_picture(inputs, {});
  CHECK(total(picture.cells.residents) == 0);
  CHECK(picture.cells.residents.size() == 9);
}

TEST_CASE("A place has the rate of its residents") {
  auto inputs = busy_town();
  inputs.residents = {{.point = {}, .area = rectangle({0, 0, 2000, 2000}), .number = 400 * 150.0}};  // 150 in each cell
  const auto picture = make_picture(inputs, january_only());
  REQUIRE(picture.places.size() == 1);
  const auto& place = picture.places[0];
  const auto people = 150.0 / 16 * static_cast<double>(place.slots.size());  // squares of 25 m
  CHECK(place.residents.value() == within(1e-6, people));
  CHECK(place.per_1000_residents.value() == within(1e-9, 1000 * static_cast<double>(place.count) / people));
}

}  // namespace lykta::tests_of_picture_counts
