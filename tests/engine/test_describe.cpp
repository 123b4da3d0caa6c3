#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "engine/base/random_stream.hpp"
#include "engine/places/describe.hpp"
#include "tests/catch.hpp"
#include "tests/engine/scene.hpp"

namespace lykta::tests_of_describe {
namespace {

using test::at;
using test::Scene;
using test::within;
using Slots = std::vector<std::uint32_t>;

Place described(const Scene& scene, const PlaceCells& slots, Basis basis = Basis::significant,
                const PlacesOptions& options = {}) {
  const auto inputs = scene.inputs();
  const Describer describer(inputs, options);
  auto place = describer.describe(slots, basis);
  const std::vector<Place*> alone{&place};
  describer.share_out_observations(alone);
  return place;
}

Slots surroundings(const Scene& scene, const PlaceCells& slots) {
  const auto inputs = scene.inputs();
  const PlacesOptions options;
  return Describer(inputs, options).with_surroundings(slots);
}

Compass direction_at(double degrees_clockwise_from_north) {
  const auto angle = degrees_clockwise_from_north * std::numbers::pi / 180;
  const std::vector<NamedPosition> square{{"Square", {1000, 2000}}};
  return NameIndex(square).nearest({1000 + 50 * std::sin(angle), 2000 + 50 * std::cos(angle)}).value().direction;
}

}  // namespace

TEST_CASE("The nearest name is the one with the shortest way") {
  const std::vector<NamedPosition> names{{"Station", {0, 0}}, {"School", {100, 0}}, {"Library", {0, 300}}};
  const auto nearest = NameIndex(names).nearest({130, 40}).value();
  CHECK(nearest.name == "School");
  CHECK(nearest.distance_m == 50);  // 30, 40
  CHECK_FALSE(NameIndex({}).nearest({0, 0}).has_value());
}

TEST_CASE("Of names equally near the first in the alphabet is taken, wherever it stands") {
  const std::vector<NamedPosition> names{{"East", {100, 0}}, {"West", {-100, 0}}};
  const std::vector<NamedPosition> turned{names[1], names[0]};
  CHECK(NameIndex(names).nearest({0, 0}).value().name == "East");
  CHECK(NameIndex(turned).nearest({0, 0}).value().name == "East");
  const std::vector<NamedPosition> twins{{"Square", {0, 100}}, {"Square", {-100, 0}}};
  const std::vector<NamedPosition> turned_twins{twins[1], twins[0]};
  CHECK(NameIndex(twins).nearest({0, 0}).value().direction == Compass::east);
  CHECK(NameIndex(turned_twins).nearest({0, 0}).value().direction == Compass::east);
}

TEST_CASE("Names found by the index are those that a look at all of them finds") {
  // On a coarse lattice many lie as far off as each other, and some lie on each other.
  RandomStream random(7, 0);
  std::vector<NamedPosition> names;
  for (int i = 0; i < 400; ++i) {
    names.push_back(
        {fmt::format("{}", i % 37), {std::floor(20 * random.uniform()), std::floor(20 * random.uniform())}});
  }
  const NameIndex index(names);
  for (int i = 0; i < 200; ++i) {
    const Point at{std::floor(60 * random.uniform()) / 2 - 5, std::floor(60 * random.uniform()) / 2 - 5};
    const auto all = std::ranges::min_element(names, {}, [&](const NamedPosition& named) {
      return std::pair(distance_m(named.position, at), std::string_view(named.name));
    });
    CHECK(index.nearest(at).value().name == all->name);
    CHECK(index.nearest(at).value().distance_m == distance_m(all->position, at));
  }
}

TEST_CASE("The direction is that of the place seen from what bears the name") {
  CHECK(direction_at(0) == Compass::north);
  CHECK(direction_at(45) == Compass::north_east);
  CHECK(direction_at(90) == Compass::east);
  CHECK(direction_at(135) == Compass::south_east);
  CHECK(direction_at(180) == Compass::south);
  CHECK(direction_at(225) == Compass::south_west);
  CHECK(direction_at(270) == Compass::west);
  CHECK(direction_at(315) == Compass::north_west);
  CHECK(direction_at(360) == Compass::north);
}

TEST_CASE("A direction reaches 22.5 degrees to either side") {
  CHECK(direction_at(22) == Compass::north);
  CHECK(direction_at(23) == Compass::north_east);
  CHECK(direction_at(67) == Compass::north_east);
  CHECK(direction_at(68) == Compass::east);
  CHECK(direction_at(202) == Compass::south);
  CHECK(direction_at(203) == Compass::south_west);
  CHECK(direction_at(338) == Compass::north);
  CHECK(direction_at(337) == Compass::north_west);
}

TEST_CASE("A place at the name itself is at no distance") {
  const std::vector<NamedPosition> names{{"Square", {1000, 2000}}};
  CHECK(NameIndex(names).nearest({1000, 2000}).value().distance_m == 0);
}

TEST_CASE("A place is named after its heart and lies in the middle of its events") {
  Scene scene(5, 5);
  scene.add_event({110, 120});
  scene.add_event({130, 140});
  scene.add_event({240, 190});
  scene.names = {{"Station", {160, 50}}};
  const auto place = described(scene, {scene.slot(1, 1), scene.slot(2, 1)});
  CHECK(place.id == "100mN100E100");
  CHECK(place.slots == Slots{scene.slot(1, 1), scene.slot(2, 1)});
  CHECK(place.basis == Basis::significant);
  CHECK(place.position.x == within(1e-9, 160));  // (110 + 130 + 240) / 3
  CHECK(place.position.y == within(1e-9, 150));
  CHECK(place.nearest.value().name == "Station");
  CHECK(place.nearest.value().distance_m == within(1e-9, 100));
  CHECK(place.nearest.value().direction == Compass::north);
  CHECK_FALSE(place.rank.has_value());
}

TEST_CASE("The extent is the largest distance between centres plus one cell") {
  Scene scene(5, 5);
  scene.add_events(0, 0, 1);
  CHECK(described(scene, {scene.slot(0, 0)}).extent_m == 100);
  CHECK(described(scene, {scene.slot(0, 0), scene.slot(1, 0)}).extent_m == 200);
  // (0,0) to (3,4): 3, 4, 5.
  CHECK(described(scene, {scene.slot(0, 0), scene.slot(1, 2), scene.slot(3, 4)}).extent_m == 600);
}

TEST_CASE("A place counts the events of its cells and no others") {
  Scene scene(5, 5);
  scene.add_events(1, 1, 7, 2.5);
  scene.add_events(2, 1, 3);
  scene.add_events(3, 1, 90);
  scene.cells.discovered[scene.slot(1, 1)] = 4;
  scene.cells.discovered[scene.slot(3, 1)] = 8;
  const auto place = described(scene, {scene.slot(1, 1), scene.slot(2, 1)});
  CHECK(place.count == 10);
  CHECK(place.weighted_count == 7 * 2.5 + 3);
  CHECK(place.discovered == 4);
  CHECK(place.density_per_km2 == 700);
  CHECK(place.count_95.low == within(1e-4, 4.7954));  // of 10, see test_significance.cpp
  CHECK(place.count_95.high == within(1e-4, 18.3904));
}

TEST_CASE("Up to three classes lead with the most frequent first and ties by their order") {
  Scene scene(2, 1);
  for (const auto class_index : {3, 1, 1, 0, 3, 2}) {
    scene.add_event({50, 50}, 1, static_cast<std::uint16_t>(class_index));
  }
  const auto place = described(scene, {0});
  REQUIRE(place.leading_classes.size() == 3);
  CHECK(place.leading_classes[0].class_index == 1);
  CHECK(place.leading_classes[0].count == 2);
  CHECK(place.leading_classes[1].class_index == 3);
  CHECK(place.leading_classes[1].count == 2);
  CHECK(place.leading_classes[2].class_index == 0);
  CHECK(place.leading_classes[2].count == 1);
  Scene single(2, 1);
  single.add_event({50, 50}, 1, 2);
  CHECK(described(single, {0}).leading_classes.size() == 1);
}

TEST_CASE("A place has the test of one of its cells, the one with the lowest q, and nothing of another") {
  Scene scene(3, 1);
  scene.add_hot_cell(0, 0, 5);
  scene.add_hot_cell(1, 0, 7);
  scene.clustering.z = {5, 3, std::nan("")};
  scene.clustering.p = {0.01, 0.0002, std::nan("")};
  scene.clustering.q = {0.02, 0.0004, std::nan("")};
  scene.clustering.expected = {1.5, 0.25, std::nan("")};
  const auto place = described(scene, {0, 1, 2});
  REQUIRE(place.test.has_value());
  CHECK(place.test->slot == 1);
  CHECK(place.test->z == 3.0);
  CHECK(place.test->q == 0.0004);
  CHECK(place.test->seen == 7.0);
  CHECK(place.test->expected == 0.25);
}

TEST_CASE("Of cells with the same q the one with the lower p, then the higher z, then the first speaks for the place") {
  Scene scene(3, 1);
  for (int column = 0; column < 3; ++column) {
    scene.add_hot_cell(column, 0, 5);
  }
  const auto slot = [&] { return described(scene, {2, 1, 0}).test.value().slot; };
  scene.clustering.q = {0.02, 0.02, 0.02};
  scene.clustering.p = {0.002, 0.002, 0.001};
  CHECK(slot() == 2);
  scene.clustering.p = {0.002, 0.002, 0.002};
  scene.clustering.z = {3, 4, 4};
  CHECK(slot() == 1);
}

TEST_CASE("The mean position of a place does not depend on the order of its events") {
  const std::vector<Point> points{{10.1, 20.3}, {33.3, 41.7}, {90.07, 3.9}, {55.55, 66.66}, {0.1, 99.9}};
  const auto position = [&](const std::vector<std::size_t>& order) {
    Scene scene(1, 1);
    for (const auto i : order) {
      scene.add_event(points[i]);
    }
    return described(scene, {0}).position;
  };
  const auto first = position({0, 1, 2, 3, 4});
  for (const auto& order : {std::vector<std::size_t>{4, 3, 2, 1, 0}, {2, 0, 4, 1, 3}, {1, 4, 0, 3, 2}}) {
    CHECK(position(order).x == first.x);
    CHECK(position(order).y == first.y);
  }
}

TEST_CASE("Without a test a place has none") {
  Scene scene(3, 1);
  scene.add_events(0, 0, 5);
  const auto place = described(scene, {0}, Basis::densest);
  CHECK(place.basis == Basis::densest);
  CHECK_FALSE(place.test.has_value());
}

TEST_CASE("The comparison count needs two periods and is as counted") {
  Scene scene(3, 1);
  scene.add_events(0, 0, 12);
  scene.cells.comparison_count = {20, 5, 100};
  CHECK_FALSE(described(scene, {0, 1}).comparison_count.has_value());
  scene.period = Period{at(2024, 4, 1), at(2024, 5, 1)};
  CHECK_FALSE(described(scene, {0, 1}).comparison_count.has_value());
  scene.comparison = Period{at(2024, 1, 1), at(2024, 3, 31)};
  CHECK(described(scene, {0, 1}).comparison_count == 25);
  CHECK_FALSE(described(scene, {0, 1}).change.has_value());  // that is tested over all places of a list
}

TEST_CASE("A rate is given where enough people live") {
  Scene scene(3, 1);
  scene.add_events(0, 0, 6);
  CHECK_FALSE(described(scene, {0}).residents.has_value());
  scene.cells.residents = {80, 40, 1000};
  const auto both = described(scene, {0, 1});
  CHECK(both.residents == 120.0);
  CHECK(both.per_1000_residents == 50.0);  // 6 of 120
  const auto one = described(scene, {0});
  CHECK(one.residents == 80.0);
  CHECK_FALSE(one.per_1000_residents.has_value());
  CHECK(described(scene, {0}, Basis::significant, {.minimum_residents = 80}).per_1000_residents == 75.0);
}

TEST_CASE("The surroundings of a place are its cells and those that touch them") {
  const Scene scene(4, 4);
  CHECK(surroundings(scene, {scene.slot(0, 0)}) == Slots{0, 1, 4, 5});
  CHECK(surroundings(scene, {scene.slot(1, 1)}) == Slots{0, 1, 2, 4, 5, 6, 8, 9, 10});
  CHECK(surroundings(scene, {scene.slot(3, 3), scene.slot(3, 2)}) == Slots{6, 7, 10, 11, 14, 15});
}

TEST_CASE("The surroundings of a hexagon are itself and the six that touch it") {
  const Scene scene(test::whole(Grid::covering({-300, -300, 300, 300}, CellShape::hexagon, 100)));
  for (const auto row : {-2, -1, 0, 1, 2}) {
    CHECK(surroundings(scene, {scene.slot(0, row)}).size() == 7);
  }
}

TEST_CASE("Cells outside the study area do not surround a place") {
  auto study = test::whole(test::square_grid(3, 3));
  std::erase(study.cells, 4U);  // without the middle
  study.share.pop_back();
  const Scene scene(study);
  CHECK(surroundings(scene, {scene.slot(0, 0)}) == Slots{0, 1, 3});  // cells 0, 1 and 3
}

TEST_CASE("Observations next to a place are taken for its own") {
  Scene scene(6, 1);
  scene.add_hot_cell(1, 0, 9);
  scene.observe(1, 0, 1, 3);
  scene.observe(2, 0, 1, 2, Feeling::neutral);
  scene.observe(0, 0, 1, 3, Feeling::safe);
  scene.observe(3, 0, 5, 3);  // two cells away
  const auto place = described(scene, {scene.slot(1, 0)});
  CHECK(place.observations == 3);
  CHECK(place.unsafe_observations == 1);
  CHECK(place.neutral_observations == 1);
  CHECK(place.unsafe_score == 3);
  CHECK(distance_m(place.position, {150, 50}) < 1e-9);  // where the events are
}

TEST_CASE("A place of events is felt unsafe from the score and the number of observations on") {
  const auto quadrant = [](int number, double severity, Feeling feeling = Feeling::unsafe) {
    Scene scene(6, 1);
    scene.add_hot_cell(1, 0, 9);
    scene.observe(1, 0, number, severity, feeling);
    scene.observe(5, 0, 1, 1);  // elsewhere
    return described(scene, {scene.slot(1, 0)}).quadrant;
  };
  CHECK(quadrant(3, 2) == Quadrant::high_crime_high_unsafety);   // 6 of 6, 3 of 3
  CHECK(quadrant(3, 1.9) == Quadrant::high_crime_low_unsafety);  // 5.7 of 6
  CHECK(quadrant(9, 3, Feeling::safe) == Quadrant::high_crime_low_unsafety);
  CHECK(quadrant(2, 3) == Quadrant::too_few_observations);                 // 2 of 3
  CHECK(quadrant(2, 3, Feeling::safe) == Quadrant::too_few_observations);  // two who felt safe say as little
  CHECK(quadrant(0, 1) == Quadrant::too_few_observations);                 // walked elsewhere, nothing said here
}

TEST_CASE("A place where most felt safe is not felt unsafe however high the score") {
  const auto quadrant = [](int safe) {
    Scene scene(6, 1);
    scene.add_hot_cell(1, 0, 9);
    scene.observe(1, 0, 5, 3);
    scene.observe(2, 0, safe, 3, Feeling::safe);
    return described(scene, {scene.slot(1, 0)}).quadrant;
  };
  CHECK(quadrant(4) == Quadrant::high_crime_high_unsafety);  // 5 of 9
  CHECK(quadrant(5) == Quadrant::high_crime_low_unsafety);   // 5 of 10: half is not most
}

TEST_CASE("A place where nobody felt unsafe is not felt unsafe, however many felt neither that nor safe") {
  Scene scene(6, 1);
  scene.add_hot_cell(1, 0, 9);
  scene.observe(1, 0, 9, 3, Feeling::neutral);
  const auto place = described(scene, {scene.slot(1, 0)});
  CHECK(place.quadrant == Quadrant::high_crime_low_unsafety);
  CHECK(place.unsafe_score == 0);
  CHECK(place.unsafe_observations == 0);
  CHECK(place.neutral_observations == 9);
}

TEST_CASE("A place is felt unsafe when score number and share reach their minima") {
  const PlacesOptions options;  // 6 and 3
  const auto felt = [&](double score, std::uint64_t observations, std::uint64_t unsafe_observations) {
    Place place;
    place.unsafe_score = score;
    place.observations = observations;
    place.unsafe_observations = unsafe_observations;
    return is_felt_unsafe(place, options);
  };
  CHECK(felt(6, 3, 3));
  CHECK_FALSE(felt(5.9, 3, 3));
  CHECK_FALSE(felt(6, 2, 2));
  CHECK(felt(6, 5, 3));
  CHECK_FALSE(felt(6, 4, 2));
  CHECK_FALSE(felt(6, 5, 2));
  CHECK_FALSE(felt(0, 0, 0));
}

TEST_CASE("Where nobody looked nothing is said, even when no minimum is asked for") {
  Scene scene(6, 1);
  scene.add_hot_cell(1, 0, 9);
  scene.observe(5, 0, 1, 1);
  const auto asked_for_none = PlacesOptions{.minimum_observations = 0};
  CHECK(described(scene, {scene.slot(1, 0)}, Basis::significant, asked_for_none).quadrant ==
        Quadrant::too_few_observations);
  scene.observe(1, 0, 1, 1, Feeling::safe);
  CHECK(described(scene, {scene.slot(1, 0)}, Basis::significant, asked_for_none).quadrant ==
        Quadrant::high_crime_low_unsafety);
}

TEST_CASE("Without any observations a place has no quadrant") {
  Scene scene(3, 1);
  scene.add_hot_cell(1, 0, 9);
  const auto place = described(scene, {scene.slot(1, 0)});
  CHECK(place.quadrant == Quadrant::no_observations);
  CHECK(place.observations == 0);
  CHECK(place.unsafe_score == 0);
}

TEST_CASE("A place by observations lies in the middle of its own observations and borrows none from its neighbours") {
  Scene scene(6, 1);
  scene.add_events(3, 0, 2);
  scene.observe(1, 0, 4, 3);  // beside the place
  scene.observe(2, 0, 1, 3);
  scene.observe(3, 0, 2, 3);
  const auto place = described(scene, {scene.slot(3, 0), scene.slot(2, 0)}, Basis::observations);
  CHECK(place.quadrant == Quadrant::low_crime_high_unsafety);
  CHECK(place.count == 2);
  CHECK(place.observations == 3);
  CHECK(place.position.x == within(1e-9, (250 + 350 + 350) / 3.0));
}

}  // namespace lykta::tests_of_describe
