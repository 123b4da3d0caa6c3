#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>

#include "engine/questions/picture_strata.hpp"
#include "tests/catch.hpp"
#include "tests/engine/picture_town.hpp"
#include "tests/engine/samples.hpp"

namespace lykta::tests_of_picture_strata {
namespace {

using namespace test::picture_town;
using test::Random;

constexpr Box town{2'000, 2'000, 4'000, 4'000};
constexpr Box village{7'000, 7'000, 7'600, 7'600};

OwnPolygon locality(const char* name, const Box& box) { return {name, "", rectangle(box), 0}; }

/// A hundred square kilometres of forest with a town of four, as busy everywhere, and a village with few events.
Inputs forest_with_a_town(std::size_t events_in_village = 6) {
  Inputs inputs;
  inputs.classes = {{.name = "stöld"}, {.name = "våld", .weight = 3}};
  inputs.study_area = rectangle({0, 0, 10'000, 10'000});
  Random random(11);
  for (int i = 0; i < 400; ++i) {
    add(inputs, {.position = random.in(town)});
  }
  for (int i = 0; i < 40; ++i) {
    add(inputs, {.position = random.in({5'000, 0, 10'000, 6'000})});
  }
  for (std::size_t i = 0; i < events_in_village; ++i) {
    add(inputs, {.position = random.in({7'210, 7'210, 7'290, 7'290})});
  }
  return inputs;
}

Inputs with_localities(Inputs inputs) {
  inputs.strata = {locality("Byn", village), locality("Staden", town)};
  return inputs;
}

std::size_t hot_cells_in(const Picture& picture, const Box& box) {
  std::size_t hot = 0;
  for (std::uint32_t slot = 0; slot < picture.study.size(); ++slot) {
    const auto centre = picture.study.grid.centre(picture.study.cells[slot]);
    const auto inside = centre.x > box.min_x && centre.x < box.max_x && centre.y > box.min_y && centre.y < box.max_y;
    hot += inside && picture.clustering.is_hot[slot] ? 1U : 0U;
  }
  return hot;
}

bool has_warning(const Picture& picture, WarningKind kind) {
  return std::ranges::find(picture.warnings, kind, &Warning::kind) != picture.warnings.end();
}

}  // namespace

TEST_CASE("Against the forest a whole town is more than chance, against itself it is not") {
  const auto inputs = forest_with_a_town();
  const auto against_all = make_picture(inputs, january_only());
  CHECK(hot_cells_in(against_all, town) > 300);  // of 400
  const auto against_town = make_picture(with_localities(inputs), january_only());
  CHECK(hot_cells_in(against_town, town) == 0);
  CHECK_FALSE(against_all.strata);
  REQUIRE(against_town.strata);
  CHECK(against_town.strata->figures[1].hot_cells == 0);
}

TEST_CASE("What is more than chance in its own town is found, and named after it") {
  auto inputs = with_localities(forest_with_a_town());
  Random random(12);
  for (int i = 0; i < 25; ++i) {
    add(inputs, {.position = random.in({3'010, 3'010, 3'090, 3'090})});
  }
  const auto picture = make_picture(inputs, january_only());
  REQUIRE(picture.places.size() == 1);
  const auto& place = picture.places[0];
  CHECK(place.basis == Basis::significant);
  CHECK(distance_m(place.position, {3'050, 3'050}) < 60);
  REQUIRE(place.stratum);
  CHECK(picture.strata->strata.polygon(*place.stratum).id == "Staden");
  CHECK(picture.strata->figures[1].places == 1);
  // 425 events over 400 cells: nine cells have so many to expect.
  CHECK(place.test->expected == Approx(9 * 425.0 / 400).epsilon(0.02));
  CHECK(place.test->strata_around == 1);
}

TEST_CASE("A locality with too few events is said and not tested") {
  const auto picture = make_picture(with_localities(forest_with_a_town()), january_only());
  const auto& figures = picture.strata->figures;
  REQUIRE(figures.size() == 3);
  CHECK(figures[0].events == 6);
  CHECK_FALSE(figures[0].is_tested);
  CHECK(figures[1].events == 400);
  CHECK(figures[1].is_tested);
  CHECK(figures[2].events == 40);
  CHECK(figures[2].is_tested);
  CHECK(has_warning(picture, WarningKind::thin_strata));
  CHECK(hot_cells_in(picture, village) == 0);
  // With enough events the same heap is more than chance in the village.
  const auto fuller = make_picture(with_localities(forest_with_a_town(14)), january_only());
  CHECK_FALSE(has_warning(fuller, WarningKind::thin_strata));
  CHECK(hot_cells_in(fuller, village) > 0);
}

TEST_CASE("Ground and concentration are those of each locality") {
  auto inputs = with_localities(forest_with_a_town());
  inputs.residents = {{.point = {3'000, 3'000}, .area = {}, .number = 90},
                      {.point = {100, 100}, .area = {}, .number = 7}};
  const auto picture = make_picture(inputs, january_only());
  const auto& figures = picture.strata->figures;
  CHECK(figures[0].area_km2 == Approx(0.36));
  CHECK(figures[1].area_km2 == Approx(4));
  CHECK(figures[2].area_km2 == Approx(95.64));
  CHECK(*figures[1].residents == Approx(90));
  CHECK(*figures[2].residents == Approx(7));
  REQUIRE(figures[1].concentration);
  CHECK(figures[1].concentration->places == 400);
  CHECK(figures[1].concentration->events == 400);
  // The town is even: half of its events lie in as many cells as chance gives.
  const auto& share = figures[1].concentration->share_of_places;
  CHECK(share.value >= share.middle_95.low);
  CHECK(share.value <= share.middle_95.high);
  // All six of the village lie in one cell.
  CHECK(figures[0].concentration->places_needed == 1);
}

TEST_CASE("Strata change nothing with the order of events and polygons, nor with a comparison") {
  auto inputs = with_localities(forest_with_a_town());
  Random random(12);
  for (int i = 0; i < 25; ++i) {
    add(inputs, {.position = random.in({3'010, 3'010, 3'090, 3'090})});
    add(inputs, {.position = random.in({3'010, 3'010, 3'090, 3'090}), .time = in_december});
  }
  const auto kept_inputs = kept(inputs, december.from, january.to);
  const auto picture = make_picture(kept_inputs, over(january, december));
  auto turned = kept_inputs;
  std::ranges::reverse(turned.strata);
  const auto same = make_picture(turned, over(january, december));
  REQUIRE(picture.places.size() == same.places.size());
  REQUIRE_FALSE(picture.places.empty());
  CHECK((picture.clustering.cell_class == same.clustering.cell_class));
  CHECK((picture.clustering.is_hot == same.clustering.is_hot));
  CHECK(picture.places[0].id == same.places[0].id);
  CHECK(picture.strata->figures[1].before == 25);
  CHECK(picture.strata->figures[1].compared == 425);
}

TEST_CASE("An event in two localities belongs to the first by name, and that is said") {
  auto inputs = forest_with_a_town();
  inputs.strata = {locality("Staden", town), locality("Centrum", {2'500, 2'500, 3'000, 3'000})};
  const auto picture = make_picture(inputs, january_only());
  CHECK(has_warning(picture, WarningKind::in_several_strata));
  const auto& figures = picture.strata->figures;
  CHECK(picture.strata->strata.polygon(0).id == "Centrum");
  CHECK(figures[0].events + figures[1].events == 400);
  CHECK(figures[0].area_km2 + figures[1].area_km2 == Approx(4));
}

}  // namespace lykta::tests_of_picture_strata
