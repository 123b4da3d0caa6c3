#include "publish/records/scan_record.hpp"

#include <cmath>
#include <string_view>

#include <nlohmann/json.hpp>

#include "publish/layers/scan_layers.hpp"
#include "publish/records/run_record.hpp"

namespace lykta {

using nlohmann::ordered_json;

namespace {

ordered_json number_or_null(double number) { return std::isfinite(number) ? ordered_json(number) : nullptr; }

ordered_json base_record(const ScanMap& map) {
  if (map.options.scan.model != ScanModel::poisson) {
    return nullptr;
  }
  const auto base = map.options.base;
  return {{"base", base == ScanBase::residents  ? "residents"
                   : base == ScanBase::exposure ? "exposure"
                                                : "area_km2"},
          {"number", map.population},
          {"residents_outside", map.outside_residents}};
}

ordered_json zones_record(const ScanMap& map) {
  const auto* cells = map.zones.cells();
  return {{"kind", cells != nullptr ? "cells" : "polygons"},
          {"cell_m", cells != nullptr ? ordered_json(cells->grid.cell_m()) : nullptr},
          {"zones", map.zones.size()},
          {"places", map.places}};
}

ordered_json losses_record(const ScanMap& map) {
  auto empty = ordered_json::array();
  for (const auto zone : map.losses.empty_zones) {
    empty.push_back(map.zones.id(zone));
  }
  return {{"without_date", map.losses.without_date},
          {"before_first_period", map.losses.before_periods},
          {"span_too_long", map.losses.span_too_long},
          {"without_population", map.losses.where_none_lives},
          {"zones_without_population", std::move(empty)}};
}

ordered_json options_record(const ScanMap& map) {
  const auto& scan = map.options.scan;
  return {{"largest_share", scan.largest_share},
          {"largest_radius_m", scan.largest_radius_m ? ordered_json(*scan.largest_radius_m) : nullptr},
          {"longest_share", map.options.step_days ? ordered_json(scan.longest_share) : nullptr},
          {"prospective", scan.still_going},
          {"replicas", scan.replicas},
          {"seed", scan.seed},
          {"clusters", scan.clusters},
          {"level", map.options.level},
          {"minimum_events", map.options.least_events}};
}

ordered_json cluster_record(const ScanMap& map, const ScannedCluster& cluster, std::size_t rank) {
  auto zones = ordered_json::array();
  for (const auto& zone : cluster.zones) {
    zones.push_back(map.zones.id(zone.zone));
  }
  return {{"rank", rank},
          {"class", cluster_class(cluster)},
          {"cases", cluster.cases},
          {"expected", cluster.expected},
          {"relative_risk", number_or_null(cluster.relative_risk)},
          {"log_likelihood_ratio", cluster.log_likelihood_ratio},
          {"p", cluster.p},
          {"time", period_record(cluster.time)},
          {"spell", name_of(cluster.spell)},
          {"recurrence_days", cluster.recurrence_days ? ordered_json(*cluster.recurrence_days) : nullptr},
          {"x", cluster.centre.x},
          {"y", cluster.centre.y},
          {"radius_m", cluster.radius_m},
          {"population", number_or_null(cluster.population)},
          {"zones", std::move(zones)}};
}

}  // namespace

ordered_json scan_record(const ScanMap& map) {
  auto clusters = ordered_json::array();
  for (std::size_t i = 0; i < map.clusters.size(); ++i) {
    clusters.push_back(cluster_record(map, map.clusters[i], i + 1));
  }
  const auto poisson = map.options.scan.model == ScanModel::poisson;
  return {{"model", poisson ? "poisson" : "permutation"},
          {"time", period_record(map.time)},
          {"step_days", map.options.step_days ? ordered_json(*map.options.step_days) : nullptr},
          {"periods", map.periods},
          {"zones", zones_record(map)},
          {"population", base_record(map)},
          {"options", options_record(map)},
          {"cases", map.cases},
          {"scanned", map.scanned},
          {"in_several_zones", map.in_several},
          {"left_out", losses_record(map)},
          {"clusters", std::move(clusters)}};
}

}  // namespace lykta
