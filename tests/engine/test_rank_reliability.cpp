#include <algorithm>
#include <cmath>
#include <numbers>
#include <string>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/base/random_stream.hpp"
#include "engine/places/rank_reliability.hpp"
#include "engine/places/score_errors.hpp"
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

bool is_close(double value, double expected, double by) { return std::abs(value - expected) < by; }

/// Of the places of the scene, in order of rank.
std::vector<double> errors_of(const Scene& scene, RankBy rank_by, unsigned threads = 0) {
  return score_errors(scene.inputs(), rank_places(scene.inputs(), {.rank_by = rank_by}),
                      {.rank_by = rank_by, .reliability = {.threads = threads}});
}

/// Poisson with mean 1.
int times(RandomStream& random) {
  int number = 0;
  for (auto product = random.uniform(); product > std::exp(-1.0); product *= random.uniform()) {
    ++number;
  }
  return number;
}

/// The standard deviation of the count of a place, by resampling its events and their positions one by one.
double resampled_error(const Scene& scene, const Place& place, std::size_t resamplings) {
  double sum = 0;
  double squares = 0;
  for (std::size_t i = 0; i < resamplings; ++i) {
    RandomStream random(9, i);
    double count = 0;
    for (const auto& event : scene.events) {
      const auto number = times(random);
      const auto error_m = position_error_m(scene.incidents.position_class[event.index]);
      const auto radius = error_m * std::sqrt(-2 * std::log(1 - random.uniform()));
      const auto angle = 2 * std::numbers::pi * random.uniform();
      const auto& at = scene.incidents.position[event.index];
      const auto slot = scene.study.slot_at({at.x + radius * std::cos(angle), at.y + radius * std::sin(angle)});
      count += slot && std::ranges::find(place.slots, *slot) != place.slots.end() ? number : 0;
    }
    sum += count;
    squares += count * count;
  }
  const auto n = static_cast<double>(resamplings);
  return std::sqrt((squares - sum * sum / n) / (n - 1));
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
  const auto errors = score_errors(inputs, heavy, {.rank_by = RankBy::weighted_count});
  CHECK(errors[0] == Approx(std::sqrt(40 * 81.0)));
  CHECK(errors[1] == Approx(std::sqrt(40.0)));
}

TEST_CASE("Resampled events vary as counts do") {
  CHECK(errors_of(row_of({80, 30}), RankBy::count) == std::vector<double>{std::sqrt(80.0), std::sqrt(30.0)});
}

TEST_CASE("An event on the edge of a place is in it in half of the resamplings") {
  Scene scene(6, 3);
  for (int i = 0; i < 40; ++i) {
    scene.add_event({100.001, 150});  // the place is the cell from 100 to 200
  }
  scene.make_hot(1, 1);
  std::ranges::fill(scene.incidents.position_class, PositionClass::b);
  // Each of 40 is there p = 1/2 of the time, with a number of Poisson: 2p - p^2.
  CHECK(is_close(errors_of(scene, RankBy::count)[0], std::sqrt(30.0), 0.1));
}

TEST_CASE("What is said of the error of a score is what resampling gives") {
  RandomStream random(4, 2);
  Scene scene(8, 8);
  for (int i = 0; i < 200; ++i) {
    const auto x = 250 + 300 * random.uniform();
    scene.add_event({x, 250 + 300 * random.uniform()});
    scene.incidents.position_class.back() = static_cast<PositionClass>(i % 4);
  }
  scene.make_hot(3, 3);
  scene.make_hot(4, 3);
  scene.make_hot(4, 4);
  const auto places = rank_places(scene.inputs(), {});
  REQUIRE(places.size() == 1);
  const auto error = score_errors(scene.inputs(), places, {})[0];
  // 20 000 resamplings know a standard deviation to half a per cent.
  CHECK(error == Approx(resampled_error(scene, places[0], 20'000)).epsilon(0.02));
  CHECK(error > std::sqrt(static_cast<double>(places[0].count)));
}

TEST_CASE("An event beyond a place's rim adds to the error of its count, and one far from it nothing") {
  auto scene = row_of({40});
  const auto alone = errors_of(scene, RankBy::count)[0];
  scene.add_event({60, 150});
  scene.incidents.position_class.back() = PositionClass::c;
  CHECK(errors_of(scene, RankBy::count)[0] > alone);
  auto far = row_of({40, 5});
  far.add_event({600, 150});
  CHECK(errors_of(far, RankBy::count)[0] == alone);
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
  CHECK(errors_of(turned, RankBy::count) == errors_of(scene, RankBy::count));
  CHECK(errors_of(turned, RankBy::density) == errors_of(scene, RankBy::density));
  CHECK(errors_of(scene, RankBy::density, 4) == errors_of(scene, RankBy::density, 1));
  const PlacesOptions alone{.reliability = {.draws = 99, .threads = 1}};
  CHECK(said_of(scene, {.reliability = {.draws = 99, .threads = 4}}) == said_of(scene, alone));
}

TEST_CASE("A number of draws beyond reason is refused") {
  CHECK_THROWS_AS(check(PlacesOptions{.reliability = {.draws = 10'001}}, 100), InvalidOption);
  CHECK_NOTHROW(check(PlacesOptions{.reliability = {.draws = 10'000}}, 100));
}

}  // namespace lykta::tests_of_rank_reliability
