#include <algorithm>
#include <cmath>
#include <utility>

#include "engine/space/set_covariance.hpp"
#include "tests/catch.hpp"
#include "tests/engine/samples.hpp"

namespace lykta::tests_of_set_covariance {

using test::within;

TEST_CASE("A moved rectangle overlaps with itself by width times height") {
  const SetCovariance covariance(rectangle({517000, 6229000, 518000, 6229700}), 175);
  for (const auto& [dx, dy] : {std::pair{0.0, 0.0}, {100.0, 50.0}, {-33.3, 171.7}, {12.34, -56.78}, {-120.0, -121.0}}) {
    CHECK(covariance.share(dx, dy) == within(1e-9, (1000 - std::abs(dx)) * (700 - std::abs(dy)) / (1000.0 * 700.0)));
  }
}

TEST_CASE("A hole counts where it meets the moved area and where it meets the moved hole") {
  // A square of 100 with a hole of 20 in its middle, moved by (10, 0): squares overlap by 90 x 100; the hole and the
  // moved hole (both inside the overlap) take 20 x 20 each, and share 10 x 20.
  Area area{{{{0, 0}, {100, 0}, {100, 100}, {0, 100}}, {{40, 40}, {40, 60}, {60, 60}, {60, 40}}}};
  const SetCovariance covariance(area, 25);
  CHECK(covariance.share(10, 0) == within(1e-3, (9000.0 - 400 - 400 + 200) / 9600));
  CHECK(covariance.share(0, -10) == within(1e-3, (9000.0 - 400 - 400 + 200) / 9600));
  CHECK(covariance.share(24, 24) == within(1e-3, (76.0 * 76 - 400 - 400) / 9600));
}

TEST_CASE("The share of an area that stays is near that of random points") {
  test::Random random(34);
  const auto area = test::islands(random, {517000, 6229000}, 800);
  const auto box = bounding_box(area);
  const auto reach_m = std::min(box.width(), box.height()) / 4;
  const SetCovariance covariance(area, reach_m, 1);
  for (const auto& [dx, dy] : {std::pair{0.3, 0.7}, {-0.9, 0.2}, {0.5, -0.5}}) {
    int inside = 0;
    int both = 0;
    for (int i = 0; i < 200'000; ++i) {
      const auto point = random.in(box);
      if (contains(area, point)) {
        ++inside;
        both += contains(area, {point.x + dx * reach_m, point.y + dy * reach_m}) ? 1 : 0;
      }
    }
    CHECK(covariance.share(dx * reach_m, dy * reach_m) == within(0.01, double(both) / inside));
    CHECK(covariance.share(dx * reach_m, dy * reach_m) ==
          within(1e-12, covariance.share(-dx * reach_m, -dy * reach_m)));
  }
}

}  // namespace lykta::tests_of_set_covariance
