#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "publish/layers/emerging_layers.hpp"
#include "publish/layers/zone_columns.hpp"
#include "publish/records/run_record.hpp"
#include "publish/records/zones_record.hpp"
#include "publish/words/pattern_words.hpp"

namespace lykta {

using nlohmann::ordered_json;

namespace {

std::string_view p_word(BinChance chance) {
  switch (chance) {
    case BinChance::dealt:
      return "dealt, two-sided";
    case BinChance::normal:
      return "normal, two-sided";
    case BinChance::events:
      break;
  }
  return "events";
}

ordered_json options_record(const EmergingMap& map) {
  const auto& emerging = map.options.emerging;
  return {{"neighbours", neighbour_rule_record(map.options.neighbours)},
          {"earlier_steps", emerging.earlier_steps},
          {"window", emerging.window == GlobalWindow::cube ? "cube" : "each-step"},
          {"p", p_word(emerging.chance)},
          {"trend", emerging.trend == TrendSeries::own_steps ? "own-steps" : "earlier-steps"},
          {"correction", correction_word(emerging.correction)},
          {"trend_correction", correction_word(emerging.trend_correction)},
          {"level", emerging.level},
          {"trend_level", emerging.trend_level},
          {"minimum_events", emerging.fewest_events}};
}

/// All patterns, also those that no zone has: a program finds each of them.
ordered_json patterns_record(const EmergingMap& map) {
  auto record = ordered_json::object();
  for (const auto& words : all_pattern_words()) {
    record[std::string(name_of(words.pattern))] = std::ranges::count(map.patterns.pattern, words.pattern);
  }
  return record;
}

ordered_json reasons_record(const EmergingMap& map) {
  auto record = ordered_json::object();
  for (std::size_t zone = 0; zone < map.zones.size(); ++zone) {
    if (const std::string reason(map.reason(zone)); !reason.empty()) {
      record[reason] = record.value(reason, 0) + 1;
    }
  }
  return record;
}

ordered_json spots_record(const EmergingMap& map) {
  auto spots = ordered_json::array();
  for (std::size_t zone = 0; zone < map.zones.size(); ++zone) {
    const auto pattern = map.patterns.pattern[zone];
    if (pattern == Pattern::none || pattern == Pattern::no_value) {
      continue;
    }
    const auto steps = map.steps_of_zone(zone);
    spots.push_back({{"zone_id", map.zones.id(zone)},
                     {"name", called(map.zones, zone)},
                     {"pattern", name_of(pattern)},
                     {"count", map.events_of(zone)},
                     {"hot_steps", steps.hot},
                     {"cold_steps", steps.cold},
                     {"compared_steps", steps.compared},
                     {"hot_over_all_steps", map.is_hot_over_all_steps(zone)}});
  }
  return spots;
}

}  // namespace

ordered_json emerging_record(const EmergingMap& map) {
  const Period looked_at{map.steps.front().from, map.steps.back().to};
  return {{"zones", zones_record(map.zones)},
          {"period", period_record(map.options.choice.period)},
          {"steps",
           {{"number", map.steps.size()},
            {"days", map.options.step_days},
            {"looked_at", period_record(looked_at)},
            {"too_early_to_compare", map.early_steps()}}},
          {"options", options_record(map)},
          {"events", map.events()},
          {"events_between_steps", map.between_steps},
          {"events_in_several_zones", map.in_several},
          {"zones_without_neighbours", map.islands},
          {"patterns", patterns_record(map)},
          {"no_value", reasons_record(map)},
          {"zones_with_a_pattern", spots_record(map)}};
}

}  // namespace lykta
