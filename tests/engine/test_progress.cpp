#include <string>
#include <vector>

#include "engine/base/progress.hpp"
#include "tests/catch.hpp"

namespace lykta::tests_of_progress {

TEST_CASE("Progress that nobody listens to is no error") { CHECK_NOTHROW(report({}, "reading", 0.5)); }

TEST_CASE("The listener hears the stage and the share done") {
  std::string heard;
  double share = 0;
  report(
      [&](std::string_view stage, double share_done) {
        heard = stage;
        share = share_done;
        return true;
      },
      "density", 0.25);
  CHECK(heard == "density");
  CHECK(share == 0.25);
}

TEST_CASE("A listener that answers no cancels the work") {
  CHECK_THROWS_AS(report([](std::string_view, double) { return false; }, "density", 0.25), Cancelled);
}

}  // namespace lykta::tests_of_progress
