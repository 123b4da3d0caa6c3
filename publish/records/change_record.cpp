#include <algorithm>
#include <optional>

#include <nlohmann/json.hpp>

#include "publish/layers/change_layer.hpp"
#include "publish/layers/zone_columns.hpp"
#include "publish/records/run_record.hpp"
#include "publish/records/zones_record.hpp"

namespace lykta {

using nlohmann::ordered_json;

namespace {

/// Expected, difference, ratio with its limits and p of one unit.
ordered_json comparison_record(const PeriodChange& change, std::size_t unit) {
  return {
      {"expected", number_or_null(change.expected[unit])},     {"difference", number_or_null(change.difference[unit])},
      {"ratio", number_or_null(change.ratio[unit])},           {"ratio_low", number_or_null(change.ratio_low[unit])},
      {"ratio_high", number_or_null(change.ratio_high[unit])}, {"p", number_or_null(change.p[unit])}};
}

ordered_json zone_record_of(const ChangeMap& map, std::size_t zone) {
  ordered_json record{{"zone_id", map.zones.id(zone)},
                      {"name", called(map.zones, zone)},
                      {"count", map.count[zone]},
                      {"comparison_count", map.comparison_count[zone]}};
  record.update(comparison_record(map.change, zone));
  record["adjusted_p"] = number_or_null(map.change.adjusted_p[zone]);
  record["direction"] = direction_of(map, zone);
  return record;
}

}  // namespace

ordered_json change_record(const ChangeMap& map) {
  auto comparison = ordered_json::array();
  for (const auto& period : map.comparison) {
    comparison.push_back(period_record(period));
  }
  auto clear = ordered_json::array();
  for (const auto zone : map.clear_zones()) {
    clear.push_back(zone_record_of(map, zone));
  }
  const auto too_few = std::ranges::count(map.change.too_few_events, true);
  auto whole = comparison_record(map.whole, 0);
  whole["direction"] = whole_direction_of(map);
  return {{"zones", zones_record(map.zones)},
          {"period", period_record(map.period)},
          {"comparison", std::move(comparison)},
          {"years_asked_for", map.years > 0 ? ordered_json(map.years) : ordered_json(nullptr)},
          {"recorded", period_record(map.recorded)},
          {"pauses", periods_record(map.pauses)},
          {"days_not_recorded", map.days_missing},
          {"comparison_days_not_recorded", map.comparison_days_missing},
          {"test", "E-test, two-sided"},
          {"correction", correction_word(map.correction)},
          {"level", map.level},
          {"clear", "adjusted p at most the level, and 95 % limits of the ratio without 1"},
          {"events", map.events()},
          {"comparison_events", map.comparison_events()},
          {"events_in_several_zones", map.in_several},
          {"whole_area", std::move(whole)},
          {"zones_tested", map.change.tested},
          {"zones_with_too_few_events", too_few},
          {"clear_changes", std::move(clear)}};
}

}  // namespace lykta
