#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "geo/files/sha256.hpp"
#include "geo/read/inputs.hpp"
#include "geo/read/zone_polygons.hpp"
#include "tests/catch.hpp"
#include "tests/geo/ogr_file.hpp"
#include "tests/geo/scratch.hpp"

namespace lykta::tests_of_zone_polygons {
namespace {

using Catch::Contains;
using test::failure;
using test::near;
using test::OgrLayer;
using test::Scratch;
using test::write_with_ogr;
using Texts = std::vector<std::string>;

/// A square kilometre at so many kilometres east and north of a corner near Karlshamn.
std::string square(int east, int north) {
  const auto x = 500000 + 1000 * east;
  const auto y = 6226000 + 1000 * north;
  return fmt::format("POLYGON (({0} {1}, {2} {1}, {2} {3}, {0} {3}, {0} {1}))", x, y, x + 1000, y + 1000);
}

OgrLayer wards() {
  OgrLayer layer;
  layer.name = "wards";
  layer.type = wkbUnknown;
  layer.fields = {{"code", OFTString}, {"name", OFTString}, {"people", OFTString}, {"streets_km", OFTReal}};
  layer.rows = {{"0101", "Norr", "2 100", "1.234"}, {"0102", "Söder", "950", "20"}};
  layer.wkt = {square(0, 0), square(1, 0)};
  return layer;
}

ZonesDescription described(const std::string& path) {
  ZonesDescription zones;
  zones.path = path;
  zones.path_as_written = "wards.gpkg";
  zones.id_column = "code";
  zones.name_column = "name";
  zones.exposure_column = "people";
  return zones;
}

struct TakenZones {
  std::vector<OwnPolygon> zones;
  ZonesReport report;
};

TakenZones taken(const ZonesDescription& description, const std::string& crs = "EPSG:3006") {
  TakenZones result;
  ZonePolygons polygons(description, {}, {});
  result.zones = polygons.take(Crs::parse(crs), result.report);
  return result;
}

TakenZones taken(const Scratch& scratch, const OgrLayer& layer) {
  const auto path = scratch.path("wards.gpkg");
  write_with_ogr(path, "GPKG", {layer});
  return taken(described(path));
}

Texts ids_of(const std::vector<OwnPolygon>& zones) {
  Texts ids;
  std::ranges::transform(zones, std::back_inserter(ids), &OwnPolygon::id);
  return ids;
}

/// Three events in the first two squares.
SourceDescription events(const Scratch& scratch) {
  SourceDescription source;
  source.name = "events";
  source.path = scratch.write("e.csv", "x;y\n500500;6226500\n501500;6226500\n501600;6226400\n");
  source.path_as_written = "e.csv";
  source.crs = "EPSG:3006";
  source.columns.x = "x";
  source.columns.y = "y";
  return source;
}

}  // namespace

TEST_CASE("Zones are read with their codes, names and exposures") {
  const Scratch scratch;
  const auto [zones, report] = taken(scratch, wards());
  REQUIRE(zones.size() == 2);
  CHECK(zones[0].id == "0101");
  CHECK(zones[0].name == "Norr");
  CHECK(zones[0].exposure == 2100);
  CHECK(area_m2(zones[0].area) == near(1e-3, 1e6));
  CHECK(zones[1].name == "Söder");
  CHECK(zones[1].exposure == 950);
  CHECK(report.path == "wards.gpkg");
  CHECK(report.layer == "wards");
  CHECK(report.driver == "GPKG");
  CHECK(report.crs == "EPSG:3006");
  CHECK(report.features == 2);
  CHECK(report.zones == 2);
  CHECK(report.without_polygon.empty());
  CHECK(report.without_exposure.empty());
  CHECK(report.defaults.empty());
}

TEST_CASE("Without named columns the feature ids are the codes, and no exposure is missed") {
  const Scratch scratch;
  const auto path = scratch.path("wards.gpkg");
  write_with_ogr(path, "GPKG", {wards()});
  ZonesDescription description;
  description.path = path;
  const auto [zones, report] = taken(description);
  CHECK(ids_of(zones) == Texts{"1", "2"});
  CHECK(zones[0].name.empty());
  CHECK(std::isnan(zones[0].exposure));
  CHECK(report.without_exposure.empty());
  CHECK(report.without_id == 0);
}

TEST_CASE("Numbers of a numeric column are never taken for thousands") {
  const Scratch scratch;
  const auto path = scratch.path("wards.gpkg");
  write_with_ogr(path, "GPKG", {wards()});
  auto description = described(path);
  description.exposure_column = "streets_km";
  const auto [zones, report] = taken(description);
  CHECK(zones[0].exposure == 1.234);
  CHECK(zones[1].exposure == 20);
  CHECK(report.defaults.empty());
}

TEST_CASE("Exposures in text may have a decimal comma, and what may be thousands is said") {
  const Scratch scratch;
  auto layer = wards();
  layer.rows = {{"a", "", "12,5", ""}, {"b", "", "1000,25", ""}};
  const auto with_comma = taken(scratch, layer);
  CHECK(with_comma.zones[0].exposure == 12.5);
  CHECK(with_comma.zones[1].exposure == 1000.25);
  CHECK(with_comma.report.defaults.empty());
  const Scratch other;
  layer.rows = {{"a", "", "1,234", ""}, {"b", "", "2,345", ""}};
  const auto thousands = taken(other, layer);
  CHECK(thousands.zones[0].exposure == 1234);
  REQUIRE(thousands.report.defaults.size() == 1);
  CHECK_THAT(thousands.report.defaults[0].en(), Contains("'people'") && Contains("'1,234'") && Contains("thousands"));
}

TEST_CASE("An exposure that is missing, no number or negative is not known, and is named") {
  const Scratch scratch;
  auto layer = wards();
  layer.rows = {
      {"a", "", "100", ""}, {"b", "", "", ""}, {"c", "", "many", ""}, {"d", "", "-5", ""}, {"e", "", "0", ""}};
  layer.wkt = {square(0, 0), square(1, 0), square(2, 0), square(3, 0), square(4, 0)};
  const auto [zones, report] = taken(scratch, layer);
  REQUIRE(zones.size() == 5);
  CHECK(std::isnan(zones[1].exposure));
  CHECK(std::isnan(zones[2].exposure));
  CHECK(std::isnan(zones[3].exposure));
  CHECK(zones[4].exposure == 0);
  CHECK(report.without_exposure == Texts{"b", "c", "d"});
  CHECK(report.unreadable_exposure == Texts{"c: 'many'", "d: '-5'"});
}

TEST_CASE("Features without a polygon are no zones, and are named") {
  const Scratch scratch;
  auto layer = wards();
  layer.rows = {{"a", "", "1", ""}, {"b", "", "2", ""}, {"c", "", "3", ""}, {"d", "", "4", ""}};
  layer.wkt = {square(0, 0), "", "POINT (500500 6226500)",
               "POLYGON ((500000 6226000, 500100 6226100, 500000 6226000))"};
  const auto [zones, report] = taken(scratch, layer);
  CHECK(ids_of(zones) == Texts{"a"});
  CHECK(report.features == 4);
  CHECK(report.zones == 1);
  CHECK(report.without_polygon == Texts{"b", "c", "d"});
}

TEST_CASE("Features without a code are zones of their own, called by their feature id") {
  const Scratch scratch;
  auto layer = wards();
  layer.rows = {{"a", "", "1", ""}, {"", "", "2", ""}, {" ", "", "3", ""}};
  layer.wkt = {square(0, 0), square(1, 0), square(2, 0)};
  const auto [zones, report] = taken(scratch, layer);
  CHECK(ids_of(zones) == Texts{"a", "feature 2", "feature 3"});
  CHECK(report.without_id == 2);
}

TEST_CASE("Features of one code become one zone when their exposures agree") {
  const Scratch scratch;
  auto layer = wards();
  layer.rows = {{"a", "", "100", ""}, {"b", "B", "", ""}, {"a", "A", "100", ""}, {"b", "", "7", ""}};
  // The parts of a lie side by side, those of b apart.
  layer.wkt = {square(0, 0), square(5, 5), square(1, 0), square(7, 5)};
  const auto [zones, report] = taken(scratch, layer);
  REQUIRE(ids_of(zones) == Texts{"a", "b"});
  CHECK(zones[0].name == "A");
  CHECK(zones[0].exposure == 100);
  CHECK(zones[0].area.rings.size() == 1);
  CHECK(area_m2(zones[0].area) == near(1e-3, 2e6));
  CHECK(zones[1].name == "B");
  CHECK(zones[1].exposure == 7);
  CHECK(zones[1].area.rings.size() == 2);
  CHECK(report.joined == 2);
  CHECK(report.features == 4);
  CHECK(report.zones == 2);
  CHECK(report.without_exposure.empty());
}

TEST_CASE("Features of one code with different exposures are refused") {
  const Scratch scratch;
  auto layer = wards();
  layer.rows = {{"a", "", "100", ""}, {"a", "", "200", ""}};
  const auto path = scratch.path("wards.gpkg");
  write_with_ogr(path, "GPKG", {layer});
  CHECK_THAT(failure<DataError>([&] { taken(described(path)); }),
             Contains("'a'") && Contains("'people'") && Contains("100") && Contains("200"));
}

TEST_CASE("Polygons that cross themselves are mended, holes stay holes") {
  const Scratch scratch;
  auto layer = wards();
  layer.wkt = {"POLYGON ((500000 6226000, 501000 6227000, 501000 6226000, 500000 6227000, 500000 6226000))",
               "POLYGON ((502000 6226000, 503000 6226000, 503000 6227000, 502000 6227000, 502000 6226000), "
               "(502400 6226400, 502600 6226400, 502600 6226600, 502400 6226600, 502400 6226400))"};
  const auto [zones, report] = taken(scratch, layer);
  REQUIRE(zones.size() == 2);
  CHECK(area_m2(zones[0].area) == near(1e-3, 0.5e6));
  CHECK(area_m2(zones[1].area) == near(1e-3, 0.96e6));
  CHECK_FALSE(contains(zones[1].area, {502500, 6226500}));
}

TEST_CASE("Zones in degrees are projected, as GeoJSON has them") {
  const Scratch scratch;
  const auto path = scratch.write("zones.geojson", R"({"type": "FeatureCollection", "features": [
      {"type": "Feature", "properties": {"code": 17, "people": 12},
       "geometry": {"type": "Polygon", "coordinates": [[[15, 56], [15.01, 56], [15.01, 56.01], [15, 56.01], [15, 56]]]}},
      {"type": "Feature", "properties": {"code": 18, "people": null}, "geometry": null}]})");
  auto description = described(path);
  description.name_column.clear();
  const ZonePolygons polygons(description, {}, {});
  CHECK(polygons.box_in_degrees().min_x == near(1e-12, 15));
  CHECK(polygons.box_in_degrees().max_y == near(1e-12, 56.01));
  const auto [zones, report] = taken(description);
  REQUIRE(ids_of(zones) == Texts{"17"});
  CHECK(zones[0].exposure == 12);
  CHECK(bounding_box(zones[0].area).min_x == near(0.01, 500000));
  CHECK(area_m2(zones[0].area) == near(5000, 623.4 * 1113));
  CHECK(report.without_polygon == Texts{"18"});
  CHECK(report.crs == "EPSG:4326");
}

TEST_CASE("What cannot be zones is refused with what to do") {
  const Scratch scratch;
  const auto path = scratch.path("wards.gpkg");
  auto points = wards();
  points.name = "points";
  points.wkt = {"POINT (500500 6226500)", ""};
  auto plain = wards();
  plain.name = "plain";
  plain.type = wkbNone;
  plain.wkt.clear();
  write_with_ogr(path, "GPKG", {wards(), points, plain});
  const auto failure_with = [&](const std::string& layer, auto change) {
    auto description = described(path);
    description.layer = layer;
    change(description);
    return failure<DataError>([&] { taken(description); });
  };
  const auto nothing = [](ZonesDescription&) {};
  CHECK_THAT(failure_with("wards", [](ZonesDescription& zones) { zones.id_column = "codes"; }),
             Contains("no column 'codes'") && Contains("did you mean 'code'") && Contains("streets_km"));
  CHECK_THAT(failure_with("wards", [](ZonesDescription& zones) { zones.exposure_column = "residents"; }),
             Contains("no column 'residents'") && Contains("people"));
  CHECK_THAT(failure_with("points", nothing), Contains("need polygons") && Contains("none of its 2 features"));
  CHECK_THAT(failure_with("plain", nothing), Contains("need polygons") && Contains("no geometry"));
  CHECK_THAT(failure_with("ward", nothing), Contains("no layer 'ward'"));
  auto unplaced = wards();
  unplaced.crs = "";
  unplaced.type = wkbPolygon;
  auto stated = described(scratch.path("unplaced.shp"));
  write_with_ogr(stated.path, "ESRI Shapefile", {unplaced});
  CHECK_THAT(failure<DataError>([&] { taken(stated); }), Contains("no coordinate system") && Contains("--zones-crs"));
  stated.crs = "EPSG:3006";
  CHECK(taken(stated).zones.size() == 2);
}

TEST_CASE("The zones are part of what is read, whole and with the hash of their file") {
  const Scratch scratch;
  InputsDescription description;
  description.sources.push_back(events(scratch));
  const auto path = scratch.path("wards.gpkg");
  write_with_ogr(path, "GPKG", {wards()});
  description.zones = described(path);
  const auto read = read_inputs(description);
  CHECK(read.crs.id() == "EPSG:3006");
  CHECK(read.crs_reason.en() == "of the polygons counted in");
  CHECK(ids_of(read.inputs.zones) == Texts{"0101", "0102"});
  CHECK_FALSE(read.inputs.study_area);
  REQUIRE(read.report.zones);
  CHECK(read.report.zones->zones == 2);
  const auto file = std::ranges::find(read.report.files, std::string("wards.gpkg"), &InputFile::path);
  REQUIRE(file != read.report.files.end());
  CHECK(file->sha256 == sha256_of_file(path));

  description.area.path = scratch.path("area.gpkg");
  description.area.path_as_written = "area.gpkg";
  OgrLayer area;
  area.type = wkbPolygon;
  area.crs = "EPSG:3009";
  area.wkt = {"POLYGON ((150000 6225000, 150400 6225000, 150400 6240000, 150000 6240000, 150000 6225000))"};
  area.rows = {{}};
  write_with_ogr(description.area.path, "GPKG", {area});
  const auto inside = read_inputs(description);
  CHECK(inside.crs.id() == "EPSG:3009");
  CHECK(inside.crs_reason.en() == "of the study area");
  REQUIRE(inside.inputs.zones.size() == 2);
  CHECK(area_m2(inside.inputs.zones[1].area) == near(2000, 1e6));

  description.zones.reset();
  CHECK(read_inputs(description).inputs.zones.empty());
  CHECK_FALSE(read_inputs(description).report.zones);
}

TEST_CASE("Zones in degrees choose the system in metres that fits them") {
  const Scratch scratch;
  InputsDescription description;
  description.sources.push_back(events(scratch));
  auto layer = wards();
  layer.crs = "EPSG:4326";
  layer.wkt = {"POLYGON ((15 56.17, 15.016 56.17, 15.016 56.18, 15 56.18, 15 56.17))",
               "POLYGON ((15.016 56.17, 15.032 56.17, 15.032 56.18, 15.016 56.18, 15.016 56.17))"};
  const auto path = scratch.path("wards.gpkg");
  write_with_ogr(path, "GPKG", {layer});
  description.zones = described(path);
  const auto read = read_inputs(description);
  CHECK(read.crs.id() == "EPSG:3009");
  CHECK(read.crs_reason.en() == "the zone that fits the polygons counted in");
  CHECK(area_m2(read.inputs.zones[0].area) == near(5000, 993 * 1113));
}

TEST_CASE("Events whose coordinate system puts them far from the zones are refused") {
  const Scratch scratch;
  InputsDescription description;
  description.sources.push_back(events(scratch));
  description.sources.front().crs = "EPSG:3009";
  const auto path = scratch.path("wards.gpkg");
  write_with_ogr(path, "GPKG", {wards()});
  description.zones = described(path);
  CHECK_THAT(failure<DataError>([&] { static_cast<void>(read_inputs(description)); }),
             Contains("from the polygons counted in") && Contains("EPSG:3006"));
}

TEST_CASE("A zone with a point that has no place is left out and named, never an empty zone") {
  const Scratch scratch;
  const auto path = scratch.write("wards.geojson", R"({"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"code":"a"},"geometry":{"type":"Polygon","coordinates":[[[15,56],[15.1,56],[15.1,56.1],[15,56]]]}},
{"type":"Feature","properties":{"code":"b"},"geometry":{"type":"Polygon","coordinates":[[[15,56],[15.1,56],[15.1,5600],[15,56]]]}}]})");
  auto description = described(path);
  description.id_column = "code";
  description.name_column = "";
  description.exposure_column = "";
  const auto [zones, report] = taken(description);
  CHECK(ids_of(zones) == Texts{"a"});
  CHECK(report.without_place == Texts{"b"});
  CHECK(report.without_polygon.empty());
}

TEST_CASE("Zones in degrees with long edges leave no gap, wherever a neighbour has its corners") {
  const Scratch scratch;
  OgrLayer layer;
  layer.name = "districts";
  layer.crs = "EPSG:4326";
  layer.type = wkbUnknown;
  layer.fields = {{"code", OFTString}};
  layer.rows = {{"N"}, {"S1"}, {"S2"}};
  const auto box = [](double west, double south, double east, double north) {
    return fmt::format("POLYGON (({0} {1}, {2} {1}, {2} {3}, {0} {3}, {0} {1}))", west, south, east, north);
  };
  layer.wkt = {box(15.0, 56.2, 15.4, 56.3), box(15.0, 56.1, 15.137, 56.2), box(15.137, 56.1, 15.4, 56.2)};
  const auto path = scratch.path("districts.gpkg");
  write_with_ogr(path, "GPKG", {layer});
  auto description = described(path);
  description.id_column = "code";
  description.name_column = "";
  description.exposure_column = "";
  const Zones zones(taken(description).zones);
  const Projection to_metres(wgs84(), Crs::parse("EPSG:3006"));
  std::vector<std::size_t> in_zone(3, 0);
  for (int i = 0; i < 100; ++i) {
    const auto longitude = 15.002 + 0.00396 * i;
    for (const auto beside : {-1e-4, -1e-6, 0.0, 1e-6, 1e-4}) {
      const auto point = to_metres.points(std::vector<Point>{{longitude, 56.2 + beside}}).front().value();
      const auto zone = zones.zone_at(point);
      REQUIRE(zone);
      CHECK(zones.zones_at(point) == 1);
      ++in_zone[*zone];
      if (beside != 0) {
        CHECK((*zone == 0) == (beside > 0));
      }
    }
  }
  CHECK(in_zone[0] >= 200);
  CHECK(in_zone[0] + in_zone[1] + in_zone[2] == 500);
}

}  // namespace lykta::tests_of_zone_polygons
