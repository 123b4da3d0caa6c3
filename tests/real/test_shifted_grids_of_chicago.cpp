// As test_shifted_grids.cpp, for a million rows: some minutes.
#include <algorithm>
#include <vector>

#include "tests/catch.hpp"
#include "tests/real/shifted_grids.hpp"
#include "tests/reference/reference_data.hpp"
#include "tests/source_folder.hpp"

namespace lykta::tests_of_shifted_grids_of_chicago {

TEST_CASE("Under 20 origins of the grid at least eight of the first ten places of Chicago stay") {
  if (!test::data_folder()) {
    WARN(test::why_skipped);
    return;
  }
  const auto numbers = test::kept_under_shifts(test::source_folder() / "tests" / "real" / "chicago.toml");
  CAPTURE(numbers);
  CHECK(std::ranges::min(numbers) >= 8);
}

}  // namespace lykta::tests_of_shifted_grids_of_chicago
