#include "publish/records/density_record.hpp"

#include <cmath>
#include <utility>

#include <nlohmann/json.hpp>

#include "publish/layers/density_layers.hpp"
#include "publish/words/density_names.hpp"
#include "publish/words/period_record.hpp"

namespace lykta {

using nlohmann::ordered_json;

namespace {

ordered_json bandwidth_record(const DensityMap& map) {
  ordered_json record{{"bandwidth_m", map.bandwidth_m()}};
  if (const auto& rule = map.options().rule) {
    record["rule"] = rule_name(*rule);
    record["at_end_of_range"] = map.chosen()->at_lower_end || map.chosen()->at_upper_end;
    auto curve = ordered_json::array();
    for (const auto& candidate : map.chosen()->curve) {
      if (!std::isfinite(candidate.criterion)) {
        continue;  // an event that no other reaches: the bandwidth is impossible
      }
      curve.push_back({{"bandwidth_m", candidate.bandwidth_m}, {"criterion", candidate.criterion}});
    }
    record["curve"] = std::move(curve);
  }
  if (const auto& adaptive = map.options().field.adaptive) {
    record["adaptive"] = adaptive_record(*adaptive, map.bandwidth_m(), map.adaptive_range_m());
  }
  return record;
}

ordered_json risk_record(const DensityMap& map) {
  const auto& risk = map.options().risk;
  if (!risk) {
    return nullptr;
  }
  return {{"denominator", risk->other_source ? "events" : "residents"},
          {"least_units", risk->least_units},
          {"test", test_name(risk->test)},
          {"replicates", risk->test == RiskTest::monte_carlo ? ordered_json(risk->simulation.replicates) : nullptr},
          {"seed", risk->test == RiskTest::monte_carlo ? ordered_json(risk->simulation.seed) : nullptr},
          {"used", map.denominator().weight},
          {"places", map.denominator().places},
          {"outside_area", map.denominator().outside_weight},
          {"cells_with_thin_denominator", map.thin_cells()}};
}

}  // namespace

ordered_json adaptive_record(const AdaptiveShape& adaptive, double bandwidth_m,
                             const std::optional<std::pair<double, double>>& range_m) {
  ordered_json record{{"pilot_m", adaptive.pilot_m > 0 ? adaptive.pilot_m : bandwidth_m}, {"trim", adaptive.trim}};
  if (range_m) {
    record["narrowest_m"] = range_m->first;
    record["widest_m"] = range_m->second;
  }
  return record;
}

ordered_json fast_record(const std::optional<FastOptions>& fast, const std::optional<FastReport>& report) {
  if (!fast) {
    return nullptr;
  }
  ordered_json record{{"tolerance", fast->tolerance}};
  if (report) {
    record["computed"] = report->exact ? "exact" : "fast";
    if (report->exact) {
      record["reason"] = name_of(*report->exact);
    }
    record["checked_pixels"] = report->checked_pixels;
    record["checked_error"] = report->checked_error;
  }
  return record;
}

bool keeps_mass(const DensityOptions& density, const std::optional<FastReport>& fast) {
  return density.keep_mass && (!fast || fast->exact);
}

ordered_json density_record(const DensityMap& map) {
  const auto& options = map.options();
  auto bands = ordered_json::array();
  for (std::size_t band = 0; band < map.bands().size(); ++band) {
    bands.push_back(band_name(map, band));
  }
  return {{"kernel", kernel_name(options.field.density.kernel)},
          {"bandwidth", bandwidth_record(map)},
          {"keep_mass", keeps_mass(options.field.density, map.fast())},
          {"edges", edges_name(options.field.edges)},
          {"unit", unit_name(options.unit)},
          {"fast", fast_record(options.field.fast, map.fast())},
          {"period", period_record(options.period)},
          {"hours", hours_record(options.hours)},
          {"stack", stack_name(options.stack)},
          {"half_life_days", options.half_life_days ? ordered_json(*options.half_life_days) : nullptr},
          {"relative_risk", risk_record(map)},
          {"events", map.events()},
          {"weight", map.weight()},
          {"without_time", map.time_counts().without_time},
          {"outside_time", map.time_counts().outside},
          {"whole_days", map.time_counts().whole_days},
          {"grid",
           {{"shape", options.grid.shape == CellShape::square ? "square" : "hexagon"},
            {"cell_m", options.grid.cell_m},
            {"columns", map.grid().columns()},
            {"rows", map.grid().rows()}}},
          {"bands", std::move(bands)}};
}

}  // namespace lykta
