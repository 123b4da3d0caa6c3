#include <vector>

#include "engine/base/error.hpp"
#include "engine/space/shared_cells.hpp"
#include "engine/space/strata.hpp"
#include "tests/catch.hpp"
#include "tests/engine/samples.hpp"

namespace lykta::tests_of_strata {
namespace {

using Catch::Contains;
using test::square_grid;
using test::whole;
using test::within;

OwnPolygon locality(const char* name, const Box& box) { return {name, "", rectangle(box), 0}; }

/// Four cells in a row, and the whole of them as the study area.
struct Row {
  StudyGrid study = whole(square_grid(4, 1));
  StudyArea area = rectangle({0, 0, 400, 100});
};

TEST_CASE("Cells shared with an area count what lies in the study area, too") {
  const auto grid = whole(square_grid(2, 1));
  const SharedCells shared(grid, rectangle({0, 0, 150, 100}));
  const auto cells = shared.with(rectangle({50, 0, 300, 50}));
  REQUIRE(cells.size() == 2);
  CHECK(cells[0].share == within(1e-12, 0.25));
  CHECK(cells[1].share == within(1e-12, 0.25));
  CHECK(shared.with(rectangle({1000, 1000, 1100, 1100})).empty());
}

TEST_CASE("A cell that a border cuts belongs to each side with its share") {
  const Row row;
  const Strata strata({locality("Väst", {0, 0, 130, 100}), locality("Öst", {300, 0, 400, 100})}, row.study, row.area);
  REQUIRE(strata.size() == 3);
  CHECK(strata.polygon(0).id == "Väst");
  REQUIRE(strata.parts(0).size() == 1);
  CHECK(strata.parts(0)[0].stratum == 0);
  REQUIRE(strata.parts(1).size() == 2);
  CHECK(strata.parts(1)[0].stratum == 0);
  CHECK(strata.parts(1)[0].share == within(1e-12, 0.3));
  CHECK(strata.parts(1)[1].stratum == strata.outside());
  CHECK(strata.parts(1)[1].share == within(1e-12, 0.7));
  CHECK(strata.own(1) == strata.outside());
  CHECK(strata.own(3) == 1);
  CHECK(strata.cells(0) == within(1e-12, 1.3));
  CHECK(strata.cells(1) == within(1e-12, 1.0));
  CHECK(strata.cells(2) == within(1e-12, 1.7));
  CHECK(strata.at({120, 50}) == 0);
  CHECK(strata.at({140, 50}) == strata.outside());
}

TEST_CASE("Strata do not depend on the order of the polygons, and those elsewhere are left out") {
  const Row row;
  const auto west = locality("Väst", {0, 0, 130, 100});
  const auto east = locality("Öst", {300, 0, 400, 100});
  const auto far = locality("Annan kommun", {5'000, 0, 5'400, 100});
  const Strata one({far, east, west}, row.study, row.area);
  const Strata other({west, far, east}, row.study, row.area);
  for (const auto* strata : {&one, &other}) {
    REQUIRE(strata->size() == 3);
    CHECK(strata->left_out() == 1);
    CHECK(strata->polygon(0).id == "Väst");
    CHECK(strata->polygon(1).id == "Öst");
    CHECK(strata->cells(2) == one.cells(2));
  }
}

TEST_CASE("Ground of two polygons is that of the one whose name comes first") {
  const Row row;
  const Strata strata({locality("B", {0, 0, 400, 100}), locality("A", {100, 0, 200, 100})}, row.study, row.area);
  CHECK(strata.at({150, 50}) == 0);
  CHECK(strata.at({250, 50}) == 1);
  CHECK(strata.polygons_at({150, 50}) == 2);
  CHECK(strata.own(1) == 0);
  CHECK(strata.cells(0) == within(1e-12, 1.0));
  CHECK(strata.cells(1) == within(1e-12, 3.0));
  CHECK(strata.cells(strata.outside()) == 0);
}

TEST_CASE("Polygons that share no ground with the study area are refused") {
  const Row row;
  CHECK_THROWS_AS(Strata({locality("A", {5'000, 0, 5'100, 100})}, row.study, row.area), DataError);
  CHECK_THROWS_WITH(Strata({locality("A", {5'000, 0, 5'100, 100})}, row.study, row.area),
                    Contains("none of the localities shares ground with the study area"));
}

}  // namespace
}  // namespace lykta::tests_of_strata
