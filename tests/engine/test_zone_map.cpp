#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/questions/zone_map.hpp"
#include "tests/catch.hpp"

namespace {

using namespace lykta;

constexpr double cell_m = 100;

/// Events of one class, all reported.
Inputs events_at(const std::vector<Point>& points) {
  Inputs inputs;
  inputs.classes = {{"theft", 1.0}, {"robbery", 9.0}};
  auto& incidents = inputs.incidents;
  for (std::size_t i = 0; i < points.size(); ++i) {
    incidents.position.push_back(points[i]);
    incidents.time.emplace_back();
    incidents.class_index.push_back(0);
    incidents.origin.push_back(Origin::reported);
    incidents.position_class.push_back(PositionClass::unknown);
    incidents.row.push_back({0, static_cast<std::int64_t>(i)});
  }
  return inputs;
}

/// A square of `side` by `side` cells with one event in every third cell, and `planted` events in each of the nine cells
/// around (5, 5).
Inputs village(int side, int planted) {
  std::vector<Point> points;
  for (int row = 0; row < side; ++row) {
    for (int column = 0; column < side; ++column) {
      const auto is_planted = std::abs(column - 5) <= 1 && std::abs(row - 5) <= 1;
      const auto here = is_planted ? planted : (row * side + column) % 3 == 0 ? 1 : 0;
      for (int i = 0; i < here; ++i) {
        points.push_back({column * cell_m + 50, row * cell_m + 50});
      }
    }
  }
  auto inputs = events_at(points);
  inputs.study_area = rectangle({0, 0, side * cell_m, side * cell_m});
  return inputs;
}

ZoneMapOptions squares() {
  ZoneMapOptions options;
  options.grid.cell_m = cell_m;
  return options;
}

std::size_t cell(int side, int column, int row) { return static_cast<std::size_t>(row * side + column); }

OwnPolygon box_zone(const std::string& id, double x, double y, double side_m, double exposure) {
  return {id, "zone " + id, rectangle({x, y, x + side_m, y + side_m}), exposure};
}

constexpr auto unknown = std::numeric_limits<double>::quiet_NaN();

TEST_CASE("a planted cluster is hot and nothing far from it is") {
  const auto map = make_zone_map(village(20, 4), squares());
  REQUIRE(map.test.source == PSource::events);
  CHECK(map.test.expected_around[cell(20, 5, 5)] == Approx(167 * 9.0 / 400));
  CHECK(map.test.zone_class[cell(20, 5, 5)] == ZoneClass{ZoneKind::hot, 99});
  for (int row = 0; row < 20; ++row) {
    for (int column = 0; column < 20; ++column) {
      const auto is_far = std::abs(column - 5) > 2 || std::abs(row - 5) > 2;
      INFO(column << ", " << row);
      if (is_far) {
        CHECK(map.test.zone_class[cell(20, column, row)].kind == ZoneKind::not_significant);
      }
    }
  }
  CHECK(map.test.events_around[cell(20, 5, 5)] == 36);
  REQUIRE(map.whole);
  CHECK(map.whole->moran.z > 3);
  // 36 of the 167 events lie in nine cells, the rest one by one: 9 + 48.
  CHECK(map.concentration.places_needed == 57);
}

TEST_CASE("the share inside enters z as it enters p, and leaves Gi* of whole cells what it is") {
  auto inputs = village(12, 4);
  // A tenth of the outermost cells lies inside.
  inputs.study_area = rectangle({90, 90, 1110, 1110});
  const auto cut = make_zone_map(inputs, squares());
  REQUIRE(cut.partly_inside > 40);
  for (std::size_t zone = 0; zone < cut.counted.count.size(); ++zone) {
    REQUIRE(cut.test.around_z.size() == cut.counted.count.size());
    if (std::isnan(cut.test.p[zone])) {
      CHECK(std::isnan(cut.test.around_z[zone]));
      continue;
    }
    INFO(zone);
    CHECK((cut.test.around_z[zone] > 0) == (cut.test.events_around[zone] > cut.test.expected_around[zone]));
    CHECK((cut.test.z[zone] > 0) == (cut.test.around_z[zone] > 0));
    if (cut.test.zone_class[zone].kind == ZoneKind::hot) {
      CHECK(cut.test.z[zone] > 0);
    }
  }
  const auto whole = make_zone_map(village(12, 4), squares());
  auto dealt = squares();
  dealt.test.p = PSource::normal;
  CHECK(whole.test.z == make_zone_map(village(12, 4), dealt).test.z);
  const auto share = 9.0 / 144;
  const auto events = whole.test.expected_around[cell(12, 5, 5)] / share;
  CHECK(whole.test.around_z[cell(12, 5, 5)] == Approx((36 - events * share) / std::sqrt(events * share * (1 - share))));
}

TEST_CASE("exact p-values and those of many permutations agree") {
  auto options = squares();
  options.test.p = PSource::exact;
  const auto exact = make_zone_map(village(12, 3), options);
  options.test.p = PSource::permutation;
  const auto drawn = make_zone_map(village(12, 3), options);
  REQUIRE(drawn.test.draws == 99'999);
  for (std::size_t zone = 0; zone < exact.test.p.size(); ++zone) {
    const auto p = exact.test.p[zone];
    // Five standard errors of the share of 99 999 draws, and the one that is added.
    CHECK(drawn.test.p[zone] == Approx(p).margin(5 * std::sqrt(p * (1 - p) / 99'999) + 1.1e-5));
  }
}

TEST_CASE("local Moran tells high among high from the odd one out") {
  auto inputs = village(20, 4);
  // One full cell in an empty corner.
  for (int i = 0; i < 6; ++i) {
    inputs.incidents.position.push_back({1'550, 1'450});
    inputs.incidents.time.emplace_back();
    inputs.incidents.class_index.push_back(0);
    inputs.incidents.origin.push_back(Origin::reported);
    inputs.incidents.position_class.push_back(PositionClass::unknown);
    inputs.incidents.row.push_back({0, 1'000});
  }
  auto options = squares();
  options.test.statistic = LocalStatistic::moran;
  options.test.correction = Correction::none;
  const auto map = make_zone_map(inputs, options);
  CHECK(map.test.zone_class[cell(20, 5, 5)].kind == ZoneKind::high_high);
  CHECK(map.test.value[cell(20, 5, 5)] > 0);
  CHECK(map.test.value[cell(20, 15, 14)] < 0);
  options.test.p = PSource::permutation;
  options.test.draws = 9'999;
  const auto drawn = make_zone_map(inputs, options);
  for (std::size_t zone = 0; zone < map.test.p.size(); ++zone) {
    const auto p = map.test.p[zone];
    CHECK(drawn.test.p[zone] == Approx(p).margin(5 * std::sqrt(p * (1 - p) / 9'999) + 1.1e-4));
  }
}

TEST_CASE("local Geary finds cells that are like their neighbours and cells that are not") {
  auto options = squares();
  options.test.statistic = LocalStatistic::geary;
  options.test.tail = Tail::two_sided;
  options.test.correction = Correction::none;
  auto inputs = village(20, 4);
  const auto map = make_zone_map(inputs, options);
  CHECK(map.test.draws == 9'999);
  CHECK(map.test.z.empty());
  CHECK(map.test.value[cell(20, 5, 5)] == 0);
  CHECK(map.test.zone_class[cell(20, 5, 5)].kind == ZoneKind::alike);
  // An empty cell beside three full ones.
  CHECK(map.test.zone_class[cell(20, 3, 5)].kind == ZoneKind::unlike);
}

TEST_CASE("with too few events nothing is tested, and every cell says why") {
  const auto map = make_zone_map(village(5, 0), squares());
  CHECK_FALSE(map.test.is_tested);
  CHECK_FALSE(map.whole);
  for (std::size_t zone = 0; zone < map.counted.zones.size(); ++zone) {
    CHECK(std::isnan(map.test.p[zone]));
    CHECK(name_of(map.test.zone_class[zone]) == "too_few_events");
  }
  CHECK(map.warnings.back().kind == WarningKind::too_few_events);
}

TEST_CASE("maps without a spread have no value and a reason") {
  auto options = squares();
  options.test.minimum_events = 0;
  SECTION("all values equal") {
    std::vector<Point> points;
    for (int i = 0; i < 16; ++i) {
      points.push_back({i % 4 * cell_m + 50, i / 4 * cell_m + 50});
    }
    auto inputs = events_at(points);
    inputs.study_area = rectangle({0, 0, 400, 400});
    const auto map = make_zone_map(inputs, options);
    CHECK_FALSE(map.test.is_tested);
    for (std::size_t zone = 0; zone < 16; ++zone) {
      CHECK(map.test.why[zone] == NoValue::all_values_equal);
      CHECK(std::isnan(map.test.z[zone]));
      CHECK(std::isnan(map.test.adjusted_p[zone]));
      CHECK(name_of(map.test.zone_class[zone]) == "no_value");
    }
    CHECK(map.whole->moran.why != NoValue::has_value);
    CHECK(std::isnan(map.whole->moran.value));
  }
  SECTION("one cell with one event") {
    auto inputs = events_at({{50, 50}});
    inputs.study_area = rectangle({0, 0, 100, 100});
    const auto map = make_zone_map(inputs, options);
    REQUIRE(map.counted.zones.size() == 1);
    CHECK(map.test.why[0] != NoValue::has_value);
    CHECK(std::isnan(map.test.p[0]));
    CHECK(map.islands == 1);
  }
  SECTION("one event in a thousand cells") {
    auto inputs = events_at({{50, 50}});
    inputs.study_area = rectangle({0, 0, 100, 100'000});
    const auto map = make_zone_map(inputs, options);
    REQUIRE(map.counted.zones.size() == 1'000);
    // The cell and its one neighbour are two of a thousand, whatever the normal distribution makes of z = 22.
    CHECK(map.test.z[0] > 20);
    CHECK(map.test.p[0] == Approx(0.002));
    CHECK(map.test.zone_class[0].kind == ZoneKind::not_significant);
    options.test.p = PSource::exact;
    CHECK(make_zone_map(inputs, options).test.p[0] == Approx(0.002));
  }
}

TEST_CASE("a cell that is hardly inside can be left out of the test") {
  auto inputs = village(12, 4);
  inputs.study_area = rectangle({0, 0, 1'200, 1'110});
  auto options = squares();
  const auto all = make_zone_map(inputs, options);
  CHECK(all.partly_inside == 12);
  CHECK(all.left_out == 0);
  options.minimum_inside = 0.5;
  const auto some = make_zone_map(inputs, options);
  CHECK(some.left_out == 12);
  CHECK(some.test.why[cell(12, 3, 11)] == NoValue::missing_input);
  CHECK(std::isnan(some.test.p[cell(12, 3, 11)]));
  CHECK(some.counted.count[cell(12, 3, 11)] == all.counted.count[cell(12, 3, 11)]);
}

TEST_CASE("polygons of one's own are counted, rated and tested") {
  std::vector<Point> points;
  for (int zone = 0; zone < 16; ++zone) {
    for (int i = 0; i < (zone == 5 ? 30 : 4); ++i) {
      points.push_back({zone % 4 * 1'000.0 + 500, zone / 4 * 1'000.0 + 500});
    }
  }
  auto inputs = events_at(points);
  for (int zone = 0; zone < 16; ++zone) {
    inputs.zones.push_back(box_zone(std::to_string(zone), zone % 4 * 1'000.0, zone / 4 * 1'000.0, 1'000,
                                    zone == 7   ? 0
                                    : zone == 8 ? unknown
                                                : 500));
  }
  // An island, far away, without events.
  inputs.zones.push_back(box_zone("island", 50'000, 50'000, 1'000, 100));
  auto options = squares();
  options.measure = ZoneMeasure::rate;
  const auto map = make_zone_map(inputs, options);
  CHECK(map.islands == 1);
  CHECK(map.counted.count[5] == 30);
  CHECK(map.rates.rate[5] == Approx(0.06));
  CHECK(map.rates.why[7] == NoRate::no_exposure);
  CHECK(map.rates.why[8] == NoRate::missing_input);
  CHECK(map.test.why[7] == NoValue::missing_input);
  CHECK(map.test.why[8] == NoValue::missing_input);
  CHECK(map.test.why[16] == NoValue::no_neighbours);
  CHECK(std::isnan(map.test.p[16]));
  CHECK(map.rates.left_out_events == 4);
  CHECK(map.test.source == PSource::permutation);
  CHECK(map.bayes.rate[5] < map.rates.rate[5]);
  CHECK(map.concentration.places == 17);
}

TEST_CASE("a rate without residents is refused, and so are options that contradict each other") {
  auto options = squares();
  options.measure = ZoneMeasure::rate;
  CHECK_THROWS_AS(make_zone_map(village(12, 4), options), InvalidOption);
  options.test.p = PSource::exact;
  CHECK_THROWS_AS(check(options), InvalidOption);
  options = squares();
  options.test.statistic = LocalStatistic::geary;
  options.test.p = PSource::normal;
  CHECK_THROWS_AS(check(options), InvalidOption);
  options = squares();
  options.minimum_inside = 1.5;
  CHECK_THROWS_AS(check(options), InvalidOption);
  options = squares();
  options.neighbours = Nearest{0};
  CHECK_THROWS_AS(check(options), InvalidOption);
}

TEST_CASE("events are thrown for Gi* of counts and for nothing else") {
  auto options = squares();
  CHECK(throws_events(options));
  options.test.p = PSource::exact;
  CHECK_FALSE(throws_events(options));
  options.test.p = PSource::events;
  CHECK_NOTHROW(check(options));
  for (const auto statistic : {LocalStatistic::gi, LocalStatistic::moran, LocalStatistic::geary}) {
    options.test.statistic = statistic;
    CHECK_THROWS_AS(check(options), InvalidOption);
  }
  options.test.statistic = LocalStatistic::gi_star;
  for (const auto measure : {ZoneMeasure::weighted_count, ZoneMeasure::rate, ZoneMeasure::empirical_bayes}) {
    options.measure = measure;
    CHECK_THROWS_AS(check(options), InvalidOption);
  }
}

TEST_CASE("a zone at the mean is alike to nobody, whatever is dealt to its neighbours") {
  // Counts of 2 on the average, and a cell with 2 among full ones.
  std::vector<Point> points;
  for (int row = 0; row < 8; ++row) {
    for (int column = 0; column < 8; ++column) {
      const auto is_near = std::abs(column - 3) <= 1 && std::abs(row - 3) <= 1;
      const auto is_middle = column == 3 && row == 3;
      // 8 full ones with 9, the middle with 2, and 54 of the other 55 with 1: 128 in all.
      const auto here = is_middle ? 2 : is_near ? 9 : column == 7 && row == 7 ? 0 : 1;
      points.insert(points.end(), static_cast<std::size_t>(here), {column * cell_m + 50, row * cell_m + 50});
    }
  }
  REQUIRE(points.size() == 128);
  auto inputs = events_at(points);
  inputs.study_area = rectangle({0, 0, 800, 800});
  auto options = squares();
  options.test.statistic = LocalStatistic::moran;
  options.test.correction = Correction::none;
  for (const auto source : {PSource::exact, PSource::permutation}) {
    options.test.p = source;
    for (const auto tail : {Tail::greater, Tail::less, Tail::two_sided}) {
      options.test.tail = tail;
      const auto map = make_zone_map(inputs, options);
      CHECK(map.test.value[cell(8, 3, 3)] == 0);
      CHECK(map.test.p[cell(8, 3, 3)] == 1);
      CHECK(map.test.zone_class[cell(8, 3, 3)].kind == ZoneKind::not_significant);
    }
  }
}

TEST_CASE("thrown by residents, no event can fall where nobody lives") {
  auto inputs = village(12, 4);
  for (int row = 0; row < 12; ++row) {
    for (int column = 0; column < 12; ++column) {
      if (column != 0) {
        inputs.residents.push_back({{column * cell_m + 50, row * cell_m + 50}, {}, 10});
      }
    }
  }
  auto options = squares();
  const auto map = make_zone_map(inputs, options);
  REQUIRE(map.test.source == PSource::events);
  CHECK(map.counted.exposure[cell(12, 0, 4)] == 0);
  CHECK(map.test.why[cell(12, 0, 4)] == NoValue::no_exposure);
  CHECK(std::isnan(map.test.z[cell(12, 0, 4)]));
  CHECK(std::isnan(map.test.p[cell(12, 0, 4)]));
  CHECK(name_of(map.test.zone_class[cell(12, 0, 4)]) == "no_value");
  CHECK(map.rates.left_out_events == 12);
  CHECK(map.test.expected_around[cell(12, 5, 5)] == Approx(69 * 9.0 / 132));
  // Dealt by permutation they are cells like any other.
  options.test.p = PSource::exact;
  CHECK(make_zone_map(inputs, options).test.why[cell(12, 0, 4)] == NoValue::has_value);
}

TEST_CASE("what is hot is told by the zones that take part") {
  // A strip of ten cells with ten events each and an eleventh, cut by the border of the study area, with ninety.
  std::vector<Point> points;
  for (int column = 0; column < 11; ++column) {
    const auto here = column == 10 ? 90 : column == 9 || column == 8 ? 0 : 40;
    points.insert(points.end(), static_cast<std::size_t>(here), {column * cell_m + 5, 50});
  }
  auto inputs = events_at(points);
  inputs.study_area = rectangle({0, 0, 1'010, 100});
  auto options = squares();
  options.test.tail = Tail::two_sided;
  options.minimum_inside = 0.5;
  const auto map = make_zone_map(inputs, options);
  REQUIRE(map.left_out == 1);
  // Ninety events lie around the last cell that takes part, but none where events could be thrown.
  CHECK(map.test.events_around[9] == 90);
  CHECK(map.test.expected_around[9] == Approx(320 * 0.2));
  CHECK(name_of(map.test.zone_class[9]) == "cold_99");
}

TEST_CASE("discovered events are those of the classes asked for") {
  auto inputs = village(12, 4);
  auto& incidents = inputs.incidents;
  for (std::size_t i = 0; i < 4; ++i) {
    incidents.origin[i] = Origin::discovered;
    incidents.class_index[i] = i == 0 ? 1 : 0;
  }
  auto options = squares();
  CHECK(sum_of(make_zone_map(inputs, options).counted.discovered) == 4);
  options.choice.classes = {true, false};
  CHECK(sum_of(make_zone_map(inputs, options).counted.discovered) == 3);
}

TEST_CASE("a map where nothing can be tested says why, and not that all is equal") {
  auto inputs = village(12, 4);
  auto options = squares();
  SECTION("no zone has a neighbour") {
    options.neighbours = DistanceBand{50};
    const auto map = make_zone_map(inputs, options);
    CHECK(map.islands == 144);
    CHECK(map.warnings.back().kind == WarningKind::nothing_testable);
    CHECK(map.test.why[0] == NoValue::no_neighbours);
  }
  SECTION("all are neighbours of all") {
    options.neighbours = DistanceBand{10'000};
    for (const auto source : {PSource::events, PSource::exact, PSource::permutation, PSource::normal}) {
      options.test.p = source;
      const auto map = make_zone_map(inputs, options);
      CHECK_FALSE(map.test.is_tested);
      CHECK(map.warnings.back().kind == WarningKind::nothing_testable);
      CHECK(map.test.why[0] == NoValue::all_are_neighbours);
    }
  }
  SECTION("all counts are the same") {
    std::vector<Point> points;
    for (int i = 0; i < 36; ++i) {
      points.push_back({i % 6 * cell_m + 50, i / 6 * cell_m + 50});
    }
    inputs = events_at(points);
    CHECK(make_zone_map(inputs, options).warnings.back().kind == WarningKind::equal_counts);
  }
}

TEST_CASE("no zone that is significant is said without a word of places") {
  std::vector<Point> points;
  for (int i = 0; i < 100; ++i) {
    points.insert(points.end(), i % 2 == 0 ? 1 : 2, {i % 10 * cell_m + 50, i / 10 * cell_m + 50});
  }
  const auto map = make_zone_map(events_at(points), squares());
  REQUIRE(map.test.is_tested);
  CHECK(map.warnings.back().kind == WarningKind::no_zone_significant);
}

TEST_CASE("a map of zones does not depend on the number of threads") {
  auto options = squares();
  options.test.p = PSource::permutation;
  options.test.draws = 999;
  options.test.threads = 1;
  const auto one = make_zone_map(village(20, 4), options);
  options.test.threads = 5;
  const auto five = make_zone_map(village(20, 4), options);
  CHECK(one.test.p == five.test.p);
  CHECK(one.test.z == five.test.z);
  CHECK(one.concentration.gini.p == five.concentration.gini.p);
}

TEST_CASE("only the classes asked for are counted") {
  auto inputs = village(12, 4);
  inputs.incidents.class_index[0] = 1;
  auto options = squares();
  options.choice.classes = {false, true};
  const auto map = make_zone_map(inputs, options);
  CHECK(map.counted.events.chosen.events.size() == 1);
  options.choice.classes = {false, false};
  CHECK_THROWS_WITH(make_zone_map(inputs, options), Catch::Contains("no event of the classes asked for"));
}

}  // namespace
