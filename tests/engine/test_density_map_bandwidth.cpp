#include <cstddef>

#include "engine/base/error.hpp"
#include "engine/questions/density_map.hpp"
#include "tests/catch.hpp"
#include "tests/engine/density_town.hpp"
#include "tests/engine/samples.hpp"

namespace lykta::tests_of_density_map_bandwidth {
namespace {

using namespace test::density_town;
using Catch::Contains;
using test::at;

}  // namespace

TEST_CASE("A rule's bandwidth is the map's, and its curve is kept") {
  const auto inputs = busy_town();
  for (const auto& [rule, name] : bandwidth_rule_names) {
    CAPTURE(name);
    const DensityMap map(inputs, with([rule = rule](DensityMapOptions& options) { options.rule = rule; }));
    REQUIRE(map.chosen().has_value());
    CHECK(map.bandwidth_m() == map.chosen()->bandwidth_m);
    CHECK(map.bandwidth_m() != 300);
    const auto has_curve = rule == BandwidthRule::diggle || rule == BandwidthRule::likelihood ||
                           rule == BandwidthRule::cronie_van_lieshout;
    CHECK(map.chosen()->curve.empty() == !has_curve);
    // The map is the one that this bandwidth gives when it is stated.
    const DensityMap stated(
        inputs, with([&](DensityMapOptions& options) { options.field.density.bandwidth_m = map.bandwidth_m(); }));
    CHECK(same(first_band(map), first_band(stated)));
    CHECK_FALSE(stated.chosen().has_value());
  }
}

TEST_CASE("The k of the nearest neighbours is used") {
  const auto inputs = busy_town();
  const auto bandwidth = [&](std::size_t k) {
    return DensityMap(inputs, with([&](DensityMapOptions& options) {
                        options.rule = BandwidthRule::k_nearest_mean;
                        options.k = k;
                      }))
        .bandwidth_m();
  };
  CHECK(bandwidth(3) < bandwidth(10));
  CHECK_THROWS_AS(bandwidth(0), InvalidOption);
  CHECK_THROWS_AS(bandwidth(120), InvalidOption);
}

TEST_CASE("A bandwidth at the end of what was tried comes with a warning") {
  auto inputs = empty_town();
  for (int i = 0; i < 40; ++i) {  // pairs at one place: cross-validation wants to be as narrow as it may
    add(inputs, {.position = {700.0 + 30 * (i / 2), 800.0 + 17 * (i / 2)}});
  }
  const DensityMap map(inputs, with([](DensityMapOptions& options) { options.rule = BandwidthRule::likelihood; }));
  CHECK(map.chosen()->at_lower_end);
  CHECK(warns(map, WarningKind::bandwidth_not_found));
  const DensityMap found(busy_town(), with([](DensityMapOptions& options) { options.rule = BandwidthRule::scott; }));
  CHECK_FALSE(warns(found, WarningKind::bandwidth_not_found));
}

TEST_CASE("A bandwidth below the cell or the error of positions comes with a warning") {
  const auto inputs = busy_town();
  const auto map_of = [&](double bandwidth_m) {
    return DensityMap(inputs,
                      with([&](DensityMapOptions& options) { options.field.density.bandwidth_m = bandwidth_m; }));
  };
  CHECK(warns(map_of(80), WarningKind::bandwidth_below_cell));
  CHECK(warns(map_of(120), WarningKind::bandwidth_below_position_error));
  CHECK_FALSE(warns(map_of(200), WarningKind::bandwidth_below_position_error));
}

TEST_CASE("Diggle's bandwidth is not for weighted events, but for events of certain hours") {
  const auto inputs = busy_town();
  CHECK_THROWS_WITH(DensityMap(inputs, with([](DensityMapOptions& options) {
                                 options.rule = BandwidthRule::diggle;
                                 options.weighted = true;
                               })),
                    Contains("not defined for weighted events"));
  auto moments = busy_town();
  for (auto& time : moments.incidents.time) {
    time->end = time->start;  // each lies in a window or not at all
  }
  const DensityMap map(moments, with([](DensityMapOptions& options) {
                         options.rule = BandwidthRule::diggle;
                         options.hours = HourWindow{6, 22};
                       }));
  CHECK(map.events() < 120);
  CHECK(map.weight() == static_cast<double>(map.events()));
}

TEST_CASE("An adaptive map says how narrow and how wide its kernels are") {
  const auto inputs = busy_town();
  const DensityMap map(inputs,
                       with([](DensityMapOptions& options) { options.field.adaptive = AdaptiveShape{.trim = 2}; }));
  REQUIRE(map.adaptive_range_m().has_value());
  const auto [narrowest, widest] = *map.adaptive_range_m();
  CHECK(narrowest < 300);
  CHECK(widest > 300);
  CHECK(widest <= 600);
  CHECK_FALSE(DensityMap(inputs, usual()).adaptive_range_m().has_value());
}

}  // namespace lykta::tests_of_density_map_bandwidth
