#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "engine/statistics/significance.hpp"
#include "publish/layers/zone_layers.hpp"
#include "publish/records/run_record.hpp"
#include "publish/records/statistics_record.hpp"
#include "publish/records/zones_record.hpp"
#include "publish/words/statistic_words.hpp"

namespace lykta {

using nlohmann::ordered_json;

namespace {

std::string_view name_of_measure(ZoneMeasure measure) {
  switch (measure) {
    case ZoneMeasure::weighted_count:
      return "weighted_count";
    case ZoneMeasure::rate:
      return "rate";
    case ZoneMeasure::empirical_bayes:
      return "bayes";
    case ZoneMeasure::local_bayes:
      return "local_bayes";
    case ZoneMeasure::count:
      break;
  }
  return "count";
}

std::string_view name_of_p(PSource source) {
  switch (source) {
    case PSource::exact:
      return "exact";
    case PSource::permutation:
      return "permutation";
    case PSource::normal:
      return "normal";
    case PSource::events:
      return "events";
    case PSource::automatic:
      break;
  }
  return "none";
}

/// Of which chance p is the probability.
ordered_json name_of_chance(const ZoneMap& map) {
  switch (map.test.source) {
    case PSource::events:
      return map.counted.exposure.empty() ? "events_thrown_by_area" : "events_thrown_by_exposure";
    case PSource::exact:
    case PSource::permutation:
      return map.options.test.statistic == LocalStatistic::gi_star ? "values_dealt_to_all" : "values_dealt_to_others";
    case PSource::normal:
      return "normal";
    case PSource::automatic:
      break;
  }
  return nullptr;
}

ordered_json classes_record(const ZoneMap& map) {
  std::map<std::string, std::size_t> count;
  for (const auto& zone_class : map.test.zone_class) {
    ++count[name_of(zone_class)];
  }
  ordered_json record = ordered_json::object();
  for (const auto& [name, zones] : count) {
    record[name] = zones;
  }
  return record;
}

ordered_json rates_record(const ZoneMap& map) {
  if (map.counted.exposure.empty()) {
    return nullptr;
  }
  return {
      {"overall_per_1000", number_or_null(1000 * map.rates.overall)},
      {"events_without_exposure", map.rates.left_out_events},
      {"residents_outside", map.counted.exposure_outside},
      {"zones_without_rate", std::ranges::count_if(map.rates.why, [](NoRate why) { return why != NoRate::has_rate; })}};
}

}  // namespace

ordered_json zone_record(const ZoneMap& map) {
  const auto& options = map.options;
  const auto count_of = [](std::size_t number) { return ordered_json(number); };
  return {{"zones", map.counted.zones.size()},
          {"kind", map.counted.zones.cells() == nullptr      ? "polygons"
                   : options.grid.shape == CellShape::square ? "square"
                                                             : "hexagon"},
          {"cell_m", map.counted.zones.cells() == nullptr ? ordered_json(nullptr) : ordered_json(options.grid.cell_m)},
          {"period", period_record(options.choice.period)},
          {"events", map.counted.events.chosen.events.size()},
          {"events_in_several_zones", map.counted.events.in_several},
          {"neighbours", neighbour_rule_record(options.neighbours)},
          {"islands", map.islands},
          {"partly_inside", map.partly_inside},
          {"left_out", map.left_out},
          {"measure", name_of_measure(options.measure)},
          {"statistic", words_of(options.test.statistic).record},
          {"p",
           {{"source", name_of_p(map.test.source)},
            {"chance", name_of_chance(map)},
            {"alternative", name_of(options.test.tail)},
            {"draws", map.test.draws > 0 ? count_of(map.test.draws) : ordered_json(nullptr)},
            {"seed", map.test.draws > 0 ? ordered_json(options.test.seed) : ordered_json(nullptr)}}},
          {"correction", correction_word(options.test.correction)},
          {"minimum_events", options.test.minimum_events},
          {"minimum_neighbourhood_events", options.test.minimum_neighbourhood_events},
          {"classes", classes_record(map)},
          {"whole_map", map.whole ? global_figures_record(*map.whole) : ordered_json(nullptr)},
          {"rates", rates_record(map)},
          {"concentration", concentration_record(map.concentration)}};
}

}  // namespace lykta
