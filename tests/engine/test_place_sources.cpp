#include <cstdint>
#include <numeric>

#include "engine/questions/picture.hpp"
#include "tests/catch.hpp"
#include "tests/engine/picture_town.hpp"
#include "tests/engine/samples.hpp"

namespace lykta::tests_of_place_sources {
namespace {

using namespace test::picture_town;

TEST_CASE("A place says which sources reported it, an event of two sources for both") {
  auto inputs = busy_town();
  auto& row = inputs.incidents.row;
  for (std::size_t i = 0; i < row.size(); ++i) {
    row[i].source = i % 3 == 0 ? 1U : 0U;
  }
  // The second event is what the first one reports, too: counted once.
  inputs.counted_as.resize(row.size());
  std::iota(inputs.counted_as.begin(), inputs.counted_as.end(), 0U);
  inputs.counted_as[1] = 0;
  const auto picture = make_picture(inputs, january_only());
  REQUIRE(picture.places.size() == 1);
  const auto& place = picture.places[0];
  REQUIRE(place.sources.size() == 2);
  CHECK(place.sources[0].source == 0);
  CHECK(place.sources[1].source == 1);
  CHECK(place.sources[0].count + place.sources[1].count == place.count + 1);
}

TEST_CASE("A period without any event is a picture where it may be") {
  const auto inputs = busy_town();
  auto options = over(Period{test::at(2024, 3, 1), test::at(2024, 4, 1)});
  CHECK_THROWS_AS(make_picture(inputs, options), DataError);
  options.may_be_empty = true;
  options.depth = Depth::whole;
  const auto picture = make_picture(inputs, options);
  CHECK(picture.counted_events == 0);
  CHECK(picture.places.empty());
  CHECK_FALSE(picture.clustering.tested);
}

TEST_CASE("An order of which nothing is known to vary is said to have no intervals") {
  const auto inputs = busy_town();
  auto options = january_only();
  CHECK_FALSE(warns(make_picture(inputs, options), WarningKind::order_without_intervals));
  options.places.rank_by = RankBy::trend;
  CHECK(warning_of(make_picture(inputs, options), WarningKind::order_without_intervals).detail == "trend");
  options.places.reliability.draws = 0;
  CHECK_FALSE(warns(make_picture(inputs, options), WarningKind::order_without_intervals));
}

}  // namespace
}  // namespace lykta::tests_of_place_sources
