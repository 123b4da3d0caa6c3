#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "engine/places/match_places.hpp"
#include "engine/space/cell_outline.hpp"
#include "tests/catch.hpp"
#include "tests/engine/samples.hpp"

namespace lykta::tests_of_match_places {
namespace {

using Match = std::vector<std::optional<std::size_t>>;
using test::within;

Area box(double left, double low, double right, double high) { return rectangle({left, low, right, high}); }

StudyGrid study_of(int columns, int rows) {
  return cover(rectangle({0, 0, columns * 100.0, rows * 100.0}), CellShape::square, 100);
}

}  // namespace

TEST_CASE("Cells side by side have one outline, from its lowest left corner and counter-clockwise") {
  const auto study = study_of(4, 3);
  const std::vector<std::uint32_t> corner_piece{5, 1, 2};  // (1,1) above (1,0), and (2,0)
  const auto area = outline_of_cells(study, corner_piece);
  REQUIRE(area.rings.size() == 1);
  CHECK(area.rings[0] == Ring{{100, 0}, {300, 0}, {300, 100}, {200, 100}, {200, 200}, {100, 200}});
  CHECK(area_m2(area) == 30'000);
}

TEST_CASE("Cells around an empty one have a hole that runs the other way") {
  const auto study = study_of(3, 3);
  const std::vector<std::uint32_t> ring{0, 1, 2, 3, 5, 6, 7, 8};
  const auto area = outline_of_cells(study, ring);
  REQUIRE(area.rings.size() == 2);
  CHECK(area_m2(area) == 80'000);
  CHECK(twice_signed_area_m2(area.rings[0]) > 0);
  CHECK(twice_signed_area_m2(area.rings[1]) < 0);
}

TEST_CASE("Cells that touch in a corner, and cells apart, keep their ground") {
  const auto study = study_of(3, 3);
  for (const auto& slots : {std::vector<std::uint32_t>{0, 4}, std::vector<std::uint32_t>{0, 8},
                            std::vector<std::uint32_t>{0, 2, 4, 6, 8}}) {
    CHECK(area_m2(outline_of_cells(study, slots)) == 10'000.0 * static_cast<double>(slots.size()));
  }
}

TEST_CASE("Hexagons have an outline too") {
  const auto study = cover(rectangle({0, 0, 500, 500}), CellShape::hexagon, 100);
  std::vector<std::uint32_t> all(study.size());
  for (std::uint32_t i = 0; i < all.size(); ++i) {
    all[i] = i;
  }
  const auto area = outline_of_cells(study, all);
  CHECK(area.rings.size() == 1);
  CHECK(area_m2(area) == within(1e-6, static_cast<double>(all.size()) * study.grid.cell_area_m2()));
}

TEST_CASE("The common share is of the smaller outline") {
  CHECK(common_share(box(0, 0, 400, 100), box(300, 0, 500, 100)) == within(1e-12, 0.5));
  CHECK(common_share(box(300, 0, 500, 100), box(0, 0, 400, 100)) == within(1e-12, 0.5));
  CHECK(common_share(box(0, 0, 100, 100), box(100, 0, 200, 100)) == 0);
  CHECK(common_share(box(0, 0, 400, 400), box(100, 100, 200, 200)) == within(1e-12, 1));
}

TEST_CASE("A place is found again where at least half of the smaller outline is common, and not below") {
  CHECK(match_places(std::vector{box(50, 0, 150, 100)}, std::vector{box(0, 0, 100, 100)}) == Match{0});
  CHECK(match_places(std::vector{box(51, 0, 151, 100)}, std::vector{box(0, 0, 100, 100)}) == Match{std::nullopt});
}

TEST_CASE("The larger part of a place that fell apart goes on, and of places that grew together the larger one") {
  const auto whole = box(0, 0, 400, 100);
  const auto small = box(0, 0, 100, 100);
  const auto large = box(200, 0, 400, 100);
  CHECK(match_places(std::vector{small, large}, std::vector{whole}) == Match{std::nullopt, 0});
  CHECK(match_places(std::vector{whole}, std::vector{small, large}) == Match{1});
}

TEST_CASE("A known place is given once, the largest common ground first") {
  // Known 0 and 1 side by side; the first place lies over both, more over 0; the second over 0 alone.
  const std::vector known{box(0, 0, 200, 100), box(200, 0, 400, 100)};
  CHECK(match_places(std::vector{box(50, 0, 300, 100), box(0, 0, 120, 100)}, known) == Match{0, std::nullopt});
  CHECK(match_places(std::vector{box(150, 0, 400, 100), box(0, 0, 120, 100)}, known) == Match{1, 0});
}

TEST_CASE("Ties go to the earlier known place, then to the earlier place") {
  const auto one = box(0, 0, 100, 100);
  CHECK(match_places(std::vector{one}, std::vector{one, one}) == Match{0});
  CHECK(match_places(std::vector{one, one}, std::vector{one}) == Match{0, std::nullopt});
}

TEST_CASE("Another grid of other cells finds the same places") {
  // 3 x 2 cells of 100 m against cells of 70 m that begin elsewhere, as coordinates of SWEREF 99 TM.
  constexpr double east = 517'500;
  constexpr double north = 6'229'100;
  const auto hundred = cover(rectangle({east, north, east + 300, north + 200}), CellShape::square, 100);
  const auto seventy = cover(rectangle({east + 20, north + 20, east + 280, north + 180}), CellShape::square, 70);
  const auto all = [](const StudyGrid& study) {
    std::vector<std::uint32_t> slots(study.size());
    for (std::uint32_t i = 0; i < slots.size(); ++i) {
      slots[i] = i;
    }
    return outline_of_cells(study, slots);
  };
  CHECK(match_places(std::vector{all(seventy)}, std::vector{box(0, 0, 1, 1), all(hundred)}) == Match{1});
}

}  // namespace lykta::tests_of_match_places
