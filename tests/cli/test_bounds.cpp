#include <limits>
#include <string>

#include "cli/values/bounded_option.hpp"
#include "cli/values/bounds.hpp"
#include "tests/catch.hpp"

namespace lykta {
namespace {

std::string fault(const Bounds& bounds, const std::string& word) { return fault_of(bounds, word).value_or("fine"); }

}  // namespace

TEST_CASE("A word is a number within its bounds, or is told what to be") {
  for (const auto* word : {"0", "1", "7", "1000000000"}) {
    CHECK(fault(bounds::count, word) == "fine");
  }
  for (const auto* word : {"-1", "1000000001", "9223372036854775808", "18446744073709551615", "1e3", "7.0", "nan",
                           "inf", "abc", "7 days", " 7", "0x10", "1;5"}) {
    CHECK(fault(bounds::count, word) == "give a whole number from 0 to 1000000000, not " + std::string(word));
  }
  CHECK(fault(bounds::count, "") == "give a whole number from 0 to 1000000000");
  for (const auto* word : {"0.001", "1e7", "10000000", "1e2", ".5"}) {
    CHECK(fault(bounds::length_m, word) == "fine");
  }
  for (const auto* word : {"0", "-1", "1e-300", "1e308", "1e400", "1e-400", "nan", "inf", "-inf", "100m", "1,5"}) {
    CHECK(fault(bounds::length_m, word) == "give a number of metres from 0.001 to 10000000, not " + std::string(word));
  }
}

TEST_CASE("Ends may belong to the bounds or not") {
  CHECK(fault(bounds::share, "0") == "fine");
  CHECK(fault(bounds::share, "1") == "fine");
  CHECK(fault(bounds::probability, "0.05") == "fine");
  CHECK(fault(bounds::probability, "0") == "give a number between 0 and 1, not 0");
  CHECK(fault(bounds::probability, "1") == "give a number between 0 and 1, not 1");
}

TEST_CASE("What is no number holds in no bounds") {
  for (const auto& bounds : {bounds::share, bounds::probability, bounds::amount, bounds::count}) {
    CHECK_FALSE(holds(bounds, std::numeric_limits<double>::quiet_NaN()));
    CHECK_FALSE(holds(bounds, std::numeric_limits<double>::infinity()));
    CHECK_FALSE(holds(bounds, -std::numeric_limits<double>::infinity()));
  }
}

TEST_CASE("The largest seed is exact") {
  CHECK(fault(bounds::seed, "9007199254740991") == "fine");
  CHECK(fault(bounds::seed, "9007199254740992") ==
        "give a whole number from 0 to 9007199254740991, not 9007199254740992");
}

TEST_CASE("The help shows the bounds") {
  CHECK(within(bounds::threads).get_description() == "[0 - 1024]");
  CHECK(within(bounds::probability).get_description() == "[0 - 1]");
}

}  // namespace lykta
