#include <vector>

#include "geo/values/nearest_word.hpp"
#include "tests/catch.hpp"

namespace lykta::tests_of_nearest_word {
namespace {

const std::vector<std::string> kernels{"uniform", "triangular", "epanechnikov", "quartic", "triweight", "gaussian"};

}  // namespace

TEST_CASE("A word with a letter wrong, missing or too many finds the one that was meant") {
  CHECK(nearest_word("quartik", kernels) == "quartic");
  CHECK(nearest_word("gausian", kernels) == "gaussian");
  CHECK(nearest_word("uniforme", kernels) == "uniform");
  CHECK(nearest_word("QUARTIC", kernels) == "quartic");
}

TEST_CASE("Two letters that changed places are one change") {
  const std::vector<std::string> commands{"run", "grid", "hours"};
  CHECK(nearest_word("gird", commands) == "grid");
  CHECK(nearest_word("wkee", commands) == std::nullopt);
  CHECK(nearest_word("rnu", commands) == "run");
}

TEST_CASE("A word that is like none of them has no nearest") {
  CHECK_FALSE(nearest_word("banana", kernels).has_value());
  CHECK_FALSE(nearest_word("", kernels).has_value());
  CHECK_FALSE(nearest_word("quartic", {}).has_value());
}

TEST_CASE("Up to a third of the longer word may be wrong") {
  const std::vector<std::string> known{"abcdef"};
  CHECK(nearest_word("abcdxx", known) == "abcdef");        // 2 of 6
  CHECK_FALSE(nearest_word("abcxxx", known).has_value());  // 3 of 6
}

TEST_CASE("The closer word wins, and of two equally close ones the first") {
  CHECK(nearest_word("cell", std::vector<std::string>{"cells_x", "cell_m", "cello"}) == "cello");
  CHECK(nearest_word("bat", std::vector<std::string>{"cat", "hat"}) == "cat");
}

TEST_CASE("One letter may be wrong in a short word, but a single letter is never taken for another") {
  CHECK(nearest_word("xy", std::vector<std::string>{"x"}) == "x");
  CHECK_FALSE(nearest_word("x", std::vector<std::string>{"y"}).has_value());
}

}  // namespace lykta::tests_of_nearest_word
