#include <string>

#include <pugixml.hpp>

#include "publish/phone/phone_places.hpp"
#include "publish/phone/place_marks.hpp"
#include "tests/catch.hpp"
#include "tests/publish/village.hpp"

namespace lykta::tests_of_phone_places {
namespace {

using Catch::Contains;
using test::Village;

constexpr auto sv = Language::sv;

}  // namespace

TEST_CASE("A phone finds the places where they are, with their rank and what to know") {
  const Village village;
  const auto picture = village.picture();
  const auto marks = place_marks({picture, village.read(), sv});
  REQUIRE(marks.size() == picture.places.size());
  CHECK(marks[0].name == "1 Torget");
  // By PROJ's cs2cs from EPSG:3006 to EPSG:4326: the square lies at 15.28292 E 56.20694 N.
  CHECK(marks[0].degrees.x == Approx(15.28292).margin(0.0005));
  CHECK(marks[0].degrees.y == Approx(56.20694).margin(0.0005));
  CHECK_THAT(marks[0].text, Contains("40 händelser") && Contains("När: ") && Contains("ENDAST INTERNT"));
  CHECK(marks[1].name == "Stigen");
  CHECK_THAT(marks[1].text, Contains("0 händelser") && Contains("Upplevs: otrygg"));
}

TEST_CASE("The waypoints are GPX 1.1, in the order of the list") {
  const Village village;
  const auto picture = village.picture();
  const auto text = places_gpx({picture, village.read(), sv}, Village::context(sv));
  pugi::xml_document document;
  REQUIRE(document.load_string(text.c_str()));
  const auto gpx = document.child("gpx");
  CHECK(std::string(gpx.attribute("version").value()) == "1.1");
  CHECK(std::string(gpx.child("wpt").child("name").text().get()) == "1 Torget");
  CHECK(std::string(gpx.child("wpt").next_sibling("wpt").child("name").text().get()) == "Stigen");
}

TEST_CASE("Names from files are text on a phone too, and the same picture gives the same bytes") {
  Village village;
  village.read().inputs.names[0].name = "<b>&\"Torget\"</b>\x01";
  const auto picture = village.picture();
  const auto text = places_gpx({picture, village.read(), sv}, Village::context(sv));
  pugi::xml_document document;
  REQUIRE(document.load_string(text.c_str()));
  CHECK(std::string(document.child("gpx").child("wpt").child("name").text().get()) == "1 <b>&\"Torget\"</b>");
  const auto kmz = places_kmz({picture, village.read(), sv}, Village::context(sv));
  CHECK(kmz.starts_with("PK\x03\x04"));
  CHECK(kmz == places_kmz({picture, village.read(), sv}, Village::context(sv)));
}

}  // namespace lykta::tests_of_phone_places
