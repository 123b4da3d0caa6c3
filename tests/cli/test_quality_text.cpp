#include <catch2/catch.hpp>

#include "cli/frame/quality_text.hpp"

namespace lykta {

using Texts = std::vector<std::string>;

TEST_CASE("Nothing is said of zones that lost nothing") {
  ZonesReport zones;
  zones.features = 2;
  zones.zones = 2;
  CHECK(quality_lines(zones).empty());
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
  zones.defaults = {"as chosen"};
  CHECK(quality_lines(zones) == Texts{"1 of 14 features has no polygon and is no zone: b",
                                      "3 features have no code and are called by their feature id",
                                      "1 feature is a further part of a zone of the same code",
                                      "1 exposure is no number of 0 or more: 1: 'many'",
                                      "10 of 12 zones have no known exposure: 1, 2, 3, 4, 5, 6, 7, 8 and 2 more",
                                      "as chosen"});
}

TEST_CASE("What the rows state of a pile goes before what its size makes likely") {
  SourceReport source;
  source.suspicious_stacks = {{{15.28, 56.2}, 91, 0.0385, "C"}};
  CHECK_THAT(quality_lines(source).front(), Catch::Contains("91 events (3.9 %)") &&
                                                Catch::Contains("all of position class C") &&
                                                !Catch::Contains("reject"));
  source.suspicious_stacks.front().position_classes = "BC";
  CHECK_THAT(quality_lines(source).front(), Catch::Contains("all of position classes B or C"));
  for (const auto* unknown : {"", "?", "C?"}) {
    source.suspicious_stacks.front().position_classes = unknown;
    source.is_from_command = false;
    CHECK_THAT(quality_lines(source).front(), Catch::EndsWith("; stacks = \"reject\" leaves such piles out"));
    source.is_from_command = true;
    CHECK_THAT(quality_lines(source).front(), Catch::EndsWith("or use `lykta run` with stacks = \"reject\""));
  }
}

TEST_CASE("One row is one row") {
  SourceReport source;
  source.no_end = 1;
  source.linked = 2;
  CHECK(quality_lines(source) ==
        Texts{"2 rows are likely of an event that another source reports too: counted once, both kept",
              "1 row has no end: its start is taken alone"});
}

}  // namespace lykta
