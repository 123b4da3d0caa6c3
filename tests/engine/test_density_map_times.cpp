#include <cstddef>
#include <optional>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/questions/density_map.hpp"
#include "tests/catch.hpp"
#include "tests/engine/density_town.hpp"
#include "tests/engine/samples.hpp"

namespace lykta::tests_of_density_map_times {
namespace {

using namespace test::density_town;
using Catch::Contains;
using test::at;
using test::within;

}  // namespace

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

}  // namespace lykta::tests_of_density_map_times
