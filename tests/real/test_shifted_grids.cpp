#include <algorithm>
#include <string>
#include <vector>

#include "tests/catch.hpp"
#include "tests/real/shifted_grids.hpp"
#include "tests/reference/reference_data.hpp"
#include "tests/source_folder.hpp"

namespace lykta::tests_of_shifted_grids {
namespace {

void check_list_stays(const std::filesystem::path& configuration_file) {
  const auto numbers = test::kept_under_shifts(configuration_file);
  CAPTURE(numbers);
  CHECK(std::ranges::min(numbers) >= 8);
}

}  // namespace

TEST_CASE("Under 20 origins of the grid at least eight of the first ten places of the sample stay") {
  check_list_stays(test::source_folder() / "sample-data" / "ronneby" / "lykta.toml");
}

TEST_CASE("Under 20 origins of the grid at least eight of the first ten places of Memphis stay") {
  if (!test::data_folder()) {
    WARN(test::why_skipped);
    return;
  }
  check_list_stays(test::source_folder() / "tests" / "real" / "memphis.toml");
}

}  // namespace lykta::tests_of_shifted_grids
