#include <string>
#include <vector>

#include "engine/places/common_address.hpp"
#include "tests/catch.hpp"

namespace lykta {

TEST_CASE("A place is called by the address that its events share") {
  const std::vector<std::string> addresses{"Allén", "Kungsgatan", "Storgatan"};
  CHECK(common_address({3, 3, 0, 1}, addresses) == "Storgatan");
  CHECK(common_address({3, 1, 2, 0}, addresses).empty());                     // each once
  CHECK(common_address({3, 3, 0, 0, 0, 0, 0, 0}, addresses) == "Storgatan");  // just a quarter
  CHECK(common_address({3, 3, 0, 0, 0, 0, 0, 0, 0}, addresses).empty());
  CHECK(common_address({}, addresses).empty());
  CHECK(common_address({0, 0}, addresses).empty());
}

TEST_CASE("At a corner both streets name the place, in any order of the events") {
  const std::vector<std::string> addresses{"Allén", "Kungsgatan", "Storgatan"};
  CHECK(common_address({3, 3, 3, 3, 2, 2}, addresses) == "Kungsgatan/Storgatan");
  CHECK(common_address({2, 3, 3, 2, 3, 3}, addresses) == "Kungsgatan/Storgatan");
  CHECK(common_address({3, 3, 3, 3, 3, 2, 2}, addresses) == "Storgatan");  // less than half as many
  CHECK(common_address({1, 1, 2, 2, 3, 3}, addresses) == "Allén/Kungsgatan");
}

}  // namespace lykta
