#include "publish/records/density_record.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "publish/layers/density_layers.hpp"
#include "publish/records/run_record.hpp"

namespace lykta {

using nlohmann::ordered_json;

namespace {

std::string_view rule_name(BandwidthRule rule) {
  return std::ranges::find(bandwidth_rule_names, rule, &BandwidthRuleName::rule)->name;
}

std::string_view edges_name(EdgeTerm edges) {
  return edges == EdgeTerm::none ? "none" : edges == EdgeTerm::uniform ? "uniform" : "diggle";
}

std::string_view unit_name(DensityUnit unit) {
  return unit == DensityUnit::per_km2 ? "per_km2" : unit == DensityUnit::per_cell ? "per_cell" : "share";
}

std::string_view stack_name(TimeStack stack) {
  return stack == TimeStack::none ? "none" : stack == TimeStack::hours ? "hours" : "weeks";
}

std::string_view test_name(RiskTest test) {
  return test == RiskTest::none ? "none" : test == RiskTest::asymptotic ? "asymptotic" : "monte-carlo";
}

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
    record["adaptive"] = {{"pilot_m", adaptive->pilot_m > 0 ? adaptive->pilot_m : map.bandwidth_m()},
                          {"trim", adaptive->trim}};
    if (const auto range = map.adaptive_range_m()) {
      record["adaptive"]["narrowest_m"] = range->first;
      record["adaptive"]["widest_m"] = range->second;
    }
  }
  return record;
}

ordered_json fast_record(const DensityMap& map) {
  if (!map.options().field.fast) {
    return nullptr;
  }
  ordered_json record{{"tolerance", map.options().field.fast->tolerance}};
  if (const auto& report = map.fast()) {
    record["computed"] = report->exact ? "exact" : "fast";
    if (report->exact) {
      record["reason"] = name_of(*report->exact);
    }
    record["checked_pixels"] = report->checked_pixels;
    record["checked_error"] = report->checked_error;
  }
  return record;
}

ordered_json hours_record(const std::optional<HourWindow>& hours) {
  if (!hours) {
    return nullptr;
  }
  constexpr std::array<std::string_view, 7> names{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
  auto weekdays = ordered_json::array();
  for (std::size_t day = 0; day < names.size(); ++day) {
    if (hours->weekdays[day]) {
      weekdays.push_back(names[day]);
    }
  }
  return {{"from", hours->from_hour}, {"to", hours->to_hour}, {"weekdays", std::move(weekdays)}};
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

ordered_json density_record(const ReadInputs& read, const DensityMap& map, Language language) {
  const auto& options = map.options();
  auto bands = ordered_json::array();
  for (std::size_t band = 0; band < map.bands().size(); ++band) {
    bands.push_back(band_name(map, band));
  }
  auto warnings = ordered_json::array();
  for (const auto& warning : map.warnings()) {
    warnings.push_back({{"kind", name_of(warning.kind)}, {"text", warning_text(warning, language)}});
  }
  auto record = reading_record(read);
  record["density"] = {{"kernel", kernel_name(options.field.density.kernel)},
                       {"bandwidth", bandwidth_record(map)},
                       {"keep_mass", options.field.density.keep_mass},
                       {"edges", edges_name(options.field.edges)},
                       {"unit", unit_name(options.unit)},
                       {"fast", fast_record(map)},
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
  record["warnings"] = std::move(warnings);
  return record;
}

std::vector<std::pair<std::string, std::string>> density_items(const DensityMap& map) {
  const auto& options = map.options();
  std::vector<std::pair<std::string, std::string>> items{
      {"KERNEL", std::string(kernel_name(options.field.density.kernel))},
      {"BANDWIDTH_M", fmt::format("{:.6g}", map.bandwidth_m())},
      {"EDGES", std::string(edges_name(options.field.edges))},
      {"UNIT", std::string(unit_name(options.unit))},
      {"EVENTS", fmt::format("{}", map.events())},
      {"WEIGHT", fmt::format("{:.6g}", map.weight())}};
  if (const auto period = period_record(options.period); !period.is_null()) {
    items.emplace_back("PERIOD",
                       fmt::format("{} to {}", period["from"].get<std::string>(), period["to"].get<std::string>()));
  }
  if (const auto hours = hours_record(options.hours); !hours.is_null()) {
    items.emplace_back("HOURS", hours.dump());
  }
  if (options.half_life_days) {
    items.emplace_back("HALF_LIFE_DAYS", fmt::format("{:g}", *options.half_life_days));
  }
  if (const auto& adaptive = options.field.adaptive) {
    items.emplace_back("ADAPTIVE",
                       fmt::format("pilot {:.6g} m, trim {:g}",
                                   adaptive->pilot_m > 0 ? adaptive->pilot_m : map.bandwidth_m(), adaptive->trim));
  }
  if (options.risk) {
    items.emplace_back("DENOMINATOR", fmt::format("{:.6g} {}", map.denominator().weight,
                                                  options.risk->other_source ? "events" : "residents"));
  }
  if (options.rule) {
    items.emplace_back("BANDWIDTH_RULE", rule_name(*options.rule));
    std::string curve;
    for (const auto& candidate : map.chosen()->curve) {
      if (!std::isfinite(candidate.criterion)) {
        continue;
      }
      curve += fmt::format("{}{:.6g}:{:.9g}", curve.empty() ? "" : " ", candidate.bandwidth_m, candidate.criterion);
    }
    items.emplace_back("BANDWIDTH_CURVE", std::move(curve));
  }
  if (const auto& report = map.fast()) {
    items.emplace_back(
        "COMPUTED",
        report->exact ? "exact" : fmt::format("fast, tolerance {:g} of the maximum", options.field.fast->tolerance));
  }
  return items;
}

}  // namespace lykta
