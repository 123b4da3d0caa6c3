#include <string>
#include <vector>

#include "engine/places/common_address.hpp"
#include "tests/catch.hpp"

namespace lykta::tests_of_common_address {

TEST_CASE("A place is called by the address that most of its events share") {
  const std::vector<std::string> addresses{"Allén", "Kungsgatan", "Storgatan"};
  CHECK(common_address({3, 3, 0, 1}, addresses).text == "Storgatan");
  CHECK(common_address({3, 1, 2, 0}, addresses).text.empty());  // each once
  CHECK(common_address({}, addresses).text.empty());
  CHECK(common_address({0, 0}, addresses).text.empty());
}

TEST_CASE("A place lies around an address that less than a quarter of its events share") {
  const std::vector<std::string> addresses{"Allén", "Kungsgatan", "Storgatan"};
  const auto a_quarter = common_address({3, 3, 0, 0, 0, 0, 0, 0}, addresses);
  CHECK(a_quarter.text == "Storgatan");
  CHECK_FALSE(a_quarter.is_around);
  const auto less = common_address({3, 3, 0, 0, 0, 0, 0, 0, 0}, addresses);
  CHECK(less.text == "Storgatan");
  CHECK(less.is_around);
}

TEST_CASE("At a corner both streets name the place, in any order of the events") {
  const std::vector<std::string> addresses{"Allén", "Kungsgatan", "Storgatan"};
  CHECK(common_address({3, 3, 3, 3, 2, 2}, addresses).text == "Kungsgatan/Storgatan");
  CHECK(common_address({2, 3, 3, 2, 3, 3}, addresses).text == "Kungsgatan/Storgatan");
  CHECK(common_address({3, 3, 3, 3, 3, 2, 2}, addresses).text == "Storgatan");  // less than half as many
  CHECK(common_address({1, 1, 2, 2, 3, 3}, addresses).text == "Allén/Kungsgatan");
}

}  // namespace lykta::tests_of_common_address
