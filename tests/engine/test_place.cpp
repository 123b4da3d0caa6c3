#include "engine/places/place.hpp"
#include "tests/catch.hpp"

namespace lykta::tests_of_place {

TEST_CASE("Each basis of a place has its name") {
  CHECK(name_of(Basis::significant) == "significant");
  CHECK(name_of(Basis::densest) == "densest");
  CHECK(name_of(Basis::observations) == "observations");
}

TEST_CASE("Each quadrant has its name") {
  CHECK(name_of(Quadrant::no_observations) == "no_observations");
  CHECK(name_of(Quadrant::high_crime_high_unsafety) == "high_crime_high_unsafety");
  CHECK(name_of(Quadrant::high_crime_low_unsafety) == "high_crime_low_unsafety");
  CHECK(name_of(Quadrant::low_crime_high_unsafety) == "low_crime_high_unsafety");
  CHECK(name_of(Quadrant::low_crime_low_unsafety) == "low_crime_low_unsafety");
  CHECK(name_of(Basis::both_periods) == "both_periods");
}

}  // namespace lykta::tests_of_place
