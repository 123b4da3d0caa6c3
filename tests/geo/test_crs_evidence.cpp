#include <algorithm>
#include <limits>
#include <string>
#include <vector>

#include "geo/crs/crs_evidence.hpp"
#include "tests/catch.hpp"

namespace lykta::tests_of_crs_evidence {
namespace {

using Catch::Contains;
using Points = std::vector<Point>;

// Ronneby station, 56.206944 N 15.282778 E; its numbers have their origin in tests/geo/test_crs.cpp.
const Point station{15.282778, 56.206944};
const Point station_3006{517541.9, 6229148.3};
const Point station_3009{167548.9, 6231640.9};
const Point station_3021{1467576.0, 6231095.5};

const Box ronneby{14.95, 56.05, 15.55, 56.55};
const Box chicago{-87.93, 41.64, -87.52, 42.02};

/// A hundred points on a square of 900 steps around a point.
Points around(const Point& middle, double step = 10) {
  Points points;
  for (int i = 0; i < 10; ++i) {
    for (int j = 0; j < 10; ++j) {
      points.push_back({middle.x + (i - 4.5) * step, middle.y + (j - 4.5) * step});
    }
  }
  return points;
}

Points swapped(Points points) {
  std::ranges::for_each(points, [](Point& point) { std::swap(point.x, point.y); });
  return points;
}

/// Points all over a box of degrees, in another system.
Points all_over(const Box& degrees, const char* crs) {
  Points points;
  for (int i = 0; i < 20; ++i) {
    for (int j = 0; j < 20; ++j) {
      points.push_back(
          {degrees.min_x + degrees.width() * (i + 0.5) / 20, degrees.min_y + degrees.height() * (j + 0.5) / 20});
    }
  }
  Points result;
  for (const auto& point : Projection(wgs84(), Crs::parse(crs)).points(points)) {
    REQUIRE(point.has_value());
    result.push_back(*point);
  }
  return result;
}

std::vector<CrsCandidate> likely(const Points& points, const char* x = "", const char* y = "",
                                 std::optional<Box> expected = {}) {
  return likely_systems({points, x, y, expected});
}

std::vector<std::string> ids_of_rank(const std::vector<CrsCandidate>& candidates, int rank) {
  std::vector<std::string> ids;
  for (const auto& candidate : candidates) {
    if (candidate.rank == rank) {
      ids.push_back(candidate.id);
    }
  }
  return ids;
}

/// The best system, which must be the only one of its rank; "-" in front where x and y are swapped; "" for none.
std::string best(const std::vector<CrsCandidate>& candidates) {
  if (candidates.empty()) {
    return "";
  }
  CAPTURE(candidates.front().why.en());
  CHECK(ids_of_rank(candidates, 0).size() == 1);
  return (candidates.front().swapped ? "-" : "") + candidates.front().id;
}

const auto nan = std::numeric_limits<double>::quiet_NaN();

}  // namespace

TEST_CASE("Around Ronneby the size of the numbers tells the system, in either order of x and y") {
  CHECK(best(likely(around(station, 0.001), "", "", ronneby)) == "EPSG:4326");
  CHECK(best(likely(around(station_3006), "", "", ronneby)) == "EPSG:3006");
  CHECK(best(likely(around(station_3009), "", "", ronneby)) == "EPSG:3009");
  CHECK(best(likely(around(station_3021), "", "", ronneby)) == "EPSG:3021");
  CHECK(best(likely(all_over(ronneby, "EPSG:3857"), "", "", ronneby)) == "EPSG:3857");
  CHECK(best(likely(swapped(around(station, 0.001)), "", "", ronneby)) == "-EPSG:4326");
  CHECK(best(likely(swapped(around(station_3006)), "", "", ronneby)) == "-EPSG:3006");
  CHECK(best(likely(swapped(around(station_3009)), "", "", ronneby)) == "-EPSG:3009");
  CHECK(best(likely(swapped(around(station_3021)), "", "", ronneby)) == "-EPSG:3021");
}

TEST_CASE("Without an expected area Swedish numbers are taken for Swedish") {
  CHECK(best(likely(around(station, 0.001))) == "EPSG:4326");
  CHECK(best(likely(around(station_3006))) == "EPSG:3006");
  CHECK(best(likely(around(station_3021))) == "EPSG:3021");
  CHECK(best(likely(swapped(around(station, 0.001)))) == "-EPSG:4326");
  CHECK(best(likely(swapped(around(station_3006)))) == "-EPSG:3006");
  CHECK(best(likely(swapped(around(station_3021)))) == "-EPSG:3021");
}

TEST_CASE("A candidate says its name, its share, its misfit and why") {
  const auto found = likely(around(station_3006), "", "", ronneby);
  REQUIRE_FALSE(found.empty());
  CHECK(found[0].name == "SWEREF 99 TM");
  CHECK(found[0].inside == 1.0);
  CHECK(found[0].misfit == 0.0);
  CHECK(found[0].why.en() == "100 % of the points lie in the expected area");
  const auto turned = likely(swapped(around(station_3006)), "", "", ronneby);
  REQUIRE_FALSE(turned.empty());
  CHECK_THAT(turned[0].why.en(), Contains("x holds the north coordinates"));
}

TEST_CASE("Systems with the same numbers come after the national one") {
  const auto found = likely(around(station_3006), "", "", ronneby);
  const auto utm = std::ranges::find(found, "EPSG:32633", &CrsCandidate::id);
  REQUIRE(utm != found.end());
  CHECK(utm->rank > 0);
  CHECK_THAT(utm->why.en(), Contains("about the same place as in EPSG:3006"));
}

TEST_CASE("Local zones that fit equally well are all named, and none is preferred") {
  const auto found = likely(around(station_3009));
  CHECK(ids_of_rank(found, 0) == std::vector<std::string>{"EPSG:3008", "EPSG:3009", "EPSG:3010"});
  for (const auto& zone : found) {
    CHECK_THAT(zone.why.en(), Contains("EPSG:3008, EPSG:3009, EPSG:3010 fit equally well"));
  }
}

TEST_CASE("A zone named in the header is taken") {
  const auto points = around(station_3009);
  CHECK(best(likely(points, "E (SWEREF 99 15 00)", "N (SWEREF 99 15 00)")) == "EPSG:3009");
  CHECK(best(likely(points, "sweref991500_e", "sweref991500_n")) == "EPSG:3009");
  CHECK(best(likely(points, "E", "N (SWEREF99 16 30)")) == "EPSG:3010");
  CHECK(best(likely(points, "x_3009", "y_3009")) == "EPSG:3009");
  CHECK(best(likely(points, "X EPSG:3008", "Y EPSG:3008")) == "EPSG:3008");
  CHECK(best(likely(swapped(points), "N (SWEREF 99 15 00)", "E (SWEREF 99 15 00)")) == "-EPSG:3009");
  CHECK(best(likely(around(station_3006), "E SWEREF 99 TM", "N SWEREF 99 TM")) == "EPSG:3006");
  CHECK(best(likely(around(station_3021), "Y RT90", "X RT90")) == "EPSG:3021");
  CHECK(best(likely(around(station_3021), "Y (RT 90 5 gon V)", "X (RT 90 5 gon V)")) == "EPSG:3020");
}

TEST_CASE("Zones of UTM are candidates all over the world, and degrees by name are never metres") {
  const std::vector<Point> zone_18{{583'960, 4'507'523}, {584'500, 4'508'000}, {585'100, 4'509'200}};
  const auto anywhere = likely(zone_18);
  const auto has = [&](const char* id) { return std::ranges::find(anywhere, id, &CrsCandidate::id) != anywhere.end(); };
  CHECK(has("EPSG:32618"));
  CHECK(has("EPSG:32601"));
  CHECK(has("EPSG:32760"));
  CHECK(best(likely(zone_18, "", "", Box{-74.3, 40.4, -73.6, 41.0})) == "EPSG:32618");
  // A study area on more than twenty degrees is no narrower search.
  const auto wide = likely(zone_18, "", "", Box{-90, 30, -60, 50});
  CHECK(std::ranges::find(wide, "EPSG:32618", &CrsCandidate::id) != wide.end());
  const std::vector<Point> unreadable{{1575.4379, 5681.1125}, {1590.0569, 5677.1215}, {1560.5154, 5690.9290}};
  CHECK(likely(unreadable, "Longitud", "Latitud").empty());
}

TEST_CASE("A header that names a UTM zone or a code reaches beyond Sweden") {
  const Point vancouver{491000, 5459000};
  CHECK(best(likely(around(vancouver), "UTM10 E", "UTM10 N")) == "EPSG:32610");
  CHECK(best(likely(around(vancouver), "E (EUREF89 UTM zone 33)", "N")) == "EPSG:25833");
  CHECK(best(likely(all_over(chicago, "EPSG:3435"), "x (EPSG:3435)", "y (EPSG:3435)")) == "EPSG:3435");
}

TEST_CASE("A header that cannot be right does not help a system") {
  CHECK(best(likely(around(station_3006), "E (SWEREF 99 15 00)", "N (SWEREF 99 15 00)")) == "EPSG:3006");
  CHECK(best(likely(around(station_3006), "lon", "lat")) == "EPSG:3006");
  CHECK(best(likely(around(station_3006), "x EPSG:999999", "y EPSG:999999")) == "EPSG:3006");
  CHECK(best(likely(around(station_3006), "x EPSG:4258", "y EPSG:4258")) == "EPSG:3006");  // longitudes and latitudes
  CHECK(best(likely(around(station_3006), "x EPSG:5613", "y EPSG:5613")) == "EPSG:3006");  // heights
}

TEST_CASE("Years and numbers in a header are no zones") {
  CHECK(ids_of_rank(likely(around(station_3009), "x_1500", "y_1500"), 0).size() == 3);
  CHECK(ids_of_rank(likely(around(station_3009), "E", "N"), 0).size() == 3);
}

TEST_CASE("The names of the columns decide where degrees could be read both ways") {
  const auto muscat = around({58.4, 23.6}, 0.001);  // the other way round it would lie north of Gotland
  CHECK(best(likely(muscat, "lon", "lat")) == "EPSG:4326");
  CHECK(best(likely(muscat, "latitude", "longitude")) == "-EPSG:4326");
  CHECK(best(likely(muscat, "Breddgrad", "Längdgrad")) == "-EPSG:4326");
  CHECK(best(likely(muscat)) == "-EPSG:4326");  // Sweden first
}

TEST_CASE("Degrees anywhere are degrees") {
  CHECK(best(likely(all_over(chicago, "EPSG:4326"))) == "EPSG:4326");
  CHECK(best(likely(all_over(chicago, "EPSG:4326"), "", "", chicago)) == "EPSG:4326");
  CHECK(best(likely(swapped(all_over(chicago, "EPSG:4326")), "", "", chicago)) == "-EPSG:4326");
}

TEST_CASE("With an expected area the system is found anywhere in the world") {
  struct Place {
    const char* crs;
    Box area;
  };
  const Place places[] = {
      {"EPSG:3435", chicago},                           // state plane, US survey feet
      {"EPSG:26971", chicago},                          // state plane, metres
      {"EPSG:2263", {-74.26, 40.49, -73.70, 40.92}},    // New York
      {"EPSG:27700", {-0.51, 51.28, 0.33, 51.69}},      // London
      {"EPSG:25832", {10.55, 59.81, 10.95, 60.13}},     // Oslo
      {"EPSG:2154", {2.22, 48.81, 2.47, 48.91}},        // Paris
      {"EPSG:27572", {2.22, 48.81, 2.47, 48.91}},       // Paris, longitudes from Paris in gon
      {"EPSG:32756", {150.95, -34.05, 151.35, -33.70}}  // Sydney
  };
  for (const auto& [crs, area] : places) {
    CAPTURE(crs);
    CHECK(best(likely(all_over(area, crs), "", "", area)) == crs);
    CHECK(best(likely(swapped(all_over(area, crs)), "", "", area)) == std::string("-") + crs);
  }
}

TEST_CASE("Numbers that fit nothing get no system") {
  CHECK(likely(all_over(chicago, "EPSG:3435")).empty());  // feet, and no idea where
  CHECK(likely(around({9e7, 9e7})).empty());
  CHECK(likely(around({9e7, 9e7}), "E (SWEREF 99 TM)", "N (SWEREF 99 TM)").empty());
  CHECK(likely(around(station_3006), "", "", chicago).empty());
}

TEST_CASE("No points, zeros and what is no number get no system") {
  CHECK(likely({}).empty());
  CHECK(likely(Points(10)).empty());
  CHECK(likely({{nan, nan}, {std::numeric_limits<double>::infinity(), 1}}).empty());
}

TEST_CASE("Zeros are left out of the shares, and outliers do not move the middle") {
  auto points = around(station_3006);
  points.resize(200);  // as many zeros as points
  for (int i = 0; i < 40; ++i) {
    points.push_back({1e300, -1e12 * i});
    points.push_back({nan, 5});
  }
  const auto found = likely(points, "", "", ronneby);
  CHECK(best(found) == "EPSG:3006");
  CHECK(found[0].inside == Approx(100.0 / 140));
  CHECK(found[0].misfit == 0);
}

TEST_CASE("Points beside the expected area get the system that brings them near, and the distance") {
  // Karlshamn lies some 25 km west of a study area around the town of Ronneby.
  const Box town{15.25, 56.18, 15.32, 56.24};
  const auto found = likely(all_over({14.80, 56.15, 14.90, 56.20}, "EPSG:3006"), "", "", town);
  CHECK(best(found) == "EPSG:3006");
  CHECK(found[0].inside == 0);
  CHECK(found[0].misfit == Approx(24.8).margin(0.5));  // 0.4 degrees of longitude
  CHECK_THAT(found[0].why.en(), Contains("the middle of the points lies 25 km from the expected area"));
}

TEST_CASE("Many points give what few of them give") {
  const auto few = all_over(ronneby, "EPSG:3009");
  Points many;
  for (int i = 0; i < 50; ++i) {
    many.insert(many.end(), few.begin(), few.end());
  }
  CHECK(best(likely(many, "", "", ronneby)) == "EPSG:3009");
}

TEST_CASE("A declared system that puts the points where they are expected is not contradicted") {
  for (const auto* crs : {"EPSG:4326", "EPSG:3006", "EPSG:3009", "EPSG:3021", "EPSG:3857"}) {
    CAPTURE(crs);
    const auto points = all_over(ronneby, crs);
    CHECK_FALSE(contradiction(Crs::parse(crs), {points, "", "", ronneby}).has_value());
    CHECK_FALSE(contradiction(Crs::parse(crs), {points, "", "", {}}).has_value());
  }
  const auto feet = all_over(chicago, "EPSG:3435");
  CHECK_FALSE(contradiction(Crs::parse("EPSG:3435"), {feet, "", "", chicago}).has_value());
  CHECK_FALSE(contradiction(Crs::parse("EPSG:3435"), {feet, "", "", {}}).has_value());
}

TEST_CASE("A declared system that puts the points elsewhere is contradicted, and the likely one named") {
  struct Mistake {
    const char* declared;
    Points points;
    const char* likely;
  };
  const Mistake mistakes[] = {{"EPSG:3006", around(station_3009), "EPSG:3009"},
                              {"EPSG:3010", around(station_3009), "EPSG:3009"},
                              {"EPSG:3021", around(station_3006), "EPSG:3006"},
                              {"EPSG:3006", around(station, 0.001), "EPSG:4326"},
                              {"EPSG:4326", around(station_3006), "EPSG:3006"}};
  for (const auto& [declared, points, expected] : mistakes) {
    CAPTURE(declared, expected);
    const auto found = contradiction(Crs::parse(declared), {points, "", "", ronneby});
    REQUIRE(found.has_value());
    REQUIRE(found->likely.has_value());
    CHECK(found->likely->id == expected);
    CHECK_FALSE(found->likely->swapped);
    CHECK_THAT(found->what, Contains(declared));
  }
}

TEST_CASE("A contradiction says where the points would lie") {
  // One zone too far east: 1.5 degrees of longitude.
  const auto found = contradiction(Crs::parse("EPSG:3010"), {around(station_3009), "", "", ronneby});
  REQUIRE(found.has_value());
  CHECK(found->what == "in EPSG:3010 the middle of the points lies at 16.8 E 56.2 N, 76 km from the study area");
  const auto impossible = contradiction(wgs84(), {around(station_3006), "", "", ronneby});
  REQUIRE(impossible.has_value());
  CHECK(impossible->what == "in EPSG:4326 most of the points have no place on the earth");
}

TEST_CASE("Swapped coordinates of the declared system are noticed") {
  const auto projected = contradiction(Crs::parse("EPSG:3006"), {swapped(around(station_3006)), "", "", {}});
  REQUIRE(projected.has_value());
  REQUIRE(projected->likely.has_value());
  CHECK(projected->likely->id == "EPSG:3006");
  CHECK(projected->likely->swapped);
  const auto turned = swapped(around(station, 0.001));
  const auto degrees = contradiction(wgs84(), {turned, "", "", {}});
  REQUIRE(degrees.has_value());
  CHECK_THAT(degrees->what, Contains("at 56.2 E 15.3 N") && Contains("from Sweden"));
  REQUIRE(degrees->likely.has_value());
  CHECK(degrees->likely->swapped);
  CHECK_FALSE(contradiction(wgs84(), {turned, "lon", "lat", {}}).has_value());  // the file ought to know
}

TEST_CASE("A contradiction may know no better system") {
  const auto found =
      contradiction(Crs::parse("EPSG:3006"), {all_over({17.9, 59.2, 18.2, 59.4}, "EPSG:3006"), "", "", ronneby});
  REQUIRE(found.has_value());  // Stockholm
  CHECK_FALSE(found->likely.has_value());
}

TEST_CASE("Points that come into the area in part, or close to it, do not contradict") {
  auto points = around(station_3006);
  for (int i = 0; i < 100; ++i) {
    points.insert(points.end(), {{674000, 6580000}, {675000, 6581000}});  // Stockholm, two thirds of the file
  }
  CHECK_FALSE(contradiction(Crs::parse("EPSG:3006"), {points, "", "", ronneby}).has_value());
  const auto beside = all_over({15.58, 56.1, 15.65, 56.2}, "EPSG:3006");  // Karlskrona
  CHECK_FALSE(contradiction(Crs::parse("EPSG:3006"), {beside, "", "", ronneby}).has_value());
}

TEST_CASE("Nothing contradicts where there is nothing to say it with") {
  CHECK_FALSE(contradiction(Crs::parse("EPSG:3006"), {{}, "", "", ronneby}).has_value());
  CHECK_FALSE(contradiction(Crs::parse("EPSG:3006"), {Points(5), "", "", ronneby}).has_value());
  const auto local = Crs::parse("LOCAL_CS[\"site grid\",UNIT[\"metre\",1]]");
  CHECK_FALSE(contradiction(local, {around({500, 500}), "", "", ronneby}).has_value());
}

TEST_CASE("The zero of a state plane is known by its degrees") {
  // What Chicago's open data hold for empty coordinates.
  const Points suspects{{-91.686566, 36.619446}, {-91.6867, 36.6194}, {-91.69, 36.62}, {0, 0}};
  const auto found = zero_of_system(suspects, chicago);
  REQUIRE(found.size() == 4);
  CHECK(found[0] == "EPSG:3435");
  CHECK(found[1] == "");  // more than 1e-4 degrees away
  CHECK(found[2] == "");
  CHECK(found[3] == "");
}

TEST_CASE("A zero belongs to a system in use where the data lie") {
  const Points chicago_zero{{-91.686566, 36.619446}};
  CHECK(zero_of_system(chicago_zero, ronneby) == std::vector<std::string>{""});
  CHECK(zero_of_system({}, chicago).empty());
}

TEST_CASE("A zero of another datum is found behind its shift") {
  // "0, 0" of RT 90 2.5 gon V: 1500 km west of its meridian at the equator, where nobody lives.
  const auto zero = Projection(Crs::parse("EPSG:3021"), wgs84()).points(Points{{0, 0}})[0];
  REQUIRE(zero.has_value());
  CHECK(zero_of_system(Points{*zero}, ronneby) == std::vector<std::string>{"EPSG:3021"});
}

TEST_CASE("A suspect among the data is none") {
  const Points suspect{{-91.686566, 36.619446}};
  CHECK(zero_of_system(suspect, {-92, 36, -87, 42}) == std::vector<std::string>{""});
}

TEST_CASE("What to do about a contradiction is said in the words of a configuration, or of a command") {
  const auto declared = Crs::parse("EPSG:3006");
  CrsContradiction found{
      "far away", CrsCandidate{.id = "EPSG:3009", .name = {}, .swapped = true, .why = Said::same("fits")}, {}};
  const CrsWords command{.crs_option = "--source-crs", .columns = "--x and --y"};
  CHECK_THAT(words_for(found, declared), Catch::EndsWith("state crs = \"EPSG:3009\" and exchange the columns x and y"));
  CHECK_THAT(words_for(found, declared, command),
             Catch::EndsWith("state --source-crs EPSG:3009 and exchange --x and --y"));
  found.rivals = {"EPSG:3008", "EPSG:3010"};
  CHECK(words_for(found, declared, command) ==
        "far away; EPSG:3009 and EPSG:3008, EPSG:3010 fit equally well: state which it is (--source-crs), or give a "
        "study area that tells");
  found.likely.reset();
  CHECK(words_for(found, declared, command) == "far away; check --source-crs and --x and --y");
}

}  // namespace lykta::tests_of_crs_evidence
