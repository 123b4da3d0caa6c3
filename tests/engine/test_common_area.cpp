#include <vector>

#include "engine/space/common_area.hpp"
#include "engine/space/coverage.hpp"
#include "tests/catch.hpp"
#include "tests/engine/samples.hpp"

namespace lykta::tests_of_common_area {
namespace {

using test::Random;
using test::within;

TEST_CASE("Two squares share the ground where they overlap") {
  const auto a = rectangle({0, 0, 10, 10});
  CHECK(common_area_m2(a.rings, rectangle({4, 7, 20, 20}).rings) == within(1e-12, 18));
  CHECK(common_area_m2(a.rings, a.rings) == within(1e-12, 100));
  CHECK(common_area_m2(a.rings, rectangle({10, 0, 20, 10}).rings) == within(1e-12, 0));
  CHECK(common_area_m2(a.rings, rectangle({30, 0, 40, 10}).rings) == 0);
  CHECK(common_area_m2(a.rings, rectangle({2, 2, 3, 3}).rings) == within(1e-12, 1));
}

TEST_CASE("Edges that cross share what lies under the lower one") {
  // Two triangles on one base: their common part is the triangle below the crossing.
  const std::vector<Ring> left{{{0, 0}, {10, 0}, {0, 10}}};
  const std::vector<Ring> right{{{0, 0}, {10, 0}, {10, 10}}};
  CHECK(common_area_m2(left, right) == within(1e-12, 25));
}

TEST_CASE("Holes are shared by nobody") {
  const Area ring = oriented({{{{0, 0}, {30, 0}, {30, 30}, {0, 30}}, {{10, 10}, {20, 10}, {20, 20}, {10, 20}}}});
  CHECK(common_area_m2(ring.rings, rectangle({0, 0, 15, 30}).rings) == within(1e-12, 400));
  CHECK(common_area_m2(ring.rings, rectangle({12, 12, 18, 18}).rings) == within(1e-12, 0));
  CHECK(common_area_m2(ring.rings, ring.rings) == within(1e-12, 800));
}

TEST_CASE("Of crooked areas it is what fine cells count") {
  Random random(12);
  for (int round = 0; round < 10; ++round) {
    const auto a = oriented(test::islands(random, {500, 500}, 300));
    const auto b = oriented(test::islands(random, {600, 450}, 250));
    // As an independent count: points of a fine lattice.
    std::size_t both = 0;
    for (double x = 0.5; x < 2'000; x += 2) {
      for (double y = 0.5; y < 1'500; y += 2) {
        both += contains(a, {x, y}) && contains(b, {x, y}) ? 1U : 0U;
      }
    }
    CHECK(common_area_m2(a.rings, b.rings) == Approx(4.0 * static_cast<double>(both)).epsilon(0.01));
  }
}

TEST_CASE("The parts of an area in the cells of its border have the area of their share") {
  Random random(13);
  for (const auto shape : {CellShape::square, CellShape::hexagon}) {
    const auto area = test::islands(random, {5'000, 5'000}, 900);
    const auto grid = Grid::covering(bounding_box(area), shape, 130);
    const auto cut = cut_by_cells(grid, area);
    CHECK(cut.share == inside_share(grid, area));
    std::size_t partly = 0;
    for (std::size_t cell = 0; cell < grid.size(); ++cell) {
      const auto is_partly = cut.share[cell] > 0 && cut.share[cell] < 1;
      partly += is_partly ? 1U : 0U;
      REQUIRE(cut.parts.contains(cell) == is_partly);
      if (is_partly) {
        double m2 = 0;
        for (const auto& ring : cut.parts.at(cell)) {
          m2 += twice_signed_area_m2(ring) / 2;
        }
        CHECK(m2 == within(1e-6, cut.share[cell] * grid.cell_area_m2()));
      }
    }
    CHECK(partly > 20);
  }
}

}  // namespace
}  // namespace lykta::tests_of_common_area
