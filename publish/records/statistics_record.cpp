#include "publish/records/statistics_record.hpp"

#include <limits>

#include <nlohmann/json.hpp>

#include "engine/statistics/significance.hpp"
#include "publish/records/zones_record.hpp"

namespace lykta {

using nlohmann::ordered_json;

namespace {

/// A number too small for a double is still not 0.
double p_of(double z) {
  const auto p = normal_p(z, Alternative::greater);
  return p == 0 ? std::numeric_limits<double>::min() : p;
}

}  // namespace

ordered_json global_statistic_record(const GlobalStatistic& statistic) {
  ordered_json record{{"value", number_or_null(statistic.value)},
                      {"expected", number_or_null(statistic.expected)},
                      {"z", number_or_null(statistic.z)},
                      {"p_greater_normal", number_or_null(p_of(statistic.z))}};
  if (statistic.why != NoValue::has_value) {
    record["no_value"] = name_of(statistic.why);
  }
  return record;
}

ordered_json global_figures_record(const GlobalFigures& figures) {
  return {{"chance", "randomisation"},
          {"moran_i", global_statistic_record(figures.moran)},
          {"geary_c", global_statistic_record(figures.geary)},
          {"general_g", global_statistic_record(figures.general_g)},
          {"joins_of_zones_with_events", global_statistic_record(figures.joins.black_black)},
          {"joins_of_zones_with_and_without", global_statistic_record(figures.joins.black_white)},
          {"joins_of_zones_without", global_statistic_record(figures.joins.white_white)}};
}

ordered_json concentration_record(const Concentration& concentration) {
  return {{"chance", "events_thrown_by_area"},
          {"share_of_events", 0.5},
          {"zones_needed", concentration.places_needed},
          {"share_of_zones", against_chance_record(concentration.share_of_places)},
          {"gini", against_chance_record(concentration.gini)}};
}

ordered_json against_chance_record(const AgainstChance& figure) {
  return {{"value", number_or_null(figure.value)},
          {"chance_median", number_or_null(figure.median)},
          {"chance_low", number_or_null(figure.middle_95.low)},
          {"chance_high", number_or_null(figure.middle_95.high)},
          {"p", number_or_null(figure.p)}};
}

}  // namespace lykta
