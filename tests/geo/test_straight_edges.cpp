#include <cmath>
#include <limits>
#include <memory>
#include <vector>

#include <fmt/format.h>

#include "engine/space/zones.hpp"
#include "geo/crs/crs.hpp"
#include "geo/crs/straight_edges.hpp"
#include "geo/shapes/outline.hpp"
#include "tests/catch.hpp"
#include "tests/geo/scratch.hpp"

namespace lykta::tests_of_straight_edges {
namespace {

OGRGeometryUniquePtr geometry(const std::string& wkt) {
  OGRGeometry* made = nullptr;
  REQUIRE(OGRGeometryFactory::createFromWkt(wkt.c_str(), nullptr, &made) == OGRERR_NONE);
  return OGRGeometryUniquePtr(made);
}

std::string box(double west, double south, double east, double north) {
  return fmt::format("POLYGON (({0} {1}, {2} {1}, {2} {3}, {0} {3}, {0} {1}))", west, south, east, north);
}

Projection to_metres() { return {wgs84(), Crs::parse("EPSG:3006")}; }

/// Positions along the middle half of a line of longitudes and latitudes, in metres.
std::vector<Point> along(const Projection& projection, const Point& from, const Point& to, int number) {
  std::vector<Point> points;
  for (int i = 0; i < number; ++i) {
    const auto t = (i + 0.5) / number;
    points.push_back({from.x + t * (to.x - from.x), from.y + t * (to.y - from.y)});
  }
  for (auto& point : points) {
    point = projection.points(std::vector{point}).front().value();
  }
  return points;
}

double farthest_from_outline(const Area& area, const std::vector<Point>& points) {
  double farthest = 0;
  for (const auto& point : points) {
    auto nearest = std::numeric_limits<double>::infinity();
    for (const auto& ring : area.rings) {
      for (std::size_t i = 0; i < ring.size(); ++i) {
        nearest = std::min(nearest, distance_to_line_m(point, ring[i], ring[(i + 1) % ring.size()]));
      }
    }
    farthest = std::max(farthest, nearest);
  }
  return farthest;
}

}  // namespace

TEST_CASE("An edge along a parallel keeps its course in metres to the centimetre") {
  const auto projection = to_metres();
  const auto moved = projection.geometry(*geometry(box(15.0, 56.2, 15.4, 56.3)));
  REQUIRE(moved);
  const auto area = area_of(*moved);
  REQUIRE(area);
  CHECK(farthest_from_outline(*area, along(projection, {15.0, 56.2}, {15.4, 56.2}, 97)) <= 0.01);
  CHECK(farthest_from_outline(*area, along(projection, {15.4, 56.3}, {15.0, 56.3}, 97)) <= 0.01);
  // By its corners alone it would lie 10 m off.
  const auto corners = projection.points(std::vector<Point>{{15.0, 56.2}, {15.4, 56.2}});
  const auto middle = projection.points(std::vector<Point>{{15.2, 56.2}}).front().value();
  CHECK(distance_to_line_m(middle, *corners[0], *corners[1]) > 5);
}

TEST_CASE("A slanting edge over hundreds of kilometres keeps its course too") {
  const auto projection = to_metres();
  const auto area = area_of(*projection.geometry(*geometry("POLYGON ((12 56, 23 66, 12 66, 12 56))")));
  REQUIRE(area);
  CHECK(farthest_from_outline(*area, along(projection, {12, 56}, {23, 66}, 301)) <= 0.01);
}

TEST_CASE("Short edges get no corners") {
  const auto moved = to_metres().geometry(*geometry(box(15.0, 56.2, 15.002, 56.201)));
  REQUIRE(moved);
  CHECK(moved->toPolygon()->getExteriorRing()->getNumPoints() == 5);
}

TEST_CASE("An edge gets the same corners from both sides") {
  const auto projection = to_metres();
  const auto up = projection.geometry(*geometry("LINESTRING (15 56.2, 15.43 56.21)"));
  const auto down = projection.geometry(*geometry("LINESTRING (15.43 56.21, 15 56.2)"));
  REQUIRE(up);
  REQUIRE(down);
  const auto* a = up->toLineString();
  const auto* b = down->toLineString();
  REQUIRE(a->getNumPoints() > 10);
  REQUIRE(a->getNumPoints() == b->getNumPoints());
  for (int i = 0; i < a->getNumPoints(); ++i) {
    CHECK(a->getX(i) == b->getX(b->getNumPoints() - 1 - i));
    CHECK(a->getY(i) == b->getY(b->getNumPoints() - 1 - i));
  }
}

TEST_CASE("Long edges in metres keep their course in degrees") {
  const Projection projection(Crs::parse("EPSG:3006"), wgs84());
  const auto moved = projection.geometry(*geometry(box(500000, 6200000, 600000, 6210000)));
  REQUIRE(moved);
  CHECK(moved->toPolygon()->getExteriorRing()->getNumPoints() > 20);
  const auto middle = projection.points(std::vector<Point>{{550000, 6200000}}).front().value();
  const auto area = area_of(*moved);
  REQUIRE(area);
  CHECK(farthest_from_outline(*area, {middle}) <= 1e-6);
  // A cell is left as it is.
  CHECK(projection.geometry(*geometry(box(500000, 6200000, 501000, 6201000)))
            ->toPolygon()
            ->getExteriorRing()
            ->getNumPoints() == 5);
}

TEST_CASE("Neighbours with different corners on a common edge share it to the last bit") {
  // The corner of the two in the south lies on the edge of the one in the north, and not in its middle.
  std::vector<OGRGeometryUniquePtr> districts;
  districts.push_back(geometry(box(15.0, 56.2, 15.4, 56.3)));
  districts.push_back(geometry(box(15.0, 56.1, 15.137, 56.2)));
  districts.push_back(geometry(box(15.137, 56.1, 15.4, 56.2)));
  share_corners(districts, 1e-9);
  CHECK(districts[0]->toPolygon()->getExteriorRing()->getNumPoints() == 6);
  CHECK(districts[1]->toPolygon()->getExteriorRing()->getNumPoints() == 5);
  const auto projection = to_metres();
  std::vector<OwnPolygon> polygons;
  for (std::size_t i = 0; i < districts.size(); ++i) {
    polygons.push_back({fmt::format("{}", i), "", area_of(*projection.geometry(*districts[i])).value(), 0});
  }
  // A millimetre or less from the common edge, and on it: in exactly one.
  for (const auto& on_edge : along(projection, {15.0, 56.2}, {15.4, 56.2}, 211)) {
    for (const auto beside_m : {-0.02, -0.005, -1e-3, -1e-4, -1e-6, 0.0, 1e-6, 1e-4, 1e-3, 0.005, 0.02}) {
      const Point point{on_edge.x, on_edge.y + beside_m};
      std::size_t holders = 0;
      for (const auto& polygon : polygons) {
        holders += contains(polygon.area, point) ? 1U : 0U;
      }
      CHECK(holders == 1);
    }
  }
}

TEST_CASE("Corners on slanting edges are found, those beside them are not") {
  std::vector<OGRGeometryUniquePtr> parts;
  parts.push_back(geometry("POLYGON ((0 0, 8 4, 0 4, 0 0))"));
  parts.push_back(geometry("POLYGON ((0 0, 4 2, 4 0, 0 0))"));
  parts.push_back(geometry("POLYGON ((4 2, 8 4, 8 1.9, 4 2))"));
  parts.push_back(geometry("POLYGON ((2 2, 3 3, 2 3, 2 2))"));
  share_corners(parts, 1e-9);
  CHECK(parts[0]->toPolygon()->getExteriorRing()->getNumPoints() == 5);
  CHECK(parts[1]->toPolygon()->getExteriorRing()->getNumPoints() == 4);
  CHECK(parts[2]->toPolygon()->getExteriorRing()->getNumPoints() == 4);
  CHECK(parts[3]->toPolygon()->getExteriorRing()->getNumPoints() == 4);
}

TEST_CASE("What has no place in the other system, or is not finite, gives no geometry") {
  const auto infinity = std::numeric_limits<double>::infinity();
  OGRLinearRing ring;
  for (const auto& point : std::vector<Point>{{0, 0}, {1, 0}, {infinity, 1}, {0, 0}}) {
    ring.addPoint(point.x, point.y);
  }
  OGRPolygon polygon;
  polygon.addRing(&ring);
  CHECK_FALSE(is_finite(polygon));
  CHECK_FALSE(to_metres().geometry(polygon));
  CHECK_FALSE(Projection(wgs84(), wgs84()).geometry(polygon));
  // Latitudes end at 90.
  CHECK_FALSE(to_metres().geometry(*geometry("POLYGON ((15 56, 16 56, 16 5600, 15 56))")));
}

TEST_CASE("Points, lines, collections and curves are moved like polygons") {
  const auto projection = to_metres();
  CHECK(projection.geometry(*geometry("POINT EMPTY")));
  CHECK(projection.geometry(*geometry("MULTIPOINT (15 56, 16 57)")));
  CHECK(projection.geometry(*geometry("MULTILINESTRING ((15 56, 16 56), (15 57, 16 57))")));
  const auto both = projection.geometry(*geometry(
      "GEOMETRYCOLLECTION (POLYGON ((15 56, 16 56, 16 57, 15 56)), POLYGON Z ((15 56 1, 16 56 2, 16 57 3, 15 56 1)))"));
  REQUIRE(both);
  CHECK(both->Is3D() == 0);
  const auto curve =
      projection.geometry(*geometry("CURVEPOLYGON (CIRCULARSTRING (15 56, 15.1 56.1, 15.2 56, 15.1 55.9, 15 56))"));
  REQUIRE(curve);
  CHECK(area_of(*curve).has_value());
}

}  // namespace lykta::tests_of_straight_edges
