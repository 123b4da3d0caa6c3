#include <algorithm>
#include <map>
#include <string>

#include <nlohmann/json.hpp>

#include "publish/layers/density_items.hpp"
#include "publish/records/density_record.hpp"
#include "publish/records/step_record.hpp"
#include "tests/catch.hpp"
#include "tests/publish/density_options.hpp"
#include "tests/publish/village.hpp"

namespace lykta {
namespace {

using test::at;
using test::density_options;
using test::Village;

nlohmann::ordered_json record_of(const Village& village, const DensityMapOptions& options,
                                 Language language = Language::en) {
  const DensityMap map(village.read().inputs, options);
  return step_record("density", village.read(), density_record(map), map.warnings(), language);
}

std::map<std::string, std::string> items_of(const Village& village, const DensityMapOptions& options) {
  const auto items = density_items(DensityMap(village.read().inputs, options));
  std::map<std::string, std::string> result(items.begin(), items.end());
  CHECK(result.size() == items.size());
  return result;
}

}  // namespace

TEST_CASE("The record of a density map says what was mapped and how") {
  const auto record = record_of({}, density_options([](DensityMapOptions&) {}));
  const auto& density = record.at("density");
  CHECK(density.at("kernel") == "quartic");
  CHECK(density.at("bandwidth") == nlohmann::ordered_json{{"bandwidth_m", 200.0}});
  CHECK(density.at("keep_mass") == true);
  CHECK(density.at("edges") == "none");
  CHECK(density.at("unit") == "per_km2");
  CHECK(density.at("fast").is_null());
  CHECK(density.at("half_life_days").is_null());
  CHECK(density.at("relative_risk").is_null());
  CHECK(density.at("events") == 50);  // 40 on the square, 10 elsewhere
  CHECK(density.at("weight") == 50.0);
  CHECK(density.at("grid") ==
        nlohmann::ordered_json{{"shape", "square"}, {"cell_m", 100.0}, {"columns", 20}, {"rows", 10}});
  CHECK(density.at("bands") == nlohmann::ordered_json::array({"density_per_km2"}));
  // What was read and lost stands beside it.
  CHECK(record.at("program") == "lykta");
  CHECK(record.at("sources").size() == 2);
  CHECK(record.at("inputs")[0].at("sha256") == std::string(64, 'a'));
  CHECK(record.contains("rejected"));
}

TEST_CASE("The record of a density map warns in its language") {
  const auto text = [](Language language) {
    std::map<std::string, std::string> by_kind;
    const auto record = record_of({}, density_options([](DensityMapOptions&) {}), language);
    for (const auto& warning : record.at("warnings")) {
      by_kind[warning.at("kind")] = warning.at("text");
    }
    return by_kind;
  };
  const auto english = text(Language::en);
  const auto swedish = text(Language::sv);
  REQUIRE(english.contains("outside_area"));
  REQUIRE(swedish.contains("outside_area"));
  CHECK_THAT(english.at("outside_area"), Catch::Contains("outside"));
  CHECK(english.at("outside_area") != swedish.at("outside_area"));
  CHECK(english.contains("discovered_left_out"));
}

TEST_CASE("The curve that a bandwidth was chosen from is in the record and in the raster") {
  const Village village;
  const auto options = density_options([](DensityMapOptions& changed) { changed.rule = BandwidthRule::likelihood; });
  const auto bandwidth = record_of(village, options).at("density").at("bandwidth");
  CHECK(bandwidth.at("rule") == "likelihood");
  CHECK(bandwidth.at("at_end_of_range").is_boolean());
  const auto& curve = bandwidth.at("curve");
  REQUIRE(curve.size() > 5);
  const auto highest = std::ranges::max_element(curve, [](const auto& a, const auto& b) {
    return a.at("criterion").template get<double>() < b.at("criterion").template get<double>();
  });
  CHECK(highest->at("bandwidth_m") == bandwidth.at("bandwidth_m"));
  const auto items = items_of(village, options);
  CHECK(items.at("BANDWIDTH_RULE") == "likelihood");
  CHECK(static_cast<std::size_t>(std::ranges::count(items.at("BANDWIDTH_CURVE"), ':')) == curve.size());
  CHECK_FALSE(items_of(village, density_options([](DensityMapOptions&) {})).contains("BANDWIDTH_CURVE"));
}

TEST_CASE("A rule without a criterion has an empty curve") {
  const auto options =
      density_options([](DensityMapOptions& changed) { changed.rule = BandwidthRule::k_nearest_mean; });
  const auto bandwidth = record_of({}, options).at("density").at("bandwidth");
  CHECK(bandwidth.at("rule") == "k-nearest");
  CHECK(bandwidth.at("curve").empty());
}

TEST_CASE("The record holds the pilot and the range of an adaptive density") {
  const auto adaptive = record_of({}, density_options([](DensityMapOptions& options) {
                                    options.field.adaptive = AdaptiveShape{.pilot_m = 350, .trim = 4};
                                  }))
                            .at("density")
                            .at("bandwidth")
                            .at("adaptive");
  CHECK(adaptive.at("pilot_m") == 350.0);
  CHECK(adaptive.at("trim") == 4.0);
  CHECK(adaptive.at("narrowest_m") < 200.0);
  CHECK(adaptive.at("widest_m") > 200.0);
  const auto usual =
      record_of({}, density_options([](DensityMapOptions& options) { options.field.adaptive = AdaptiveShape{}; }));
  CHECK(usual.at("density").at("bandwidth").at("adaptive").at("pilot_m") == 200.0);  // that of the density
}

TEST_CASE("The record says whether the fast way was taken") {
  const auto options =
      density_options([](DensityMapOptions& changed) { changed.field.fast = FastOptions{.tolerance = 1e-3}; });
  const auto fast = record_of({}, options).at("density").at("fast");
  CHECK(fast.at("tolerance") == 1e-3);
  CHECK(fast.at("computed") == "exact");
  CHECK(fast.at("reason") == "narrow_kernel");  // two cells
  CHECK(items_of({}, options).at("COMPUTED") == "exact");
}

TEST_CASE("The record of a relative risk says against what, and how p was found") {
  Village village;
  village.read().inputs.residents = {{test::busy_square, std::nullopt, 400}};
  auto options = density_options([](DensityMapOptions& changed) {
    changed.risk = RiskOptions{};
    changed.risk->test = RiskTest::monte_carlo;
    changed.risk->simulation = {.replicates = 9, .seed = 5};
  });
  const auto simulated = record_of(village, options).at("density").at("relative_risk");
  CHECK(simulated.at("denominator") == "residents");
  CHECK(simulated.at("least_units") == 10.0);
  CHECK(simulated.at("test") == "monte-carlo");
  CHECK(simulated.at("replicates") == 9);
  CHECK(simulated.at("seed") == 5);
  CHECK(simulated.at("cells_with_thin_denominator") > 100);
  options.risk->test = RiskTest::asymptotic;
  const auto asymptotic = record_of(village, options).at("density").at("relative_risk");
  CHECK(asymptotic.at("test") == "asymptotic");
  CHECK(asymptotic.at("replicates").is_null());
  CHECK(asymptotic.at("seed").is_null());
}

TEST_CASE("The record says which time was asked for, and who had none") {
  Village village;
  village.read().inputs.incidents.time[0].reset();
  auto options = density_options([](DensityMapOptions& changed) {
    changed.period.reset();
    changed.hours = HourWindow{22, 4, {false, false, false, false, true, true, false}};
  });
  const auto density = record_of(village, options).at("density");
  CHECK(density.at("without_time") == 1);
  CHECK(density.at("outside_time") > 0);
  CHECK(density.at("period").is_null());
  CHECK(density.at("hours").at("from") == 22);
  CHECK(density.at("hours").at("to") == 4);
  CHECK(density.at("hours").at("weekdays") == nlohmann::ordered_json::array({"fri", "sat"}));
  CHECK(density.at("stack") == "none");

  const auto halved = record_of({}, density_options([](DensityMapOptions& changed) {
                                  changed.half_life_days = 30;
                                  changed.stack = TimeStack::weeks;
                                }))
                          .at("density");
  CHECK(halved.at("half_life_days") == 30.0);
  CHECK(halved.at("hours").is_null());
  CHECK(halved.at("stack") == "weeks");
  CHECK(halved.at("period").at("from") == "2024-01-01");
  CHECK(halved.at("period").at("to") == "2024-12-31");
  CHECK(halved.at("bands").size() == 53);
}

TEST_CASE("A raster carries the choices in its metadata") {
  const auto items = items_of({}, density_options([](DensityMapOptions& options) {
                                options.field.density.kernel = Kernel::gaussian;
                                options.field.density.bandwidth_m = 123.5;
                                options.field.edges = EdgeTerm::diggle;
                                options.unit = DensityUnit::share;
                              }));
  const std::map<std::string, std::string> expected{{"KERNEL", "gaussian"},
                                                    {"BANDWIDTH_M", "123.5"},
                                                    {"EDGES", "diggle"},
                                                    {"UNIT", "share"},
                                                    {"EVENTS", "50"},
                                                    {"WEIGHT", "50"},
                                                    {"PERIOD", "2024-01-01 to 2024-12-31"}};
  CHECK(items == expected);
}

}  // namespace lykta
