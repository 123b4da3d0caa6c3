// Which rows are no positions, and which are in another system, is told by where all others lie.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#include "geo/read/stray_positions.hpp"
#include "tests/catch.hpp"

namespace lykta::tests_of_stray_positions {
namespace {

/// A town around Ronneby's station, as longitudes and latitudes; each a little elsewhere.
std::vector<Point> town_in_degrees(int events) {
  std::vector<Point> points;
  for (int i = 0; i < events; ++i) {
    points.push_back({15.27 + 0.0013 * (i % 17), 56.19 + 0.0011 * (i % 23)});
  }
  return points;
}

std::vector<Point> in_system(const std::vector<Point>& degrees, const char* id) {
  std::vector<Point> points;
  for (const auto& point : Projection(wgs84(), Crs::parse(id)).points(degrees)) {
    points.push_back(point.value());
  }
  return points;
}

std::vector<Point> exchanged(std::vector<Point> points) {
  for (auto& point : points) {
    std::swap(point.x, point.y);
  }
  return points;
}

std::vector<Point> joined(std::vector<Point> points, const std::vector<Point>& more) {
  points.insert(points.end(), more.begin(), more.end());
  return points;
}

StrayPositions find(const std::vector<Point>& points, const Crs& crs, const std::optional<Box>& others = std::nullopt) {
  return find_stray_positions(points, std::vector<std::uint8_t>(points.size(), 1), crs, others);
}

std::size_t count(const StrayPositions& found, RejectCause cause) {
  return static_cast<std::size_t>(std::ranges::count(found.none, cause, &NoPosition::cause));
}

}  // namespace

TEST_CASE("A row with one zero, and one with nines or -1, is no position") {
  const auto events = in_system(town_in_degrees(100), "EPSG:3006");
  const auto crs = Crs::parse("EPSG:3006");
  const auto found =
      find(joined(events, {{516500, 0}, {0, 6228000}, {999999, 9999999}, {-1, 6228000}, {516500, 99999.99}}), crs);
  CHECK(count(found, RejectCause::zero_position) == 2);
  CHECK(count(found, RejectCause::placeholder_position) == 3);
  CHECK(found.none.front().index == 100);
  CHECK(found.far_off == 0);
  const auto in_degrees = find(joined(town_in_degrees(100), {{-1, -1}, {0, 56.2}, {999.999999, 99.999999}}), wgs84());
  CHECK(count(in_degrees, RejectCause::zero_position) == 1);
  CHECK(count(in_degrees, RejectCause::placeholder_position) == 2);
}

TEST_CASE("On the meridian of Greenwich a longitude of 0 is a place") {
  std::vector<Point> london;
  for (int i = 0; i < 60; ++i) {
    london.push_back({-0.005 + 0.001 * (i % 11), 51.47 + 0.001 * (i % 13)});
  }
  london.push_back({0, 51.477});
  CHECK(find(london, wgs84()).none.empty());
}

TEST_CASE("A value that three rows share far from all others is none, and three rows of another town are places") {
  const auto events = in_system(town_in_degrees(100), "EPSG:3006");
  const auto crs = Crs::parse("EPSG:3006");
  const Point nowhere{700'000, 7'000'000};
  CHECK(count(find(joined(events, {nowhere, nowhere, nowhere}), crs), RejectCause::placeholder_position) == 3);
  const auto two = find(joined(events, {nowhere, nowhere}), crs);
  CHECK(two.none.empty());
  CHECK(two.far_off == 2);
  CHECK(two.far_off_km > 700);
  // Stockholm: one address three times, and two more.
  const Point station{674'000, 6'580'000};
  const auto stockholm =
      find(joined(events, {station, station, station, {674'900, 6'580'400}, {673'000, 6'581'000}}), crs);
  CHECK(stockholm.none.empty());
  CHECK(stockholm.far_off == 5);
}

TEST_CASE("Rows of another system, exchanged ones and degrees are told from each other") {
  const auto degrees = town_in_degrees(60);
  const std::vector<Point> few(degrees.begin(), degrees.begin() + 6);
  const auto taken = Crs::parse("EPSG:3009");
  auto points = in_system(degrees, "EPSG:3009");
  points = joined(points, in_system(few, "EPSG:3006"));
  points = joined(points, exchanged(in_system(few, "EPSG:3009")));
  points = joined(points, few);
  const auto found = find(points, taken, Box{15.0, 56.0, 15.6, 56.5});
  REQUIRE(found.other_systems.size() == 3);
  for (const auto& [id, swapped] :
       {std::pair{"EPSG:3009", true}, std::pair{"EPSG:4326", false}, std::pair{"EPSG:3006", false}}) {
    CAPTURE(id);
    const auto other = std::ranges::find(found.other_systems, id, &OtherSystemRows::crs);
    REQUIRE(other != found.other_systems.end());
    CHECK(other->swapped == swapped);
    CHECK(other->rows == 6);
    CHECK(other->share == Approx(6.0 / 78));
    CHECK(other->left_out);
  }
  CHECK(count(found, RejectCause::other_system) == 18);
}

TEST_CASE("Every fifth row of RT 90 or with x and y exchanged does not stay among those of SWEREF 99 TM") {
  const auto degrees = town_in_degrees(160);
  const std::vector<Point> others(degrees.begin(), degrees.begin() + 40);
  const auto crs = Crs::parse("EPSG:3006");
  const auto events = in_system(degrees, "EPSG:3006");
  const auto rt90 = find(joined(events, in_system(others, "EPSG:3021")), crs);
  REQUIRE(rt90.other_systems.size() == 1);
  CHECK(rt90.other_systems.front().crs == "EPSG:3021");
  CHECK(rt90.other_systems.front().share == Approx(0.2));
  CHECK(count(rt90, RejectCause::other_system) == 40);
  CHECK(rt90.none.front().why == "(EPSG:3021 puts it among the others)");
  const auto swapped = find(joined(events, exchanged(in_system(others, "EPSG:3006"))), crs);
  REQUIRE(swapped.other_systems.size() == 1);
  CHECK(swapped.other_systems.front().is_taken_system);
  CHECK(count(swapped, RejectCause::other_system) == 40);
}

TEST_CASE("Rows that the neighbouring zone explains stay, as they may be places, and are counted") {
  const auto degrees = town_in_degrees(60);
  const std::vector<Point> few(degrees.begin(), degrees.begin() + 6);
  const auto taken = Crs::parse("EPSG:3009");
  // SWEREF 99 15 45: some 46 km to the west when taken for 15 00.
  const auto found = find(joined(in_system(degrees, "EPSG:3009"), in_system(few, "EPSG:3013")), taken);
  CHECK(found.none.empty());
  REQUIRE(found.other_systems.size() == 1);
  CHECK(found.other_systems.front().crs == "EPSG:3013");
  CHECK_FALSE(found.other_systems.front().left_out);
  CHECK(found.far_off == 6);
}

namespace {

/// A municipality of 35 km on each side of a middle in zone 13 30, where no gap of three times parts what lies 92 km off.
std::vector<Point> municipality_in_degrees() {
  std::vector<Point> points;
  for (int i = 0; i < 169; ++i) {
    points.push_back({13.9 + 0.09 * (i % 13 - 6), 56.0 + 0.05 * (i / 13 - 6)});
  }
  return points;
}

}  // namespace

TEST_CASE("In a large municipality rows of the zone beside it are told too, and stay") {
  const auto degrees = municipality_in_degrees();
  std::vector<Point> every_fourth;
  for (std::size_t i = 0; i < degrees.size(); i += 4) {
    every_fourth.push_back(degrees[i]);
  }
  const auto taken = Crs::parse("EPSG:3008");
  const auto all = joined(in_system(degrees, "EPSG:3008"), in_system(every_fourth, "EPSG:3009"));
  const auto found = find(all, taken);
  CHECK(found.none.empty());
  REQUIRE(found.other_systems.size() == 1);
  CHECK(found.other_systems.front().crs == "EPSG:3009");
  CHECK(found.other_systems.front().rows == every_fourth.size());
  CHECK_FALSE(found.other_systems.front().left_out);
  CHECK(find(in_system(degrees, "EPSG:3008"), taken).other_systems.empty());
}

TEST_CASE("Outside of a study area rows of the zone beside it are told, and those of a whole county are not") {
  const auto degrees = municipality_in_degrees();
  const auto taken = Crs::parse("EPSG:3008");
  const std::vector<Point> few(degrees.begin() + 60, degrees.begin() + 72);
  const auto with_area = [&](const std::vector<Point>& points) {
    const std::vector<std::uint8_t> keep(points.size(), 1);
    return find_stray_positions(points, keep, taken, Box{13.3, 55.65, 14.5, 56.35});
  };
  const auto found = with_area(joined(in_system(degrees, "EPSG:3008"), in_system(few, "EPSG:3009")));
  REQUIRE(found.other_systems.size() == 1);
  CHECK(found.other_systems.front().crs == "EPSG:3009");
  CHECK(found.other_systems.front().rows == few.size() - 1);  // one comes to lie less than 25 km outside
  // Rows from the sea in the west to the next county but one, as many everywhere.
  std::vector<Point> county;
  for (int i = 0; i < 400; ++i) {
    county.push_back({12.6 + 0.12 * (i % 20), 55.4 + 0.1 * (i / 20)});
  }
  CHECK(with_area(in_system(county, "EPSG:3008")).other_systems.empty());
}

}  // namespace lykta::tests_of_stray_positions
