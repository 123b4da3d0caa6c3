#include <cstdint>
#include <vector>

#include "engine/places/candidates.hpp"
#include "tests/catch.hpp"
#include "tests/engine/scene.hpp"

namespace lykta::tests_of_candidates {
namespace {

using test::Scene;
using Slots = std::vector<std::uint32_t>;

}  // namespace

TEST_CASE("Candidates are the hot cells that hold an event") {
  Scene scene(5, 5);
  scene.add_hot_cell(3, 2, 4);
  scene.add_hot_cell(1, 0, 2);
  scene.make_hot(4, 4);        // hot by its neighbours alone
  scene.add_events(0, 0, 50);  // many events, but not significant
  const auto candidates = candidates_by_events(scene.cells, scene.clustering);
  CHECK(candidates.basis == Basis::significant);
  CHECK(candidates.slots == Slots{scene.slot(1, 0), scene.slot(3, 2)});
}

TEST_CASE("What counts is that a cell is hot at the rate asked for, whatever its class") {
  Scene scene(4, 1);
  scene.add_hot_cell(0, 0, 5);
  scene.add_events(1, 0, 9);
  scene.clustering.cell_class[1] = zone_classes::too_few_events;
  scene.add_events(2, 0, 9);
  scene.clustering.cell_class[2] = zone_classes::cold_99;
  scene.add_events(3, 0, 9);
  scene.clustering.cell_class[3] = zone_classes::hot_90;
  CHECK(candidates_by_events(scene.cells, scene.clustering).slots == Slots{0});
}

TEST_CASE("Where no cell is hot the densest tenth of the cells with events are candidates") {
  // 29 cells with 1 to 29 events: two are a tenth. Empty cells do not count.
  Scene scene(10, 4);
  for (int i = 0; i < 29; ++i) {
    scene.add_events(i % 10, i / 10, i + 1);
  }
  const auto candidates = candidates_by_events(scene.cells, scene.clustering);
  CHECK(candidates.basis == Basis::densest);
  CHECK(candidates.slots == Slots{27, 28});
}

TEST_CASE("Of few cells with events the densest is a candidate") {
  Scene scene(10, 1);
  scene.add_events(2, 0, 1);
  scene.add_events(5, 0, 3);
  scene.add_events(9, 0, 2);
  CHECK(candidates_by_events(scene.cells, scene.clustering).slots == Slots{5});
}

TEST_CASE("Cells as dense as the last of the tenth are candidates too") {
  Scene scene(10, 2);
  for (int i = 0; i < 20; ++i) {
    scene.add_events(i % 10, i / 10, i == 7 ? 9 : (i % 5 == 0 ? 4 : 1));  // two are a tenth: the 9 and one 4 of four
  }
  CHECK(candidates_by_events(scene.cells, scene.clustering).slots == Slots{0, 5, 7, 10, 15});
}

TEST_CASE("The densest cell without an event of its own is no candidate") {
  Scene scene(3, 1);
  scene.add_events(0, 0, 1);
  scene.cells.density_per_km2[1] = 1000;
  CHECK(candidates_by_events(scene.cells, scene.clustering).slots == Slots{0});
}

TEST_CASE("Without events there are no candidates") {
  const Scene scene(3, 3);
  CHECK(candidates_by_events(scene.cells, scene.clustering).slots.empty());
}

TEST_CASE("Free cells with observations of feeling unsafe are candidates by observations") {
  Scene scene(5, 1);
  scene.observe(0, 0, 1, 2);
  scene.observe(1, 0, 3, 3, Feeling::safe);
  scene.observe(2, 0, 1, 1, Feeling::neutral);
  scene.observe(3, 0, 1, 1);
  scene.observe(4, 0, 1, 3);
  const std::vector<bool> is_taken{false, false, false, false, true};
  const auto candidates = candidates_by_observations(scene.cells, is_taken);
  CHECK(candidates.basis == Basis::observations);
  CHECK(candidates.slots == Slots{0, 3});  // who felt neither safe nor unsafe claims nothing
}

}  // namespace lykta::tests_of_candidates
