#include "geo/shapes/repair.hpp"
#include "tests/catch.hpp"
#include "tests/geo/scratch.hpp"

namespace lykta::tests_of_repair {
namespace {

using test::near;

MendedOutline mended(const char* wkt) {
  OGRGeometry* geometry = nullptr;
  REQUIRE(OGRGeometryFactory::createFromWkt(wkt, nullptr, &geometry) == OGRERR_NONE);
  const OGRGeometryUniquePtr own(geometry);
  return mended_outline(*own);
}

double area_of_polygons(const OGRGeometryUniquePtr& geometry) {
  return OGR_G_Area(OGRGeometry::ToHandle(geometry.get()));
}

}  // namespace

TEST_CASE("An eight becomes two triangles, and the rings as drawn enclose nothing") {
  const auto [geometry, repair] = mended("POLYGON ((0 0, 10 10, 10 0, 0 10, 0 0))");
  REQUIRE(geometry);
  CHECK(area_of_polygons(geometry) == near(1e-9, 50));
  CHECK(repair.fault == "Self-intersection");
  CHECK(repair.parts_before == 1);
  CHECK(repair.parts_after == 2);
  CHECK_FALSE(repair.area_change.has_value());
}

TEST_CASE("What the halves of an eight leave by rounding is no area") {
  const auto [geometry, repair] = mended(
      "POLYGON ((486012.37 6228001.71, 486112.41 6228101.74, 486112.41 6228001.71, 486012.37 6228101.74, 486012.37 "
      "6228001.71))");
  REQUIRE(geometry);
  CHECK(repair.parts_after == 2);
  CHECK_FALSE(repair.area_change.has_value());
}

TEST_CASE("A spike is cut off and changes no area") {
  const auto [geometry, repair] = mended("POLYGON ((0 0, 10 0, 10 10, 5 10, 5 20, 5 10, 0 10, 0 0))");
  REQUIRE(geometry);
  CHECK(area_of_polygons(geometry) == near(1e-9, 100));
  CHECK(repair.parts_after == 1);
  CHECK(repair.area_change.value() == near(1e-12, 0));
}

TEST_CASE("A hole that sticks out takes off only what lies in its ring") {
  // 100 m2, and a hole of 4 x 4 of which half lies outside: drawn 84, mended 92.
  const auto [geometry, repair] = mended("POLYGON ((0 0, 10 0, 10 10, 0 10, 0 0), (8 3, 12 3, 12 7, 8 7, 8 3))");
  REQUIRE(geometry);
  CHECK(area_of_polygons(geometry) == near(1e-9, 92));
  CHECK(repair.fault == "Self-intersection");
  CHECK(repair.area_change.value() == near(1e-9, 92.0 / 84 - 1));
}

TEST_CASE("A hole beside its polygon is ground of its own") {
  const auto [geometry, repair] = mended("POLYGON ((0 0, 10 0, 10 10, 0 10, 0 0), (20 0, 22 0, 22 2, 20 2, 20 0))");
  REQUIRE(geometry);
  CHECK(area_of_polygons(geometry) == near(1e-9, 104));
  CHECK(repair.fault == "Hole lies outside shell");
  CHECK(repair.parts_after == 2);
  CHECK(repair.area_change.value() == near(1e-9, 104.0 / 96 - 1));
}

TEST_CASE("Polygons over each other become one, and their area is counted once") {
  const auto [geometry, repair] =
      mended("MULTIPOLYGON (((0 0, 10 0, 10 10, 0 10, 0 0)), ((5 0, 15 0, 15 10, 5 10, 5 0)))");
  REQUIRE(geometry);
  CHECK(area_of_polygons(geometry) == near(1e-9, 150));
  CHECK(repair.parts_before == 2);
  CHECK(repair.parts_after == 1);
  CHECK(repair.area_change.value() == near(1e-9, -0.25));
}

TEST_CASE("What is valid has no fault and stays as large as it was") {
  const auto [geometry, repair] = mended("POLYGON ((0 0, 10 0, 10 10, 0 10, 0 0))");
  REQUIRE(geometry);
  CHECK(repair.fault.empty());
  CHECK(repair.area_change.value() == near(1e-12, 0));
}

}  // namespace lykta::tests_of_repair
