#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numbers>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "engine/base/error.hpp"
#include "engine/questions/density_map.hpp"
#include "tests/engine/samples.hpp"

namespace lykta {
namespace {

using Catch::Contains;
using test::at;
using test::within;

constexpr std::uint16_t theft = 0;
constexpr std::uint16_t assault = 1;  // weighs 3

const Period january{at(2024, 1, 1), at(2024, 2, 1)};
const TimeSpan friday_night{at(2024, 1, 5, 23), at(2024, 1, 5, 23)};

struct Event {
  Point position;
  std::optional<TimeSpan> time = friday_night;
  std::uint16_t class_index = theft;
  Origin origin = Origin::reported;
  std::uint32_t source = 0;
};

void add(Inputs& inputs, const Event& event) {
  auto& incidents = inputs.incidents;
  incidents.position.push_back(event.position);
  incidents.time.push_back(event.time);
  incidents.class_index.push_back(event.class_index);
  incidents.origin.push_back(event.origin);
  incidents.position_class.push_back(PositionClass::b);
  incidents.row.push_back({event.source, static_cast<std::int64_t>(incidents.size())});
}

Inputs empty_town() {
  Inputs inputs;
  inputs.classes = {{"theft", 1}, {"assault", 3}};
  inputs.study_area = rectangle({0, 0, 3000, 2000});
  return inputs;
}

const Box inner_town{600, 600, 2400, 1400};  ///< further from the border than the kernels reach

/// Events of January in the inner town, half of them in a knot, every fourth an assault; times are spans of hours.
Inputs busy_town(int number = 120) {
  auto inputs = empty_town();
  test::Random random(11);
  for (int i = 0; i < number; ++i) {
    const auto start = at(2024, 1, 1) + std::chrono::hours(random.below(28 * 24));
    add(inputs, {.position = random.in(i % 2 == 0 ? Box{1000, 900, 1250, 1100} : inner_town),
                 .time = TimeSpan{start, start + std::chrono::hours(random.below(60))},
                 .class_index = i % 4 == 0 ? assault : theft});
  }
  return inputs;
}

/// The usual options but for what `change` changes.
template <class Change>
DensityMapOptions with(Change change) {
  DensityMapOptions options;
  options.field.density.bandwidth_m = 300;
  options.field.density.threads = 1;
  change(options);
  return options;
}

DensityMapOptions usual() {
  return with([](DensityMapOptions&) {});
}

std::vector<std::vector<double>> whole(const DensityMap& map) { return map.strip(0, map.grid().rows()); }

std::vector<double> first_band(const DensityMap& map) { return whole(map).front(); }

double sum_of_values(const std::vector<double>& band) {
  double sum = 0;
  for (const auto value : band) {
    sum += std::isnan(value) ? 0 : value;
  }
  return sum;
}

double largest(const std::vector<double>& band) {
  double most = 0;
  for (const auto value : band) {
    most = std::isnan(value) ? most : std::max(most, value);
  }
  return most;
}

std::size_t values_in(const std::vector<double>& band) {
  return band.size() -
         static_cast<std::size_t>(std::ranges::count_if(band, [](double value) { return std::isnan(value); }));
}

bool same(const std::vector<double>& a, const std::vector<double>& b) {
  return std::ranges::equal(a, b, [](double x, double y) { return x == y || (std::isnan(x) && std::isnan(y)); });
}

bool same(const std::vector<std::vector<double>>& a, const std::vector<std::vector<double>>& b) {
  return std::ranges::equal(a, b, [](const auto& x, const auto& y) { return same(x, y); });
}

bool warns(const DensityMap& map, WarningKind kind) {
  return std::ranges::find(map.warnings(), kind, &Warning::kind) != map.warnings().end();
}

std::vector<BandKind> kinds(const DensityMap& map) {
  std::vector<BandKind> result;
  for (const auto& band : map.bands()) {
    result.push_back(band.kind);
  }
  return result;
}

const std::vector<double>& band_of(const DensityMap& map, const std::vector<std::vector<double>>& values,
                                   BandKind kind) {
  const auto found = std::ranges::find(map.bands(), kind, &DensityBand::kind);
  REQUIRE(found != map.bands().end());
  return values[static_cast<std::size_t>(found - map.bands().begin())];
}

/// The busy town with the same events again as a second source.
Inputs town_twice() {
  auto inputs = busy_town();
  const auto number = inputs.incidents.size();
  for (std::size_t i = 0; i < number; ++i) {
    add(inputs, {.position = inputs.incidents.position[i], .time = inputs.incidents.time[i], .source = 1});
  }
  return inputs;
}

DensityMapOptions compared(RiskTest test, double least_units = 1) {
  return with([&](DensityMapOptions& options) {
    options.risk = RiskOptions{.other_source = 1, .least_units = least_units, .test = test, .simulation = {}};
    options.risk->simulation.replicates = 19;
  });
}

DensityMapOptions per_resident(RiskTest test, double least_units = 1) {
  auto options = compared(test, least_units);
  options.risk->other_source.reset();
  return options;
}

}  // namespace

TEST_CASE("The units of a density map are per square kilometre, per cell, and shares of all events") {
  const auto inputs = busy_town();
  const auto in_unit = [&](DensityUnit unit) {
    return first_band(DensityMap(inputs, with([&](DensityMapOptions& options) { options.unit = unit; })));
  };
  const auto per_km2 = in_unit(DensityUnit::per_km2);
  const auto per_cell = in_unit(DensityUnit::per_cell);
  const auto share = in_unit(DensityUnit::share);
  CHECK(sum_of_values(per_cell) == within(1e-9, 120));
  CHECK(sum_of_values(share) == within(1e-12, 1));
  for (std::size_t cell = 0; cell < per_km2.size(); ++cell) {
    REQUIRE(per_cell[cell] == within(1e-12, per_km2[cell] * 0.01));  // cells of 100 m
    REQUIRE(share[cell] == within(1e-12, per_cell[cell] / 120));
  }
}

TEST_CASE("Classes count with their weights where these are asked for") {
  const auto inputs = busy_town();
  const DensityMap map(inputs, with([](DensityMapOptions& options) {
                         options.weighted = true;
                         options.unit = DensityUnit::per_cell;
                       }));
  CHECK(map.events() == 120);
  CHECK(map.weight() == within(1e-9, 30 * 3 + 90));
  CHECK(sum_of_values(first_band(map)) == within(1e-9, 180));
  CHECK(DensityMap(inputs, usual()).weight() == 120);
}

TEST_CASE("Events of a class that weighs nothing are left out") {
  auto inputs = busy_town();
  inputs.classes[assault].weight = 0;
  const DensityMap map(inputs, with([](DensityMapOptions& options) { options.weighted = true; }));
  CHECK(map.events() == 90);
  inputs.classes[theft].weight = 0;
  CHECK_THROWS_WITH(DensityMap(inputs, with([](DensityMapOptions& options) { options.weighted = true; })),
                    Contains("none of the 120 events has a weight"));
}

TEST_CASE("Strips of a density map equal the whole, whatever it holds") {
  auto inputs = town_twice();
  inputs.study_area = Area{{{{0, 0}, {3000, 0}, {2500, 2000}, {0, 1700}}}};
  std::vector<DensityMapOptions> all{
      usual(),
      compared(RiskTest::asymptotic),
      with([](DensityMapOptions& options) {
        options.stack = TimeStack::weeks;
        options.period = january;
        options.unit = DensityUnit::per_cell;
      }),
      with([](DensityMapOptions& options) { options.field.edges = EdgeTerm::diggle; }),
      with([](DensityMapOptions& options) { options.field.adaptive = AdaptiveShape{}; }),
      with([](DensityMapOptions& options) { options.grid = {.shape = CellShape::hexagon, .cell_m = 90}; })};
  for (const auto& options : all) {
    const DensityMap map(inputs, options);
    const auto expected = whole(map);
    REQUIRE(expected.size() == map.bands().size());
    std::vector<std::vector<double>> joined(expected.size());
    for (std::size_t first = 0; first < map.grid().rows(); first += 3) {
      const auto strip = map.strip(first, std::min<std::size_t>(3, map.grid().rows() - first));
      for (std::size_t band = 0; band < strip.size(); ++band) {
        joined[band].insert(joined[band].end(), strip[band].begin(), strip[band].end());
      }
    }
    CHECK(same(joined, expected));
  }
}

TEST_CASE("A density map is the same on any number of threads") {
  const auto inputs = town_twice();
  for (auto options : {usual(), compared(RiskTest::monte_carlo), with([](DensityMapOptions& changed) {
                         changed.field.edges = EdgeTerm::uniform;
                         changed.field.adaptive = AdaptiveShape{};
                       }),
                       with([](DensityMapOptions& changed) { changed.rule = BandwidthRule::likelihood; })}) {
    const auto alone = whole(DensityMap(inputs, options));
    options.field.density.threads = 2;
    CHECK(same(whole(DensityMap(inputs, options)), alone));
    options.field.density.threads = 5;
    CHECK(same(whole(DensityMap(inputs, options)), alone));
  }
}

TEST_CASE("A strip holds whole tiles of a raster") {
  const DensityMap map(busy_town(), usual());
  CHECK(map.rows_per_strip() == 512);  // 20 rows: one tile
}

TEST_CASE("Cells outside the study area have no value, and those that it touches have") {
  auto inputs = busy_town();
  inputs.study_area = Area{{{{0, 0}, {3000, 0}, {3000, 2000}}}};  // the lower right half
  const DensityMap map(inputs, usual());
  const auto density = first_band(map);
  REQUIRE(map.grid().columns() == 30);
  CHECK(std::isnan(density[30 * 19]));          // the upper left corner
  CHECK(std::isfinite(density[30 * 19 + 29]));  // the upper right one
  CHECK(std::isfinite(density[0]));             // half of its cell lies inside
  CHECK(map.study_area().rings == inputs.study_area->area().rings);
}

TEST_CASE("Events outside the area or the period, discovered or linked ones do not count") {
  auto inputs = busy_town(20);
  const auto count = inputs.incidents.size();
  add(inputs, {.position = {-50, 100}});
  add(inputs, {.position = {1000, 1000}, .time = TimeSpan{at(2024, 3, 1), at(2024, 3, 1)}});
  add(inputs, {.position = {1000, 1000}, .time = std::nullopt});
  add(inputs, {.position = {1000, 1000}, .origin = Origin::discovered});
  add(inputs, {.position = {1000, 1000}});
  inputs.counted_as.resize(count + 5);
  for (std::size_t i = 0; i < inputs.counted_as.size(); ++i) {
    inputs.counted_as[i] = static_cast<std::uint32_t>(i);
  }
  inputs.counted_as.back() = 0;
  const DensityMap map(inputs, with([](DensityMapOptions& options) { options.period = january; }));
  CHECK(map.events() == count);
  CHECK(std::vector<IncidentUse>(map.uses().begin() + static_cast<std::ptrdiff_t>(count), map.uses().end()) ==
        std::vector<IncidentUse>{IncidentUse::outside_area, IncidentUse::outside_periods, IncidentUse::outside_periods,
                                 IncidentUse::period, IncidentUse::linked});
  CHECK(warns(map, WarningKind::outside_area));
  CHECK(warns(map, WarningKind::discovered_left_out));

  const DensityMap with_patrols(inputs, with([](DensityMapOptions& options) {
                                  options.period = january;
                                  options.include_discovered = true;
                                }));
  CHECK(with_patrols.events() == count + 1);
  CHECK_FALSE(warns(with_patrols, WarningKind::discovered_left_out));
  // Without a period, time does not matter.
  CHECK(DensityMap(inputs, usual()).events() == count + 2);
}

TEST_CASE("Where no event is left the reason is given") {
  CHECK_THROWS_WITH(DensityMap(empty_town(), usual()), Contains("no usable event was read"));
  auto outside = empty_town();
  add(outside, {.position = {5000, 5000}});
  CHECK_THROWS_WITH(DensityMap(outside, usual()), Contains("the study area holds no event: all 1 lie outside it"));
  auto late = empty_town();
  add(late, {.position = {1000, 1000}, .time = TimeSpan{at(2025, 1, 1), at(2025, 1, 1)}});
  CHECK_THROWS_WITH(DensityMap(late, with([](DensityMapOptions& options) { options.period = january; })),
                    Contains("falls into the period 2024-01-01 to 2024-01-31"));
  auto found = empty_town();
  add(found, {.position = {1000, 1000}, .origin = Origin::discovered});
  CHECK_THROWS_WITH(DensityMap(found, usual()), Contains("discovered by patrols"));
  auto nothing = busy_town();
  nothing.study_area = Area{{{{0, 0}, {3000, 0}}}};
  CHECK_THROWS_WITH(DensityMap(nothing, usual()), Contains("encloses nothing"));
}

TEST_CASE("Without a study area the cells around the events stand in") {
  for (const auto shape : {CellShape::square, CellShape::hexagon}) {
    auto inputs = busy_town(30);
    inputs.study_area.reset();
    const DensityMap map(inputs, with([&](DensityMapOptions& options) { options.grid.shape = shape; }));
    CHECK(map.events() == 30);
    CHECK(warns(map, WarningKind::no_study_area));
    for (const auto& position : inputs.incidents.position) {
      CHECK(contains(map.study_area(), position));
    }
    const auto density = first_band(map);
    CHECK(values_in(density) > 0);
    if (shape == CellShape::square) {
      CHECK(values_in(density) == density.size());
      CHECK(map.grid().box().width() <= bounding_box(std::span(inputs.incidents.position)).width() + 200);
    }
  }
}

TEST_CASE("A single event without a study area has the density of its kernel") {
  auto inputs = empty_town();
  inputs.study_area.reset();
  add(inputs, {.position = {1000, 1000}});  // on the corner of four cells: the upper right one holds it
  const DensityMap map(inputs, with([](DensityMapOptions& options) { options.field.density.keep_mass = false; }));
  REQUIRE(map.grid().size() == 1);
  const auto u2 = (50.0 * 50 + 50 * 50) / (300.0 * 300);
  CHECK(first_band(map)[0] == within(1e-9, 3 / std::numbers::pi * (1 - u2) * (1 - u2) / 0.09));
}

TEST_CASE("Hours of the day count with the share of each uncertain time") {
  auto inputs = empty_town();
  add(inputs, {.position = {1000, 1000}});                                                           // Friday 23
  add(inputs, {.position = {1000, 1000}, .time = TimeSpan{at(2024, 1, 5, 20), at(2024, 1, 6, 0)}});  // half
  add(inputs, {.position = {1000, 1000}, .time = TimeSpan{at(2024, 1, 6, 3), at(2024, 1, 6, 3)}});   // Friday's night
  add(inputs, {.position = {1000, 1000}, .time = TimeSpan{at(2024, 1, 6, 12), at(2024, 1, 6, 12)}});
  add(inputs, {.position = {1000, 1000}, .time = TimeSpan{at(2024, 1, 3, 23), at(2024, 1, 3, 23)}});  // Wednesday
  add(inputs, {.position = {1000, 1000}, .time = TimeSpan{at(2024, 1, 5), at(2024, 1, 6)}});          // 2 h of 24
  add(inputs, {.position = {1000, 1000}, .time = std::nullopt});
  const auto options = with([](DensityMapOptions& changed) {
    changed.hours = HourWindow{22, 4, {false, false, false, false, true, false, false}};
    changed.unit = DensityUnit::per_cell;
  });
  const DensityMap map(inputs, options);
  CHECK(map.events() == 4);
  CHECK(map.weight() == within(1e-12, 2.5 + 2.0 / 24));
  CHECK(sum_of_values(first_band(map)) == within(1e-9, map.weight()));
  CHECK(map.time_counts().without_time == 1);
  CHECK(map.time_counts().outside == 2);
  CHECK(map.time_counts().whole_days == 1);

  auto noon = options;
  noon.hours = HourWindow{15, 16, {true, false, false, false, false, false, false}};
  CHECK_THROWS_WITH(DensityMap(inputs, noon), Contains("none of the 7 events has a weight above 0"));
}

TEST_CASE("A half-life halves the weight of an event for each of them that has passed") {
  auto inputs = empty_town();
  for (const auto day : {1U, 11U, 21U, 31U}) {
    add(inputs, {.position = {1000, 1000}, .time = TimeSpan{at(2024, 1, day), at(2024, 1, day)}});
  }
  const DensityMap map(inputs, with([](DensityMapOptions& options) {
                         options.period = Period{at(2024, 1, 1), at(2024, 1, 31, 1)};
                         options.half_life_days = 10;
                         options.unit = DensityUnit::per_cell;
                       }));
  CHECK(map.events() == 4);
  CHECK(map.weight() == within(0.01, 1 + 0.5 + 0.25 + 0.125));
  CHECK(sum_of_values(first_band(map)) == within(1e-9, map.weight()));
}

TEST_CASE("The 168 hours of the week add up to the whole map") {
  const auto inputs = busy_town();
  for (const auto edges : {EdgeTerm::none, EdgeTerm::uniform, EdgeTerm::diggle}) {
    const auto options = with([&](DensityMapOptions& changed) { changed.field.edges = edges; });
    const auto expected = first_band(DensityMap(inputs, options));
    auto stacked = options;
    stacked.stack = TimeStack::hours;
    const DensityMap map(inputs, stacked);
    REQUIRE(map.bands().size() == 168);
    CHECK(map.bands()[0].label == "Mon 00");
    CHECK(map.bands()[167].label == "Sun 23");
    CHECK(map.bands()[100].kind == BandKind::slice);
    CHECK(map.weight() == within(1e-9, 120));
    std::vector<double> sum(expected.size(), 0.0);
    for (const auto& band : whole(map)) {
      for (std::size_t cell = 0; cell < sum.size(); ++cell) {
        sum[cell] += band[cell];
      }
    }
    for (std::size_t cell = 0; cell < sum.size(); ++cell) {
      REQUIRE(sum[cell] == within(1e-9 * largest(expected), expected[cell]));
    }
  }
}

TEST_CASE("A slice without events is a map of zeros, not of gaps") {
  auto inputs = empty_town();
  add(inputs, {.position = {1000, 1000}});
  std::vector<FieldOptions> fields(5);
  fields[1].edges = EdgeTerm::uniform;
  fields[2].edges = EdgeTerm::diggle;
  fields[3].adaptive = AdaptiveShape{};
  fields[4].fast = FastOptions{};
  for (const auto& field : fields) {
    const DensityMap map(inputs, with([&](DensityMapOptions& options) {
                           options.field = field;
                           options.stack = TimeStack::hours;
                         }));
    const auto values = whole(map);
    CHECK(values_in(values[0]) == 600);
    CHECK(largest(values[0]) == 0);
    CHECK(largest(values[4 * 24 + 23]) > 0);
  }
}

TEST_CASE("A stack of weeks has a band for each week that the period touches") {
  auto inputs = busy_town();
  const DensityMap map(inputs, with([](DensityMapOptions& options) {
                         options.period = january;
                         options.stack = TimeStack::weeks;
                         options.unit = DensityUnit::share;
                       }));
  REQUIRE(map.bands().size() == 5);
  CHECK(map.bands()[0].label == "2024-W01");
  CHECK(map.bands()[4].label == "2024-W05");
  double sum = 0;
  for (const auto& band : whole(map)) {
    sum += sum_of_values(band);
  }
  CHECK(sum == within(1e-9, 1));  // shares of all events that are shown
}

TEST_CASE("A stack weighs classes and recency too") {
  const auto inputs = busy_town();
  const DensityMap map(inputs, with([](DensityMapOptions& options) {
                         options.stack = TimeStack::hours;
                         options.weighted = true;
                       }));
  CHECK(map.weight() == within(1e-9, 180));
}

TEST_CASE("A stack of events without times is refused") {
  auto inputs = empty_town();
  add(inputs, {.position = {1000, 1000}, .time = std::nullopt});
  CHECK_THROWS_WITH(DensityMap(inputs, with([](DensityMapOptions& options) { options.stack = TimeStack::hours; })),
                    Contains("none of the 1 events has a time"));
}

TEST_CASE("A rule's bandwidth is the map's, and its curve is kept") {
  const auto inputs = busy_town();
  for (const auto& [rule, name] : bandwidth_rule_names) {
    CAPTURE(name);
    const DensityMap map(inputs, with([rule = rule](DensityMapOptions& options) { options.rule = rule; }));
    REQUIRE(map.chosen().has_value());
    CHECK(map.bandwidth_m() == map.chosen()->bandwidth_m);
    CHECK(map.bandwidth_m() != 300);
    const auto has_curve = rule == BandwidthRule::diggle || rule == BandwidthRule::likelihood ||
                           rule == BandwidthRule::cronie_van_lieshout;
    CHECK(map.chosen()->curve.empty() == !has_curve);
    // The map is the one that this bandwidth gives when it is stated.
    const DensityMap stated(
        inputs, with([&](DensityMapOptions& options) { options.field.density.bandwidth_m = map.bandwidth_m(); }));
    CHECK(same(first_band(map), first_band(stated)));
    CHECK_FALSE(stated.chosen().has_value());
  }
}

TEST_CASE("The k of the nearest neighbours is used") {
  const auto inputs = busy_town();
  const auto bandwidth = [&](std::size_t k) {
    return DensityMap(inputs, with([&](DensityMapOptions& options) {
                        options.rule = BandwidthRule::k_nearest_mean;
                        options.k = k;
                      }))
        .bandwidth_m();
  };
  CHECK(bandwidth(3) < bandwidth(10));
  CHECK_THROWS_AS(bandwidth(0), InvalidOption);
  CHECK_THROWS_AS(bandwidth(120), InvalidOption);
}

TEST_CASE("A bandwidth at the end of what was tried comes with a warning") {
  auto inputs = empty_town();
  for (int i = 0; i < 40; ++i) {  // pairs at one place: cross-validation wants to be as narrow as it may
    add(inputs, {.position = {700.0 + 30 * (i / 2), 800.0 + 17 * (i / 2)}});
  }
  const DensityMap map(inputs, with([](DensityMapOptions& options) { options.rule = BandwidthRule::likelihood; }));
  CHECK(map.chosen()->at_lower_end);
  CHECK(warns(map, WarningKind::bandwidth_not_found));
  const DensityMap found(busy_town(), with([](DensityMapOptions& options) { options.rule = BandwidthRule::scott; }));
  CHECK_FALSE(warns(found, WarningKind::bandwidth_not_found));
}

TEST_CASE("A bandwidth below the cell or the error of positions comes with a warning") {
  const auto inputs = busy_town();
  const auto map_of = [&](double bandwidth_m) {
    return DensityMap(inputs,
                      with([&](DensityMapOptions& options) { options.field.density.bandwidth_m = bandwidth_m; }));
  };
  CHECK(warns(map_of(80), WarningKind::bandwidth_below_cell));
  CHECK(warns(map_of(120), WarningKind::bandwidth_below_position_error));
  CHECK_FALSE(warns(map_of(200), WarningKind::bandwidth_below_position_error));
}

TEST_CASE("Diggle's bandwidth is not for weighted events, but for events of certain hours") {
  const auto inputs = busy_town();
  CHECK_THROWS_WITH(DensityMap(inputs, with([](DensityMapOptions& options) {
                                 options.rule = BandwidthRule::diggle;
                                 options.weighted = true;
                               })),
                    Contains("not defined for weighted events"));
  auto moments = busy_town();
  for (auto& time : moments.incidents.time) {
    time->end = time->start;  // each lies in a window or not at all
  }
  const DensityMap map(moments, with([](DensityMapOptions& options) {
                         options.rule = BandwidthRule::diggle;
                         options.hours = HourWindow{6, 22};
                       }));
  CHECK(map.events() < 120);
  CHECK(map.weight() == static_cast<double>(map.events()));
}

TEST_CASE("An adaptive map says how narrow and how wide its kernels are") {
  const auto inputs = busy_town();
  const DensityMap map(inputs,
                       with([](DensityMapOptions& options) { options.field.adaptive = AdaptiveShape{.trim = 2}; }));
  REQUIRE(map.adaptive_range_m().has_value());
  const auto [narrowest, widest] = *map.adaptive_range_m();
  CHECK(narrowest < 300);
  CHECK(widest > 300);
  CHECK(widest <= 600);
  CHECK_FALSE(DensityMap(inputs, usual()).adaptive_range_m().has_value());
}

TEST_CASE("The relative risk of events against themselves is 1") {
  const auto inputs = town_twice();
  const DensityMap map(inputs, compared(RiskTest::asymptotic));
  CHECK(map.events() == 120);
  CHECK(kinds(map) == std::vector<BandKind>{BandKind::density, BandKind::ratio, BandKind::log_ratio, BandKind::p_upper,
                                            BandKind::p_two_sided});
  const auto values = whole(map);
  CHECK(same(values[0], first_band(DensityMap(busy_town(), usual()))));
  const auto& ratio = band_of(map, values, BandKind::ratio);
  const auto& log_ratio = band_of(map, values, BandKind::log_ratio);
  const auto& upper = band_of(map, values, BandKind::p_upper);
  const auto& two_sided = band_of(map, values, BandKind::p_two_sided);
  CHECK(values_in(ratio) > 100);
  for (std::size_t cell = 0; cell < ratio.size(); ++cell) {
    REQUIRE(std::isnan(ratio[cell]) == std::isnan(upper[cell]));
    if (!std::isnan(ratio[cell])) {
      REQUIRE(ratio[cell] == within(1e-9, 1));
      REQUIRE(log_ratio[cell] == within(1e-9, 0));
      REQUIRE(upper[cell] == within(1e-6, 0.5));
      REQUIRE(two_sided[cell] == within(1e-6, 1));
    }
  }
}

TEST_CASE("Where the denominator is too thin there is no relative risk, and such cells are counted") {
  const auto inputs = town_twice();
  const DensityMap generous(inputs, compared(RiskTest::none, 1));
  const DensityMap strict(inputs, compared(RiskTest::none, 20));
  CHECK(strict.thin_cells() > generous.thin_cells());
  const auto values = whole(strict);
  CHECK(values_in(values[1]) + strict.thin_cells() == 600);
  CHECK(kinds(strict) == std::vector<BandKind>{BandKind::density, BandKind::ratio, BandKind::log_ratio});
  CHECK_THROWS_AS(DensityMap(inputs, compared(RiskTest::none, -1)), InvalidOption);
}

TEST_CASE("p by random labelling lies between its smallest value and 1") {
  const auto inputs = town_twice();
  for (const auto adaptive : {false, true}) {
    auto options = compared(RiskTest::monte_carlo);
    if (adaptive) {
      options.field.adaptive = AdaptiveShape{};
    }
    const DensityMap map(inputs, options);
    const auto values = whole(map);
    for (const auto kind : {BandKind::p_upper, BandKind::p_two_sided}) {
      const auto& p = band_of(map, values, kind);
      CHECK(values_in(p) == values_in(band_of(map, values, BandKind::ratio)));
      CHECK(std::ranges::all_of(p, [](double value) { return std::isnan(value) || (value >= 0.05 && value <= 1); }));
    }
  }
}

TEST_CASE("The risk per resident is high where few people live and much happens") {
  auto inputs = busy_town();  // half of its events around (1125, 1000)
  for (int column = 0; column < 30; ++column) {
    for (int row = 0; row < 20; ++row) {
      const Point home{100.0 * column + 50, 100.0 * row + 50};
      inputs.residents.push_back({home, std::nullopt, 10});
    }
  }
  inputs.residents.push_back({{5000, 5000}, std::nullopt, 100'000});  // beyond the area
  for (const auto test : {RiskTest::asymptotic, RiskTest::monte_carlo}) {
    const DensityMap map(inputs, per_resident(test));
    CHECK(kinds(map) == std::vector<BandKind>{BandKind::density, BandKind::ratio, BandKind::log_ratio, BandKind::rate,
                                              BandKind::p_upper, BandKind::p_two_sided});
    const auto values = whole(map);
    const auto knot = map.grid().cell_at({1125, 1000}).value();
    const auto rim = map.grid().cell_at({2520, 1000}).value();
    const auto& ratio = band_of(map, values, BandKind::ratio);
    const auto& rate = band_of(map, values, BandKind::rate);
    const auto& upper = band_of(map, values, BandKind::p_upper);
    CHECK(ratio[knot] > 5);
    CHECK(ratio[rim] < 1);
    // 1 000 residents per km2.
    CHECK(rate[knot] == within(1e-6 * values[0][knot], values[0][knot]));
    CHECK(upper[knot] <= 0.05);
    CHECK(upper[rim] > 0.05);
    CHECK(std::ranges::all_of(upper, [](double p) { return std::isnan(p) || (p >= 0 && p <= 1); }));
  }
}

TEST_CASE("Residents of a polygon live all over it, as far as it lies in the area") {
  auto by_points = busy_town();
  for (int column = 5; column < 30; ++column) {
    for (int row = 0; row < 20; ++row) {
      by_points.residents.push_back({{100.0 * column + 50, 100.0 * row + 50}, std::nullopt, 2});
    }
  }
  auto by_polygon = busy_town();
  // As large again beyond the border: half of its residents do not count.
  by_polygon.residents.push_back({{3000, 1000}, rectangle({500, 0, 5500, 2000}), 2000});
  const DensityMap points_map(by_points, per_resident(RiskTest::none));
  const DensityMap polygon_map(by_polygon, per_resident(RiskTest::none));
  const auto points = whole(points_map);
  const auto polygon = whole(polygon_map);
  const auto& expected = band_of(points_map, points, BandKind::rate);
  const auto& rate = band_of(polygon_map, polygon, BandKind::rate);
  CHECK(values_in(expected) > 300);
  for (std::size_t cell = 0; cell < rate.size(); ++cell) {
    REQUIRE(std::isnan(rate[cell]) == std::isnan(expected[cell]));
    REQUIRE((std::isnan(rate[cell]) || rate[cell] == within(1e-9 * expected[cell] + 1e-12, expected[cell])));
  }
}

TEST_CASE("A denominator without anyone in the area is refused") {
  auto inputs = busy_town();
  CHECK_THROWS_WITH(DensityMap(inputs, per_resident(RiskTest::none)), Contains("no residents live in the study area"));
  inputs.residents.push_back({{5000, 5000}, std::nullopt, 100});
  inputs.residents.push_back({{1000, 1000}, std::nullopt, 0});
  CHECK_THROWS_WITH(DensityMap(inputs, per_resident(RiskTest::none)), Contains("no residents live in the study area"));
  add(inputs, {.position = {5000, 5000}, .source = 1});
  CHECK_THROWS_WITH(DensityMap(inputs, compared(RiskTest::none)),
                    Contains("none of the events to compare with lies in the study area"));
}

TEST_CASE("Events to compare with are no events of the map") {
  auto inputs = empty_town();
  add(inputs, {.position = {5000, 1000}});
  for (int i = 0; i < 20; ++i) {
    add(inputs, {.position = {1000, 1000}, .origin = Origin::discovered, .source = 1});
  }
  // All of the first source lies outside, whatever the second does.
  CHECK_THROWS_WITH(DensityMap(inputs, compared(RiskTest::none)), Contains("outside"));
  add(inputs, {.position = {1050, 1050}});
  const DensityMap map(inputs, compared(RiskTest::none));
  CHECK(map.events() == 1);
  const auto left_out = std::ranges::find(map.warnings(), WarningKind::discovered_left_out, &Warning::kind);
  CHECK(left_out == map.warnings().end());
  CHECK(warns(map, WarningKind::no_discovered_known));
  CHECK_FALSE(warns(map, WarningKind::coarse_positions));  // only those compared with share their place
}

TEST_CASE("Edges are corrected in both densities of a relative risk") {
  auto inputs = empty_town();
  for (int column = 0; column < 60; ++column) {
    for (int row = 0; row < 40; ++row) {
      const Point place{50.0 * column + 25, 50.0 * row + 25};
      add(inputs, {.position = place});
      add(inputs, {.position = place, .source = 1});
    }
  }
  for (const auto edges : {EdgeTerm::uniform, EdgeTerm::diggle}) {
    auto options = compared(RiskTest::asymptotic);
    options.field.edges = edges;
    const DensityMap map(inputs, options);
    const auto values = whole(map);
    // Without a correction the corner would have little more than 100 of its 400 per km2.
    CHECK(values[0][0] == (edges == EdgeTerm::uniform ? within(20, 400) : within(60, 300)));
    CHECK(band_of(map, values, BandKind::ratio)[0] == within(1e-9, 1));
    CHECK(std::isfinite(band_of(map, values, BandKind::p_upper)[0]));
  }
}

TEST_CASE("Options that contradict each other are refused") {
  const auto refusal = [](const DensityMapOptions& options) {
    try {
      check(options);
    } catch (const InvalidOption& error) {
      return std::string(error.what());
    }
    return std::string();
  };
  CHECK(refusal(usual()).empty());
  CHECK(refusal(compared(RiskTest::monte_carlo)).empty());
  CHECK_THAT(refusal(with([](DensityMapOptions& options) {
               options.field.adaptive = AdaptiveShape{};
               options.field.fast = FastOptions{};
             })),
             Contains("no fast way"));
  CHECK_THAT(refusal(with([](DensityMapOptions& options) { options.field.density.bandwidth_m = -1; })),
             Contains("bandwidth"));
  CHECK_THAT(refusal(with([](DensityMapOptions& options) {
               options.period = Period{january.to, january.from};
             })),
             Contains("the period ends before it begins"));
  CHECK_THAT(refusal(with([](DensityMapOptions& options) { options.hours = HourWindow{25, 3}; })), Contains("hours"));
  CHECK_THAT(refusal(with([](DensityMapOptions& options) { options.stack = TimeStack::weeks; })),
             Contains("a stack of weeks needs a period"));
  CHECK_THAT(refusal(with([](DensityMapOptions& options) { options.half_life_days = 3; })),
             Contains("a half-life counts back from the end of the period"));
  CHECK_THAT(refusal(with([](DensityMapOptions& options) {
               options.hours = HourWindow{22, 4};
               options.stack = TimeStack::hours;
             })),
             Contains("stack of hours"));
  auto stacked = compared(RiskTest::asymptotic);
  stacked.stack = TimeStack::hours;
  CHECK_THAT(refusal(stacked), Contains("a relative risk has no unit and no stack"));
  auto in_cells = compared(RiskTest::asymptotic);
  in_cells.unit = DensityUnit::per_cell;
  CHECK_THAT(refusal(in_cells), Contains("a relative risk has no unit and no stack"));
  auto adaptive = compared(RiskTest::asymptotic);
  adaptive.field.adaptive = AdaptiveShape{};
  CHECK_THAT(refusal(adaptive), Contains("use monte-carlo"));
  adaptive.risk->test = RiskTest::none;
  CHECK(refusal(adaptive).empty());
  CHECK_THROWS_AS(DensityMap(busy_town(), with([](DensityMapOptions& options) { options.stack = TimeStack::weeks; })),
                  InvalidOption);
}

TEST_CASE("Only what goes strip by strip is made of a raster larger than memory") {
  const auto inputs = busy_town();
  // 3 km by 2 km in cells of 0.3 m: 67 million.
  const auto huge = [](auto change) {
    return with([&](DensityMapOptions& options) {
      options.grid.cell_m = 0.3;
      options.field.density.bandwidth_m = 10;
      change(options);
    });
  };
  CHECK_THROWS_WITH(DensityMap(inputs, huge([](DensityMapOptions& options) { options.field.fast = FastOptions{}; })),
                    Contains("is made strip by strip"));
  CHECK_THROWS_WITH(
      DensityMap(inputs, huge([](DensityMapOptions& options) { options.field.adaptive = AdaptiveShape{}; })),
      Contains("is made strip by strip"));
  CHECK_THROWS_WITH(DensityMap(inputs, huge([](DensityMapOptions& options) { options.risk = RiskOptions{}; })),
                    Contains("is made strip by strip"));
  const DensityMap map(inputs, huge([](DensityMapOptions&) {}));
  CHECK(map.grid().size() > DensityMap::whole_at_most);
  CHECK(map.rows_per_strip() % 512 == 0);
  CHECK(map.rows_per_strip() < map.grid().rows());
  CHECK_THROWS_AS(DensityMap(inputs, with([](DensityMapOptions& options) { options.grid.cell_m = 0.001; })),
                  InvalidOption);
}

}  // namespace lykta
