#include <cmath>
#include <future>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "geo/crs/crs.hpp"
#include "geo/crs/transformation.hpp"
#include "tests/catch.hpp"
#include "tests/geo/scratch.hpp"

namespace lykta::tests_of_transformation {
namespace {

using Catch::Contains;
using test::near;

std::vector<Point> scattered(const Point& middle, double reach, std::size_t number) {
  std::vector<Point> points;
  for (std::size_t i = 0; i < number; ++i) {
    const auto turn = static_cast<double>(i) * 2.399963;  // the golden angle fills a disc evenly
    const auto far = reach * std::sqrt(static_cast<double>(i) / static_cast<double>(number));
    points.push_back({middle.x + far * std::cos(turn), middle.y + far * std::sin(turn)});
  }
  return points;
}

std::vector<std::optional<Point>> moved(const char* from, const char* to, const std::vector<Point>& points) {
  return Projection(Crs::parse(from), Crs::parse(to)).points(points);
}

CrsOperation operation(const char* from, const char* to, const Point& degrees) {
  const auto there = moved("EPSG:4326", from, {degrees})[0];
  REQUIRE(there.has_value());
  const auto found =
      Projection(Crs::parse(from), Crs::parse(to)).operation_over({there->x, there->y, there->x, there->y});
  REQUIRE(found.has_value());
  return *found;
}

}  // namespace

TEST_CASE("Usual systems: each point comes where GDAL puts it, to the last bit") {
  const std::pair<const char*, const char*> ways[] = {
      {"EPSG:4326", "EPSG:3006"}, {"EPSG:4326", "EPSG:3009"},  {"EPSG:3006", "EPSG:3009"},  {"EPSG:3009", "EPSG:4326"},
      {"EPSG:3006", "EPSG:4326"}, {"EPSG:4326", "EPSG:32633"}, {"EPSG:25833", "EPSG:3009"}, {"EPSG:3006", "EPSG:32633"},
      {"EPSG:3021", "EPSG:3006"}, {"EPSG:4326", "EPSG:3021"},  {"EPSG:3857", "EPSG:3006"},  {"EPSG:4326", "EPSG:3857"},
      {"OGC:CRS84", "EPSG:3006"}, {"EPSG:3035", "EPSG:3006"},  {"EPSG:4258", "EPSG:3006"},  {"EPSG:3152", "EPSG:4326"}};
  for (const auto& [from, to] : ways) {
    CAPTURE(from, to);
    const auto start = Crs::parse(from);
    const auto end = Crs::parse(to);
    const std::unique_ptr<OGRCoordinateTransformation, void (*)(OGRCoordinateTransformation*)> gdal(
        OGRCreateCoordinateTransformation(&start.reference(), &end.reference()),
        &OGRCoordinateTransformation::DestroyCT);
    REQUIRE(gdal);
    std::vector<Point> points;
    for (const auto& point : moved("EPSG:4326", from, scattered({15.28, 56.2}, 0.3, 2000))) {
      points.push_back(point.value());
    }
    const auto found = Projection(start, end).points(points);
    for (std::size_t i = 0; i < points.size(); ++i) {
      REQUIRE(gdal->Transform(1, &points[i].x, &points[i].y) != 0);
      REQUIRE(found[i] == points[i]);
    }
  }
}

TEST_CASE("Threads have a transformation each, and all of them the same result") {
  const auto points = scattered({15.28, 56.2}, 0.5, 20000);
  const auto alone = moved("EPSG:4326", "EPSG:3021", points);
  std::vector<std::future<std::vector<std::optional<Point>>>> running;
  for (int i = 0; i < 6; ++i) {
    running.push_back(std::async(std::launch::async, [&] { return moved("EPSG:4326", "EPSG:3021", points); }));
  }
  for (auto& each : running) {
    CHECK(each.get() == alone);
  }
  auto in_place = points;
  in_place.push_back({15, 95});
  std::vector<std::uint8_t> usable(in_place.size(), 1);
  Projection(wgs84(), Crs::parse("EPSG:3021")).points_in_place(in_place, usable);
  for (std::size_t i = 0; i < points.size(); ++i) {
    REQUIRE(in_place[i] == alone[i]);
  }
  CHECK(in_place.back() == Point{15, 95});
  CHECK(usable.back() == 0);
}

TEST_CASE("Axes are taken as files hold them, where the authority puts the north first and where it does not") {
  // The pole of the Universal Polar Stereographic grid lies at 2 000 000, 2 000 000; 10 degrees from it towards 90 E is east.
  for (const auto* crs : {"EPSG:32661", "EPSG:5041"}) {
    CAPTURE(crs);
    const auto east = moved("EPSG:4326", crs, {{90, 80}})[0];
    REQUIRE(east.has_value());
    CHECK(east->x > 3e6);
    CHECK(east->y == near(1, 2e6));
  }
  const auto auckland = moved("EPSG:4326", "EPSG:2193", {{174.76, -36.85}})[0];
  REQUIRE(auckland.has_value());
  CHECK(auckland->x == near(5000, 1757000));
  CHECK(auckland->y == near(5000, 5920000));
}

TEST_CASE("A PROJ string inside WKT has east first, whatever axes the WKT names") {
  const auto system = [](const std::string& end) {
    return "PROJCS[\"grid\",GEOGCS[\"g\",DATUM[\"D\",SPHEROID[\"GRS "
           "1980\",6378137,298.257222101]],PRIMEM[\"Greenwich\",0],"
           "UNIT[\"degree\",0.0174532925199433]],PROJECTION[\"Transverse_Mercator\"],PARAMETER[\"latitude_of_origin\","
           "0],"
           "PARAMETER[\"central_meridian\",15],PARAMETER[\"scale_factor\",0.9996],PARAMETER[\"false_easting\",500000],"
           "PARAMETER[\"false_northing\",0],UNIT[\"metre\",1],AXIS[\"Northing\",NORTH],AXIS[\"Easting\",EAST]" +
           end + "]";
  };
  const auto with_string = system(
      ",EXTENSION[\"PROJ4\",\"+proj=tmerc +lat_0=0 +lon_0=15 +k=0.9996 +x_0=500000 +y_0=0 +ellps=GRS80 +units=m "
      "+no_defs\"]");
  const std::vector<Point> ronneby{{15.28, 56.2}};
  for (const auto& text : {system(""), with_string}) {
    const auto there = moved("EPSG:4326", text.c_str(), ronneby)[0];
    REQUIRE(there.has_value());
    CHECK(there->x == near(1, 517372.7));  // gdaltransform 3.6.2 of the system without the string
    CHECK(there->y == near(1, 6228374.7));
    const auto back = moved(text.c_str(), "EPSG:4326", {*there})[0];
    REQUIRE(back.has_value());
    CHECK(back->x == near(1e-6, 15.28));
    CHECK(back->y == near(1e-6, 56.2));
  }
}

TEST_CASE("The operation between two systems has a name and the accuracy that is published for it") {
  const auto rt90 = operation("EPSG:3021", "EPSG:3006", {15.28, 56.2});
  CHECK_THAT(rt90.name, Contains("RT90 to SWEREF99 (1)") && Contains("SWEREF99 TM"));
  CHECK(rt90.accuracy_m == 0.1);
  CHECK_FALSE(rt90.is_ballpark);
  const auto gps = operation("EPSG:4326", "EPSG:3009", {15.28, 56.2});
  CHECK_THAT(gps.name, Contains("SWEREF99 to WGS 84 (1)"));
  CHECK(gps.accuracy_m == 1);
  CHECK(operation("EPSG:3006", "EPSG:3009", {15.28, 56.2}).accuracy_m == 0);  // one datum, nothing but formulas
  CHECK(operation("EPSG:4267", "EPSG:4326", {-150, 61}).accuracy_m == 12);    // NAD27 in Alaska
}

TEST_CASE("A shift between datums that nobody knows is a ballpark") {
  const auto found = operation("EPSG:4178", "EPSG:3006", {20, 52});
  CHECK(found.is_ballpark);
  CHECK_THAT(found.name, Contains("Ballpark"));
  CHECK_FALSE(found.accuracy_m.has_value());
  CHECK(operation("+proj=tmerc +lon_0=15 +x_0=150000 +ellps=bessel +units=m +type=crs", "EPSG:3006", {15.28, 56.2})
            .is_ballpark);
}

TEST_CASE("Between the same system there is no operation, and none where the box has no place") {
  CHECK_FALSE(Projection(wgs84(), wgs84()).operation_over({15, 56, 16, 57}));
  CHECK_FALSE(Projection(wgs84(), Crs::parse("EPSG:3006")).operation_over({1e9, 1e9, 2e9, 2e9}));
}

TEST_CASE("Where operations differ over a box the one that is known worst is told") {
  // NAD27 to WGS 84: 12 m in Alaska, 10 m in the contiguous states.
  const auto nad27 = Crs::parse("EPSG:4267");
  const auto found = Projection(nad27, wgs84()).operation_over({-150, 40, -88, 61});
  REQUIRE(found.has_value());
  CHECK((found->is_ballpark || found->accuracy_m >= 12));
}

}  // namespace lykta::tests_of_transformation
