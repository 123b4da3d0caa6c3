#include <algorithm>
#include <cctype>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "publish/layers/zone_layers.hpp"
#include "publish/words/statistic_words.hpp"
#include "tests/catch.hpp"
#include "tests/publish/layer_values.hpp"
#include "tests/publish/village.hpp"

namespace lykta {
namespace {

using Catch::Contains;
using test::check_words;
using test::value_of;
using test::Village;

constexpr LocalStatistic all_statistics[] = {LocalStatistic::gi_star, LocalStatistic::gi, LocalStatistic::moran,
                                             LocalStatistic::geary};
constexpr ZoneMeasure all_measures[] = {ZoneMeasure::count, ZoneMeasure::weighted_count, ZoneMeasure::rate,
                                        ZoneMeasure::empirical_bayes, ZoneMeasure::local_bayes};

/// The village with ten residents in every cell but those of its lowest row.
Inputs peopled() {
  auto inputs = Village().read().inputs;
  for (int column = 0; column < 20; ++column) {
    for (int row = 1; row < 10; ++row) {
      inputs.residents.push_back({{517050.0 + 100 * column, 6229050.0 + 100 * row}, {}, 10});
    }
  }
  return inputs;
}

/// The same village in eight blocks of half a kilometre; nobody lives in the first.
Inputs in_blocks() {
  auto inputs = Village().read().inputs;
  for (int i = 0; i < 8; ++i) {
    const auto x = 517000.0 + 500 * (i % 4);
    const auto y = 6229000.0 + 500 * (i / 4);
    inputs.zones.push_back(
        {fmt::format("k{}", i), i == 1 ? "Torget" : "", rectangle({x, y, x + 500, y + 500}), i == 0 ? 0.0 : 100.0});
  }
  return inputs;
}

ZoneMapOptions quick() {
  ZoneMapOptions options;
  options.grid.cell_m = 100;
  options.test.draws = 99;
  options.test.threads = 1;
  return options;
}

std::shared_ptr<const ZoneMap> map_of(const Inputs& inputs, const ZoneMapOptions& options) {
  return std::make_shared<const ZoneMap>(make_zone_map(inputs, options));
}

Crs crs() { return Crs::parse("EPSG:3006"); }

const FieldDefinition& field_of(const VectorLayer& layer, std::string_view name) {
  const auto found = std::ranges::find(layer.fields, name, &FieldDefinition::name);
  REQUIRE(found != layer.fields.end());
  return *found;
}

bool has_field(const VectorLayer& layer, const std::string& name) {
  return std::ranges::find(layer.fields, name, &FieldDefinition::name) != layer.fields.end();
}

TEST_CASE("A layer of zones has words in both languages and short names, whatever is asked") {
  for (const auto& inputs : {peopled(), in_blocks()}) {
    for (const auto statistic : all_statistics) {
      for (const auto measure : all_measures) {
        for (const auto tail : {Tail::greater, Tail::less, Tail::two_sided}) {
          auto options = quick();
          options.test.statistic = statistic;
          options.measure = measure;
          options.test.tail = tail;
          CAPTURE(static_cast<int>(statistic), static_cast<int>(measure), name_of(tail));
          const auto map = map_of(inputs, options);
          const auto layer = zone_layer(map, crs(), Language::en);
          check_words(zone_layer(map, crs(), Language::sv), layer);
          CHECK(layer.features == map->counted.zones.size());
          CHECK(layer.values_of(0).size() == layer.fields.size());
          CHECK(has_field(layer, "local_bayes_per_1000") == (measure == ZoneMeasure::local_bayes));
          const auto* prefix = words_of(statistic).prefix;
          CHECK_THAT(field_of(layer, fmt::format("{}_p", prefix)).meaning, Contains("Chance: "));
          CHECK_THAT(zone_style(*map, layer, Language::sv), Contains(fmt::format("&quot;{}_class&quot;", prefix)));
        }
      }
    }
  }
}

TEST_CASE("Values of a layer of zones are those of the map, and none is a number that means nothing") {
  const auto map = map_of(peopled(), quick());
  REQUIRE(map->test.source == PSource::events);
  const auto layer = zone_layer(map, crs(), Language::en);
  bool has_rate = false;
  bool has_none = false;
  for (std::size_t zone = 0; zone < layer.features; ++zone) {
    CHECK(std::get<std::int64_t>(value_of(layer, zone, "count")) ==
          static_cast<std::int64_t>(map->counted.count[zone]));
    const auto nobody = map->counted.exposure[zone] == 0;
    has_rate |= !nobody;
    has_none |= nobody;
    for (const auto* field : {"gi_z", "gi_p", "gi_q", "rate_per_1000", "expected_around", "around_z"}) {
      CAPTURE(field, zone);
      CHECK(std::holds_alternative<std::monostate>(value_of(layer, zone, field)) == nobody);
    }
    if (nobody) {
      CHECK(std::get<std::string>(value_of(layer, zone, "no_value")) == "no_exposure");
      CHECK(std::get<std::string>(value_of(layer, zone, "rate_missing")) == "no_exposure");
      CHECK(std::get<std::string>(value_of(layer, zone, "gi_class")) == "no_value");
    } else {
      CHECK(std::holds_alternative<std::monostate>(value_of(layer, zone, "no_value")));
      CHECK(std::get<double>(value_of(layer, zone, "rate_per_1000")) == Approx(100 * map->counted.count[zone]));
    }
  }
  CHECK(has_rate);
  CHECK(has_none);
}

TEST_CASE("p is said to be of the chance that it is of") {
  auto options = quick();
  const auto meaning = [&](PSource source, LocalStatistic statistic, const char* field, const Inputs& inputs) {
    options.test.p = source;
    options.test.statistic = statistic;
    return field_of(zone_layer(map_of(inputs, options), crs(), Language::en), field).meaning;
  };
  const auto village = Village().read().inputs;
  CHECK_THAT(meaning(PSource::automatic, LocalStatistic::gi_star, "gi_p", village), Contains("as often per km²"));
  CHECK_THAT(meaning(PSource::automatic, LocalStatistic::gi_star, "gi_p", peopled()), Contains("per resident"));
  CHECK_THAT(meaning(PSource::exact, LocalStatistic::gi_star, "gi_p", village), Contains("to all zones, in all ways"));
  CHECK_THAT(meaning(PSource::exact, LocalStatistic::moran, "moran_p", village),
             Contains("keeps its count") && Contains("more like the neighbours"));
  CHECK_THAT(meaning(PSource::permutation, LocalStatistic::gi, "gi_p", village), Contains("many random ways"));
  CHECK_THAT(meaning(PSource::normal, LocalStatistic::gi_star, "gi_p", village), Contains("misleading"));
  options.test.minimum_events = 1'000;
  CHECK_THAT(meaning(PSource::automatic, LocalStatistic::gi_star, "gi_p", village), Contains("Nothing was tested."));
}

TEST_CASE("Polygons of one's own keep their code, name and outline") {
  const auto map = map_of(in_blocks(), quick());
  const auto layer = zone_layer(map, crs(), Language::sv);
  CHECK(layer.name == "zones");
  REQUIRE(layer.features == 8);
  CHECK(std::get<std::string>(value_of(layer, 1, "zone_id")) == "k1");
  CHECK(std::get<std::string>(value_of(layer, 1, "name")) == "Torget");
  CHECK(std::get<double>(value_of(layer, 1, "area_km2")) == Approx(0.25));
  CHECK_FALSE(has_field(layer, "inside_share"));
  CHECK_FALSE(has_field(layer, "density_per_km2"));
  OGREnvelope box;
  layer.geometry_of(1)->getEnvelope(&box);
  CHECK(box.MinX == 517500);
  CHECK(box.MaxY == 6229500);
}

std::size_t occurrences(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size())) {
    ++found;
  }
  return found;
}

TEST_CASE("The style has a rule for each class in the map, and speaks of the fields of the layer") {
  auto options = quick();
  options.test.correction = Correction::none;
  const auto map = map_of(Village().read().inputs, options);
  std::set<std::string> classes;
  for (const auto& each : map->test.zone_class) {
    classes.insert(name_of(each));
  }
  REQUIRE(classes.contains("hot_99"));
  const auto style = zone_style(*map, zone_layer(map, crs(), Language::en), Language::en);
  CHECK(occurrences(style, "<rule ") == classes.size() + 1);  // and one for cells without events
  for (const auto& each : classes) {
    CHECK_THAT(style, Contains(fmt::format("'{}'", each)));
  }
  CHECK_THAT(style,
             Contains("(each tested by itself at the level of 1 %)") && !Contains("confidence)") && !Contains("≤"));
  CHECK_THAT(style, Contains("\"count\"") || Contains("&quot;count&quot;"));

  // Who points at a zone reads words; the codes are for programs.
  const auto tip = style.substr(style.find("<mapTip"));
  CHECK_THAT(tip, Contains("Events: [%") && Contains("THEN 'More events than chance gives (") &&
                      !Contains("[% &quot;gi_star_class&quot; %]") && !Contains("[% \"gi_star_class\" %]"));

  options.test.correction = Correction::bonferroni;
  const auto corrected = map_of(Village().read().inputs, options);
  CHECK_THAT(zone_style(*corrected, zone_layer(corrected, crs(), Language::sv), Language::sv),
             Contains("% risk för något falskt fynd)"));

  options.test.correction = Correction::none;
  options.test.statistic = LocalStatistic::moran;
  const auto moran = map_of(Village().read().inputs, options);
  auto short_layer = zone_layer(moran, crs(), Language::en);
  for (auto& field : short_layer.fields) {
    field.name = field.short_name;
  }
  CHECK_THAT(zone_style(*moran, short_layer, Language::en), Contains("moran_clas") && !Contains("moran_class"));
}

TEST_CASE("The record of zones has no number that is none, and names the chance") {
  auto options = quick();
  const auto draws = std::exchange(options.test.draws, std::nullopt);  // whoever names draws gets them
  for (const auto statistic : all_statistics) {
    options.test.statistic = statistic;
    options.test.draws = statistic == LocalStatistic::geary ? draws : std::nullopt;
    const auto map = map_of(peopled(), options);
    const auto record = nlohmann::ordered_json::parse(zone_record(*map).dump());
    CHECK(record["zones"] == 200);
    CHECK(record["whole_map"]["moran_i"]["value"].is_number());
    CHECK(record["concentration"]["gini"]["p"].is_number());
    const auto is_star = statistic == LocalStatistic::gi_star;
    CHECK(record["p"]["chance"] == (is_star ? "events_thrown_by_exposure" : "values_dealt_to_others"));
    CHECK(record["p"]["draws"].is_null() == (statistic != LocalStatistic::geary));
    std::size_t zones = 0;
    for (const auto& [name, number] : record["classes"].items()) {
      zones += number.get<std::size_t>();
    }
    CHECK(zones == 200);
  }
  options.test.minimum_events = 1'000;
  const auto untested = zone_record(*map_of(Village().read().inputs, options));
  CHECK(untested["whole_map"].is_null());
  CHECK(untested["p"]["chance"].is_null());
  CHECK(untested["rates"].is_null());
  CHECK(untested["classes"] == nlohmann::ordered_json{{"too_few_events", 200}});
}

}  // namespace
}  // namespace lykta
