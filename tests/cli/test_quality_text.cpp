#include <catch2/catch.hpp>

#include "cli/quality_text.hpp"

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
  CHECK(quality_lines(zones) == Texts{"1 of 14 features have no polygon and are no zones: b",
                                      "3 features have no code and are called by their feature id",
                                      "1 features are further parts of zones of the same code",
                                      "1 exposures are no number of 0 or more: 1: 'many'",
                                      "10 of 12 zones have no known exposure: 1, 2, 3, 4, 5, 6, 7, 8 and 2 more",
                                      "as chosen"});
}

}  // namespace lykta
