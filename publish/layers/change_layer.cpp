#include "publish/layers/change_layer.hpp"

#include <limits>
#include <utility>
#include <vector>

#include "publish/layers/column.hpp"
#include "publish/layers/zone_columns.hpp"
#include "publish/layers/zone_outline.hpp"

namespace lykta {

namespace {

struct ChangeRow {
  const ChangeMap* map;
  std::size_t zone;

  [[nodiscard]] const Zones& zones() const { return map->zones; }
};

FieldValue of(const std::vector<double>& values, const ChangeRow& row) { return value_or_none(values[row.zone]); }

/// Nothing where there were no events in either period: nothing was compared.
FieldValue p_of_change(const ChangeRow& row) {
  const auto& map = *row.map;
  return map.count[row.zone] + map.comparison_count[row.zone] == 0 ? FieldValue() : of(map.change.p, row);
}

// A column reads best as a row of a table.
// clang-format off
std::vector<Column<ChangeRow>> change_columns() {
  return {
      {"count", "count", FieldType::integer, "events", 0, {"antal", "count"},
       {"Händelser under perioden som räknas.", "Events of the period that count."},
       [](const ChangeRow& row) { return whole(row.map->count[row.zone]); }},
      {"comparison_count", "comparison", FieldType::integer, "events", 0, {"antal under jämförelseperioden", "comparison count"},
       {"Händelser under jämförelseperioden, eller under alla tidigare år tillsammans.", "Events of the comparison period, or of all earlier years together."},
       [](const ChangeRow& row) { return whole(row.map->comparison_count[row.zone]); }},
      {"expected", "expected", FieldType::real, "events", 5, {"förväntat antal", "expected"},
       {"Jämförelseperiodens antal, omräknat till periodens längd.", "The comparison period's count, scaled to the length of the period."},
       [](const ChangeRow& row) { return of(row.map->change.expected, row); }},
      {"difference", "difference", FieldType::real, "events", 5, {"skillnad", "difference"},
       {"Antal minus förväntat antal.", "Count minus expected count."},
       [](const ChangeRow& row) { return of(row.map->change.difference, row); }},
      {"ratio", "ratio", FieldType::real, "", 4, {"kvot", "ratio"},
       {"Antal delat med förväntat antal; saknas när det är 0.", "Count divided by expected count; none where that is 0."},
       [](const ChangeRow& row) { return of(row.map->change.ratio, row); }},
      {"ratio_low", "ratio_low", FieldType::real, "", 4, {"kvot, lägst", "ratio, low"},
       {"Kvotens undre 95-procentsgräns, exakt.", "Exact lower 95 % limit of the ratio."},
       [](const ChangeRow& row) { return of(row.map->change.ratio_low, row); }},
      {"ratio_high", "ratio_high", FieldType::real, "", 4, {"kvot, högst", "ratio, high"},
       {"Kvotens övre 95-procentsgräns, exakt; saknas utan händelser under jämförelseperioden.", "Exact upper 95 % limit of the ratio; none without events in the comparison period."},
       [](const ChangeRow& row) { return of(row.map->change.ratio_high, row); }},
      {"p", "p", FieldType::real, "", 4, {"p", "p"},
       {"p, tvåsidigt, för samma takt i båda perioderna (E-testet); saknas utan händelser.", "Two-sided p of the same rate in both periods (E-test); none without events."}, p_of_change},
      {"adjusted_p", "adjusted_p", FieldType::real, "", 4, {"justerat p", "adjusted p"},
       {"p justerat för hur många områden som prövades; saknas vid för få händelser.", "p adjusted for how many zones were tested; none with too few events."},
       [](const ChangeRow& row) { return of(row.map->change.adjusted_p, row); }},
      {"direction", "direction", FieldType::text, "", 0, {"förändring", "change"},
       {"increase, decrease, not_clear, too_few_events: så få att inget kunde ha visats, eller cannot_be_told: alla dagar är inte registrerade.",
        "increase, decrease, not_clear, too_few_events: so few that nothing could have been shown, or cannot_be_told: not all days were recorded."},
       [](const ChangeRow& row) { return text(direction_of(*row.map, row.zone)); }},
  };
}
// clang-format on

std::string_view direction_in(const ChangeMap& map, const PeriodChange& change, std::size_t unit) {
  if (change.too_few_events[unit]) {
    return "too_few_events";
  }
  return map.is_partly_recorded() ? "cannot_be_told" : name_of(change.direction[unit]);
}

}  // namespace

std::string_view direction_of(const ChangeMap& map, std::size_t zone) { return direction_in(map, map.change, zone); }
std::string_view whole_direction_of(const ChangeMap& map) { return direction_in(map, map.whole, 0); }

VectorLayer change_layer(const std::shared_ptr<const ChangeMap>& map, const Crs& crs, Language language) {
  auto columns = zone_columns<ChangeRow>();
  append(columns, change_columns());
  auto layer = layer_of<ChangeRow>(crs, language, std::move(columns), map->zones.size(), [map](std::size_t zone) {
    return ChangeRow{map.get(), zone};
  });
  layer.name = "change";
  layer.title = stamped(Phrase{"Förändring", "Change"}.in(language), language);
  layer.description =
      Phrase{"Antal händelser under perioden mot dem under jämförelseperioden, för varje ruta eller område.",
             "Events of the period against those of the comparison period, for each cell or zone."}
          .in(language);
  layer.geometry = geometry_of_zones(map->zones);
  layer.geometry_of = [map](std::size_t zone) { return outline_of_zone(map->zones, zone); };
  return layer;
}

}  // namespace lykta
