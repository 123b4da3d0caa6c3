#include <algorithm>
#include <numeric>
#include <string>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/places/rank_reliability.hpp"
#include "engine/places/score_draws.hpp"
#include "tests/catch.hpp"
#include "tests/engine/scene.hpp"

namespace lykta::tests_of_rank_reliability {
namespace {

using test::Scene;

/// Places three cells apart in one row; every position is known to the building.
Scene row_of(const std::vector<int>& counts) {
  Scene scene(static_cast<int>(3 * counts.size()), 3);
  for (std::size_t i = 0; i < counts.size(); ++i) {
    scene.add_hot_cell(static_cast<std::int64_t>(3 * i + 1), 1, counts[i]);
  }
  std::ranges::fill(scene.incidents.position_class, PositionClass::a);
  return scene;
}

/// "1-2 low, tied with 2"
std::string said(const Place& place) {
  if (!place.reliability) {
    return "none";
  }
  const auto& [word, ranks, chance, tied, competing] = *place.reliability;
  auto text = ranks ? std::to_string(ranks->low) + "-" + std::to_string(ranks->high) + " " : std::string();
  text += name_of(word);
  for (const auto rank : tied) {
    text += " " + std::to_string(rank);
  }
  return text;
}

using Texts = std::vector<std::string>;

Texts said_of(const Scene& scene, const PlacesOptions& options = {}) {
  Texts texts;
  for (const auto& place : rank_places(scene.inputs(), options)) {
    texts.push_back(said(place));
  }
  return texts;
}

double mean(std::span<const double> values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

double variance(std::span<const double> values) {
  double sum = 0;
  for (const auto value : values) {
    sum += (value - mean(values)) * (value - mean(values));
  }
  return sum / static_cast<double>(values.size() - 1);
}

bool is_close(double value, double expected, double by) { return std::abs(value - expected) < by; }

ScoreDraws drawn(const Scene& scene, RankBy rank_by, const RankDraws& options = {.draws = 4000}) {
  return draw_scores(scene.inputs(), rank_places(scene.inputs(), {.rank_by = rank_by}), rank_by, options);
}

}  // namespace

TEST_CASE("Places far apart in their counts have a sure rank, equal ones share theirs") {
  // 200 - 50 is 9.5 standard deviations of the difference, sqrt(250); 1.64 are asked for.
  CHECK(said_of(row_of({200, 50})) == Texts{"1-1 high", "2-2 high"});
  CHECK(said_of(row_of({50, 50})) == Texts{"1-2 low 2", "1-2 low 1"});
  // 55 - 50: 0.5 of them.
  CHECK(said_of(row_of({55, 50, 400})) == Texts{"1-1 high", "2-3 high 3", "2-3 high 2"});
}

TEST_CASE("A place beyond the list takes part in the ranks") {
  CHECK(said_of(row_of({50, 50, 50}), {.limit = 1}) == Texts{"1-3 low"});
  const auto places = rank_places(row_of({50, 50, 50}).inputs(), {.limit = 1});
  REQUIRE(places.size() == 1);
  CHECK(places[0].reliability->competing == 3);
  CHECK(is_close(places[0].reliability->chance_in_list.value(), 1.0 / 3, 0.1));
}

TEST_CASE("The chance to belong on the list is known where more places compete than it holds") {
  const auto all = rank_places(row_of({50, 50, 50}).inputs(), {.limit = 3});
  CHECK_FALSE(all[0].reliability->chance_in_list.has_value());
  const auto first = rank_places(row_of({400, 50, 50}).inputs(), {.limit = 1});
  CHECK(first[0].reliability->chance_in_list.value() > 0.99);
}

TEST_CASE("Too few events are said, and one place alone has no order") {
  CHECK(said_of(row_of({100, 9})) == Texts{"1-1 high", "too_few_events"});
  CHECK(said_of(row_of({100, 10})) == Texts{"1-1 high", "2-2 high"});
  CHECK(said_of(row_of({100})) == Texts{"none"});
  CHECK(said_of(row_of({100, 50}), {.reliability = {.draws = 0}}) == Texts{"none", "none"});
}

TEST_CASE("The words have a fixed meaning") {
  CHECK(reliability_of({3, 3}, 20) == Reliability::high);
  CHECK(reliability_of({3, 4}, 20) == Reliability::high);
  CHECK(reliability_of({3, 5}, 20) == Reliability::moderate);
  CHECK(reliability_of({3, 7}, 20) == Reliability::moderate);
  CHECK(reliability_of({3, 8}, 20) == Reliability::low);
  CHECK(reliability_of({1, 2}, 2) == Reliability::low);  // nothing is shown
  CHECK(reliability_of({1, 4}, 4) == Reliability::low);
}

TEST_CASE("Every ranking is resampled by its own score") {
  auto scene = row_of({40, 40});
  scene.clustering.z[scene.slot(4, 1)] = 12;
  scene.cells.density_per_km2[scene.slot(4, 1)] *= 9;
  CHECK(said_of(scene) == Texts{"1-2 low 2", "1-2 low 1"});
  CHECK(said_of(scene, {.rank_by = RankBy::z}) == Texts{"1-1 high", "2-2 high"});
  CHECK(said_of(scene, {.rank_by = RankBy::density}) == Texts{"1-1 high", "2-2 high"});
  const std::vector<IncidentClass> kinds{{.name = "light", .weight = 1}, {.name = "heavy", .weight = 9}};
  std::fill(scene.incidents.class_index.begin(), scene.incidents.class_index.begin() + 40, std::uint16_t{1});
  scene.cells.weighted_count[scene.slot(1, 1)] = 360;
  auto inputs = scene.inputs();
  inputs.kinds = kinds;
  const auto heavy = rank_places(inputs, {.rank_by = RankBy::weighted_count});
  CHECK(Texts{said(heavy[0]), said(heavy[1])} == Texts{"1-1 high", "2-2 high"});
  const auto draws = draw_scores(inputs, heavy, RankBy::weighted_count, {.draws = 4000});
  CHECK(is_close(mean(draws.of(0)), 360, 5));
  CHECK(is_close(variance(draws.of(0)), 40 * 81, 400));
}

TEST_CASE("Resampled events vary as counts do") {
  const auto draws = drawn(row_of({80, 30}), RankBy::count);
  CHECK(is_close(mean(draws.of(0)), 80, 1));
  CHECK(is_close(variance(draws.of(0)), 80, 8));
  CHECK(is_close(mean(draws.of(1)), 30, 0.5));
  CHECK(is_close(variance(draws.of(1)), 30, 3));
}

TEST_CASE("An event on the edge of a place is in it in half of the draws") {
  Scene scene(6, 3);
  for (int i = 0; i < 40; ++i) {
    scene.add_event({100.001, 150});  // the place is the cell from 100 to 200
  }
  scene.make_hot(1, 1);
  std::ranges::fill(scene.incidents.position_class, PositionClass::b);
  const auto draws = drawn(scene, RankBy::count);
  CHECK(is_close(mean(draws.of(0)), 20, 1.5));
  // Each of 40 is there p = 1/2 of the time, with a number of Poisson: 2p - p^2.
  CHECK(is_close(variance(draws.of(0)), 30, 4));
}

TEST_CASE("Errors of position have the size that is stated") {
  CHECK(position_error_m(PositionClass::a) == 10);
  CHECK(position_error_m(PositionClass::b) == 25);
  CHECK(position_error_m(PositionClass::c) == 100);
  // Half of the positions lie within 1.1774 standard deviations in the plane: 83 m (Gerell 2018).
  CHECK(is_close(1.1774 * position_error_m(PositionClass::unknown), 83, 1));
}

TEST_CASE("What is said of the order depends neither on rows nor on threads") {
  const auto scene = row_of({60, 50, 45, 44, 30, 12, 9});
  auto turned = scene;
  std::ranges::reverse(turned.events);
  CHECK(said_of(turned) == said_of(scene));
  CHECK(drawn(turned, RankBy::count).values == drawn(scene, RankBy::count).values);
  const auto alone = drawn(scene, RankBy::count, {.draws = 99, .threads = 1}).values;
  CHECK(drawn(scene, RankBy::count, {.draws = 99, .threads = 4}).values == alone);
  CHECK(drawn(scene, RankBy::count, {.draws = 99, .seed = 2}).values != alone);
}

TEST_CASE("A number of draws beyond reason is refused") {
  CHECK_THROWS_AS(check(PlacesOptions{.reliability = {.draws = 10'001}}, 100), InvalidOption);
  CHECK_NOTHROW(check(PlacesOptions{.reliability = {.draws = 10'000}}, 100));
}

}  // namespace lykta::tests_of_rank_reliability
