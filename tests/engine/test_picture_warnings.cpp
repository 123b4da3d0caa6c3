#include <algorithm>
#include <chrono>
#include <cstdint>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/questions/picture.hpp"
#include "tests/catch.hpp"
#include "tests/engine/picture_town.hpp"
#include "tests/engine/samples.hpp"

namespace lykta::tests_of_picture_warnings {
namespace {

using namespace test::picture_town;
using test::at;
using test::total;

}  // namespace

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

}  // namespace lykta::tests_of_picture_warnings
