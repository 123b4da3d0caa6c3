#include "publish/layers/density_items.hpp"

#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "publish/words/density_names.hpp"
#include "publish/words/period_record.hpp"

namespace lykta {

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
