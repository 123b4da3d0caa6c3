#include <cmath>
#include <string>
#include <vector>

#include "geo/values/position_code.hpp"
#include "geo/values/position_form.hpp"
#include "geo/values/position_text.hpp"
#include "tests/catch.hpp"

namespace lykta::tests_of_position_text {
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

TEST_CASE("Degrees and minutes run together, with dashes or in words are read where a letter says what they are") {
  check_degrees(56 + 12.1125 / 60,
                {"5612.1125 N", "5612.1125N", "N5612.1125", "N 5612,1125", "56-12.1125N", "N56-12.1125", "5612.1125,N",
                 "N: 56 12.1125", "lat 56 12.1125", "56 grader 12,1125 minuter nord", "56d12.1125m N",
                 "56° 12.1125 min N", "Latitud: 56° 12,1125'"});
  check_degrees(15 + 16.4379 / 60, {"01516.4379 E", "1516.4379E", "E01516,4379", "015-16.4379E", "Ö 015-16,4379",
                                    "01516.4379,E", "lon: 15 16.4379", "15 grader 16,4379 min öst"});
  check_degrees(56 + 12.0 / 60 + 7.0 / 3600,
                {"561207N", "N561207", "56-12-07N", "56d12m07s N", "56 grader 12 min 7 sek N"});
  check_degrees(-(15 + 16.5 / 60), {"01516.5W", "015-16.5 V", "lon -15 16.5"});
  for (const auto* text : {"5612.1125", "56-12.1125", "56-12-07", "5660.5 N", "561260N", "9112.5 N", "18112.5 E",
                           "561 N 2", "12345678 N", "N 6228581", "5612.1125 N E", "561207 N 3"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_degrees(text).has_value());
  }
}

TEST_CASE("Two columns of numbers are degrees and minutes run together where that and nothing else is in them") {
  using Views = std::vector<std::string_view>;
  const Views latitudes{"5612.1125", "5611.1215", "5612.9290", ""};
  const Views padded{"01516.4379", "01515.0569", "01515.5154", "01515.1"};
  const Views bare{"1516.4379", "1515.0569", "1515.5154", "1515.1"};
  CHECK(are_run_together(padded, latitudes, false));
  CHECK(are_run_together(bare, latitudes, false));  // in Sweden
  CHECK(are_run_together(latitudes, bare, false));
  const Views southern{"3356.4", "3357.1", "3358.2"};
  const Views western{"15112.5", "15113.5", "15111.1"};
  CHECK(are_run_together(western, southern, true));
  CHECK_FALSE(are_run_together(western, southern, false));
  // Degrees, metres, and minutes of 60 and more.
  CHECK_FALSE(are_run_together(Views{"15.28", "15.29"}, Views{"56.2", "56.3"}, true));
  CHECK_FALSE(are_run_together(Views{"516997", "515576"}, Views{"6228581", "6226738"}, true));
  CHECK_FALSE(are_run_together(Views{"1516.4", "1575.1"}, Views{"5612.1", "5687.3"}, true));
  CHECK(near(parse_in_form("5612.1125", CoordinateForm::run_together).value(), 56 + 12.1125 / 60));
  CHECK(near(parse_in_form("-00030.5", CoordinateForm::run_together).value(), -30.5 / 60));
  CHECK(near(parse_in_form("561206.75", CoordinateForm::run_together).value(), 56 + 12.0 / 60 + 6.75 / 3600));
}

TEST_CASE("Metres with the letters of their axes are a position, whatever comes first") {
  for (const auto form : {lat_lon, lon_lat}) {
    check_position({516997, 6228581}, form,
                   {"N 6228581 E 516997", "N6228581 E516997", "N6228581E516997", "E 516997 N 6228581",
                    "N: 6228581, E: 516997", "6228581 N 516997 E", "N 6228581, E 516997", "N 6 228 581 E 516 997",
                    "N=6228581;E=516997", "N 6228581 m, E 516997 m", "N 6228581 Ö 516997", "(N 6228581, E 516997)"});
    check_position({513020.5, 6228581.25}, form, {"N 6228581.25 E 513020.5", "N 6228581,25 E 513020,5"});
    // The digits of the easting could be degrees, those of the northing cannot.
    check_position({513020, 6228581}, form, {"N 6228581 E 513020", "6228581N 513020E"});
    check_position({15 + 16.4379 / 60, 56 + 12.1125 / 60}, form,
                   {"5612.1125 N 01516.4379 E", "5612.1125N, 01516.4379E", "5612.1125,N,01516.4379,E",
                    "56-12.1125N 015-16.4379E", "Lat 56 12.1125 Lon 15 16.4379", "N 56° 12.1125' E 015° 16.4379'"});
    check_nowhere(form, {"N 6228581", "N 6228581 N 516997", "N 6228581 E 15.27", "33V 516997 6228581", "6228581 N E"});
  }
  CHECK(find({"N 6228581 E 516997", "N 6226738 E 513020"}).form == lat_lon);
  CHECK_FALSE(find({"N 6228581 E 516997", "N 6226738 E 513020"}).degrees);
}

TEST_CASE("Notations that are not read are named") {
  using Views = std::vector<std::string_view>;
  CHECK(position_code(Views{"33VWC1699728581", "33V WC 15576 26738", ""}) == PositionCode::mgrs);
  CHECK(position_code(Views{"33V 516997 6228581", "33V 515576 6226738"}) == PositionCode::utm);
  CHECK(position_code(Views{"33 N 516997 E 6228581 N", "33N 515576E 6226738N"}) == PositionCode::utm);
  CHECK(position_code(Views{"9F786997+22", "9F785576+22"}) == PositionCode::plus_code);
  CHECK(position_code(Views{"6997+22 Ronneby", "9F785576+"}) == PositionCode::plus_code);
  CHECK(position_code(Views{"///lampa.gata.torg", "///torg.sol.hav"}) == PositionCode::three_words);
  CHECK_FALSE(position_code(Views{"Kungsgatan 1", "2024-03-01", "516997"}));
  CHECK_FALSE(position_code(Views{"070-123 45 67", "+46 70 123 45 67", "33V"}));
  CHECK_FALSE(position_code(Views{""}));
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
  texts.emplace_back("vid ån");
  CHECK(find(texts).form == lat_lon);
  CHECK(find(texts).unreadable == 1);
  texts.emplace_back("vid ån");
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
  CHECK_FALSE(looks_like({"56°12'25\"N", "vid ån"}));
  CHECK_FALSE(looks_like({"56°12'25\"N 15°16'58\"E"}));
  CHECK_FALSE(looks_like({}));
}

}  // namespace lykta::tests_of_position_text
