#include "publish/layers/zone_layers.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "publish/layers/counted_columns.hpp"
#include "publish/layers/test_columns.hpp"
#include "publish/layers/zone_columns.hpp"
#include "publish/layers/zone_outline.hpp"
#include "publish/words/statistic_words.hpp"

namespace lykta {

namespace {

using Columns = std::vector<Column<ZoneRow>>;

// A column reads best as a row of a table.
// clang-format off
Columns columns_of_polygons() {
  using Row = ZoneRow;
  return {
      {"zone_id", "zone_id", FieldType::text, "", 0, {"områdes-id", "zone id"},
       {"Områdets kod.", "Code of the zone."}, [](const Row& row) { return text(row.map->counted.zones.id(row.zone)); }},
      {"name", "name", FieldType::text, "", 0, {"namn", "name"},
       {"Områdets namn.", "Name of the zone."}, [](const Row& row) { return text(row.map->counted.zones.polygons()[row.zone].name); }},
      {"area_km2", "area_km2", FieldType::real, "km2", 4, {"yta", "area"},
       {"Områdets yta.", "Area of the zone."}, [](const Row& row) { return FieldValue(row.map->counted.zones.area_km2(row.zone)); }},
  };
}

Columns columns_of_rates() {
  using Row = ZoneRow;
  constexpr double thousand = 1000;
  const auto per_thousand = [](const std::vector<double>& rate, std::size_t zone) { return value_or_none(thousand * rate[zone]); };
  return {
      {"exposure", "exposure", FieldType::real, "", -1, {"invånare eller annat mått", "exposure"},
       {"Invånare, eller det mått som talen annars bildas av.", "Residents, or what else rates are formed by."},
       [](const Row& row) { return real_in(row.map->counted.exposure, row.zone); }},
      {"rate_per_1000", "rate_1000", FieldType::real, "events/1000", 5, {"per 1 000", "per 1,000"},
       {"Händelser per 1 000 invånare (eller annat mått); saknas där det inte finns några.", "Events per 1,000 residents (or other exposure); none where there are none."},
       [=](const Row& row) { return per_thousand(row.map->rates.rate, row.zone); }},
      {"rate_low", "rate_low", FieldType::real, "events/1000", 5, {"per 1 000, lägst", "per 1,000, low"},
       {"Undre 95-procentsgräns (Poisson, exakt).", "Lower 95 % limit (Poisson, exact)."},
       [=](const Row& row) { return per_thousand(row.map->rates.low, row.zone); }},
      {"rate_high", "rate_high", FieldType::real, "events/1000", 5, {"per 1 000, högst", "per 1,000, high"},
       {"Övre 95-procentsgräns (Poisson, exakt).", "Upper 95 % limit (Poisson, exact)."},
       [=](const Row& row) { return per_thousand(row.map->rates.high, row.zone); }},
      {"expected_count", "expected", FieldType::real, "events", 5, {"förväntat antal", "expected count"},
       {"Händelser om alla områden hade samma tal.", "Events if all zones had the same rate."},
       [](const Row& row) { return real_in(row.map->rates.expected, row.zone); }},
      {"ratio", "ratio", FieldType::real, "", 4, {"antal mot förväntat", "count to expected"},
       {"Antal delat med förväntat antal.", "Count divided by expected count."}, [](const Row& row) { return real_in(row.map->rates.ratio, row.zone); }},
      {"bayes_per_1000", "bayes_1000", FieldType::real, "events/1000", 5, {"utjämnat per 1 000", "smoothed per 1,000"},
       {"Talet draget mot hela områdets, mer ju färre invånare (empirisk Bayes).", "The rate drawn towards that of all zones, the more the fewer residents (empirical Bayes)."},
       [=](const Row& row) { return per_thousand(row.map->bayes.rate, row.zone); }},
      {"rate_missing", "no_rate", FieldType::text, "", 0, {"tal saknas", "no rate because"},
       {"Varför talet saknas.", "Why there is no rate."}, [](const Row& row) { return row.map->rates.why[row.zone] == NoRate::has_rate ? FieldValue() : text(name_of(row.map->rates.why[row.zone])); }},
  };
}

Columns columns_of_local_rates() {
  constexpr double thousand = 1000;
  return {
      {"local_bayes_per_1000", "lbayes1000", FieldType::real, "events/1000", 5, {"lokalt utjämnat per 1 000", "locally smoothed per 1,000"},
       {"Talet draget mot grannskapets, mer ju färre invånare (empirisk Bayes).", "The rate drawn towards that of the neighbourhood, the more the fewer residents (empirical Bayes)."},
       [](const ZoneRow& row) { return value_or_none(thousand * row.map->local_bayes.rate[row.zone]); }},
  };
}

Phrase meaning_of_p(LocalStatistic statistic, Tail tail) {
  const auto is_gi = words_of(statistic).compares_with_chance;
  switch (tail) {
    case Tail::less:
      return is_gi ? Phrase{"p, ensidigt (mindre än slumpen ger).", "p, one-sided (less than chance gives)."}
                   : Phrase{"p, ensidigt (mer olikt grannarna än slumpen ger).", "p, one-sided (more unlike the neighbours than chance gives)."};
    case Tail::two_sided:
    case Tail::folded:
      return is_gi ? Phrase{"p, tvåsidigt (mer eller mindre än slumpen ger).", "p, two-sided (more or less than chance gives)."}
                   : Phrase{"p, tvåsidigt (mer likt eller olikt grannarna än slumpen ger).", "p, two-sided (more like or unlike the neighbours than chance gives)."};
    case Tail::greater:
      break;
  }
  return is_gi ? Phrase{"p, ensidigt (mer än slumpen ger).", "p, one-sided (more than chance gives)."}
               : Phrase{"p, ensidigt (mer likt grannarna än slumpen ger).", "p, one-sided (more like the neighbours than chance gives)."};
}

/// Of which chance p is the probability.
Phrase chance_of(const ZoneMap& map) {
  const auto deals_all = map.options.test.statistic == LocalStatistic::gi_star;
  switch (map.test.source) {
    case PSource::events:
      return map.counted.exposure.empty() ? Phrase{"Slump: varje händelse kunde ha skett var som helst, lika ofta per km².", "Chance: each event could have happened anywhere, as often per km²."}
                                  : Phrase{"Slump: varje händelse kunde ha skett var som helst, lika ofta per invånare (eller annat mått).", "Chance: each event could have happened anywhere, as often per resident (or other exposure)."};
    case PSource::exact:
      return deals_all ? Phrase{"Slump: områdenas antal fördelade på nytt, på alla sätt.", "Chance: the counts dealt anew to all zones, in all ways."}
                       : Phrase{"Slump: området behåller sitt antal, de andras fördelas på nytt, på alla sätt.", "Chance: the zone keeps its count, those of the others are dealt anew, in all ways."};
    case PSource::permutation:
      return deals_all ? Phrase{"Slump: områdenas värden fördelade på nytt, på många slumpvisa sätt.", "Chance: the values dealt anew to all zones, in many random ways."}
                       : Phrase{"Slump: området behåller sitt värde, de andras fördelas på nytt, på många slumpvisa sätt.", "Chance: the zone keeps its value, those of the others are dealt anew, in many random ways."};
    case PSource::normal:
      return {"Slump: z som om det vore normalfördelat; missvisande vid få händelser.", "Chance: z taken for a standard normal deviate; misleading where events are few."};
    case PSource::automatic:
      break;
  }
  return {"Inget prövades.", "Nothing was tested."};
}

Phrase meaning_of_q(Correction correction) {
  switch (correction) {
    case Correction::bonferroni:
      return {"p justerat för alla prövningar (Bonferroni).", "p adjusted for all tests (Bonferroni)."};
    case Correction::none:
      return {"p utan justering.", "p without adjustment."};
    case Correction::benjamini_hochberg:
      break;
  }
  return {"p justerat för falska fynd över alla områden (Benjamini-Hochberg).", "p adjusted for false discoveries over all zones (Benjamini-Hochberg)."};
}

Columns columns_of_statistic(const LocalTestOptions& options, bool throws_events) {
  using Row = ZoneRow;
  const auto& words = words_of(options.statistic);
  Columns columns;
  if (words.value != nullptr) {
    columns.push_back({words.value, words.value, FieldType::real, "", 6, words.name,
                       {"Måttets värde.", "Value of the statistic."}, [](const Row& row) { return real_in(row.map->test.value, row.zone); }});
  }
  if (words.z != nullptr) {
    columns.push_back({words.z, words.z, FieldType::real, "", 5, throws_events ? Phrase{"Gi* z", "Gi* z"} : Phrase{"z", "z"},
                       throws_events ? Phrase{"Gi* som standardiserat z: den delar ut antalen på nytt. Till p och klass hör around_z. Saknas när inget prövades.", "Gi* as a standard normal deviate: it deals the counts anew. What belongs to p and class is around_z. None when nothing was tested."}
                                     : Phrase{"Som standardiserat z; saknas när inget prövades.", "As a standard normal deviate; none when nothing was tested."},
                       [](const Row& row) { return real_in(row.map->test.z, row.zone); }});
  }
  columns.push_back({"events_around", "around", FieldType::integer, "events", 0, {"händelser runtom", "events around"},
                     {"Händelser i området och hos dess grannar.", "Events in the zone and its neighbours."},
                     [](const Row& row) { return whole(row.map->test.events_around[row.zone]); }});
  if (throws_events) {
    columns.push_back({"expected_around", "exp_around", FieldType::real, "events", 4, {"förväntat runtom", "expected around"},
                       {"Händelser där om de fördelades jämnt över ytan eller, där de är kända, invånarna.", "Events there if they were spread evenly over the area or, where known, the residents."},
                       [](const Row& row) { return real_in(row.map->test.expected_around, row.zone); }});
    columns.push_back({"around_z", "around_z", FieldType::real, "", 5, {"z runtom", "z around"},
                       {"Hur många standardavvikelser events_around ligger över expected_around, i samma prövning som p.", "By how many standard deviations events_around lies above expected_around, of the same test as p."},
                       [](const Row& row) { return real_in(row.map->test.around_z, row.zone); }});
  }
  columns.push_back({words.p, words.p, FieldType::real, "", 4, {"p", "p"}, meaning_of_p(options.statistic, options.tail),
                     [](const Row& row) { return real_in(row.map->test.p, row.zone); }});
  columns.push_back({words.q, words.q, FieldType::real, "", 4, {"q", "q"}, meaning_of_q(options.correction),
                     [](const Row& row) { return real_in(row.map->test.adjusted_p, row.zone); }});
  columns.push_back({words.zone_class, words.class_short, FieldType::text, "", 0, {"klass", "class"},
                     {"Klass efter q: 99 är högst 0,01, 95 högst 0,05, 90 högst 0,10.", "Class by q: 99 is at most 0.01, 95 at most 0.05, 90 at most 0.10."},
                     [](const Row& row) { return text(name_of(row.map->test.zone_class[row.zone])); }});
  columns.push_back({"no_value", "no_value", FieldType::text, "", 0, {"värde saknas", "no value because"},
                     {"Varför värdet saknas.", "Why there is no value."},
                     [](const Row& row) { return row.map->test.why[row.zone] == NoValue::has_value ? FieldValue() : text(name_of(row.map->test.why[row.zone])); }});
  columns.push_back({"neighbours", "neighbours", FieldType::integer, "", 0, {"grannar", "neighbours"},
                     {"Antal grannar.", "Number of neighbours."}, [](const Row& row) { return whole(static_cast<double>(row.map->neighbours[row.zone])); }});
  return columns;
}
// clang-format on

}  // namespace

std::vector<Column<ZoneRow>> columns_of_test(const ZoneMap& map) {
  Columns columns;
  if (!map.counted.exposure.empty()) {
    append(columns, columns_of_rates());
  }
  if (!map.local_bayes.rate.empty()) {
    append(columns, columns_of_local_rates());
  }
  append(columns, columns_of_statistic(map.options.test, !map.test.expected_around.empty()));
  return columns;
}

void name_chance(const ZoneMap& map, Language language, std::vector<FieldDefinition>& fields) {
  const auto p = std::ranges::find(fields, words_of(map.options.test.statistic).p, &FieldDefinition::name);
  p->meaning += std::string(" ") + chance_of(map).in(language);
}

VectorLayer zone_layer(const std::shared_ptr<const ZoneMap>& map, const Crs& crs, Language language) {
  const auto is_grid = map->counted.zones.cells() != nullptr;
  auto columns = is_grid ? columns_of_cells<ZoneRow>() : columns_of_polygons();
  append(columns, columns_of_counts<ZoneRow>());
  columns.push_back(column_of_discovered<ZoneRow>());
  if (!map->counted.density_per_km2.empty()) {
    columns.push_back(column_of_density<ZoneRow>());
  }
  append(columns, columns_of_test(*map));
  auto layer = layer_of<ZoneRow>(crs, language, std::move(columns), map->counted.zones.size(), [map](std::size_t zone) {
    return ZoneRow{map.get(), zone};
  });
  name_chance(*map, language, layer.fields);
  layer.name = is_grid ? "grid" : "zones";
  layer.title = stamped((is_grid ? title_of_cells : Phrase{"Områden", "Zones"}).in(language), language);
  layer.description =
      (is_grid ? description_of_cells
               : Phrase{"Egna områden; noll händelser är ett värde.", "Zones of one's own; zero events is a value."})
          .in(language);
  layer.geometry = geometry_of_zones(map->counted.zones);
  layer.geometry_of = [map](std::size_t zone) { return outline_of_zone(map->counted.zones, zone); };
  return layer;
}

}  // namespace lykta
