// A table without positions and polygons without numbers: what is joined, and what finds no partner on either side.
#include <algorithm>
#include <filesystem>

#include "cli/configuration/configuration.hpp"
#include "geo/read/inputs.hpp"
#include "tests/catch.hpp"
#include "tests/reference/reference_data.hpp"
#include "tests/source_folder.hpp"

namespace lykta {

// Rows of the files as counted with ogrinfo; the 40 and the 26 as the data's SOURCES.md has them.
TEST_CASE("Residents of Lancashire are joined with wards, and both sides' unmatched ones are listed") {
  if (!test::data_folder()) {
    WARN(test::why_skipped);
    return;
  }
  const auto path = test::source_folder() / "tests" / "real" / "lancashire.toml";
  const auto read = read_inputs(read_configuration(path).inputs);
  REQUIRE(read.report.sources.size() == 2);
  const auto& events = read.report.sources[0];
  CHECK(events.rows == 56434);
  CHECK(events.used == 56434);
  CHECK(read.inputs.incidents.size() == 56434);

  const auto& residents = read.report.sources[1];
  CHECK(residents.rows == 285);
  CHECK(residents.unmatched_rows.size() == 40);
  CHECK(residents.unmatched_polygons.size() == 26);
  CHECK(residents.used == 245);
  CHECK(residents.crs == "EPSG:27700");
  REQUIRE(read.inputs.residents.size() == 245);
  const auto is_ward_with_people = [](const Residents& ward) {
    constexpr double smallest_m2 = 1e5;
    constexpr double largest_m2 = 3e8;
    const auto size_m2 = ward.area ? area_m2(*ward.area) : 0;
    return ward.number > 0 && size_m2 > smallest_m2 && size_m2 < largest_m2;
  };
  CHECK(std::ranges::all_of(read.inputs.residents, is_ward_with_people));
  const auto unmatched_rejects = std::ranges::count_if(read.report.rejects, [](const Reject& reject) {
    return reject.source == 1 && reject.cause == RejectCause::unmatched_area && reject.column == "gss_code";
  });
  CHECK(unmatched_rejects == 40);
  CHECK(read.report.rejects.size() == 40);
}

}  // namespace lykta
