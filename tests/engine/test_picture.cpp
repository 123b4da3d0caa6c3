#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <numbers>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "engine/base/error.hpp"
#include "engine/questions/density_map.hpp"
#include "engine/questions/picture.hpp"
#include "engine/questions/zone_map.hpp"
#include "tests/engine/samples.hpp"

namespace lykta {
namespace {

using Catch::Contains;
using test::at;
using test::total;
using test::within;

const Period january{at(2024, 1, 1), at(2024, 2, 1)};
const Period december{at(2023, 12, 1), at(2024, 1, 1)};
const TimeSpan in_january{at(2024, 1, 15, 22), at(2024, 1, 15, 22)};
const TimeSpan in_december{at(2023, 12, 15, 22), at(2023, 12, 15, 22)};

constexpr std::uint16_t theft = 0;
constexpr std::uint16_t assault = 1;  // weighs 3

struct Event {
  Point position;
  std::optional<TimeSpan> time = in_january;
  std::uint16_t class_index = theft;
  Origin origin = Origin::reported;
};

/// A moment later within its hour for each event: the same minute of many would be one that a form fills in.
std::optional<TimeSpan> spread(std::optional<TimeSpan> time, std::size_t number) {
  if (time && time->start == time->end) {
    time->start += std::chrono::minutes{7 * number % 60};
    time->end = time->start;
  }
  return time;
}

void add(Inputs& inputs, const Event& event) {
  auto& incidents = inputs.incidents;
  incidents.time.push_back(spread(event.time, incidents.size()));
  incidents.position.push_back(event.position);
  incidents.class_index.push_back(event.class_index);
  incidents.origin.push_back(event.origin);
  incidents.position_class.push_back(PositionClass::b);
  incidents.row.push_back({0, static_cast<std::int64_t>(incidents.size())});
}

void observe(Inputs& inputs, const Point& position, double severity, Feeling feeling = Feeling::unsafe,
             std::optional<TimeSpan> time = std::nullopt) {
  auto& observations = inputs.observations;
  observations.position.push_back(position);
  observations.time.push_back(time);
  observations.category_index.push_back(0);
  observations.severity.push_back(severity);
  observations.feeling.push_back(feeling);
  observations.row.push_back({1, static_cast<std::int64_t>(observations.size())});
}

Inputs empty_town(double size_m) {
  Inputs inputs;
  inputs.classes = {{"theft", 1}, {"assault", 3}};
  inputs.observation_categories = {"dark"};
  inputs.study_area = rectangle({0, 0, size_m, size_m});
  return inputs;
}

/// 2 km x 2 km with 60 events of January around (550, 650), 40 anywhere, and one found by a patrol before Christmas.
Inputs busy_town() {
  auto inputs = empty_town(2000);
  test::Random random(60);
  for (int i = 0; i < 60; ++i) {
    add(inputs, {.position = random.in({505, 605, 595, 695})});
  }
  for (int i = 0; i < 40; ++i) {
    add(inputs, {.position = random.in({0, 0, 2000, 2000})});
  }
  add(inputs, {.position = {1050, 1050}, .time = in_december, .origin = Origin::discovered});
  return inputs;
}

/// The same, from a source that was kept throughout these days.
Inputs kept(Inputs inputs, LocalTime from, LocalTime to) {
  inputs.sources = {{.name = "police", .covers = {.from = from, .to = to}}};
  return inputs;
}

/// The usual options but for what `change` changes.
template <class Change>
PictureOptions with(Change change) {
  PictureOptions options;
  change(options);
  return options;
}

PictureOptions over(std::optional<Period> period, std::optional<Period> comparison = std::nullopt) {
  return with([&](PictureOptions& options) {
    options.period = period;
    options.comparison = comparison;
  });
}

PictureOptions january_only() { return over(january); }

PictureOptions on(CellShape shape, double cell_m = 100, std::optional<Period> period = std::nullopt) {
  return with([&](PictureOptions& options) {
    options.period = period;
    options.grid = {.shape = shape, .cell_m = cell_m};
  });
}

std::vector<WarningKind> kinds(const Picture& picture) {
  std::vector<WarningKind> result;
  for (const auto& warning : picture.warnings) {
    result.push_back(warning.kind);
  }
  return result;
}

bool warns(const Picture& picture, WarningKind kind) { return std::ranges::count(kinds(picture), kind) > 0; }

/// The one warning of its kind.
Warning warning_of(const Picture& picture, WarningKind kind) {
  const auto found = std::ranges::find(picture.warnings, kind, &Warning::kind);
  REQUIRE(found != picture.warnings.end());
  REQUIRE(std::ranges::count(kinds(picture), kind) == 1);
  return *found;
}

double value_at(const Picture& picture, const std::vector<double>& values, const Point& point) {
  return values.at(picture.study.slot_at(point).value());
}

std::vector<std::string> ids(const Picture& picture) {
  std::vector<std::string> result;
  for (const auto& place : picture.places) {
    result.push_back(place.id);
  }
  return result;
}

std::string refusal(const PictureOptions& options) {
  try {
    check(options);
  } catch (const InvalidOption& error) {
    return error.what();
  }
  return "accepted";
}

}  // namespace

// ---- what is counted ---------------------------------------------------------------------------------------------

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

// ---- observations ------------------------------------------------------------------------------------------------

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

// ---- residents ---------------------------------------------------------------------------------------------------

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
  const auto people = 150.0 * static_cast<double>(place.slots.size());
  CHECK(place.residents.value() == within(1e-6, people));
  CHECK(place.per_1000_residents.value() == within(1e-9, 1000 * static_cast<double>(place.count) / people));
}

// ---- density and shape -------------------------------------------------------------------------------------------

TEST_CASE("The density of a picture holds as many events as were counted") {
  for (const auto shape : {CellShape::square, CellShape::hexagon}) {
    auto inputs = empty_town(3000);
    test::Random random(63);
    for (int i = 0; i < 50; ++i) {
      add(inputs, {.position = random.in({500, 500, 2500, 2500}), .class_index = assault});
    }
    add(inputs, {.position = {1500, 1500}, .origin = Origin::discovered});
    const auto picture = make_picture(inputs, on(shape));
    const auto mass = total(picture.cells.density_per_km2) * picture.study.grid.cell_area_m2() / 1e6;
    CHECK(mass == within(1e-9, 50));
  }
}

TEST_CASE("A density that is corrected at its edges holds all events inside, as the question of densities has it") {
  const auto inputs = busy_town();
  const auto plain = make_picture(inputs, january_only());
  for (const auto edges : {EdgeTerm::uniform, EdgeTerm::diggle}) {
    const auto picture = make_picture(inputs, with([&](PictureOptions& options) {
                                        options.period = january;
                                        options.edges = edges;
                                      }));
    DensityMapOptions alone;
    alone.period = january;
    alone.grid = picture.options.grid;
    alone.field.edges = edges;
    const DensityMap map(inputs, alone);
    const auto whole = map.strip(0, map.grid().rows()).front();
    REQUIRE(whole.size() == picture.study.size());
    for (std::size_t slot = 0; slot < picture.study.size(); ++slot) {
      CHECK(picture.cells.density_per_km2[slot] == Approx(whole[picture.study.cells[slot]]).epsilon(1e-12));
      CHECK(picture.cells.density_per_km2[slot] >= plain.cells.density_per_km2[slot] * (1 - 1e-9));
    }
    CHECK(picture.clustering.z == plain.clustering.z);
  }
}

TEST_CASE("A rule chooses the bandwidth of a picture from the events that count") {
  const auto inputs = busy_town();
  for (const auto& [rule, name] : bandwidth_rule_names) {
    INFO(name);
    const auto picture = make_picture(inputs, with([&, rule = rule](PictureOptions& options) {
                                        options.period = january;
                                        options.bandwidth_rule = rule;
                                        options.nearest_events = 5;
                                      }));
    DensityMapOptions alone;
    alone.period = january;
    alone.rule = rule;
    alone.k = 5;
    const DensityMap map(inputs, alone);
    REQUIRE(picture.bandwidth);
    CHECK(picture.options.density.bandwidth_m == map.bandwidth_m());
    CHECK(picture.bandwidth->bandwidth_m == map.bandwidth_m());
    CHECK(warns(picture, WarningKind::bandwidth_not_found) ==
          (picture.bandwidth->at_lower_end || picture.bandwidth->at_upper_end));
  }
}

TEST_CASE("A map with a test of its own is that of the question of zones, and places stay with the counts") {
  auto inputs = busy_town();
  const auto box = inputs.study_area->box();
  inputs.residents.push_back({{}, rectangle(box), 900});
  const auto plain = make_picture(inputs, january_only());
  CHECK_FALSE(plain.tested_map);
  CHECK_FALSE(warns(plain, WarningKind::map_has_own_test));
  const auto picture = make_picture(inputs, with([](PictureOptions& options) {
                                      options.period = january;
                                      options.map_test =
                                          MapTestOptions{.measure = ZoneMeasure::empirical_bayes, .draws = 99};
                                    }));
  ZoneMapOptions alone;
  alone.choice.period = january;
  alone.measure = ZoneMeasure::empirical_bayes;
  alone.test.draws = 99;
  const auto map = make_zone_map(inputs, alone);
  REQUIRE(picture.tested_map);
  CHECK(picture.tested_map->test.source == PSource::permutation);
  CHECK(picture.tested_map->test.p == map.test.p);
  CHECK(picture.tested_map->test.zone_class == map.test.zone_class);
  CHECK(picture.tested_map->bayes.rate == map.bayes.rate);
  CHECK(picture.cells.residents == plain.cells.residents);
  CHECK(picture.clustering.p == plain.clustering.p);
  CHECK(ids(picture) == ids(plain));
  CHECK(warns(picture, WarningKind::map_has_own_test));
}

TEST_CASE("A picture on hexagons has a raster of squares over the same area") {
  auto inputs = busy_town();
  inputs.study_area = rectangle({-960, -960, 3040, 3040});
  const auto picture = make_picture(inputs, on(CellShape::hexagon, 80, january));
  CHECK(picture.study.grid.shape() == CellShape::hexagon);
  REQUIRE(picture.raster.has_value());
  CHECK(picture.raster->study.grid.shape() == CellShape::square);
  CHECK(picture.raster->study.grid.cell_m() == 80);
  CHECK(picture.raster->study.size() == 50 * 50);
  REQUIRE(picture.raster->per_km2.size() == 50 * 50);
  CHECK(total(picture.raster->per_km2) * 80 * 80 / 1e6 == within(1e-9, 100));
  // Both peak at the same place.
  const auto& per_km2 = picture.raster->per_km2;
  const auto peak = static_cast<std::size_t>(std::ranges::max_element(per_km2) - per_km2.begin());
  CHECK(distance_m(picture.raster->study.grid.centre(picture.raster->study.cells[peak]), {550, 650}) < 120);
  REQUIRE_FALSE(picture.places.empty());
  CHECK_THAT(picture.places[0].id, Contains("hex80m"));
  CHECK(distance_m(picture.places[0].position, {550, 650}) < 60);
  CHECK_FALSE(make_picture(inputs, january_only()).raster.has_value());
}

// ---- the study area ----------------------------------------------------------------------------------------------

TEST_CASE("Without a study area the box of cells around the events stands in and no event is outside") {
  for (const auto shape : {CellShape::square, CellShape::hexagon}) {
    test::Random random(64);
    for (const auto number : {1, 2, 40}) {
      auto inputs = empty_town(0);
      inputs.study_area.reset();
      for (int i = 0; i < number; ++i) {
        add(inputs, {.position = random.in({517523, 6229187, 519000, 6231000})});
      }
      add(inputs, {.position = {517500, 6229100}});  // a corner of cells, the lower left event
      const auto picture = make_picture(inputs, on(shape));
      CAPTURE(static_cast<int>(shape), number);
      CHECK(std::ranges::all_of(picture.use, [](IncidentUse use) { return use == IncidentUse::period; }));
      CHECK(picture.counted_events == static_cast<std::size_t>(number) + 1);
      CHECK(warns(picture, WarningKind::no_study_area));
      CHECK_FALSE(warns(picture, WarningKind::outside_area));
    }
  }
}

TEST_CASE("The box that stands in for a study area is made of whole cells") {
  auto inputs = empty_town(0);
  inputs.study_area.reset();
  add(inputs, {.position = {150, 250}});
  add(inputs, {.position = {420, 300}});
  const auto picture = make_picture(inputs, {});
  CHECK(bounding_box(picture.study_area.area()) == Box{100, 200, 500, 400});
  CHECK(picture.study.size() == 8);
  CHECK(std::ranges::all_of(picture.study.share, [](double share) { return share == 1; }));
}

// ---- the whole run -----------------------------------------------------------------------------------------------

TEST_CASE("A picture finds the place where events cluster") {
  const auto inputs = busy_town();
  const auto picture = make_picture(inputs, january_only());
  CHECK(picture.clustering.tested);
  REQUIRE(picture.places.size() == 1);
  const auto& place = picture.places[0];
  CHECK(place.rank == 1);
  CHECK(place.id == "100mN600E500");
  CHECK(place.basis == Basis::significant);
  CHECK(place.count >= 60);
  CHECK(place.extent_m <= 400);
  CHECK(place.test.value().z > 5);
  CHECK(place.test.value().q <= 0.05);
  CHECK(distance_m(place.position, {550, 650}) < 60);
  CHECK(place.quadrant == Quadrant::no_observations);
  CHECK_FALSE(place.change.has_value());
  REQUIRE(place.times.has_value());
  // All are of the night of Monday 2024-01-15: one night says nothing of weekdays and hours.
  CHECK(place.times->weekday.finding == WindowFinding::period_too_short);
  CHECK(place.times->hours.finding == WindowFinding::one_occasion);
  CHECK(place.times->clock_known == place.count);
}

TEST_CASE("Change at a place compares with the scaled count of the comparison period") {
  auto inputs = busy_town();
  test::Random random(65);
  for (int i = 0; i < 20; ++i) {
    add(inputs, {.position = random.in({505, 605, 595, 695}), .time = in_december});
  }
  const Period autumn{at(2023, 10, 1), at(2024, 1, 1)};  // 92 days against 31
  const auto picture = make_picture(kept(inputs, autumn.from, january.to), over(january, autumn));
  REQUIRE(picture.places.size() == 1);
  const auto& change = picture.places[0].change.value();
  CHECK(picture.places[0].comparison_count == 20);
  CHECK(change.expected == within(1e-12, 20.0 * 31 / 92));
  CHECK(change.direction == Direction::increase);
  CHECK(total(picture.cells.comparison_count) == 20);  // the one that a patrol found does not count
  // The comparison changes nothing in the period's own numbers.
  CHECK(picture.cells.count == make_picture(inputs, january_only()).cells.count);
}

TEST_CASE("A whole picture holds what the map and the week say, a list of places does not") {
  const auto inputs = busy_town();
  auto options = january_only();
  const auto places = make_picture(inputs, options);
  CHECK_FALSE(places.map.has_value());
  CHECK_FALSE(places.week.has_value());
  options.depth = Depth::whole;
  const auto picture = make_picture(inputs, options);
  CHECK(picture.places.size() == places.places.size());
  REQUIRE(picture.map.has_value());
  CHECK(picture.map->concentration.events == 100);
  CHECK(picture.map->whole->moran.z > 2);
  REQUIRE(picture.week.has_value());
  CHECK(picture.week->table.events == 100);      // the one that a patrol found does not count
  CHECK(picture.week->table.weight[22] == 100);  // Monday 22
  CHECK(picture.emerging == nullptr);
}

TEST_CASE("The week of a picture is that of the events alone, and its notes are about times") {
  const auto inputs = busy_town();
  auto options = january_only();
  options.depth = Depth::whole;
  const auto picture = make_picture(inputs, options);
  const auto alone = week_of(inputs, week_options_of(options));
  CHECK(picture.week->table.weight == alone.table.weight);
  CHECK(picture.week->table.cells.p == alone.table.cells.p);
  CHECK(picture.week->warnings.size() == alone.warnings.size());
}

TEST_CASE("Where no event has a time of day there is no week") {
  auto inputs = busy_town();
  for (auto& time : inputs.incidents.time) {
    time = TimeSpan{at(2024, 1, 15), at(2024, 1, 16)};
  }
  auto options = january_only();
  options.depth = Depth::whole;
  const auto picture = make_picture(inputs, options);
  CHECK_FALSE(picture.week.has_value());
  CHECK(picture.map.has_value());
}

TEST_CASE("Emerging patterns are looked for in the whole steps that events cover before the end of the period") {
  auto inputs = busy_town();
  const TimeSpan first{at(2023, 3, 1, 12), at(2023, 3, 1, 12)};
  add(inputs, {.position = {50, 50}, .time = first});
  add(inputs, {.position = {50, 50}, .time = TimeSpan{at(1999, 1, 1), at(1999, 1, 1)}, .origin = Origin::discovered});
  inputs.sources = {{.name = "police", .covers = {.from = {}, .to = january.to}}};
  auto options = over(january, december);
  options.depth = Depth::whole;
  options.emerging_step_days = 28;
  const auto emerging = emerging_options_of(inputs, options);
  // From 1 March to 1 February are 337 days: twelve steps, counted back from the end.
  CHECK(emerging.choice.period == Period{at(2024, 2, 1) - std::chrono::days{12 * 28}, at(2024, 2, 1)});
  CHECK_FALSE(emerging.choice.comparison.has_value());
  const auto picture = make_picture(inputs, options);
  REQUIRE(picture.emerging != nullptr);
  CHECK(picture.emerging->steps.size() == 12);
  CHECK(picture.emerging->zones.size() == picture.study.size());
  CHECK(picture.emerging->events() == 100);  // that of 1 March lies in the part of a step before the first

  options.emerging_step_days = 34;
  CHECK_THROWS_WITH(make_picture(inputs, options),
                    Contains("emerging patterns need 10 steps of 34 days, and the events before the end of the period "
                             "fill 9: leave out [emerging], or choose shorter steps"));
  options.emerging_step_days = 1;
  CHECK(emerging_options_of(inputs, options).choice.period->days() == 60);
  options.emerging_step_days = 0;
  CHECK_THROWS_AS(check(options), InvalidOption);
}

TEST_CASE("Sums over the cells are the events that count") {
  const auto inputs = busy_town();
  for (const auto shape : {CellShape::square, CellShape::hexagon}) {
    for (const auto cell_m : {50.0, 100.0, 333.0}) {
      const auto picture = make_picture(inputs, on(shape, cell_m, january));
      CHECK(total(picture.cells.count) == 100);
      CHECK(picture.counted_events == 100);
      CHECK(picture.cells.count.size() == picture.study.size());
      CHECK(picture.cells.density_per_km2.size() == picture.study.size());
      CHECK(picture.clustering.cell_class.size() == picture.study.size());
      std::set<std::uint32_t> slots;
      std::size_t listed = 0;
      for (const auto& place : picture.places) {
        slots.insert(place.slots.begin(), place.slots.end());
        listed += place.slots.size();
      }
      CHECK(slots.size() == listed);  // no cell in two places
    }
  }
}

TEST_CASE("The same inputs give the same picture and their order does not matter") {
  auto inputs = busy_town();
  const auto first = make_picture(inputs, january_only());
  const auto again = make_picture(inputs, january_only());
  CHECK(first.cells.density_per_km2 == again.cells.density_per_km2);
  CHECK(first.cells.count == again.cells.count);
  CHECK(ids(first) == ids(again));
  CHECK(first.places[0].position == again.places[0].position);

  auto& incidents = inputs.incidents;
  std::ranges::reverse(incidents.position);
  std::ranges::reverse(incidents.time);
  std::ranges::reverse(incidents.class_index);
  std::ranges::reverse(incidents.origin);
  const auto reversed = make_picture(inputs, january_only());
  CHECK(reversed.cells.count == first.cells.count);
  CHECK(reversed.clustering.z == first.clustering.z);
  REQUIRE(ids(reversed) == ids(first));
  CHECK(reversed.places[0].slots == first.places[0].slots);
  CHECK(distance_m(reversed.places[0].position, first.places[0].position) < 1e-9);
  for (std::size_t slot = 0; slot < first.study.size(); ++slot) {
    CHECK(reversed.cells.density_per_km2[slot] == within(1e-9, first.cells.density_per_km2[slot]));
  }
}

TEST_CASE("A picture keeps its options and counts its progress") {
  std::vector<std::string> stages;
  auto options = january_only();
  options.grid.cell_m = 125;
  const auto picture = make_picture(busy_town(), options, [&](std::string_view stage, double share) {
    CHECK(share >= 0);
    CHECK(share <= 1);
    if (stages.empty() || stages.back() != stage) {
      stages.emplace_back(stage);
    }
    return true;
  });
  CHECK(stages == std::vector<std::string>{"grid", "count", "density", "clustering", "places"});
  CHECK(picture.options.grid.cell_m == 125);
  CHECK(picture.options.period == january);
}

TEST_CASE("A picture can be cancelled at each stage") {
  for (const std::string name : {"grid", "count", "density", "clustering", "places"}) {
    CHECK_THROWS_AS(make_picture(busy_town(), {}, [&](std::string_view stage, double) { return stage != name; }),
                    Cancelled);
  }
}

// ---- nothing to picture ------------------------------------------------------------------------------------------

TEST_CASE("Without any event there is no picture") {
  CHECK_THROWS_AS(make_picture(empty_town(300), {}), DataError);
  CHECK_THROWS_WITH(make_picture(empty_town(300), {}),
                    Contains("no usable event was read") && Contains("column mapping"));
}

TEST_CASE("Events that all lie outside the area are refused with both extents") {
  auto inputs = empty_town(300);
  add(inputs, {.position = {517500, 6229100}});
  add(inputs, {.position = {518000, 6230000}});
  CHECK_THROWS_AS(make_picture(inputs, {}), DataError);
  CHECK_THROWS_WITH(
      make_picture(inputs, {}),
      Contains("holds no event: all 2 lie outside it (area 0 to 300 E, 0 to 300 N; events 517500 to 518000 E, "
               "6229100 to 6230000 N)") &&
          Contains("coordinate system"));
}

TEST_CASE("Events that all lie outside the period are refused with the period") {
  auto inputs = empty_town(300);
  add(inputs, {.position = {50, 50}, .time = in_december});
  add(inputs, {.position = {350, 50}});
  CHECK_THROWS_AS(make_picture(inputs, january_only()), DataError);
  CHECK_THROWS_WITH(make_picture(inputs, january_only()),
                    Contains("none of the 1 events in the study area falls into the period 2024-01-01 to 2024-01-31"));
}

TEST_CASE("Events that were all found by patrols are refused with the option that counts them") {
  auto inputs = empty_town(300);
  add(inputs, {.position = {50, 50}, .origin = Origin::discovered});
  CHECK_THROWS_AS(make_picture(inputs, {}), DataError);
  CHECK_THROWS_WITH(make_picture(inputs, january_only()),
                    Contains("discovered by patrols") && Contains("include_discovered = true"));
  CHECK(make_picture(inputs, with([](auto& options) { options.include_discovered = true; })).counted_events == 1);
}

TEST_CASE("An area that encloses nothing is refused") {
  auto inputs = empty_town(300);
  add(inputs, {.position = {50, 50}});
  inputs.study_area = Area{};
  CHECK_THROWS_AS(make_picture(inputs, {}), DataError);
}

// ---- options -----------------------------------------------------------------------------------------------------

TEST_CASE("The usual options are accepted") {
  CHECK(refusal({}) == "accepted");
  CHECK(refusal(over(january)) == "accepted");
  CHECK(refusal(over(january, december)) == "accepted");  // they adjoin
  CHECK(refusal(over(december, january)) == "accepted");
}

TEST_CASE("Options that cannot be used are refused by name") {
  constexpr auto not_a_number = std::numeric_limits<double>::quiet_NaN();
  for (const auto cell_m : {0.0, -5.0, not_a_number, std::numeric_limits<double>::infinity()}) {
    CHECK_THAT(refusal(with([&](auto& options) { options.grid.cell_m = cell_m; })),
               Contains("cell size must be a positive number of metres"));
  }
  CHECK_THAT(refusal(with([&](auto& options) { options.density.bandwidth_m = 0; })), Contains("bandwidth"));
  CHECK_THAT(refusal(with([&](auto& options) { options.statistics.false_discovery_rate = 1; })),
             Contains("false discovery rate"));
  CHECK_THAT(refusal(with([&](auto& options) { options.statistics.neighbours = DistanceBand{0}; })),
             Contains("distance of neighbours"));
  CHECK_THAT(refusal(with([&](auto& options) { options.places.limit = 0; })), Contains("number of places"));
  CHECK_THAT(refusal(with([&](auto& options) { options.grid.cell_m = 500; })),
             Contains("maximum extent of a place (400 m) must be at least one cell (500 m)"));
  CHECK_THAT(refusal(with([&](auto& options) { options.places.high_unsafe_score = 0; })),
             Contains("high_unsafe_score"));
}

TEST_CASE("Periods that are empty, overlap or stand alone are refused") {
  CHECK(refusal(over(Period{january.from, january.from})) == "the period ends before it begins");
  CHECK(refusal(over(Period{january.to, january.from})) == "the period ends before it begins");
  CHECK(refusal(over(january, Period{december.to, december.from})) == "the comparison period ends before it begins");
  CHECK_THAT(refusal(over(std::nullopt, december)), Contains("a comparison period needs a period"));
  const Period overlapping{december.from, january.from + std::chrono::seconds{1}};
  CHECK_THAT(refusal(over(january, overlapping)), Contains("overlap"));
  CHECK_THAT(refusal(over(january, january)), Contains("overlap"));
  const Period around{at(2023, 1, 1), at(2025, 1, 1)};
  CHECK_THAT(refusal(over(january, around)), Contains("overlap"));
  CHECK_THAT(refusal(over(around, january)), Contains("overlap"));
}

TEST_CASE("A picture is not begun with options that cannot be used") {
  CHECK_THROWS_AS(make_picture(busy_town(), over(std::nullopt, december)), InvalidOption);
  CHECK_THROWS_AS(make_picture(busy_town(), with([&](auto& options) { options.grid.cell_m = 0.01; })),
                  InvalidOption);  // 4 * 10^10 cells
  CHECK_THROWS_AS(make_picture(Inputs{}, with([&](auto& options) { options.density.bandwidth_m = -1; })),
                  InvalidOption);
}

// ---- warnings ----------------------------------------------------------------------------------------------------

TEST_CASE("A picture without cause for a warning has none") {
  CHECK(make_picture(busy_town(), january_only()).warnings.empty());
}

TEST_CASE("Too few events for a test are warned of and the densest places are listed") {
  auto options = january_only();
  options.statistics.minimum_events = 101;
  const auto picture = make_picture(busy_town(), options);
  const auto warning = warning_of(picture, WarningKind::too_few_events);
  CHECK(warning.value == 100);
  CHECK(warning.limit == 101);
  CHECK(picture.warnings.size() == 1);
  CHECK_FALSE(picture.clustering.tested);
  REQUIRE_FALSE(picture.places.empty());
  CHECK(picture.places[0].basis == Basis::densest);
  options.statistics.minimum_events = 100;
  CHECK(make_picture(busy_town(), options).warnings.empty());
}

TEST_CASE("Where the period alone has too few events, the test of both periods is what is told and shown") {
  auto inputs = empty_town(2000);
  test::Random random(67);
  for (int i = 0; i < 40; ++i) {
    const auto position = random.in({505, 605, 595, 695});
    i % 2 == 0 ? add(inputs, {.position = position}) : add(inputs, {.position = position, .time = in_december});
  }
  inputs = kept(inputs, december.from, january.to);
  auto options = over(january, december);
  options.statistics.minimum_events = 30;
  const auto picture = make_picture(inputs, options);
  CHECK_FALSE(picture.clustering.tested);
  CHECK(warning_of(picture, WarningKind::too_few_in_period).value == 20);
  CHECK_FALSE(warns(picture, WarningKind::too_few_events));
  REQUIRE(picture.places.size() == 1);
  const auto& place = picture.places[0];
  CHECK(place.basis == Basis::both_periods);
  REQUIRE(deciding_test(place));
  CHECK(deciding_test(place)->seen == 40);
  CHECK(deciding_test(place)->q <= 0.05);
  options.statistics.minimum_events = 41;  // nothing is tested at all
  CHECK(warns(make_picture(inputs, options), WarningKind::too_few_events));
}

TEST_CASE("Equal counts in all cells are warned of") {
  auto inputs = empty_town(400);
  for (int i = 0; i < 64; ++i) {
    add(inputs, {.position = {25.0 + 50 * (i % 8), 25.0 + 50 * (i / 8)}});  // four in each cell
  }
  const auto picture = make_picture(inputs, {});
  CHECK(kinds(picture) == std::vector<WarningKind>{WarningKind::no_discovered_known, WarningKind::equal_counts});
}

TEST_CASE("Events that are spread evenly are warned of as not significant") {
  auto inputs = empty_town(1000);
  test::Random random(66);
  for (int i = 1; i < 100; ++i) {  // one in each cell but the first
    add(inputs, {.position = {random.between(1, 99) + 100 * (i % 10), random.between(1, 99) + 100.0 * (i / 10)}});
  }
  const auto picture = make_picture(inputs, {});
  CHECK(picture.clustering.tested);
  CHECK(kinds(picture) == std::vector<WarningKind>{WarningKind::no_discovered_known, WarningKind::nothing_significant});
}

TEST_CASE("A bandwidth below the cell is warned of, and one below the error of positions") {
  auto options = january_only();
  options.density.bandwidth_m = 90;
  auto picture = make_picture(busy_town(), options);
  CHECK(kinds(picture) == std::vector<WarningKind>{WarningKind::bandwidth_below_cell});
  CHECK(picture.warnings[0].value == 90);
  CHECK(picture.warnings[0].limit == 100);
  options.density.bandwidth_m = 100;
  picture = make_picture(busy_town(), options);
  CHECK(kinds(picture) == std::vector<WarningKind>{WarningKind::bandwidth_below_position_error});
  CHECK(picture.warnings[0].value == 100);
  CHECK(picture.warnings[0].limit == 150);
  options.density.bandwidth_m = 150;
  CHECK(make_picture(busy_town(), options).warnings.empty());
}

TEST_CASE("Events outside the area are warned of with their number") {
  auto inputs = busy_town();
  add(inputs, {.position = {-50, 50}});
  add(inputs, {.position = {2000.1, 50}});
  const auto warning = warning_of(make_picture(inputs, january_only()), WarningKind::outside_area);
  CHECK(warning.value == 2);
  CHECK(warning.limit == 103);
}

TEST_CASE("Discovered events that are left out are warned of with their number") {
  auto inputs = busy_town();
  for (int i = 0; i < 3; ++i) {
    add(inputs, {.position = {1000.0 + i, 1000}, .origin = Origin::discovered});
  }
  auto options = january_only();
  CHECK(warning_of(make_picture(inputs, options), WarningKind::discovered_left_out).value == 3);
  options.include_discovered = true;
  CHECK(make_picture(inputs, options).warnings.empty());
}

TEST_CASE("Events of which none is known to be discovered are warned of") {
  auto inputs = busy_town();
  inputs.incidents.origin.back() = Origin::reported;
  CHECK(kinds(make_picture(inputs, january_only())) == std::vector<WarningKind>{WarningKind::no_discovered_known});
}

TEST_CASE("Where a source tells what was discovered, nobody is told that it does not, though nothing was") {
  auto inputs = busy_town();
  inputs.incidents.origin.back() = Origin::reported;
  inputs.origin_is_told = true;
  CHECK(make_picture(inputs, january_only()).warnings.empty());
}

TEST_CASE("Periods of unequal length are warned of with their days") {
  const Period november{at(2023, 11, 1), at(2023, 12, 1)};
  const auto picture = make_picture(busy_town(), over(january, november));
  const auto warning = warning_of(picture, WarningKind::unequal_periods);
  CHECK(warning.value == 31);
  CHECK(warning.limit == 30);
  CHECK_FALSE(warns(make_picture(busy_town(), over(january, december)), WarningKind::unequal_periods));
}

TEST_CASE("A missing study area is warned of") {
  auto inputs = busy_town();
  inputs.study_area.reset();
  CHECK(warns(make_picture(inputs, january_only()), WarningKind::no_study_area));
}

TEST_CASE("Where the source begins after the comparison period no change is told") {
  const auto picture = make_picture(busy_town(), over(january, december));
  CHECK_FALSE(picture.can_compare());
  CHECK(warns(picture, WarningKind::nothing_comparable));
  REQUIRE(picture.places.size() == 1);
  CHECK(name_of(picture.places[0].change.value()) == "cannot_be_told");
  CHECK_FALSE(picture.places[0].comparison_count.has_value());
  const auto left_out = warning_of(picture, WarningKind::source_not_compared);
  CHECK(left_out.value == 100);
  CHECK(left_out.source == "source 1");
  CHECK(left_out.detail == "2023-12-15 – 2024-01-15");
  CHECK_FALSE(warns(make_picture(busy_town(), january_only()), WarningKind::nothing_comparable));
  // Who knows that it was kept before says so.
  const auto known = make_picture(kept(busy_town(), december.from, january.to), over(january, december));
  CHECK(known.can_compare());
  CHECK_FALSE(warns(known, WarningKind::source_not_compared));
  CHECK(name_of(known.places[0].change.value()) == "increase");
}

TEST_CASE("One date of another century makes no comparison possible") {
  for (const auto wrong : {at(1900, 1, 1), at(2099, 1, 1)}) {
    auto inputs = busy_town();
    add(inputs, {.position = {550, 650}, .time = TimeSpan{wrong, wrong}});
    const auto picture = make_picture(inputs, over(january, december));
    CHECK_FALSE(picture.can_compare());
    const auto outlying = warning_of(picture, WarningKind::outlying_dates);
    CHECK(outlying.value == 1);
    CHECK(outlying.limit == 102);
    CHECK(outlying.detail == (wrong < january.from ? "102 (1900-01-01)" : "102 (2099-01-01)"));
  }
}

TEST_CASE("A second source that begins late is left out of the comparison and counts in all else") {
  auto inputs = busy_town();
  test::Random random(65);
  const auto housing = inputs.incidents.size();
  for (int i = 0; i < 30; ++i) {
    add(inputs, {.position = random.in({505, 605, 595, 695})});
    inputs.incidents.row.back().source = 1;
  }
  for (int i = 0; i < 50; ++i) {
    add(inputs, {.position = random.in({505, 605, 595, 695}), .time = in_december});
  }
  inputs.sources = {{"police", {december.from, january.to}}, {"housing", {january.from, january.to}}};
  const auto picture = make_picture(inputs, over(january, december));
  REQUIRE(picture.places.size() == 1);
  const auto& place = picture.places[0];
  CHECK(place.compared_count.value() + 30 == place.count);
  CHECK(place.comparison_count == 50);
  CHECK(place.change->direction == Direction::not_clear);  // 60 against 50, and not 90
  CHECK(total(picture.cells.compared_count) == 100);
  const auto left_out = warning_of(picture, WarningKind::source_not_compared);
  CHECK(left_out.value == 30);
  CHECK(left_out.source == "housing");
  REQUIRE(picture.compared_sources.size() == 2);
  CHECK(picture.compared_sources[0].covers_all());
  CHECK(picture.compared_sources[1].comparison_days_missing == std::vector<double>{31});
  // A report that the police have too is compared.
  for (std::uint32_t i = 0; i < inputs.incidents.size(); ++i) {
    inputs.counted_as.push_back(i);
  }
  inputs.counted_as[0] = static_cast<std::uint32_t>(housing);
  const auto linked = make_picture(inputs, over(january, december));
  CHECK(total(linked.cells.compared_count) == 100);
  CHECK(linked.counted_events == picture.counted_events - 1);
}

TEST_CASE("The window of emerging patterns follows the largest source and no mistyped date") {
  auto inputs = empty_town(2000);
  test::Random random(66);
  for (auto day = at(2023, 1, 1); day < at(2024, 1, 1); day += std::chrono::days(1)) {
    add(inputs, {.position = random.in({0, 0, 2000, 2000}), .time = TimeSpan{day, day}});
  }
  for (auto day = at(2023, 8, 1); day < at(2024, 1, 1); day += std::chrono::days(1)) {
    add(inputs, {.position = random.in({0, 0, 200, 200}), .time = TimeSpan{day, day}});
    inputs.incidents.row.back().source = 1;
  }
  PictureOptions options;
  options.emerging_step_days = 28;
  const Period window{at(2024, 1, 1) - std::chrono::days(13 * 28), at(2024, 1, 1)};
  CHECK(emerging_options_of(inputs, options).choice.period == window);
  for (const auto wrong : {at(2099, 1, 1), at(1900, 1, 1)}) {
    add(inputs, {.position = {550, 650}, .time = TimeSpan{wrong, wrong}});
    CHECK(emerging_options_of(inputs, options).choice.period == window);
  }
  options.depth = Depth::whole;
  const auto picture = make_picture(inputs, options);
  REQUIRE(picture.emerging != nullptr);
  CHECK(picture.emerging->events() == 364);
  const auto& warnings = picture.emerging->warnings;
  const auto part = std::ranges::find(warnings, WarningKind::source_without_all_steps, &Warning::kind);
  REQUIRE(part != warnings.end());
  CHECK(part->value == 153);
  CHECK(part->source == "source 2");
}

TEST_CASE("Steps of time end where the source ended") {
  auto inputs = empty_town(2000);
  for (auto day = at(2023, 1, 1); day < at(2024, 1, 1); day += std::chrono::days(1)) {
    add(inputs, {.position = {550, 650}, .time = TimeSpan{day, day}});
  }
  PictureOptions options;
  options.emerging_step_days = 7;
  options.period = Period{at(2023, 7, 1), at(2024, 7, 1)};
  CHECK(emerging_options_of(inputs, options).choice.period->to == at(2024, 1, 1));
  options.period = Period{at(2023, 7, 1), at(2024, 1, 3)};
  CHECK(emerging_options_of(inputs, options).choice.period->to == at(2024, 1, 3));
}

TEST_CASE("Positions that repeat are warned of from one half on") {
  auto inputs = empty_town(2000);
  test::Random random(67);
  for (int i = 0; i < 100; ++i) {
    add(inputs,
        {.position = i < 50 ? Point{550.0 + i / 10, 650} : random.in({0, 0, 2000, 2000})});  // ten at each of five
  }
  const auto warning = warning_of(make_picture(inputs, {}), WarningKind::coarse_positions);
  CHECK(warning.value == 0.5);
  CHECK(warning.limit == 0.5);
  add(inputs, {.position = {77, 77}});  // 50 of 101
  CHECK_FALSE(warns(make_picture(inputs, {}), WarningKind::coarse_positions));
}

// ---- names -------------------------------------------------------------------------------------------------------

TEST_CASE("Each use has a name of its own") {
  CHECK(name_of(IncidentUse::period) == "period");
  CHECK(name_of(IncidentUse::comparison) == "comparison");
  CHECK(name_of(IncidentUse::outside_periods) == "outside_periods");
  CHECK(name_of(IncidentUse::outside_area) == "outside_area");
}

}  // namespace lykta
