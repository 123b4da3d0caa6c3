#include <cmath>
#include <limits>

#include "engine/base/error.hpp"
#include "geo/crs/crs.hpp"
#include "tests/catch.hpp"
#include "tests/geo/scratch.hpp"

namespace lykta::tests_of_crs {
namespace {

using Catch::Contains;
using test::failure;
using test::near;

/// Ronneby station in degrees.
const Point station{15.282778, 56.206944};

struct Known {
  const char* crs;
  Point position;
};
// Easting and northing of the station, to 0.1 m, which is the tolerance too. From Krüger's series as Lantmäteriet
// publishes it (Gauss Conformal Projection, with its parameters for SWEREF 99 TM, SWEREF 99 15 00 and the direct
// projection to RT 90 2.5 gon V), in a few lines of Python without PROJ.
const Known known_positions[] = {
    {"EPSG:3006", {517541.9, 6229148.3}}, {"EPSG:3009", {167548.9, 6231640.9}}, {"EPSG:3021", {1467576.0, 6231095.5}}};

Point projected(const char* from, const char* to, const Point& point) {
  const auto points = Projection(Crs::parse(from), Crs::parse(to)).points(std::vector{point});
  REQUIRE(points.size() == 1);
  REQUIRE(points[0].has_value());
  return *points[0];
}

constexpr auto infinity = std::numeric_limits<double>::infinity();
constexpr auto nan = std::numeric_limits<double>::quiet_NaN();

}  // namespace

TEST_CASE("A position in degrees gets its easting as x and its northing as y in each Swedish system") {
  for (const auto& [crs, expected] : known_positions) {
    CAPTURE(crs);
    const auto found = projected("EPSG:4326", crs, station);
    CHECK(found.x == near(0.1, expected.x));
    CHECK(found.y == near(0.1, expected.y));
  }
}

TEST_CASE("A Swedish easting and northing go back to longitude and latitude") {
  for (const auto& [crs, position] : known_positions) {
    CAPTURE(crs);
    const auto found = projected(crs, "EPSG:4326", position);
    CHECK(found.x == near(2e-6, station.x));  // 0.1 m are 1.6e-6 degrees of longitude and 0.9e-6 of latitude
    CHECK(found.y == near(1e-6, station.y));
  }
}

TEST_CASE("There and back is the same place") {
  for (const auto& [crs, position] : known_positions) {
    CAPTURE(crs);
    // To a micrometre; but the shift of RT 90 is not turned round exactly, it leaves 4 mm.
    const auto tolerance_m = std::string(crs) == "EPSG:3021" ? 0.01 : 1e-6;
    const auto back = projected("EPSG:4326", crs, projected(crs, "EPSG:4326", position));
    CHECK(back.x == near(tolerance_m, position.x));
    CHECK(back.y == near(tolerance_m, position.y));
  }
}

TEST_CASE("The same system changes no bit of a position") {
  const Point odd{517541.123456789012, 6229148.987654321098};
  CHECK(projected("EPSG:3006", "EPSG:3006", odd) == odd);
}

TEST_CASE("A point that lies nowhere has no projection, and its neighbours keep theirs") {
  const Projection projection(wgs84(), Crs::parse("EPSG:3006"));
  const auto points = projection.points(std::vector<Point>{station, {15, 95}, {infinity, 56}, {nan, nan}, station});
  REQUIRE(points.size() == 5);
  CHECK(points[0].has_value());
  CHECK_FALSE(points[1].has_value());
  CHECK_FALSE(points[2].has_value());
  CHECK_FALSE(points[3].has_value());
  CHECK(points[4] == points[0]);
}

TEST_CASE("A point that is no number has no place even where nothing is projected") {
  const auto same = Crs::parse("EPSG:3006");
  const auto points = Projection(same, same).points(std::vector<Point>{{nan, 1}, {1, infinity}, {1, 2}});
  CHECK_FALSE(points[0].has_value());
  CHECK_FALSE(points[1].has_value());
  CHECK(points[2] == Point{1, 2});
}

TEST_CASE("Many points are projected as each alone") {
  const Projection projection(wgs84(), Crs::parse("EPSG:3006"));
  std::vector<Point> many;
  for (int i = 0; i < 70000; ++i) {  // more than one piece of 65 536
    many.push_back({15 + i * 1e-5, 56 + i * 1e-6});
  }
  const auto together = projection.points(many);
  REQUIRE(together.size() == many.size());
  for (const auto i : {0U, 65535U, 65536U, 69999U}) {
    CHECK(together[i] == projection.points(std::vector{many[i]})[0]);
  }
}

TEST_CASE("A geometry is projected point by point") {
  const Projection projection(wgs84(), Crs::parse("EPSG:3006"));
  const OGRPoint point(station.x, station.y);
  const auto result = projection.geometry(point);
  REQUIRE(result);
  CHECK(result->toPoint()->getX() == near(0.1, 517541.9));
  CHECK(result->toPoint()->getY() == near(0.1, 6229148.3));
}

TEST_CASE("An unknown coordinate system is refused with its name and an example") {
  for (const auto* text : {"EPSG:99999999", "banana", "", " "}) {
    CAPTURE(text);
    const auto message = failure<InvalidOption>([&] { static_cast<void>(Crs::parse(text)); });
    CHECK_THAT(message, Contains("unknown coordinate system '" + std::string(text) + "'"));
    CHECK_THAT(message, Contains("EPSG:3006"));
  }
}

TEST_CASE("A coordinate system is never read from a file") {
  const test::Scratch scratch;
  const auto path = scratch.write("system.prj", "EPSG:3006");
  CHECK_THROWS_AS(Crs::parse(path), InvalidOption);
  CHECK_THROWS_AS(Crs::parse("file://" + path), InvalidOption);
}

TEST_CASE("A system is named by its code where it has one, and by its name where it has none") {
  CHECK(Crs::parse("EPSG:3006").id() == "EPSG:3006");
  CHECK(Crs::parse("epsg:3006").id() == "EPSG:3006");
  CHECK(Crs::parse("EPSG:3006").name() == "SWEREF 99 TM");
  const auto own = Crs::parse("+proj=tmerc +lat_0=0 +lon_0=15 +k=1 +x_0=1 +y_0=2 +ellps=GRS80 +units=m +type=crs");
  CHECK(own.id() == own.name());
  CHECK_FALSE(own.name().empty());
}

TEST_CASE("Only a projected system with metres on both axes is in metres") {
  CHECK(Crs::parse("EPSG:3006").is_in_metres());
  CHECK(Crs::parse("EPSG:3009").is_in_metres());
  CHECK(Crs::parse("EPSG:3021").is_in_metres());
  CHECK(Crs::parse("EPSG:32616").is_in_metres());
  CHECK(Crs::parse("EPSG:3857").is_in_metres());        // which are none on the ground: test_projection_scale
  CHECK_FALSE(Crs::parse("EPSG:4326").is_in_metres());  // degrees
  CHECK_FALSE(Crs::parse("EPSG:3435").is_in_metres());  // US survey feet
  CHECK_FALSE(Crs::parse("EPSG:4978").is_in_metres());  // metres from the centre of the Earth
}

TEST_CASE("Data of one Swedish town gets the zone that is made for it") {
  CHECK(metric_crs_for({14.96, 56.15, 15.50, 56.49}).id() == "EPSG:3009");  // Ronneby: SWEREF 99 15 00
  CHECK(metric_crs_for({13.0, 55.55, 13.1, 55.65}).id() == "EPSG:3008");    // Malmö: SWEREF 99 13 30
  CHECK(metric_crs_for({17.9, 59.25, 18.2, 59.4}).id() == "EPSG:3011");     // Stockholm: SWEREF 99 18 00
}

TEST_CASE("Data of the whole of Sweden gets SWEREF 99 TM") {
  CHECK(metric_crs_for({11.0, 55.3, 24.1, 69.0}).id() == "EPSG:3006");
}

TEST_CASE("Data outside Sweden gets the UTM zone of its middle") {
  CHECK(metric_crs_for({-90.13, 34.99, -89.73, 35.26}).id() == "EPSG:32616");  // Memphis
  CHECK(metric_crs_for({-74.25, 40.49, -73.70, 40.92}).id() == "EPSG:32618");  // New York
  CHECK(metric_crs_for({-70.8, -33.7, -70.4, -33.3}).id() == "EPSG:32719");    // Santiago: southern hemisphere
  CHECK(metric_crs_for({-180, -18, -179, -17}).id() == "EPSG:32701");
  CHECK(metric_crs_for({179.5, -18, 180, -17}).id() == "EPSG:32760");
  CHECK(metric_crs_for({6, 10, 6, 10}).id() == "EPSG:32632");  // on the edge of two zones: the eastern
}

TEST_CASE("Near the poles no zone fits, and the message asks for a system") {
  for (const auto& box : {Box{10, 84.5, 11, 85}, Box{10, -89, 11, -81}}) {
    const auto message = failure<DataError>([&] { static_cast<void>(metric_crs_for(box)); });
    CHECK_THAT(message, Contains("no UTM zone fits"));
    CHECK_THAT(message, Contains("crs"));
  }
}

}  // namespace lykta::tests_of_crs
