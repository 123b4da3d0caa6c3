#include <string>
#include <vector>

#include "engine/base/error.hpp"
#include "geo/format/field_choice.hpp"
#include "geo/read/area_choice.hpp"
#include "geo/shapes/outline.hpp"
#include "tests/catch.hpp"
#include "tests/geo/ogr_file.hpp"
#include "tests/geo/scratch.hpp"

namespace lykta::tests_of_field_choice {
namespace {

using Catch::Contains;
using test::failure;
using test::near;
using test::OgrLayer;
using test::Scratch;
using Texts = std::vector<std::string>;

FieldChoice parsed(const std::string& text) { return parse_field_choice(text, "where"); }

OgrLayer municipalities() {
  OgrLayer layer;
  layer.name = "kommuner";
  layer.type = wkbUnknown;
  layer.fields = {{"kod", OFTString}, {"Kommunnamn", OFTString}, {"lan", OFTString}, {"nummer", OFTInteger}};
  layer.rows = {{"0114", "Upplands Väsby", "Stockholm", "114"},
                {"1081", "Ronneby", "Blekinge", "1081"},
                {"1080", "Karlskrona", "Blekinge", "1080"},
                {"", "", "", ""}};
  layer.wkt = {"POLYGON ((0 0, 1000 0, 1000 1000, 0 1000, 0 0))",
               "POLYGON ((500000 6200000, 501000 6200000, 501000 6201000, 500000 6201000, 500000 6200000))",
               "POLYGON ((501000 6200000, 503000 6200000, 503000 6201000, 501000 6201000, 501000 6200000))", ""};
  return layer;
}

std::string file_of(const Scratch& scratch, const char* name = "kommuner.gpkg") {
  const auto path = scratch.path(name);
  test::write_with_ogr(path, "GPKG", {municipalities()});
  return path;
}

double km2_where(const std::string& path, const std::string& where) {
  return area_m2(*area_of(*read_area(path, "", "", {}, where).geometry)) / 1e6;
}

std::vector<Point> degrees_of(std::initializer_list<Point> metres) {
  std::vector<Point> degrees;
  for (const auto& point : Projection(Crs::parse("EPSG:3006"), wgs84()).points(std::vector<Point>(metres))) {
    degrees.push_back(point.value());
  }
  return degrees;
}

}  // namespace

TEST_CASE("A choice is a field and its values, with or without quotes") {
  CHECK(parsed("kommunnamn=Ronneby").field == "kommunnamn");
  CHECK(parsed("kommunnamn=Ronneby").values == Texts{"Ronneby"});
  CHECK(parsed(" kommunnamn = 'Ronneby' ").values == Texts{"Ronneby"});
  CHECK(parsed("namn = Upplands Väsby, \"Ronneby\"").values == Texts{"Upplands Väsby", "Ronneby"});
  CHECK(parsed("\"the name\" = 'a, b = c'").field == "the name");
  CHECK(parsed("\"the name\" = 'a, b = c'").values == Texts{"a, b = c"});
  CHECK(parsed("namn = 'King''s Lynn'").values == Texts{"King's Lynn"});
  CHECK(parsed("namn = ''").values == Texts{""});
}

TEST_CASE("A choice is written as it can be read") {
  for (const auto& choice : std::vector<FieldChoice>{
           {"namn", {"Ronneby"}}, {"the name", {"a, b", "c"}}, {"o'clock", {"it's", "\"x\""}}, {"a=b", {"=,"}}}) {
    const auto again = parsed(written(choice));
    CHECK(again.field == choice.field);
    CHECK(again.values == choice.values);
  }
  CHECK(written({"kommunnamn", {"Ronneby"}}) == "kommunnamn = 'Ronneby'");
}

TEST_CASE("What is no choice is refused with an example, and is never run as SQL") {
  for (const auto* text : {"", "Ronneby", "=Ronneby", "kommunnamn=", "kommunnamn = a,", "namn = 'open",
                           "namn LIKE 'R%'", "a = b = c", "a = 'b' OR 1 = 1", "a = 'b'; DROP TABLE c"}) {
    CAPTURE(text);
    CHECK_THAT(failure<InvalidOption>([&] { static_cast<void>(parsed(text)); }),
               Contains("such as kommunnamn = 'Ronneby'"));
  }
}

TEST_CASE("A study area is the polygons with the value") {
  const Scratch scratch;
  const auto path = file_of(scratch);
  CHECK(km2_where(path, "") == near(1e-9, 4));
  CHECK(km2_where(path, "Kommunnamn = 'Ronneby'") == near(1e-9, 1));
  CHECK(km2_where(path, "kommunnamn=ronneby") == near(1e-9, 1));
  CHECK(km2_where(path, "kommunnamn = 'UPPLANDS VÄSBY', Karlskrona") == near(1e-9, 3));
  CHECK(km2_where(path, "lan = Blekinge") == near(1e-9, 3));
  CHECK(km2_where(path, "kod = 0114") == near(1e-9, 1));
  CHECK(km2_where(path, "nummer = 1080") == near(1e-9, 2));
  const auto area = read_area(path, "", "", {}, "lan = Blekinge");
  CHECK(area.features == 4);
  CHECK(area.chosen.size() == 2);
}

TEST_CASE("A choice does not mind whether letters are composed") {
  const Scratch scratch;
  auto layer = municipalities();
  layer.fields[2].first = "la\xCC\x8An";
  layer.rows[0][1] = "Upplands Va\xCC\x88sby";
  const auto path = scratch.path("kommuner.gpkg");
  test::write_with_ogr(path, "GPKG", {layer});
  SourceTable table =
      read_table({.path = path, .layer = "", .columns = {}, .all_columns = true, .text = {}, .allowed_hosts = {}});
  CHECK(chosen_rows(table, parsed("Kommunnamn = Upplands V\xC3\xA4sby"), path) == std::vector<std::size_t>{0});
  CHECK(chosen_rows(table, parsed("kommunnamn = UPPLANDS VA\xCC\x88SBY"), path) == std::vector<std::size_t>{0});
  CHECK(chosen_rows(table, parsed("l\xC3\xA5n = Blekinge"), path) == std::vector<std::size_t>{1, 2});
}

TEST_CASE("An unknown field names the fields, an unknown value the values and the nearest") {
  const Scratch scratch;
  const auto path = file_of(scratch);
  const auto why = [&](const std::string& where) {
    return failure<DataError>([&] { static_cast<void>(read_area(path, "", "", {}, where)); });
  };
  CHECK_THAT(why("kommun = Ronneby"),
             Contains("no field 'kommun'") && Contains("kod, Kommunnamn, lan, nummer") && Contains("kommuner.gpkg"));
  CHECK_THAT(why("kommunnamn = Roneby"), Contains("did you mean 'Ronneby'?") && Contains("Karlskrona, Ronneby"));
  CHECK_THAT(why("kod = 114"), Contains("no feature has kod '114'"));
  CHECK_THAT(why("kommunnamn = Ronneby, Nowhere"), Contains("no feature has kommunnamn 'Nowhere'"));
  CHECK_THAT(why("kommunnamn = ''"), Contains("there is none where Kommunnamn = ''") || Contains("needs polygons"));
}

TEST_CASE("The polygon that holds most of the events is found and named by its name") {
  const Scratch scratch;
  const auto path = file_of(scratch);
  const auto events = degrees_of({{500500, 6200500}, {500600, 6200100}, {500700, 6200900}, {502000, 6200500}});
  const auto choice = choose_area(path, "", events);
  CHECK(choice.polygons == 3);
  CHECK(choice.points == 4);
  CHECK(choice.field == "Kommunnamn");
  REQUIRE(choice.holders.size() == 2);
  CHECK(choice.holders[0] == std::pair<std::string, std::size_t>{"Ronneby", 3});
  CHECK(choice.holders[1] == std::pair<std::string, std::size_t>{"Karlskrona", 1});
  CHECK(choice.has_most());
}

TEST_CASE("No polygon holds most of the events when they are spread or lie elsewhere") {
  const Scratch scratch;
  const auto path = file_of(scratch);
  CHECK_FALSE(choose_area(path, "", degrees_of({{500500, 6200500}, {502000, 6200500}})).has_most());
  const auto elsewhere = choose_area(path, "", degrees_of({{510000, 6200500}}));
  CHECK_FALSE(elsewhere.has_most());
  CHECK(elsewhere.holders.empty());
  CHECK(choose_area(path, "", {}).holders.empty());
}

TEST_CASE("A file without a row can choose no area, and is named") {
  const Scratch scratch;
  const auto empty = scratch.write("empty.geojson", R"({"type":"FeatureCollection","features":[]})");
  CHECK_THROWS_WITH(choose_area(empty, "", degrees_of({{500500, 6200500}})),
                    Contains("empty.geojson") && Contains("holds no rows"));
}

TEST_CASE("A study area with a point that is nowhere is refused by its feature") {
  const Scratch scratch;
  const auto bad = scratch.write("bad.geojson",
                                 R"({"type":"FeatureCollection","features":[
{"type":"Feature","id":7,"properties":{},"geometry":{"type":"Polygon","coordinates":[[[15,56],[16,56],[16,57],[15,56]]]}},
{"type":"Feature","id":8,"properties":{},"geometry":{"type":"Polygon","coordinates":[[[15,56],[16,56],[16,5700],[15,56]]]}}]})");
  CHECK_THAT(failure<DataError>([&] { static_cast<void>(read_area(bad, "", "")); }),
             Contains(bad) && Contains("feature 8") && Contains("nowhere on the globe"));
}

TEST_CASE("A mended outline and features without polygons are told") {
  const Scratch scratch;
  OgrLayer layer;
  layer.type = wkbUnknown;
  layer.fields = {{"kod", OFTString}};
  layer.rows = {{"a"}, {"b"}, {"c"}};
  layer.wkt = {"POLYGON ((0 0, 10 10, 10 0, 0 10, 0 0))", "POINT (1 2)", ""};
  const auto path = scratch.path("bow.gpkg");
  test::write_with_ogr(path, "GPKG", {layer});
  const auto area = read_area(path, "", "");
  CHECK(area.mended.size() == 1);
  CHECK(area.not_polygons.size() == 2);
  CHECK(area.chosen.size() == 1);
}

}  // namespace lykta::tests_of_field_choice
