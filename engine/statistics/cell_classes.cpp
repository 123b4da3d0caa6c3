#include "engine/statistics/cell_classes.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace lykta {

namespace {

std::vector<double> bonferroni(std::span<const double> p) {
  const auto tests = static_cast<double>(std::ranges::count_if(p, [](double each) { return !std::isnan(each); }));
  std::vector<double> all(p.begin(), p.end());
  for (auto& each : all) {
    each = std::isnan(each) ? each : std::min(1.0, each * tests);
  }
  return all;
}

struct Level {
  double p;
  ClusterClass hot;
  ClusterClass cold;
};
constexpr std::array<Level, 3> levels{{{0.01, ClusterClass::hot_99, ClusterClass::cold_99},
                                       {0.05, ClusterClass::hot_95, ClusterClass::cold_95},
                                       {0.10, ClusterClass::hot_90, ClusterClass::cold_90}}};

}  // namespace

std::vector<double> adjusted(std::span<const double> p, Correction correction) {
  switch (correction) {
    case Correction::bonferroni:
      return bonferroni(p);
    case Correction::none:
      return {p.begin(), p.end()};
    case Correction::benjamini_hochberg:
      break;
  }
  return benjamini_hochberg(p);
}

std::string_view name_of(ClusterClass cluster_class) {
  switch (cluster_class) {
    case ClusterClass::no_value:
      return "no_value";
    case ClusterClass::too_few_events:
      return "too_few_events";
    case ClusterClass::hot_90:
      return "hot_90";
    case ClusterClass::hot_95:
      return "hot_95";
    case ClusterClass::hot_99:
      return "hot_99";
    case ClusterClass::cold_90:
      return "cold_90";
    case ClusterClass::cold_95:
      return "cold_95";
    case ClusterClass::cold_99:
      return "cold_99";
    case ClusterClass::not_significant:
      break;
  }
  return "not_significant";
}

ClusterClass classify(double side, double adjusted_p, double events_around, double fewest_events) {
  if (std::isnan(side) || std::isnan(adjusted_p)) {
    return ClusterClass::no_value;
  }
  const auto level = std::ranges::find_if(levels, [&](const Level& each) { return adjusted_p <= each.p; });
  if (level == levels.end() || side == 0) {
    return ClusterClass::not_significant;
  }
  if (side < 0) {
    return level->cold;
  }
  return events_around < fewest_events ? ClusterClass::too_few_events : level->hot;
}

}  // namespace lykta
