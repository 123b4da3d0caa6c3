#include <catch2/catch.hpp>

#include "cli/frame/quality_text.hpp"

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

}  // namespace lykta
