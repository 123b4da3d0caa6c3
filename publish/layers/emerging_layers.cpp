#include "publish/layers/emerging_layers.hpp"

#include <chrono>
#include <cmath>
#include <limits>
#include <optional>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "publish/layers/column.hpp"
#include "publish/layers/zone_columns.hpp"
#include "publish/layers/zone_outline.hpp"

namespace lykta {

namespace {

struct PatternRow {
  const EmergingMap* map = nullptr;
  std::size_t zone = 0;
  ZoneSteps steps{};

  [[nodiscard]] const Zones& zones() const { return map->zones; }
};

struct BinRow {
  const EmergingMap* map;
  std::size_t zone;
  std::size_t step;

  [[nodiscard]] const Zones& zones() const { return map->zones; }
  [[nodiscard]] std::size_t bin() const { return map->bin(step, zone); }
};

/// "2025-03-01"
FieldValue day_text(const EmergingMap& map, const std::optional<std::size_t>& step) {
  if (!step) {
    return {};
  }
  const std::chrono::year_month_day day{std::chrono::floor<std::chrono::days>(map.steps[*step].from)};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                     static_cast<unsigned>(day.day()));
}

FieldValue number_of_steps(const PatternRow& row, std::size_t steps) {
  return row.steps.compared > 0 ? whole(static_cast<std::uint64_t>(steps)) : FieldValue();
}

FieldValue of_last_bin(const PatternRow& row, const std::vector<double>& values) {
  return value_or_none(values[row.map->bin(row.map->steps.size() - 1, row.zone)]);
}

constexpr auto no_value = std::numeric_limits<double>::quiet_NaN();

/// p of the events of all steps together, where it was asked for.
std::optional<double> of_all_steps(const PatternRow& row) {
  const auto& p = row.map->patterns.all_steps_p;
  return p.empty() || std::isnan(p[row.zone]) ? std::nullopt : std::optional(p[row.zone]);
}

/// Nothing where all values of the series are equal: it has no order that could be tested.
FieldValue of_trend(const PatternRow& row, const std::vector<double>& values) {
  return std::isnan(row.map->patterns.tau[row.zone]) ? FieldValue() : value_or_none(values[row.zone]);
}

// A column reads best as a row of a table.
// clang-format off
std::vector<Column<PatternRow>> pattern_columns() {
  using Row = PatternRow;
  return {
      {"count", "count", FieldType::integer, "events", 0, {"antal", "count"},
       {"Händelser i alla steg.", "Events in all steps."}, [](const Row& row) { return whole(row.map->events_of(row.zone)); }},
      {"pattern", "pattern", FieldType::text, "", 0, {"mönster", "pattern"},
       {"Ett av de 16 mönstren, none eller no_value.", "One of the 16 patterns, none, or no_value."},
       [](const Row& row) { return text(name_of(row.map->patterns.pattern[row.zone])); }},
      {"hot_steps", "hot_steps", FieldType::integer, "steps", 0, {"steg som hotspot", "hot steps"},
       {"Steg med fler händelser än slumpen ger.", "Steps with more events than chance gives."},
       [](const Row& row) { return number_of_steps(row, row.steps.hot); }},
      {"cold_steps", "cold_steps", FieldType::integer, "steps", 0, {"steg med få händelser", "cold steps"},
       {"Steg med färre händelser än slumpen ger.", "Steps with fewer events than chance gives."},
       [](const Row& row) { return number_of_steps(row, row.steps.cold); }},
      {"first_hot", "first_hot", FieldType::text, "", 0, {"hotspot första gången", "first hot"},
       {"Första dagen i det första steget som hotspot; är det periodens första steg kan platsen ha varit en hotspot redan innan.", "First day of the first hot step; if that is the first step of all, it may have been hot before."},
       [](const Row& row) { return day_text(*row.map, row.steps.first_hot); }},
      {"last_hot", "last_hot", FieldType::text, "", 0, {"hotspot senast", "last hot"},
       {"Första dagen i det senaste steget som hotspot.", "First day of the latest hot step."},
       [](const Row& row) { return day_text(*row.map, row.steps.last_hot); }},
      {"all_steps", "all_steps", FieldType::text, "", 0, {"alla steg", "all steps"},
       {"hot när händelserna i alla steg tillsammans är fler än slumpen ger, annars neither; tomt utan prövning.", "hot when the events of all steps together are more than chance gives, neither otherwise; empty without a test."},
       [](const Row& row) { return of_all_steps(row).has_value() ? text(name_of(row.map->is_hot_over_all_steps(row.zone) ? BinState::hot : BinState::neither)) : FieldValue(); }},
      {"all_steps_adjusted_p", "all_adj_p", FieldType::real, "", 4, {"justerat p för alla steg", "adjusted p of all steps"},
       {"p för händelserna i alla steg tillsammans, justerat för alla rutor eller områden.", "p of the events of all steps together, adjusted for all zones."},
       [](const Row& row) { return value_or_none(of_all_steps(row).value_or(no_value)); }},
      {"last_z", "last_z", FieldType::real, "", 5, {"z i sista steget", "z in the last step"},
       {"Gi* i rum och tid i det sista steget.", "Gi* in space and time in the last step."},
       [](const Row& row) { return of_last_bin(row, row.map->patterns.z); }},
      {"last_adjusted_p", "last_adj_p", FieldType::real, "", 4, {"justerat p i sista steget", "adjusted p in the last step"},
       {"p för steget med de närmast före, justerat för alla rutor i alla steg.", "p of the step with those just before it, adjusted for all zones in all steps."},
       [](const Row& row) { return of_last_bin(row, row.map->patterns.adjusted_p); }},
      {"trend_tau", "trend_tau", FieldType::real, "", 4, {"trend (tau)", "trend (tau)"},
       {"Kendalls tau-b över stegen: -1 faller hela tiden, 1 stiger hela tiden.", "Kendall's tau-b over the steps: -1 falls all the time, 1 rises all the time."},
       [](const Row& row) { return value_or_none(row.map->patterns.tau[row.zone]); }},
      {"trend_p", "trend_p", FieldType::real, "", 4, {"trendens p", "p of the trend"},
       {"p, tvåsidigt (Mann-Kendall).", "Two-sided p (Mann-Kendall)."},
       [](const Row& row) { return of_trend(row, row.map->patterns.trend_p); }},
      {"adjusted_trend_p", "trend_adjp", FieldType::real, "", 4, {"trendens justerade p", "adjusted p of the trend"},
       {"Trendens p justerat för alla rutor eller områden som i något steg har fler eller färre händelser än slumpen ger.", "p of the trend adjusted for all zones that are hot or cold in some step."},
       [](const Row& row) { return of_trend(row, row.map->patterns.adjusted_trend_p); }},
      {"no_value", "no_value", FieldType::text, "", 0, {"värde saknas", "no value because"},
       {"Varför mönstret saknas.", "Why there is no pattern."},
       [](const Row& row) { return row.map->reason(row.zone).empty() ? FieldValue() : text(row.map->reason(row.zone)); }},
  };
}

std::vector<Column<BinRow>> bin_columns() {
  using Row = BinRow;
  return {
      {"step", "step", FieldType::integer, "", 0, {"steg", "step"},
       {"Stegets nummer, från 1.", "Number of the step, from 1."}, [](const Row& row) { return whole(static_cast<std::uint64_t>(row.step + 1)); }},
      {"from", "from", FieldType::date_time, "", 0, {"från", "from"},
       {"När steget börjar.", "When the step begins."}, [](const Row& row) { return FieldValue(row.map->steps[row.step].from); }},
      {"to", "to", FieldType::date_time, "", 0, {"till", "to"},
       {"När steget har tagit slut och nästa börjar.", "When the step is over and the next begins."}, [](const Row& row) { return FieldValue(row.map->steps[row.step].to); }},
      {"count", "count", FieldType::integer, "events", 0, {"antal", "count"},
       {"Händelser i steget.", "Events of the step."}, [](const Row& row) { return whole(row.map->count[row.bin()]); }},
      {"z", "z", FieldType::real, "", 5, {"z", "z"},
       {"Gi* i rum och tid.", "Gi* in space and time."}, [](const Row& row) { return value_or_none(row.map->patterns.z[row.bin()]); }},
      {"adjusted_p", "adjusted_p", FieldType::real, "", 4, {"justerat p", "adjusted p"},
       {"p för steget med de närmast före, justerat för alla rutor i alla steg.", "p of the step with those just before it, adjusted for all zones in all steps."},
       [](const Row& row) { return value_or_none(row.map->patterns.adjusted_p[row.bin()]); }},
      {"state", "state", FieldType::text, "", 0, {"tillstånd", "state"},
       {"hot, cold, neither, too_early (bland de första stegen, för tidigt att jämföra) eller no_value.", "hot, cold, neither, too_early (among the first steps, too early to compare) or no_value."},
       [](const Row& row) { return text(name_of(row.map->patterns.state[row.bin()])); }},
  };
}
// clang-format on

}  // namespace

VectorLayer emerging_layer(const std::shared_ptr<const EmergingMap>& map, const Crs& crs, Language language) {
  auto columns = zone_columns<PatternRow>();
  append(columns, pattern_columns());
  auto layer = layer_of<PatternRow>(crs, language, std::move(columns), map->zones.size(), [map](std::size_t zone) {
    return PatternRow{map.get(), zone, map->steps_of_zone(zone)};
  });
  layer.name = "emerging";
  layer.title = stamped(Phrase{"Framväxande mönster", "Emerging patterns"}.in(language), language);
  layer.description = Phrase{"Var hotspots har uppstått, sedan när, och om de tilltar.",
                             "Where it became hot, since when, and whether it is getting worse."}
                          .in(language);
  layer.geometry = geometry_of_zones(map->zones);
  layer.geometry_of = [map](std::size_t zone) { return outline_of_zone(map->zones, zone); };
  return layer;
}

VectorLayer cube_layer(const std::shared_ptr<const EmergingMap>& map, const Crs& crs, Language language) {
  auto columns = zone_columns<BinRow>();
  append(columns, bin_columns());
  const auto zones = map->zones.size();
  auto layer = layer_of<BinRow>(crs, language, std::move(columns), map->count.size(), [map, zones](std::size_t bin) {
    return BinRow{map.get(), bin % zones, bin / zones};
  });
  layer.name = "cube";
  layer.title = stamped(Phrase{"Rutor och tidssteg", "Zones and steps of time"}.in(language), language);
  layer.description =
      Phrase{"Varje ruta eller område i varje tidssteg.", "Each cell or zone in each step of time."}.in(language);
  layer.geometry = geometry_of_zones(map->zones);
  layer.geometry_of = [map, zones](std::size_t bin) { return outline_of_zone(map->zones, bin % zones); };
  return layer;
}

}  // namespace lykta
