#include "cli/frame/quality_text.hpp"
#include "tests/catch.hpp"

namespace lykta {

using Texts = std::vector<std::string>;

TEST_CASE("Nothing is said of zones that lost nothing") {
  ZonesReport zones;
  zones.features = 2;
  zones.zones = 2;
  CHECK(quality_lines(zones, Language::en).empty());
}

TEST_CASE("What zones lost is said in a line each, long lists are cut") {
  ZonesReport zones;
  zones.features = 14;
  zones.zones = 12;
  zones.joined = 1;
  zones.without_id = 3;
  zones.without_polygon = {"b"};
  zones.without_exposure = {"1", "2", "3", "4", "5", "6", "7", "8", "9", "10"};
  zones.unreadable_exposure = {"1: 'many'"};
  zones.defaults = {said({"som valt", "as chosen"})};
  CHECK(quality_lines(zones, Language::en) ==
        Texts{"1 of 14 features has no polygon and is no zone: b",
              "3 features have no code and are called by their feature id",
              "1 feature is a further part of a zone of the same code",
              "1 exposure is no number of 0 or more: 1: 'many'",
              "10 of 12 zones have no known exposure: 1, 2, 3, 4, 5, 6, 7, 8 and 2 more", "as chosen"});
}

TEST_CASE("What the rows state of a pile goes before what its size makes likely") {
  SourceReport source;
  source.suspicious_stacks = {{{15.28, 56.2}, 91, 0.0385, "C"}};
  CHECK_THAT(quality_lines(source, Language::en).front(), Catch::Contains("91 events (3.9 %)") &&
                                                              Catch::Contains("all of position class C") &&
                                                              !Catch::Contains("reject"));
  source.suspicious_stacks.front().position_classes = "BC";
  CHECK_THAT(quality_lines(source, Language::en).front(), Catch::Contains("all of position classes B or C"));
  for (const auto* unknown : {"", "?", "C?"}) {
    source.suspicious_stacks.front().position_classes = unknown;
    source.is_from_command = false;
    CHECK_THAT(quality_lines(source, Language::en).front(),
               Catch::EndsWith("; stacks = \"reject\" leaves such piles out"));
    source.is_from_command = true;
    CHECK_THAT(quality_lines(source, Language::en).front(),
               Catch::EndsWith("or use `lykta run` with stacks = \"reject\""));
  }
}

TEST_CASE("One row is one row") {
  SourceReport source;
  source.no_end = 1;
  source.linked = 2;
  CHECK(quality_lines(source, Language::en) ==
        Texts{"2 rows are likely of an event that another source reports too: counted once, both kept",
              "1 row has no end: its start is taken alone"});
}

TEST_CASE("The same is said in Swedish, with the singular and the plural of Swedish") {
  ZonesReport zones;
  zones.features = 3;
  zones.without_polygon = {"b"};
  zones.without_id = 2;
  CHECK(quality_lines(zones, Language::sv) == Texts{"1 av 3 objekt saknar polygon och är inget område: b",
                                                    "2 objekt saknar kod och kallas efter sina nummer i filen"});
  SourceReport source;
  source.no_end = 1;
  source.position_step = 0.001;
  source.position_step_m = 110;
  source.suspicious_stacks = {{{15.28, 56.2}, 91, 0.0385, "BC"}};
  source.defaults = {said({"teckenkodning: UTF-8 enligt texten", "encoding: UTF-8 found in the text"}),
                     said({"{}: dag först, som i '31/1'", "{}: day first, as in '31/1'"}, "datum")};
  CHECK(
      quality_lines(source, Language::sv) ==
      Texts{
          "1 rad saknar slut: bara dess början används",
          "lägena är avrundade till 0,001 (omkring 110 m): mindre rutor visar avrundningen",
          "91 händelser (3,9 %) ligger på en punkt, 56.20000 N 15.28000 E, alla av lägesklass B eller C: en plats med "
          "många händelser, eller lägen som inte är kända bättre",
          "teckenkodning: UTF-8 enligt texten", "datum: dag först, som i '31/1'"});
}

TEST_CASE("What mending changed is said of each outline, in both languages") {
  ZonesReport zones;
  zones.repairs = {{"0114", "Self-intersection", 1, 2, 0.0954},
                   {"0115", "Hole lies outside shell", 1, 1, -0.2},
                   {"0116", "Self-intersection", 1, 2, std::nullopt},
                   {"0117", "Something new", 2, 2, 0.0001}};
  CHECK(quality_lines(zones, Language::en) ==
        Texts{"4 outlines cross themselves or are wrong in another way, and were mended",
              "zone 0114: the outline crosses itself; 1 part became 2; its area is 9.5 % larger than drawn",
              "zone 0115: a hole lies outside; its area is 20.0 % smaller than drawn",
              "zone 0116: the outline crosses itself; 1 part became 2; as drawn its parts cancelled out",
              "zone 0117: Something new"});
  CHECK(quality_lines(zones, Language::sv) ==
        Texts{"4 gränser korsar sig själva eller är fel på annat sätt, och har lagats",
              "område 0114: gränsen korsar sig själv; 1 del blev 2; ytan är 9,5 % större än den var ritad",
              "område 0115: ett hål ligger utanför ytan; ytan är 20,0 % mindre än den var ritad",
              "område 0116: gränsen korsar sig själv; 1 del blev 2; som den var ritad tog ytorna ut varandra",
              "område 0117: Something new"});
  AreaReport area;
  area.mended = {7};
  area.repairs = {{"7", "Ring Self-intersection", 2, 1, 0.0}};
  CHECK(quality_lines(area, Language::sv).back() == "objekt 7: gränsen rör vid sig själv; 2 delar blev 1");
  // Of all features together, and of a ring without an area.
  area.repairs = {{"", "Ring Self-intersection", 2, 1, 0.0}};
  CHECK(quality_lines(area, Language::en).back() ==
        "moved to the system of the map: the outline touches itself; 2 parts became 1");
  zones.repairs = {{"0118", "Too few points in geometry component", 1, 0, std::nullopt}};
  CHECK(quality_lines(zones, Language::sv).back() ==
        "område 0118: gränsen har för få hörn; den omsluter inget och är inte med");
}

}  // namespace lykta
