#include "engine/base/error.hpp"
#include "geo/shapes/outline.hpp"
#include "tests/catch.hpp"
#include "tests/geo/ogr_file.hpp"
#include "tests/geo/scratch.hpp"

namespace lykta::tests_of_outline {
namespace {

using Catch::Contains;
using test::failure;
using test::near;
using test::Scratch;

OGRGeometryUniquePtr from_wkt(const char* wkt) {
  OGRGeometry* geometry = nullptr;
  REQUIRE(OGRGeometryFactory::createFromWkt(wkt, nullptr, &geometry) == OGRERR_NONE);
  return OGRGeometryUniquePtr(geometry);
}

/// A square of 100 m cells whose lower left corner is the origin.
StudyGrid block(int columns, int rows, CellShape shape = CellShape::square) {
  return cover(rectangle({0, 0, columns * 100.0, rows * 100.0}), shape, 100);
}

test::OgrLayer polygons(std::vector<std::string> wkt) {
  const auto number = wkt.size();
  return {.name = "areas",
          .type = wkbUnknown,
          .fields = {{"name", OFTString}},
          .rows = std::vector<std::vector<std::string>>(number, {"a"}),
          .wkt = std::move(wkt),
          .options = {}};
}

}  // namespace

TEST_CASE("A polygon with a hole and a second part become rings, exteriors one way round and holes the other") {
  const auto area =
      area_of(*from_wkt("MULTIPOLYGON (((0 0, 0 100, 100 100, 100 0, 0 0), (20 20, 20 40, 40 40, 40 20, 20 20)), ((200 "
                        "0, 210 0, 210 10, 200 10, 200 0)))"));
  REQUIRE(area.has_value());
  REQUIRE(area->rings.size() == 3);
  CHECK(area->rings[0].size() == 4);  // the last point is not repeated
  CHECK(area_m2(*area) == 10000 - 400 + 100);
  CHECK(contains(*area, {50, 50}));
  CHECK_FALSE(contains(*area, {30, 30}));
  CHECK(contains(*area, {205, 5}));
}

TEST_CASE("A polygon that crosses itself is mended") {
  const auto bow_tie = area_of(*from_wkt("POLYGON ((0 0, 10 10, 10 0, 0 10, 0 0))"));
  REQUIRE(bow_tie.has_value());
  CHECK(area_m2(*bow_tie) == near(1e-9, 50));  // two triangles of 25
  CHECK(contains(*bow_tie, {1, 5}));
  CHECK_FALSE(contains(*bow_tie, {5, 9}));
}

TEST_CASE("What lies in any hole is outside, however the holes lie") {
  const auto of = [](const char* holes) {
    return area_m2(*area_of(*from_wkt((std::string("POLYGON ((0 0, 4 0, 4 4, 0 4, 0 0), ") + holes + ")").c_str())));
  };
  CHECK(of("(1 1, 2.5 1, 2.5 2.5, 1 2.5, 1 1), (2 2, 3.5 2, 3.5 3.5, 2 3.5, 2 2)") == near(1e-9, 16 - 2.25 * 2 + 0.25));
  CHECK(of("(3 1, 5 1, 5 2, 3 2, 3 1)") == near(1e-9, 15));
  CHECK(of("(3 1, 4 1, 4 2, 3 2, 3 1)") == near(1e-9, 15));
}

TEST_CASE("What is no polygon has no area") {
  CHECK_FALSE(area_of(*from_wkt("POINT (1 2)")).has_value());
  CHECK_FALSE(area_of(*from_wkt("LINESTRING (0 0, 1 1)")).has_value());
  CHECK_FALSE(area_of(*from_wkt("POLYGON EMPTY")).has_value());
}

TEST_CASE("Curves are followed closely") {
  const auto circle = area_of(*from_wkt("CURVEPOLYGON (CIRCULARSTRING (-100 0, 0 100, 100 0, 0 -100, -100 0))"));
  REQUIRE(circle.has_value());
  CHECK(area_m2(*circle) == near(0.001 * 31416, 31415.9));  // pi r squared, within a thousandth
}

TEST_CASE("Rings become polygons with their holes again") {
  const auto original =
      area_of(*from_wkt("POLYGON ((0 0, 100 0, 100 100, 0 100, 0 0), (20 20, 20 40, 40 40, 40 20, 20 20))"));
  const auto geometry = geometry_of(*original);
  REQUIRE(geometry);
  REQUIRE(wkbFlatten(geometry->getGeometryType()) == wkbPolygon);
  CHECK(geometry->toPolygon()->getNumInteriorRings() == 1);
  CHECK(geometry->toPolygon()->get_Area() == 9600);
}

TEST_CASE("The outline of cells that touch is one ring without the lines between them") {
  const auto study = block(3, 3);
  const std::vector<std::uint32_t> corner{0, 1, 3};  // an L
  const auto outline = outline_of(study, corner);
  REQUIRE(outline);
  REQUIRE(wkbFlatten(outline->getGeometryType()) == wkbPolygon);
  const auto* polygon = outline->toPolygon();
  CHECK(polygon->get_Area() == 30000);
  CHECK(polygon->getNumInteriorRings() == 0);
  CHECK(polygon->getExteriorRing()->get_Length() == 800);
}

TEST_CASE("The outline of a ring of cells has a hole, and that of cells apart has two parts") {
  const auto study = block(3, 3);
  const auto ring = outline_of(study, std::vector<std::uint32_t>{0, 1, 2, 3, 5, 6, 7, 8});
  REQUIRE(wkbFlatten(ring->getGeometryType()) == wkbPolygon);
  CHECK(ring->toPolygon()->getNumInteriorRings() == 1);
  const auto apart = outline_of(study, std::vector<std::uint32_t>{0, 8});
  REQUIRE(wkbFlatten(apart->getGeometryType()) == wkbMultiPolygon);
  CHECK(apart->toMultiPolygon()->getNumGeometries() == 2);
}

TEST_CASE("Hexagons that touch join without slivers") {
  const auto study = block(3, 3, CellShape::hexagon);
  std::vector<std::uint32_t> all(study.size());
  for (std::uint32_t slot = 0; slot < study.size(); ++slot) {
    all[slot] = slot;
  }
  const auto outline = outline_of(study, all);
  REQUIRE(wkbFlatten(outline->getGeometryType()) == wkbPolygon);
  CHECK(outline->toPolygon()->getNumInteriorRings() == 0);
  CHECK(outline->toPolygon()->get_Area() == near(1e-6, static_cast<double>(study.size()) * study.grid.cell_area_m2()));
}

TEST_CASE("A cell is a closed ring, counter-clockwise from its lower left corner") {
  const auto cell = polygon_of_cell(block(2, 2), 1);
  const auto* ring = cell->toPolygon()->getExteriorRing();
  REQUIRE(ring->getNumPoints() == 5);
  CHECK(ring->getX(0) == 100);
  CHECK(ring->getY(0) == 0);
  CHECK(ring->getX(4) == 100);
  CHECK(ring->getY(4) == 0);
  CHECK_FALSE(ring->isClockwise());
}

TEST_CASE("A study area file gives all its polygons joined") {
  const Scratch scratch;
  const auto path = scratch.path("areas.gpkg");
  test::write_with_ogr(
      path, "GPKG",
      {polygons({"POLYGON ((0 0, 100 0, 100 100, 0 100, 0 0))", "POLYGON ((100 0, 200 0, 200 100, 100 100, 100 0))",
                 "MULTIPOLYGON (((500 0, 510 0, 510 10, 500 10, 500 0)))", ""})});
  const auto area = read_area(path, "", "");
  CHECK(area.crs.id() == "EPSG:3006");
  CHECK(area.layer == "areas");
  CHECK(area.polygons == 3);
  CHECK(area_m2(*area_of(*area.geometry)) == 20100);
  CHECK(area_of(*area.geometry)->rings.size() == 2);
}

TEST_CASE("Overlapping polygons of a study area count once") {
  const Scratch scratch;
  const auto path = scratch.path("areas.gpkg");
  test::write_with_ogr(
      path, "GPKG",
      {polygons({"POLYGON ((0 0, 100 0, 100 100, 0 100, 0 0))", "POLYGON ((50 0, 150 0, 150 100, 50 100, 50 0))"})});
  const auto area = area_of(*read_area(path, "", "").geometry);
  CHECK(area_m2(*area) == 15000);
  CHECK(contains(*area, {75, 50}));
}

TEST_CASE("A self-crossing study area is mended") {
  const Scratch scratch;
  const auto path = scratch.path("areas.gpkg");
  test::write_with_ogr(path, "GPKG", {polygons({"POLYGON ((0 0, 10 10, 10 0, 0 10, 0 0))"})});
  CHECK(area_m2(*area_of(*read_area(path, "", "").geometry)) == near(1e-9, 50));
}

TEST_CASE("A study area without polygons, or without a coordinate system, is refused") {
  const Scratch scratch;
  const auto points = scratch.path("points.gpkg");
  test::write_with_ogr(points, "GPKG", {polygons({"POINT (1 2)", "LINESTRING (0 0, 1 1)"})});
  CHECK_THAT(failure<DataError>([&] { static_cast<void>(read_area(points, "", "")); }),
             Contains(points) && Contains("needs polygons"));
  const auto nowhere = scratch.path("nowhere.shp");
  auto layer = polygons({"POLYGON ((0 0, 100 0, 100 100, 0 100, 0 0))"});
  layer.crs = "";
  layer.type = wkbPolygon;
  test::write_with_ogr(nowhere, "ESRI Shapefile", {layer});
  CHECK_THAT(failure<DataError>([&] { static_cast<void>(read_area(nowhere, "", "")); }),
             Contains(nowhere) && Contains("no coordinate system"));
  CHECK(read_area(nowhere, "", "EPSG:3009").crs.id() == "EPSG:3009");
  CHECK_THROWS_AS(read_area(scratch.path("missing.gpkg"), "", ""), DataError);
}

}  // namespace lykta::tests_of_outline
