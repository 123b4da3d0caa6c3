#include <algorithm>
#include <string>
#include <vector>

#include "geo/crs/transformation.hpp"
#include "geo/read/localities.hpp"
#include "tests/catch.hpp"

namespace lykta::tests_of_localities {

TEST_CASE("Around Ronneby lie its towns, in the system of the picture") {
  const Box box{516000, 6225000, 520000, 6235000};
  const auto near = localities_around(box, Crs::parse("EPSG:3006"));
  const auto named = [](const std::vector<NamedPosition>& all, const std::string& name) {
    const auto found = std::ranges::find(all, name, &NamedPosition::name);
    REQUIRE(found != all.end());
    return *found;
  };
  CHECK(named(near, "Ronneby").reach_m > 1000);
  CHECK(named(near, "Kallinge").position.x == Approx(517919).margin(1));
  CHECK(named(near, "Kallinge").position.y == Approx(6233964).margin(1));
  CHECK(std::ranges::find(near, "Stockholm", &NamedPosition::name) == near.end());

  // SWEREF 99 15 00 lies on the same ellipsoid with another meridian: the same town, some 150 km to the west in numbers.
  const auto zone = Crs::parse("EPSG:3009");
  const Point corners[] = {{516000, 6225000}, {520000, 6235000}};
  const auto moved = Projection(Crs::parse("EPSG:3006"), zone).points(corners);
  const Box there{moved[0]->x, moved[0]->y, moved[1]->x, moved[1]->y};
  const auto back = Projection(zone, Crs::parse("EPSG:3006"))
                        .points(std::vector{named(localities_around(there, zone), "Kallinge").position});
  CHECK(back[0]->x == Approx(517919).margin(0.01));
}

TEST_CASE("Far from Sweden there is no locality") {
  CHECK(localities_around({440000, 4630000, 450000, 4640000}, Crs::parse("EPSG:32616")).empty());
}

}  // namespace lykta::tests_of_localities
