// Kernel density of real events against another program.

#include "engine/density/density.hpp"
#include "geo/crs/crs.hpp"
#include "geo/format/source_table.hpp"
#include "geo/values/text_values.hpp"
#include "tests/catch.hpp"
#include "tests/geo/scratch.hpp"
#include "tests/reference/reference_data.hpp"

namespace lykta::tests_of_memphis_density {

// Expected: all 2 245 robberies of Memphis in 2019 in EPSG:32616, Gaussian kernel of sigma 500 m, no edge correction,
// own point included, per km2, at 25 of the points: R 4.2.2, spatstat.explore 3.0.6, and again with a few lines of
// Python (agreement 5e-13). Tolerance: 1e-6 of the value, for the projection is done anew here.
TEST_CASE("Gaussian density at 25 robberies of Memphis is what spatstat gives") {
  const auto data = test::data_folder();
  if (!data) {
    WARN(test::why_skipped);
    return;
  }
  const auto table = read_table({.path = (*data / "incidents/memphis_robberies_2019.csv").string(),
                                 .layer = {},
                                 .columns = {"longitude", "latitude"},
                                 .text = {}});
  std::vector<Point> degrees;
  for (std::size_t i = 0; i < table.rows(); ++i) {
    degrees.push_back({parse_number(table.columns[0][i]).value(), parse_number(table.columns[1][i]).value()});
  }
  REQUIRE(degrees.size() == 2245);
  std::vector<Point> events;
  for (const auto& point : Projection(wgs84(), Crs::parse("EPSG:32616")).points(degrees)) {
    events.push_back(point.value());
  }
  const auto expected = test::read_numbers(*data / "reference/memphis_kde_expected.csv");
  REQUIRE(expected.size() == 25);
  std::vector<Point> targets;
  for (const auto& row : expected) {
    targets.push_back(events.at(static_cast<std::size_t>(row.at("row")) - 1));
  }
  const auto density = density_at_points(events, {}, targets, {.kernel = Kernel::gaussian, .bandwidth_m = 500});
  for (std::size_t i = 0; i < expected.size(); ++i) {
    CAPTURE(i);
    CHECK(density[i] == Approx(expected[i].at("gauss_sigma500_per_km2_exact")).epsilon(1e-6).margin(0));
  }
}

}  // namespace lykta::tests_of_memphis_density
