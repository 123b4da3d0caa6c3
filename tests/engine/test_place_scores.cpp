#include <chrono>
#include <cmath>
#include <string>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/places/place_answer.hpp"
#include "engine/places/place_scores.hpp"
#include "engine/places/reference_cells.hpp"
#include "tests/catch.hpp"
#include "tests/engine/scene.hpp"

namespace lykta::tests_of_place_scores {
namespace {

using std::chrono::days;
using test::at;
using test::Scene;
using test::within;

TimeSpan on(LocalTime time) { return {time, time}; }

/// Two hot cells in a period of 100 days: ten events on the last day at the one, twelve on the first at the other.
Scene late_and_early() {
  Scene scene(20, 1);
  const auto first = at(2024, 1, 1);
  scene.period = Period{first, first + days{100}};
  const auto centre = [&](int column) { return scene.study.grid.centre(scene.study.cells[scene.slot(column, 0)]); };
  for (int i = 0; i < 10; ++i) {
    scene.add_event(centre(2), 1, 0, on(first + days{99} + std::chrono::hours{12} + std::chrono::minutes{7 * i}));
  }
  for (int i = 0; i < 12; ++i) {
    scene.add_event(centre(12), 2, 0, on(first + std::chrono::hours{12} + std::chrono::minutes{7 * i}));
  }
  scene.make_hot(2, 0);
  scene.make_hot(12, 0);
  return scene;
}

}  // namespace

TEST_CASE("Recency halves with each half life, and the trend is that of Laplace") {
  const auto scene = late_and_early();
  const auto places = rank_places(scene.inputs(), {.half_life_days = 50});
  REQUIRE(places.size() == 2);
  const auto& early = places[0];  // 12 events
  const auto& late = places[1];   // 10
  // Ages of half a day and of 99.5 days, but for an hour.
  CHECK(late.scores.recency == within(0.01, 10 * std::exp2(-0.5 / 50)));
  CHECK(early.scores.recency == within(0.01, 12 * std::exp2(-99.5 / 50)));
  // z = n (t - 50) / sqrt(n 100^2 / 12)
  CHECK(late.scores.trend.value() == within(0.02, std::sqrt(10.0) * 49.5 / (100 / std::sqrt(12.0))));
  CHECK(early.scores.trend.value() == within(0.02, -std::sqrt(12.0) * 49.5 / (100 / std::sqrt(12.0))));
  const auto rank_of = [](const Place& place, RankBy score) {
    return place.scores.rank[static_cast<std::size_t>(score)].value();
  };
  CHECK(rank_of(early, RankBy::count) == 1);
  CHECK(rank_of(early, RankBy::weighted_count) == 1);
  CHECK(rank_of(early, RankBy::recency) == 2);
  CHECK(rank_of(early, RankBy::trend) == 2);
  CHECK(rank_of(late, RankBy::z) == 1);
  CHECK(rank_of(early, RankBy::z) == 1);  // a tie
}

TEST_CASE("Places are ranked by recency, by trend, and by a mean of ranks") {
  const auto scene = late_and_early();
  const auto first_of = [&](const PlacesOptions& options) {
    return rank_places(scene.inputs(), options).front().count;
  };
  CHECK(first_of({.rank_by = RankBy::recency}) == 10);
  CHECK(first_of({.rank_by = RankBy::trend}) == 10);
  // Ranks of the late place 2, 1, 1: a mean of 4/3; of the early one 5/3.
  const PlacesOptions mean{.rank_by = RankBy::mean_rank,
                           .mean_rank_of = {RankBy::count, RankBy::recency, RankBy::trend}};
  const auto places = rank_places(scene.inputs(), mean);
  CHECK(places[0].count == 10);
  CHECK(places[0].scores.mean_rank.value() == within(1e-12, 4.0 / 3));
  CHECK(places[1].scores.mean_rank.value() == within(1e-12, 5.0 / 3));
  // The order by a sum over events has reliability, the others none.
  CHECK_FALSE(places[0].reliability.has_value());
  CHECK(rank_places(scene.inputs(), {.rank_by = RankBy::recency})[0].reliability.has_value());
  CHECK_FALSE(rank_places(scene.inputs(), {.rank_by = RankBy::trend})[0].reliability.has_value());
}

TEST_CASE("Ties share the mean of their ranks, and places without a score what is left") {
  std::vector<Place> places(4);
  for (std::size_t i = 0; i < 4; ++i) {
    places[i].count = i < 2 ? 7 : 7 - i;
  }
  places[3].unsafe_score = 5;
  const std::vector<RankBy> both{RankBy::count, RankBy::unsafe_score};
  const auto means = mean_ranks(places, both);
  // By count 1.5, 1.5, 3, 4; by unsafety three share 2, 3, 4.
  CHECK(means[0] == within(1e-12, (1.5 + 3) / 2));
  CHECK(means[2] == within(1e-12, (3.0 + 3) / 2));
  CHECK(means[3] == within(1e-12, (4.0 + 1) / 2));
  const std::vector<RankBy> one{RankBy::count};
  CHECK(mean_ranks(places, one)[1] == within(1e-12, 1.5));
}

TEST_CASE("A mean of ranks needs two scores, and a half life is above 0") {
  CHECK_THROWS_AS(check({.rank_by = RankBy::mean_rank, .mean_rank_of = {RankBy::count}}, 100), InvalidOption);
  CHECK_THROWS_AS(check({.mean_rank_of = {RankBy::count, RankBy::mean_rank}}, 100), InvalidOption);
  CHECK_THROWS_AS(check({.half_life_days = 0}, 100), InvalidOption);
}

TEST_CASE("The answer follows the hours and the observations") {
  Place place;
  CHECK(answer_of(place) == SuggestedAnswer::look_closer);
  place.physical_observations = 3;
  place.observations = 12;
  CHECK(answer_of(place) == SuggestedAnswer::physical);
  place.observations = 13;  // less than a quarter of them
  CHECK(answer_of(place) == SuggestedAnswer::look_closer);
  place.observations = 12;
  auto& window = place.hours.emplace().window;
  window = {.finding = WindowFinding::clear, .events = 40, .window = {4, 2, 21, 5}, .share = 0.5};
  CHECK(answer_of(place) == SuggestedAnswer::both);
  place.physical_observations = 2;
  CHECK(answer_of(place) == SuggestedAnswer::presence);
  window.share = 0.33;  // less than a third of the events
  CHECK(answer_of(place) == SuggestedAnswer::look_closer);
  window = {.finding = WindowFinding::clear, .events = 40, .window = {0, 7, 9, 8}, .share = 0.6};
  CHECK(answer_of(place) == SuggestedAnswer::look_closer);  // a third of the week holds 0.6: less than twice
  window = {.finding = WindowFinding::not_clear, .events = 40, .window = {4, 2, 21, 5}, .share = 0.9};
  CHECK(answer_of(place) == SuggestedAnswer::look_closer);
}

TEST_CASE("Categories of what can be mended, in both languages and any case") {
  for (const auto* category : {"Bristande belysning", "SKYMD SIKT", "Nedskräpning", "NEDSKRÄPNING", "klotter",
                               "Tunnel/passage", "Poor lighting", "Graffiti", "Trasig utrustning", "MÖRKT"}) {
    INFO(category);
    CHECK(is_physical_category(category));
  }
  for (const auto* category : {"Trygg plats", "Ungdomsgäng", "Ödsligt", "Kört för fort", "", "People gathering"}) {
    INFO(category);
    CHECK_FALSE(is_physical_category(category));
  }
}

TEST_CASE("Observations of what can be mended are counted where they felt unsafe") {
  auto scene = late_and_early();
  scene.observe(2, 0, 3, 2);
  scene.observe(2, 0, 1, 2, Feeling::safe);
  const std::vector<std::string> categories{"Belysning"};
  auto inputs = scene.inputs();
  inputs.observation_categories = categories;
  const auto places = rank_places(inputs, {});
  CHECK(places[1].physical_observations == 3);
  CHECK(places[1].observations == 4);
  CHECK(places[0].physical_observations == 0);
}

TEST_CASE("Events at one spot are counted to the metre") {
  Scene scene(5, 1);
  for (const auto x : {110.2, 110.4, 110.9, 150.0, 160.0}) {
    scene.add_event({x, 50});
  }
  scene.make_hot(1, 0);
  CHECK(rank_places(scene.inputs(), {}).front().events_at_one_spot == 3);
}

TEST_CASE("Reference cells are ordinary, apart from each other and from places, and the same for one day") {
  Scene scene(60, 1);
  scene.add_hot_cell(5, 0, 20);
  for (int column = 0; column < 60; column += 2) {
    scene.add_events(column, 0, 1);
  }
  scene.period = Period{at(2024, 1, 1), at(2024, 3, 1)};
  const auto places = rank_places(scene.inputs(), {});
  REQUIRE(places.size() == 1);
  const auto drawn = reference_cells(scene.inputs(), {}, places);
  REQUIRE(drawn.size() == 5);
  for (const auto& cell : drawn) {
    CHECK(cell.count == 1);
    const auto column = scene.study.cells[cell.slot];
    CHECK((column < 4 || column > 6));
    for (const auto& other : drawn) {
      const auto apart = scene.study.cells[other.slot] > column ? scene.study.cells[other.slot] - column
                                                                : column - scene.study.cells[other.slot];
      CHECK((&other == &cell || apart >= 4));
    }
  }
  const auto slots_of = [&](const Scene& from) {
    std::vector<std::uint32_t> slots;
    for (const auto& cell : reference_cells(from.inputs(), {}, places)) {
      slots.push_back(cell.slot);
    }
    return slots;
  };
  CHECK(slots_of(scene) == slots_of(scene));
  auto next_week = scene;
  next_week.period->to += days{7};
  CHECK(slots_of(scene) != slots_of(next_week));
  CHECK(reference_cells(scene.inputs(), {.reference_cells = 0}, places).empty());
}

}  // namespace lykta::tests_of_place_scores
