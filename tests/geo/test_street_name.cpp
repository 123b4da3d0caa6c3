#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "geo/read/known_addresses.hpp"
#include "geo/values/street_name.hpp"
#include "tests/catch.hpp"

namespace lykta::tests_of_street_name {

TEST_CASE("An address is on a street; the house, which may be somebody's home, does not stay") {
  const std::vector<std::pair<std::string, std::string>> cases{{"Storgatan 12", "Storgatan"},
                                                               {"Storgatan 12 B lgh 1101, 372 30 Ronneby", "Storgatan"},
                                                               {"Södra  Kungsgatan 12-14", "Södra Kungsgatan"},
                                                               {"Storgatan 12B", "Storgatan"},
                                                               {"Storgatan", "Storgatan"},
                                                               {"Riksväg 27", "Riksväg 27"},
                                                               {"Väg 27 vid Kallinge", "Väg 27 vid Kallinge"},
                                                               {"E22", "E22"},
                                                               {"1:a Tvärgatan 3", "1:a Tvärgatan"},
                                                               {"123 Main St", "Main St"},
                                                               {"1200 BLOCK OF W MAIN ST", "W MAIN ST"},
                                                               {"12XX W MAIN ST", "W MAIN ST"},
                                                               {"5TH AVE", "5TH AVE"},
                                                               {"On or near High Street", "High Street"},
                                                               {"Gamla torget", "Gamla torget"},
                                                               {"Espedalen", "Espedalen"},
                                                               {"Kvarter 3", "Kvarter 3"}};
  for (const auto& [address, street] : cases) {
    CAPTURE(address);
    CHECK(street_of(address) == street);
  }
  for (const std::string nothing : {"", " - ", "okänd", "Saknas", "N/A", "12", ", Ronneby"}) {
    CAPTURE(nothing);
    CHECK(street_of(nothing).empty());
  }
}

TEST_CASE("Spellings of a street are one, whichever comes first") {
  for (const bool turned : {false, true}) {
    std::vector<std::string> written{"STORGATAN 3", "Storgatan 4", "storgatan", "Allén 1"};
    if (turned) {
      std::ranges::reverse(written);
    }
    KnownAddresses known;
    std::vector<std::string> addresses;
    std::vector<std::uint32_t> index;
    for (const auto& each : written) {
      index.push_back(known.number_of(each, addresses));
    }
    index.push_back(known.number_of("okänd", addresses));
    sort_addresses(addresses, index);
    CHECK(addresses == std::vector<std::string>{"Allén", "Storgatan"});
    CHECK(index == (turned ? std::vector<std::uint32_t>{1, 2, 2, 2, 0} : std::vector<std::uint32_t>{2, 2, 2, 1, 0}));
  }
}

}  // namespace lykta::tests_of_street_name
