#include <cmath>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "geo/values/position_form.hpp"
#include "geo/values/position_text.hpp"

namespace lykta {
namespace {

constexpr auto lat_lon = PositionForm::lat_lon;
constexpr auto lon_lat = PositionForm::lon_lat;
constexpr auto wkt = PositionForm::wkt;
constexpr auto geojson = PositionForm::geojson;

constexpr double latitude = 56 + 12.0 / 60 + 25.0 / 3600;
constexpr double longitude = 15 + 16.0 / 60 + 58.0 / 3600;

bool near(double a, double b) { return std::abs(a - b) < 1e-12; }

void check_degrees(double expected, const std::vector<std::string_view>& texts) {
  for (const auto text : texts) {
    CAPTURE(text);
    const auto degrees = parse_degrees(text);
    REQUIRE(degrees.has_value());
    CHECK(near(*degrees, expected));
  }
}

void check_position(Point expected, PositionForm form, const std::vector<std::string_view>& texts) {
  for (const auto text : texts) {
    CAPTURE(text);
    const auto point = parse_position(text, form);
    REQUIRE(point.has_value());
    CHECK(near(point->x, expected.x));
    CHECK(near(point->y, expected.y));
  }
}

void check_nowhere(PositionForm form, const std::vector<std::string_view>& texts) {
  for (const auto text : texts) {
    CAPTURE(text);
    CHECK_FALSE(parse_position(text, form).has_value());
  }
}

PositionFinding find(const std::vector<std::string_view>& texts) { return find_position_form(texts); }
bool looks_like(const std::vector<std::string_view>& texts) { return looks_like_degrees_minutes(texts); }

}  // namespace

TEST_CASE("Degrees, minutes and seconds are read in the many ways of writing them") {
  check_degrees(latitude, {"56°12'25.0\"N", "56° 12' 25\" N", "N 56 12 25", "N56°12'25\"", "56 12 25 N", "56 12 25",
                           "56:12:25", "56°12′25″N", "56°12’25”N", "56°12'25''N", "56º12'25,0\"n", "56°12'25",
                           "56° 12' 25\"", " 56°12'25\"N ",
                           "56\xC2\xA0"
                           "12 25 N",
                           "+56 12 25"});
  check_degrees(15 + 16.967 / 60, {"15° 16.967' E", "E15°16.967", "15 16,967", "15:16.967", "15°16.967′ Ö"});
  check_degrees(56.2069, {"56.2069° N", "N 56.2069", "56.2069", "56,2069", "56.2069°"});
}

TEST_CASE("South and west are negative") {
  check_degrees(-latitude, {"56°12'25\"S", "S 56 12 25", "-56°12'25\"",
                            "\xE2\x88\x92"
                            "56 12 25"});
  check_degrees(-longitude, {"15°16'58\"W", "15 16 58 V", "-15:16:58"});
}

TEST_CASE("What is no angle is nothing") {
  for (const auto* text :
       {"",          " ",       "N",          "°",         "56°60'N",     "56°12'60\"N", "90.1 N",     "181",
        "180°0'1\"", "-56 N",   "+56 N",      "N 56 S",    "N 56 N",      "56.5°12'",    "56 12.5 25", "56 12 25 3",
        "56°25\"",   "56'12\"", "56:",        "56:12:",    "56::12",      "56 -12",      "1234",       "56°12'25\"X",
        "56 E 12",   "abc",     "56.",        ".5",        "nan",         "inf",         "N-56",       "56°12'25\"'",
        "\xC2",      "56\xC2",  "56 12 25 °", "6 231 640", "1 mars 2024", "--56",        "56°12'''"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_degrees(text).has_value());
  }
  CHECK(parse_degrees("90 N") == 90.0);
  CHECK(parse_degrees("180 W") == -180.0);
}

TEST_CASE("A pair of numbers is a position in the order of its form") {
  const std::vector<std::string_view> texts{"56.2069, 15.2828",
                                            "56.2069,15.2828",
                                            "56.2069 15.2828",
                                            "56.2069;15.2828",
                                            "56,2069; 15,2828",
                                            "56,2069;15,2828",
                                            "56,2069 15,2828",
                                            "(56.2069, 15.2828)",
                                            "[56.2069,15.2828]",
                                            "56,2069, 15,2828",
                                            "56.2069 / 15.2828",
                                            "56.2069|15.2828",
                                            " 56.2069\t15.2828  ",
                                            "56.2069\xC2\xA0"
                                            "15.2828"};
  check_position({15.2828, 56.2069}, lat_lon, texts);
  check_position({56.2069, 15.2828}, lon_lat, texts);
  check_position({15.3, -56.2}, lat_lon,
                 {"-56.2, 15.3",
                  "\xE2\x88\x92"
                  "56,2; 15,3"});
  check_position({536512, 6229148}, lat_lon, {"6229148 536512", "6229148, 536512", "(6229148,536512)"});
  check_position({15, 56}, lat_lon, {"56, 15", "56;15", "(56,15)"});
}

TEST_CASE("A decimal comma is not taken for the sign between two numbers") {
  check_position({15.3, 56.2}, lat_lon, {"56,2 15,3", "56,2;15,3", "(56,2 15,3)", "56,2, 15,3"});
}

TEST_CASE("What may be one number or one coordinate is no pair") {
  for (const auto form : {lat_lon, lon_lat}) {
    check_nowhere(form, {"59,33", "6229148,536512", "1 234", "1,234.5", "1.234,5", "56 12", "56 12 25", "15:16:58",
                         "56", "56.2", "N 56 12"});
  }
}

TEST_CASE("A pair in degrees is a position, and its letters win over the form") {
  for (const auto form : {lat_lon, lon_lat}) {
    check_position(
        {longitude, latitude}, form,
        {"56°12'25.0\"N 15°16'58.0\"E", "56°12'25.0\"N, 15°16'58.0\"E", "56°12'25\"N15°16'58\"E",
         "N 56 12 25 E 15 16 58", "N56°12'25\"E15°16'58\"", "56 12 25 N 15 16 58 E", "N 56 12 25, E 15 16 58",
         "15°16'58\"E 56°12'25\"N", "56°12'25,0\"N 15°16'58,0\"E", "56°12'25,0\"N,15°16'58,0\"E",
         "56° 12' 25\" N; 15° 16' 58\" Ö", "(56°12'25\"N 15°16'58\"E)", "56°12'25\"N  15°16'58\"E"});
    check_position({-15.28, 56.2}, form, {"56.2 N 15.28 W", "56.2°N, 15.28°W", "15.28 W, 56.2", "56.2, 15.28 V"});
  }
  check_position({longitude, latitude}, lat_lon, {"56°12'25\" 15°16'58\"", "56:12:25 15:16:58", "56 12 25, 15 16 58"});
  check_position({latitude, longitude}, lon_lat, {"56°12'25\" 15°16'58\""});
}

TEST_CASE("What is not wholly a pair is nowhere") {
  check_nowhere(lat_lon, {"",
                          " ",
                          "()",
                          ",",
                          "56.2,",
                          ",15.3",
                          "56.2,,15.3",
                          "56.2, 15.3, 7",
                          "56.2 15.3 7",
                          "56.2 abc",
                          "nan, 15.3",
                          "(56.2, 15.3",
                          "56.2, 15.3)",
                          "56.2 N 15.3 N",
                          "56.2 E 15.3 W",
                          "95°0'0\" 15°0'0\"",
                          "01/03/2024",
                          "2024-03-01",
                          "56.2 N 195 E",
                          "1e999, 5",
                          "Ronneby",
                          "POINT (15 56)",
                          "56,15,3"});
}

TEST_CASE("Well-known text is read as x and y") {
  check_position({15.28, 56.2}, wkt,
                 {"POINT (15.28 56.2)", "POINT(15.28 56.2)", "point ( 15.28  56.2 )", "POINT Z (15.28 56.2 3)",
                  "POINTZ(15.28 56.2 3)", "POINT M (15.28 56.2 3)", "POINT ZM (15.28 56.2 3 4)", "POINT (15.28 56.2 3)",
                  "SRID=4326;POINT(15.28 56.2)", "srid=4326; Point (1.528e1 56.2)", " POINT(15.28 56.2) "});
  check_nowhere(wkt, {"",
                      "POINT",
                      "POINT EMPTY",
                      "POINT ()",
                      "POINT (15.28)",
                      "POINT (15.28, 56.2)",
                      "POINT Z (15 56)",
                      "POINT (1 2 3 4 5)",
                      "POINT (nan nan)",
                      "POINT (inf 1)",
                      "POINT (15,28 56,2)",
                      "POINT (15 56",
                      "POINT (15 56) x",
                      "MULTIPOINT ((15 56))",
                      "LINESTRING (0 0, 1 1)",
                      "SRID=;POINT(15 56)",
                      "SRID=4326 POINT(15 56)",
                      "POINTS (15 56)",
                      "15.28 56.2",
                      "POINT ((15 56))"});
}

TEST_CASE("A GeoJSON point is read as x and y") {
  check_position(
      {15.28, 56.2}, geojson,
      {R"({"type":"Point","coordinates":[15.28,56.2]})", R"( {"coordinates": [15.28, 56.2, 3], "type": "Point"} )"});
  check_position({15, 56}, geojson, {R"({"type":"Point","coordinates":[15,56]})"});
  check_nowhere(geojson, {"", "{}", "[15.28,56.2]", R"({"type":"Point"})", R"({"type":"Point","coordinates":[]})",
                          R"({"type":"Point","coordinates":[15]})", R"({"type":"Point","coordinates":["15","56"]})",
                          R"({"type":"Point","coordinates":[15,null]})", R"({"type":"Point","coordinates":[1e999,5]})",
                          R"({"type":"Point","coordinates":5})", R"({"type":"MultiPoint","coordinates":[[15,56]]})",
                          R"({"type":7,"coordinates":[15,56]})", R"({"type":"Point","coordinates":[15,56]} x)",
                          R"({"type":"Point","coordinates":[15,56])"});
  CHECK_FALSE(parse_position(R"({"type":"Point","coordinates":[15,56]})" + std::string(5000, ' ') + "}", geojson));
}

TEST_CASE("Letters tell the order of a column of pairs") {
  const auto found = find({"56°12'25\"N 15°16'58\"E", "56°12'26\"N 15°16'58\"E", ""});
  CHECK(found.form == lat_lon);
  CHECK(found.degrees);
  CHECK(found.readable == 2);
  CHECK(found.unreadable == 0);
  CHECK(found.empty == 1);
  CHECK(found.why.en() == "latitude first by the letters, as in '56°12'25\"N 15°16'58\"E'");
  CHECK(find({"15.28 E, 56.2 N"}).form == lon_lat);
}

TEST_CASE("A value beyond ninety is a longitude and tells the order of its column") {
  const auto found = find({"35.1, -90.04", "35.2, -89.9"});
  CHECK(found.form == lat_lon);
  CHECK_FALSE(found.degrees);
  CHECK(found.why.en() == "latitude first by the size of the numbers, as in '35.1, -90.04'");
  CHECK(find({"-89.9 35.2", "-90.04 35.1"}).form == lon_lat);
  CHECK(find({"120°30'00\" 56°12'25\""}).form == lon_lat);
}

TEST_CASE("Of two values in metres the larger is the northing") {
  CHECK(find({"6229148, 536512"}).form == lat_lon);
  CHECK(find({"536512; 6229148"}).form == lon_lat);
}

TEST_CASE("Latitude first is taken where nothing tells, and the finding says so") {
  const auto found = find({"56.2069, 15.2828", "56.2, 15.3"});
  CHECK(found.form == lat_lon);
  CHECK_FALSE(found.degrees);
  CHECK(found.why.en() == "latitude first taken, as people write it; nothing tells the order of '56.2069, 15.2828'");
}

TEST_CASE("Well-known text and GeoJSON are found") {
  CHECK(find({"POINT (15.28 56.2)", "POINT EMPTY", "POINT (15.28 56.2)", "POINT (15.28 56.2)", "POINT (15.28 56.2)",
              "POINT (15.28 56.2)", "POINT (15.28 56.2)", "POINT (15.28 56.2)", "POINT (15.28 56.2)",
              "POINT (15.28 56.2)"})
            .form == wkt);
  CHECK(find({R"({"type":"Point","coordinates":[15.28,56.2]})"}).form == geojson);
}

TEST_CASE("Nine tenths of the filled texts must be positions") {
  std::vector<std::string_view> texts(9, "56.2, 15.3");
  texts.emplace_back("okänt");
  CHECK(find(texts).form == lat_lon);
  CHECK(find(texts).unreadable == 1);
  texts.emplace_back("okänt");
  const auto found = find(texts);
  CHECK_FALSE(found.form.has_value());
  CHECK(found.readable == 9);
  CHECK(found.unreadable == 2);
  CHECK(found.why.en() == "only 9 of 11 texts are positions");
}

TEST_CASE("Columns of numbers, dates and words are no positions") {
  CHECK_FALSE(find({"59,33", "15,28"}).form.has_value());
  CHECK_FALSE(find({"1,234.5", "2,345.6"}).form.has_value());
  CHECK_FALSE(find({"1 234", "5 678"}).form.has_value());
  CHECK_FALSE(find({"01/03/2024", "03/2024"}).form.has_value());
  CHECK_FALSE(find({"2024-03-01 23:15"}).form.has_value());
  CHECK_FALSE(find({"Ronneby"}).form.has_value());
  CHECK_FALSE(find({"", " "}).form.has_value());
  CHECK_FALSE(find({}).form.has_value());
}

TEST_CASE("A column of single coordinates in degrees and minutes is told from one of numbers") {
  CHECK(looks_like({"56°12'25\"N", "56°12'26\"N", ""}));
  CHECK(looks_like({"56 12 25", "56 12.5"}));
  CHECK(looks_like({"56.2069° N"}));
  CHECK_FALSE(looks_like({"56.2069", "56,2"}));
  CHECK_FALSE(looks_like({"6 231 640", "6 229 148"}));
  CHECK_FALSE(looks_like({"56°12'25\"N", "okänt"}));
  CHECK_FALSE(looks_like({"56°12'25\"N 15°16'58\"E"}));
  CHECK_FALSE(looks_like({}));
}

}  // namespace lykta
