#include <algorithm>
#include <cstdint>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include <nlohmann/json.hpp>

#include "publish/layers/scan_layers.hpp"
#include "publish/records/scan_record.hpp"
#include "tests/catch.hpp"
#include "tests/publish/layer_values.hpp"
#include "tests/publish/village.hpp"

namespace lykta {
namespace {

using Catch::Contains;
using test::at;
using test::check_words;
using test::value_of;
using test::Village;

ScanMapOptions scan_options_of(ScanModel model) {
  ScanMapOptions options;
  options.choice.period = Village::options().period;
  options.step_days = 61;
  options.base = ScanBase::area;
  options.scan.model = model;
  options.scan.replicas = 99;
  options.scan.threads = 1;
  return options;
}

TEST_CASE("The clusters of a scan are circles that hold the centres of their zones") {
  const Village village;
  const auto map = scan_map(village.read().inputs, scan_options_of(ScanModel::poisson));
  REQUIRE(map.clusters.size() > 1);
  const auto layer = scan_clusters_layer(map, village.read().crs, Language::en);
  REQUIRE(layer.features == map.clusters.size());
  bool one_cell = false;
  for (std::size_t i = 0; i < layer.features; ++i) {
    const auto& cluster = map.clusters[i];
    const auto outline = layer.geometry_of(i);
    REQUIRE(wkbFlatten(outline->getGeometryType()) == wkbPolygon);
    for (const auto& zone : cluster.zones) {
      const auto centre = map.zones.centre(zone.zone);
      const OGRPoint point(centre.x, centre.y);
      CHECK(outline->Distance(&point) < 1e-6);
    }
    if (cluster.radius_m == 0) {
      one_cell = true;
      CHECK(outline->toPolygon()->get_Area() == Approx(100 * 100));
    }
    CHECK(std::get<std::string>(value_of(layer, i, "spell")) == name_of(cluster.spell));
    CHECK(std::get<std::int64_t>(value_of(layer, i, "rank")) == static_cast<std::int64_t>(i + 1));
    CHECK(std::get<std::int64_t>(value_of(layer, i, "cases")) == static_cast<std::int64_t>(cluster.cases));
    CHECK(std::get<std::string>(value_of(layer, i, "class")) ==
          (cluster.p <= map.options.level ? "cluster" : "not_significant"));
  }
  CHECK(one_cell);
}

TEST_CASE("A cluster lasts from its first day to its last, both included") {
  const Village village;
  auto options = scan_options_of(ScanModel::space_time_permutation);
  options.step_days = 52;
  options.scan.largest_share = 0.9;  // the busy square has most of the events
  const auto map = scan_map(village.read().inputs, options);
  const auto layer = scan_clusters_layer(map, village.read().crs, Language::en);
  REQUIRE(layer.features > 0);
  // 2024 has 366 days: seven periods of 52, which leave out the first two days. March is in the second.
  CHECK(std::get<std::string>(value_of(layer, 0, "first_day")) == "2024-02-24");
  CHECK(std::get<std::string>(value_of(layer, 0, "last_day")) == "2024-04-15");
  CHECK(std::get<std::int64_t>(value_of(layer, 0, "days")) == 52);
  for (const auto* none : {"relative_risk", "population", "recurrence_days"}) {
    CAPTURE(none);
    CHECK(std::holds_alternative<std::monostate>(value_of(layer, 0, none)));
  }
}

TEST_CASE("A cluster of polygons is drawn as those polygons and covers no other") {
  const Village village;
  auto inputs = village.read().inputs;
  // Ten strips side by side: a circle around some of them would cut the others.
  for (int i = 0; i < 10; ++i) {
    const auto left = 517000.0 + 199 * i;
    inputs.zones.push_back(
        {.id = std::to_string(i), .name = {}, .area = rectangle({left, 6229000, left + 199, 6229990})});
  }
  const auto map = scan_map(inputs, scan_options_of(ScanModel::poisson));
  const auto layer = scan_clusters_layer(map, village.read().crs, Language::en);
  REQUIRE(layer.geometry == LayerGeometry::multipolygon);
  bool several = false;
  for (std::size_t i = 0; i < layer.features; ++i) {
    const auto& zones = map.clusters[i].zones;
    several = several || zones.size() > 1;
    double area_m2 = 0;
    for (const auto& zone : zones) {
      area_m2 += map.zones.area_km2(zone.zone) * 1e6;
    }
    const auto outline = layer.geometry_of(i);
    const auto is_polygon = wkbFlatten(outline->getGeometryType()) == wkbPolygon;
    CHECK((is_polygon ? outline->toPolygon()->get_Area() : outline->toMultiPolygon()->get_Area()) == Approx(area_m2));
  }
  CHECK(several);
}

TEST_CASE("The zones of the clusters add up to them") {
  const Village village;
  const auto map = scan_map(village.read().inputs, scan_options_of(ScanModel::poisson));
  const auto layer = scan_members_layer(map, village.read().crs, Language::sv);
  std::vector<std::int64_t> cases(map.clusters.size(), 0);
  for (std::size_t i = 0; i < layer.features; ++i) {
    const auto cluster = static_cast<std::size_t>(std::get<std::int64_t>(value_of(layer, i, "cluster")) - 1);
    cases[cluster] += std::get<std::int64_t>(value_of(layer, i, "cases"));
    CHECK(layer.geometry_of(i)->toPolygon()->get_Area() == Approx(100 * 100));
  }
  for (std::size_t i = 0; i < cases.size(); ++i) {
    CHECK(cases[i] == static_cast<std::int64_t>(map.clusters[i].cases));
  }
}

TEST_CASE("The layers of a scan have words in both languages, and styles with the classes in them") {
  const Village village;
  const auto map = scan_map(village.read().inputs, scan_options_of(ScanModel::poisson));
  const auto& crs = village.read().crs;
  const auto clusters = scan_clusters_layer(map, crs, Language::sv);
  const auto zones = scan_members_layer(map, crs, Language::sv);
  check_words(clusters, scan_clusters_layer(map, crs, Language::en));
  check_words(zones, scan_members_layer(map, crs, Language::en));
  for (const auto& style : {scan_clusters_style(clusters, Language::sv), scan_members_style(zones, Language::sv)}) {
    CHECK_THAT(style, Contains("Fler händelser än slumpen ger") && Contains("not_significant"));
    CHECK_THAT(style, Contains("förväntat antal"));
  }
  CHECK_THAT(scan_clusters_style(clusters, Language::en), Contains("Not significant: may be chance"));
}

TEST_CASE("The record of a scan has no number that is none") {
  const Village village;
  for (const auto model : {ScanModel::poisson, ScanModel::space_time_permutation}) {
    auto options = scan_options_of(model);
    options.scan.still_going = true;
    const auto map = scan_map(village.read().inputs, options);
    const auto record = nlohmann::ordered_json::parse(scan_record(map).dump());
    CHECK(record["model"] == (model == ScanModel::poisson ? "poisson" : "permutation"));
    CHECK(record["population"].is_null() == (model != ScanModel::poisson));
    CHECK(record["clusters"].size() == map.clusters.size());
    for (const auto& cluster : record["clusters"]) {
      CHECK(cluster["relative_risk"].is_null() == (model != ScanModel::poisson));
      CHECK(cluster["recurrence_days"].get<double>() == Approx(61 / cluster["p"].get<double>()));
      CHECK(cluster["time"]["to"] == "2024-12-31");
      CHECK(cluster["zones"].size() >= 1);
    }
  }
}

}  // namespace
}  // namespace lykta
