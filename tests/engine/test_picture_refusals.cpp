#include <chrono>
#include <limits>
#include <optional>

#include "engine/base/error.hpp"
#include "engine/questions/picture.hpp"
#include "tests/catch.hpp"
#include "tests/engine/picture_town.hpp"
#include "tests/engine/samples.hpp"

namespace lykta::tests_of_picture_refusals {
namespace {

using namespace test::picture_town;
using Catch::Contains;
using test::at;

}  // namespace

// ---- nothing to picture -------------------------------------------------------------------------------------------

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
                    Contains("none of the 1 events in the study area falls into the period 2024-01-01 – 2024-01-31"));
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

// ---- options ------------------------------------------------------------------------------------------------------

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

TEST_CASE("A density that contradicts itself is refused") {
  CHECK_THAT(refusal(with([](PictureOptions& options) {
               options.adaptive = AdaptiveShape{};
               options.fast = FastOptions{};
             })),
             Contains("an adaptive density has no fast way"));
  CHECK(refusal(with([](PictureOptions& options) { options.raster.hours = HourWindow{.from_hour = 25}; })) !=
        "accepted");
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

}  // namespace lykta::tests_of_picture_refusals
