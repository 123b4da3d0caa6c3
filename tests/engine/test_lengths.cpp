#include <limits>
#include <utility>

#include "engine/base/lengths.hpp"
#include "tests/catch.hpp"

namespace lykta::tests_of_lengths {

TEST_CASE("Metres have as many digits as it takes to be true") {
  CHECK(metres_text(0.001) == "0.001");
  CHECK(metres_text(0.0125) == "0.0125");
  CHECK(metres_text(0.5) == "0.5");
  CHECK(metres_text(1) == "1");
  CHECK(metres_text(62.5) == "62.5");
  CHECK(metres_text(99.96) == "100");
  CHECK(metres_text(116.4) == "116");
  CHECK(metres_text(200) == "200");
  CHECK(metres_text(1e7) == "10000000");
  CHECK(metres_text(0) == "0");
  CHECK(metres_text(std::numeric_limits<double>::infinity()) == "inf");
}

TEST_CASE("Two lengths of one sentence are told apart") {
  CHECK(metres_apart(149.97, 150) == std::pair<std::string, std::string>{"149.97", "150"});
  CHECK(metres_apart(149.7, 150) == std::pair<std::string, std::string>{"149.7", "150"});
  CHECK(metres_apart(50, 150) == std::pair<std::string, std::string>{"50", "150"});
  CHECK(metres_apart(150, 150) == std::pair<std::string, std::string>{"150", "150"});
}

}  // namespace lykta::tests_of_lengths
