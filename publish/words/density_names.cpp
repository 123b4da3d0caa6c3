#include "publish/words/density_names.hpp"

#include <algorithm>

namespace lykta {

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

}  // namespace lykta
